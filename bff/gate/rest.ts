/** The same table as plain REST routes: one call, its status as the answer's. */
import type { z } from 'zod'
import type { Endpoint } from '../base/endpoint.ts'
import type { ProblemBody } from '../base/problem-codes.ts'
import { answerCalls } from './batch.ts'
import type { Table } from './call.ts'
import type { Visit } from './exchange.ts'
import { identify } from './identify.ts'
import { readJson } from './limits.ts'

interface Definition {
  type: string
  innerType?: z.ZodType
  in?: z.ZodType
  shape?: Record<string, z.ZodType>
}

const definition = (schema: z.ZodType) => schema._zod.def as unknown as Definition

/** The kind of value behind optional, default, transform and the like. */
function kindOf(schema: z.ZodType | undefined): string | undefined {
  if (!schema) return undefined
  const { type, innerType, in: input } = definition(schema)
  return innerType || input ? kindOf(innerType ?? input) : type
}

function valueOf(texts: readonly string[], kind: string | undefined): unknown {
  const [text = ''] = texts
  if (kind === 'array') return texts
  if (texts.length > 1) return texts
  if (kind === 'number' && /^-?\d{1,9}$/.test(text)) return Number(text)
  if (kind === 'boolean' && (text === 'true' || text === 'false')) return text === 'true'
  return text
}

/** A query string as the batch would have said it: lists are lists, numbers numbers; what does not fit stays text. */
export function queryOf(search: URLSearchParams, schema: z.ZodType | undefined): Record<string, unknown> {
  const shape = schema ? (definition(schema).shape ?? {}) : {}
  const kind = (name: string) => (Object.hasOwn(shape, name) ? kindOf(shape[name]) : undefined)
  // fromEntries defines properties: `__proto__` is a name like any other.
  return Object.fromEntries([...new Set(search.keys())].map((name) => [name, valueOf(search.getAll(name), kind(name))]))
}

export async function answerRest(
  visit: Visit,
  table: Table,
  endpoint: Endpoint,
  params: Record<string, string>,
): Promise<Response> {
  const caller = await identify(visit)
  const schemas = endpoint.input as { query?: z.ZodType; body?: z.ZodType }
  const body = visit.request.method === 'GET' ? undefined : await readJson(visit.request, caller.bodyHash)
  const call = {
    key: endpoint.key as string,
    params,
    query: queryOf(visit.url.searchParams, schemas.query),
    body,
  }
  const [reply] = await answerCalls(visit, caller, table, [call])
  const { status = 500, body: answer } = reply ?? {}
  const problem = status >= 400 ? (answer as ProblemBody) : undefined
  visit.headers.set('Content-Type', problem ? 'application/problem+json' : 'application/json')
  if (problem?.retryAfter !== undefined) visit.headers.set('Retry-After', String(problem.retryAfter))
  if (status === 401) visit.headers.set('WWW-Authenticate', 'DPoP algs="ES256"')
  return new Response(JSON.stringify(answer), { status, headers: visit.headers })
}
