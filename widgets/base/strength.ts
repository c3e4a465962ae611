/** How hard a new password is to guess. */

/** Shortest password that the BFF takes. */
export const shortest = 12

/**
 * 0 too short · 1 easy to guess · 2 fair · 3 strong. A hint while typing; the BFF decides (`password-weak`).
 * Length counts most; few different characters and plain runs count for nothing.
 */
export function strength(password: string): 0 | 1 | 2 | 3 {
  if (password.length < shortest) return 0
  const characters = [...password.toLowerCase()]
  const codes = characters.map((character) => character.codePointAt(0) ?? 0)
  const steps = codes.slice(1).map((code, i) => code - (codes[i] ?? 0))
  const inRun = steps.filter((step) => Math.abs(step) <= 1).length
  if (new Set(characters).size < 6 || inRun > steps.length / 2) return 1
  return password.length < 16 ? 2 : 3
}
