/** How long to wait before the next attempt. Pure. */

const second = 1000
const longest = 3600 * second

/**
 * Milliseconds after the attempt with this number (from 1): 1 s doubling up to 1 h, each between half and one and a half
 * of that, so that what failed together does not come back together.
 *
 * @param chance from 0 to 1
 */
export function waitAfter(attempt: number, chance: number): number {
  return Math.round(Math.min(longest, second * 2 ** Math.min(attempt - 1, 12)) * (0.5 + chance))
}
