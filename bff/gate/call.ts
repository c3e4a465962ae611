/** One call of the table: found, allowed, understood, run, answered; whatever happens stays inside. */
import type { z } from 'zod'
import type { SubCall, SubReply } from '../api.ts'
import type { Endpoint, FeatureEndpoint, GateEndpoint } from '../base/endpoint.ts'
import { Problem } from '../base/problem.ts'
import { isMalformed } from '../db/errors.ts'
import type { Caller, Visit } from './exchange.ts'
import type { Desk } from './desk.ts'
import { browserOf } from './browser.ts'
import { requireRight } from './rights.ts'
import { isFresh } from './session.ts'
import { toProblem } from './trace.ts'

export type Table = ReadonlyMap<string, Endpoint>

/** A call as it arrived: the key is a word until the table knows it. */
export interface AskedCall extends Omit<SubCall, 'key'> {
  key: string
}

type Parts = { params: unknown; query: unknown; body: unknown }

/** Zod's finding as one stable word for the caller. */
function wordFor(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'too_big':
      return issue.origin === 'string' ? 'too-long' : 'too-big'
    case 'too_small':
      return issue.origin === 'string' ? 'too-short' : 'too-small'
    case 'unrecognized_keys':
      return 'unknown-field'
    case 'invalid_type':
      return issue.input === undefined ? 'missing' : 'wrong-type'
    default:
      return 'invalid'
  }
}

/** @throws Problem `input-invalid`, with what was wrong where */
function parse(endpoint: Endpoint, call: AskedCall): Parts {
  const schemas = endpoint.input as Partial<Record<keyof Parts, z.ZodType>>
  const fields: Record<string, string> = {}
  const parts: Parts = { params: undefined, query: undefined, body: undefined }
  for (const part of ['params', 'query', 'body'] as const) {
    const schema = schemas[part]
    const given = call[part]
    if (!schema) {
      if (given !== undefined && Object.keys(Object(given)).length > 0) fields[part] = 'unknown-field'
      continue
    }
    const result = schema.safeParse(part === 'body' ? given : (given ?? {}), { reportInput: true })
    if (result.success) parts[part] = result.data
    else for (const issue of result.error.issues) fields[[part, ...issue.path.map(String)].join('.')] = wordFor(issue)
  }
  // An id of a form that no id has is an id that does not exist.
  if (Object.keys(fields).some((field) => field.startsWith('params.'))) throw new Problem('not-found')
  if (Object.keys(fields).length > 0) throw new Problem('input-invalid', { fields })
  return parts
}

function common(visit: Visit, parts: Parts) {
  return {
    ...parts,
    portal: visit.portal,
    publicUrl: visit.deps.config.publicUrl,
    mediaKey: visit.gate.secrets.media,
    clock: visit.deps.clock,
    request: visit.id,
    signal: visit.request.signal,
  }
}

async function runFeature(visit: Visit, caller: Caller, endpoint: FeatureEndpoint, call: AskedCall, desk: Desk) {
  const { session, jti } = caller
  if (!session || jti === undefined) throw new Problem('session-required')
  requireRight(session.live, endpoint.needs)
  if (endpoint.fresh && !isFresh(session)) throw new Problem('step-up-required')
  const parts = parse(endpoint, call)
  const scoped = await desk.scoped(session.live)
  const options = { customer: call.customer }
  const run = (db: unknown) =>
    endpoint.run({ ...common(visit, parts), db, session: session.live, fresh: isFresh(session) } as never)
  return call.key.startsWith('GET ') ? scoped.read(run, options) : scoped.write(jti, run, options)
}

async function runGate(visit: Visit, caller: Caller, endpoint: GateEndpoint, call: AskedCall, desk: Desk) {
  const { session, key, jti } = caller
  if (endpoint.needs === 'session' && !session) throw new Problem('session-required')
  if (endpoint.needs === 'key' && !key) throw new Problem('proof-invalid')
  if (endpoint.fresh && !(session && isFresh(session))) throw new Problem('step-up-required')
  if (session && call.customer !== undefined && call.customer !== session.live.customerId) {
    throw new Problem('scope-changed')
  }
  const parts = parse(endpoint, call)
  // An embedded database has one connection: never hold one while asking for another.
  await desk.leave()
  return endpoint.run({
    ...common(visit, parts),
    gate: visit.gate.db.gate,
    session: session?.live,
    key,
    proof: jti,
    network: visit.network,
    origin: visit.origin,
    device: browserOf(visit.request.headers.get('user-agent')),
    fresh: session !== undefined && isFresh(session),
    tools: {
      fingerprint: visit.gate.secrets.fingerprint,
      random: visit.deps.random,
      passwords: visit.deps.passwords,
      opened: (hash: Uint8Array) => {
        caller.nonceFor = hash
      },
      changed: (hash: Uint8Array | 'all') => visit.gate.sessions.drop(hash),
      alarm: (what: string, fields: object = {}) =>
        visit.deps.log.write('warn', 'alarm', {
          alarm: what,
          vendor: visit.portal.vendor,
          portal: visit.portal.key,
          ...fields,
        }),
    },
  } as never)
}

function find(visit: Visit, table: Table, key: string): Endpoint {
  const endpoint = table.get(key)
  const feature = endpoint?.kind === 'feature' ? endpoint.feature : undefined
  if (!endpoint || (feature !== undefined && !visit.portal.features.includes(feature))) {
    throw new Problem('endpoint-unknown')
  }
  return endpoint
}

/** Never rejects: a failure is an answer of its own. */
export async function answerCall(
  visit: Visit,
  caller: Caller,
  table: Table,
  call: AskedCall,
  desk: Desk,
): Promise<SubReply> {
  const started = performance.now()
  const reply = await run(visit, caller, table, call, desk)
  const key = table.has(call.key) ? call.key : 'unknown'
  visit.deps.measures?.call(key, reply.status, (performance.now() - started) / 1000)
  return reply
}

async function run(visit: Visit, caller: Caller, table: Table, call: AskedCall, desk: Desk): Promise<SubReply> {
  try {
    const endpoint = find(visit, table, call.key)
    const body =
      endpoint.kind === 'feature'
        ? await runFeature(visit, caller, endpoint, call, desk)
        : await runGate(visit, caller, endpoint, call, desk)
    return { status: 200, body }
  } catch (error) {
    // An id that cannot be one of ours is an id that does not exist.
    const problem = isMalformed(error) ? new Problem('not-found') : toProblem(error, visit)
    if (caller.session && (problem.code === 'session-ended' || problem.code === 'session-rotated')) {
      visit.gate.sessions.drop(caller.session.live.hash)
    }
    return { status: problem.status, body: problem.body(visit.id) }
  }
}
