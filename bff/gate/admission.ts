/**
 * Whether a request comes in at all, decided from its first line and its origin, before anything is made of it: where more
 * comes than the process can do, its time belongs to those who are in. A refusal is one ready-made answer that the
 * website may read, and no line in the log but one a second.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { PortalRecord } from '../base/portal.ts'
import { Problem } from '../base/problem.ts'
import type { Deps } from '../deps.ts'
import { corsHeaders, originAllowed, preflightHeaders } from './cors.ts'
import { answerHeaders } from './headers.ts'
import { largestBody } from './limits.ts'
import { makeReference } from './trace.ts'
import type { VendorGates } from './vendor.ts'

/** Files and pictures are tags of the page, which never ask again: they stand in line, and nowhere else. */
const form = /^\/v1\/(pk_([a-z][a-z0-9]{0,30})_[a-z0-9]{16})\/(?!files\/|media\/)/

/** Milliseconds that one line of the log, and with it one reference, covers. */
const tellEvery = 1_000
/** Seconds to wait, one of these: who was refused at the same moment does not come back at the same moment. */
const waits = [1, 2, 3] as const

/** The refusals of one portal in the current second. */
interface Tally {
  vendor: string
  refused: number
  request: string
  bodies: readonly string[]
}

const always = Object.entries(answerHeaders).flat()

export class Admission {
  readonly #gates: VendorGates
  readonly #deps: Pick<Deps, 'load' | 'log' | 'measures' | 'turns'>
  readonly #tallies = new Map<string, Tally>()
  /** Vendor -> let in during this turn of the event loop: they stand in no line yet. */
  readonly #coming = new Map<string, number>()
  #timer: NodeJS.Timeout | undefined
  #turn = 0

  constructor(gates: VendorGates, deps: Pick<Deps, 'load' | 'log' | 'measures' | 'turns'>) {
    this.#gates = gates
    this.#deps = deps
  }

  turnsAway(incoming: IncomingMessage, outgoing: ServerResponse): boolean {
    const [, key = '', vendor = ''] = form.exec(incoming.url ?? '') ?? []
    const gate = this.#gates.known(vendor)
    // Of a portal that nobody has asked for yet, nobody knows which website may read the answer.
    const portal = gate?.portals.known(key)
    if (!gate || !portal) return false
    this.#deps.turns?.came()
    const coming = this.#coming.get(vendor) ?? 0
    const { load } = this.#deps
    if (gate.db.hasRoom(coming, load?.flooded) && load?.admits() !== false) {
      if (this.#coming.size === 0) setImmediate(() => this.#coming.clear())
      this.#coming.set(vendor, coming + 1)
      return false
    }
    const { origin = null } = incoming.headers
    const headers = [
      ...always,
      ...(originAllowed(origin, portal.origins) ? Object.entries(corsHeaders(origin)).flat() : []),
    ]
    if (incoming.method === 'OPTIONS') return this.#preflight(outgoing, origin, portal)
    const tally = this.#tallyOf(portal)
    tally.refused++
    this.#deps.measures?.shed()
    const place = this.#turn++ % waits.length
    const body = tally.bodies[place] as string
    headers.push('Content-Type', 'application/problem+json', 'Content-Length', String(Buffer.byteLength(body)))
    headers.push('Retry-After', String(waits[place]), 'X-Request-Id', tally.request)
    // What nobody wants to read to its end goes with its connection.
    if (!(Number(incoming.headers['content-length'] ?? 0) <= largestBody) || 'transfer-encoding' in incoming.headers)
      headers.push('Connection', 'close')
    outgoing.writeHead(503, headers)
    outgoing.end(body)
    return true
  }

  /** Never refused: a browser would take it for a broken line. */
  #preflight(outgoing: ServerResponse, origin: string | null, portal: PortalRecord): boolean {
    if (!originAllowed(origin, portal.origins)) return false
    outgoing.writeHead(204, [...always, ...Object.entries(preflightHeaders(origin)).flat()])
    outgoing.end()
    return true
  }

  #tallyOf({ key, vendor }: PortalRecord): Tally {
    const known = this.#tallies.get(key)
    if (known) return known
    const request = makeReference()
    const bodies = waits.map((retryAfter) => JSON.stringify(new Problem('overloaded', { retryAfter }).body(request)))
    const tally = { vendor, refused: 0, request, bodies }
    this.#tallies.set(key, tally)
    this.#timer ??= setTimeout(() => this.#tell(), tellEvery).unref()
    return tally
  }

  #tell(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    for (const [portal, { vendor, request, refused }] of this.#tallies)
      this.#deps.log.write('warn', 'shed', { request, vendor, portal, refused })
    this.#tallies.clear()
  }

  close(): void {
    this.#tell()
  }
}
