/** Telephone numbers as they are kept and compared: E.164. */

const form = /^\+[1-9][0-9]{6,14}$/

/**
 * `06 39 98 00 01` -> `+33639980001`; `0033…` and `+33 (0)6…` as well. A number without its country is of `country`.
 * @param country calling code without plus, `33` unless told
 * @returns undefined when the text cannot be a telephone number
 */
export function phoneOf(typed: string, country = '33'): string | undefined {
  if (typed.length > 40 || !/^[\s+0-9()./-]+$/.test(typed)) return undefined
  const digits = typed.replace(/\(0\)/g, '').replace(/[\s()./-]/g, '')
  const international = digits.startsWith('+') ? digits : digits.replace(/^00(?=[1-9])/, '+')
  const number = international.startsWith('0') ? `+${country}${international.slice(1)}` : international
  return form.test(number) ? number : undefined
}

/** The last two digits only: enough to recognise one's own. */
export const phoneHint = (phone: string) => `•• ${phone.slice(-2)}`
