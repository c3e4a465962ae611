/** French printing wants a space that does not break before `:`, `;`, `?`, `!` and `»`, and after `«`. */
export const typeset = (text: string): string =>
  text.replaceAll(/ (?=[:;?!»%€])/g, '\u00a0').replaceAll('« ', '«\u00a0')
