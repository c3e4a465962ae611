/** Failures of a start or a command in one sentence that says what to do. */
import { Problem } from '../base/problem.ts'
import { ConfigError } from '../config.ts'
import { isAway } from '../db/errors.ts'
import { StartError } from '../listen.ts'
import { Refusal, UsageError } from './command.ts'

const codeOf = (error: unknown) => (error as { code?: unknown } | undefined)?.code

function causes(error: unknown): unknown[] {
  const chain: unknown[] = []
  for (let at = error; at !== undefined && at !== null && chain.length < 6; at = (at as Error).cause) chain.push(at)
  return chain
}

const away =
  'The database does not answer: start it, or correct DATABASE_URL or GUICHET_VENDORS (host, port, name, password).'

/** @returns undefined for a failure that nobody foresaw: that one is shown with its stack. */
export function explain(error: unknown): string | undefined {
  if (error instanceof ConfigError) return error.message
  if (error instanceof StartError || error instanceof Refusal || error instanceof UsageError) return error.message
  const chain = causes(error)
  const codes = chain.map(codeOf)
  if (codes.includes('28P01'))
    return 'The database refuses this password: correct the one in DATABASE_URL or GUICHET_VENDORS.'
  if (codes.includes('3D000'))
    return `${(chain.at(-1) as Error).message}: create it, e.g. with createdb, then run the command again.`
  if (codes.includes('EACCES') || codes.includes('EROFS') || codes.includes('EPERM')) {
    return `${(chain.at(-1) as Error).message}: make that folder writable for this account, or set GUICHET_DATA to another one.`
  }
  if (chain.some((one) => isAway(one)) || (error instanceof Problem && error.code === 'management-unavailable')) {
    const detail = chain.at(-1)
    return detail instanceof Error && detail !== error ? `${away} It said: ${detail.message}` : away
  }
  const state = codes.find((code) => typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code))
  if (state !== undefined && error instanceof Error) {
    return `The database refused: ${error.message} (${String(state)}). Was it made by another version? The demo\u2019s is made anew by \`npm run demo:reset\`.`
  }
  // The database layer words its own refusals (lock, version, self-check) as sentences.
  if (error instanceof Error && codeOf(error) === undefined && error.constructor !== TypeError) return error.message
  return undefined
}
