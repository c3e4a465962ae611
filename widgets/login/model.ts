/** What the sign-in form decides, without drawing it. */

/** Shortest password that the BFF takes. */
export const shortest = 12

/** A code as typed from a letter: blanks and dashes are for the eye. */
export function tidyCode(typed: string): string {
  return typed.replace(/[\s-]+/g, '')
}

/**
 * Where «Continuer» leads: an address of this website, never a script and never another site, because pages like to
 * fill `next` from their own address, which anybody can write. Null when it is none.
 */
export function nextAddress(next: string | undefined, here: string): string | null {
  if (!next) return null
  try {
    const url = new URL(next, here)
    return url.origin === new URL(here).origin && /^https?:$/.test(url.protocol) ? url.href : null
  } catch {
    return null
  }
}
