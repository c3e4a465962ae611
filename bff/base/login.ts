/** What a login is, however it was typed: one rule for whoever makes an account and whoever signs in. */

export const longestLogin = 200

/** Nobody can see, type or tell apart what these would make: controls, direction and joining marks, half characters. */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u

/**
 * The login as it is kept: without spaces around it, lower case, accents composed (NFC: a Mac may send them apart).
 * @returns undefined when the text cannot be a login: empty, longer than 200 characters, or with unseen ones in it
 */
export function loginOf(typed: string): string | undefined {
  const login = typed.trim().normalize('NFC').toLowerCase().normalize('NFC')
  return login === '' || login.length > longestLogin || unseen.test(login) ? undefined : login
}
