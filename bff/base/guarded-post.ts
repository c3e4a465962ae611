/**
 * A request to an address that somebody else has chosen. It reaches the internet and nothing behind the firewall: a
 * literal address is looked at, a resolved one too, in the very look-up that the socket connects by.
 */
import { lookup, type LookupOptions } from 'node:dns'
import { isIP } from 'node:net'
import { Agent, buildConnector, request } from 'undici'
import { isPublicAddress } from './public-address.ts'

export interface GuardRules {
  /** Which resolved or literal addresses may be connected to. */
  allowed: (address: string) => boolean
  /** `https:` on port 443 only. */
  strict: boolean
}

export const publicOnly: GuardRules = { allowed: isPublicAddress, strict: true }

export class ForbiddenTarget extends Error {
  override readonly name = 'ForbiddenTarget'
}

export interface PostAnswer {
  status: number
  body: string
}

export interface Poster {
  /**
   * Follows no redirect; 5 seconds for all of it; of an answer longer than 64 KiB it throws.
   * @throws ForbiddenTarget before a byte is sent
   */
  post(url: string, headers: Readonly<Record<string, string>>, body: string): Promise<PostAnswer>
  close(): Promise<void>
}

const patience = 5_000
const mostBytes = 64 * 1024
/** Connections to one target: whoever is slow there waits for himself. */
const perTarget = 2

type Found = string | { address: string; family: number }[]
type Callback = (error: NodeJS.ErrnoException | null, address: Found, family?: number) => void

/** @throws ForbiddenTarget */
function targetOf(text: string, rules: GuardRules): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || (url.protocol !== 'https:' && (rules.strict || url.protocol !== 'http:')))
    throw new ForbiddenTarget('Only https addresses are asked')
  if (rules.strict && url.port !== '') throw new ForbiddenTarget('Only port 443 is asked')
  if (url.username !== '' || url.password !== '') throw new ForbiddenTarget('An address carries no password')
  return url
}

export function guardedPoster(rules: GuardRules = publicOnly): Poster {
  const guardedLookup = (host: string, options: LookupOptions, done: Callback) => {
    lookup(host, { ...options, all: true }, (error, found) => {
      if (error) return done(error, [])
      // One bad address among several is enough: which of them is connected to is not ours to choose.
      const bad = found.length === 0 || found.some(({ address }) => !rules.allowed(address))
      if (bad) return done(new ForbiddenTarget('This name leads to an address that is not public'), [])
      if (options.all) return done(null, found)
      const [first] = found
      return done(null, first?.address ?? '', first?.family)
    })
  }
  const connect = buildConnector({ timeout: patience, lookup: guardedLookup as never })
  const agent = new Agent({
    connections: perTarget,
    pipelining: 1,
    headersTimeout: patience,
    bodyTimeout: patience,
    maxResponseSize: mostBytes,
    // A literal address is never looked up, so the connector looks at it itself.
    connect: (options, callback) => {
      const literal = options.hostname.replace(/^\[|\]$/g, '')
      if (isIP(literal) && !rules.allowed(literal))
        return callback(new ForbiddenTarget('This address is not public'), null)
      return connect(options, callback)
    },
  })
  return {
    async post(text, headers, body) {
      const url = targetOf(text, rules)
      const answer = await request(url, {
        method: 'POST',
        dispatcher: agent,
        headers: { ...headers },
        body,
        signal: AbortSignal.timeout(patience),
      })
      return { status: answer.statusCode, body: await answer.body.text() }
    },
    close: () => agent.close(),
  }
}
