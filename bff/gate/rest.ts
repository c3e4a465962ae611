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

/** A query string as the batch would have said it: lists are lists, numbers numbers; what does not fit stays text. */
export function queryOf(search: URLSearchParams, schema: z.ZodType | undefined): Record<string, unknown> {
  const shape = schema ? (definition(schema).shape ?? {}) : {}
  const query: Record<string, unknown> = {}
  for (const name of new Set(search.keys())) {
    const texts = search.getAll(name)
    const [text = ''] = texts
    switch (kindOf(shape[name])) {
      case 'array':
        query[name] = texts
        break
      case 'number':
        query[name] = /^-?\d{1,9}$/.test(text) ? Number(text) : text
        break
      case 'boolean':
        query[name] = text === 'true' ? true : text === 'false' ? false : text
        break
      default:
        query[name] = texts.length === 1 ? text : texts
    }
  }
  return query
}

export async function answerRest(
  visit: Visit,
  table: Table,
  endpoint: Endpoint,
  params: Record<string, string>,
): Promise<Response> {
  const caller = await identify(visit)
  const schemas = endpoint.input as { query?: z.ZodType; body?: z.ZodType }
  const body = visit.request.method === 'GET' ? undefined : await readJson(visit.request)
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
