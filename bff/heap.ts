/** How much garbage a serving process may keep. */
import { setFlagsFromString } from 'node:v8'

/**
 * The new part of the heap, two halves of so many MiB. V8 lets it grow to 128 MiB in all where much is at work: each
 * tidying of it then takes 12 to 17 ms, in which nobody is answered, instead of 2 to 5, and buffers of what was sent
 * wait for it. It is read at the start of a process only.
 */
export const servingFlags: readonly string[] = ['--max-semi-space-size=8']

/** This process' arguments of Node with these flags, unless the operator has chosen a size, among them or in `NODE_OPTIONS`. */
export function withServingFlags(options = ''): string[] {
  const given = process.execArgv
  const chosen = [...given, options].some((text) => text.includes('--max-semi-space-size'))
  return chosen ? [...given] : [...given, ...servingFlags]
}

/**
 * Puts a process with these flags in the place of this one: same number, same terminal. Does nothing where it needs none,
 * where somebody talks to it over a channel, which would be lost, and where the system cannot.
 */
export function takeServingFlags(options?: string): void {
  const flags = withServingFlags(options)
  const needsNone = flags.length === process.execArgv.length
  if (needsNone || process.connected || process.platform === 'win32' || !process.execve) return
  process.execve(process.execPath, [process.execPath, ...flags, ...process.argv.slice(1)])
}

/**
 * The old part of the heap is tidied when it has grown by a half, not up to fourfold, as V8 does where processors are
 * short: an export of 50,000 rows then left a process 150 MiB larger, and 45 MiB with this, at the same p99 for others.
 * V8 reads the flag whenever it sets the next limit, so it may be set after the start.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--heap-growing-percent=50')
}
