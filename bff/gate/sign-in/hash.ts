/** Password hashes: argon2id, at most two at a time, and the same work for an account that does not exist. */
import { hash, verify } from '@node-rs/argon2'
import { Problem } from '../../base/problem.ts'

/** 64 MiB, three passes, one lane: about 45 ms of one core. */
const parameters = { memoryCost: 65_536, timeCost: 3, parallelism: 1 } as const

/** How every hash of today's parameters begins. */
const start = `$argon2id$v=19$m=${parameters.memoryCost},t=${parameters.timeCost},p=${parameters.parallelism}$`

/** What is verified when there is no account, or none with a password: costs the same and never fits. */
const dummy = `${start}${'A'.repeat(22)}$${'A'.repeat(43)}`

const most = 2
const longestQueue = 40
let running = 0
const waiting: (() => void)[] = []

/** How many are at work and how many wait, in this process. */
export const hashQueue = (): { running: number; waiting: number } => ({ running, waiting: waiting.length })

/** @throws Problem `overloaded` when too many wait already */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= most) {
    if (waiting.length >= longestQueue) throw new Problem('overloaded', { retryAfter: 3 })
    // The one that ends hands its place over: `running` stays.
    await new Promise<void>((resolve) => waiting.push(resolve))
  } else {
    running++
  }
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running--
  }
}

/** PHC string, compared exactly as typed: no trimming, no normalisation. */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password, parameters))
}

/** False for a wrong password and for `null` (no account, no password yet), after the same work. */
export async function passwordFits(stored: string | null, password: string): Promise<boolean> {
  const fits = await inTurn(() => verify(stored ?? dummy, password))
  return fits && stored !== null
}

/** True when the hash was made with other parameters than today's. */
export function isOutdated(stored: string): boolean {
  return !stored.startsWith(start)
}
