/** Waiting in widget tests: as long as a busy machine may need, since what is waited for comes anyway. */
import { waitUntil as wait } from '@open-wc/testing'

type Options = Parameters<typeof wait>[2]

export const waitUntil = (
  predicate: Parameters<typeof wait>[0],
  message?: string,
  options?: Options,
): ReturnType<typeof wait> => wait(predicate, message, { timeout: 30_000, ...options })
