/** Codes as people type them. */

/** Blanks and dashes are for the eye. */
export const tidyCode = (typed: string): string => typed.replace(/[\s\u2010-\u2015-]+/g, '')

/** A letter's code (Crockford): capitals do not matter, and what looks like 0 or 1 is meant so. */
export const typedCode = (typed: string): string =>
  tidyCode(typed).toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1')
