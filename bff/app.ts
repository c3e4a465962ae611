/** The counter's server: the gate in order, then the table of endpoints. Hono does nothing but route. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Context, Hono } from 'hono'
import { Problem } from './base/problem.ts'
import type { Deps } from './deps.ts'
import { endpoints } from './endpoints.ts'
import { Admission } from './gate/admission.ts'
import { answerBatch } from './gate/batch.ts'
import type { Table } from './gate/call.ts'
import type { Exchange } from './gate/exchange.ts'
import { answerFile } from './gate/file.ts'
import { answerMedia } from './gate/media.ts'
import { answerRest } from './gate/rest.ts'
import { trace } from './gate/trace.ts'
import { answerUpload } from './gate/upload.ts'
import { VendorGates } from './gate/vendor.ts'
import { enter, preflight } from './gate/visit.ts'
import { Widgets } from './gate/widgets.ts'

export interface App {
  /** `env` is what `@hono/node-server` passes: the connection, for the caller's address. */
  fetch(request: Request, env?: unknown): Promise<Response>
  /** True = there is too much to do and the request has been answered here; false = `fetch` it. */
  turnsAway(incoming: IncomingMessage, outgoing: ServerResponse): boolean
  /** From now on `/ready` says 503: a load balancer sends nobody new. */
  drain(): void
  /** What stands in the way of more work, for `/ready`; undefined = nothing. */
  unready(): Promise<string | undefined>
  /** Forgets every session, stops listening; the databases belong to who opened them. */
  close(): Promise<void>
}

type Steps = (exchange: Exchange, param: (name: string) => string) => Promise<Response>

const peerOf = (env: unknown) =>
  (env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming?.socket?.remoteAddress

export function createApp(deps: Deps): App {
  const gates = new VendorGates(deps)
  const admission = new Admission(gates, deps)
  const widgets = new Widgets(deps.config.widgetsDir)
  const table: Table = new Map(endpoints.map((endpoint) => [endpoint.key as string, endpoint]))
  const hono = new Hono({ strict: true })
  let draining = false

  async function unready(): Promise<string | undefined> {
    if (draining) return 'stopping'
    const open = await Promise.all(
      deps.vendors.names.map(async (name) => (await deps.vendors.get(name)?.catch(() => undefined))?.alive()),
    )
    return open.every(Boolean) ? undefined : 'a database does not answer'
  }

  const traced = (steps: Steps) => (context: Context) =>
    trace(deps, context.req.raw, peerOf(context.env), (exchange) => {
      exchange.line.path = context.req.routePath
      return steps(exchange, (name) => context.req.param(name) ?? '')
    })

  const text = (status: number, words: string) =>
    new Response(`${words}\n`, { status, headers: { 'Cache-Control': 'no-store', 'Content-Type': 'text/plain' } })

  hono.get('/live', () => text(200, 'live'))
  hono.get('/ready', async () => {
    const why = await unready()
    return why === undefined ? text(200, 'ready') : text(503, why)
  })

  hono.get('/:pk{pk_[a-z0-9_]+}/guichet.js', async ({ req }) => {
    return (await widgets.loader(req.raw)) ?? text(404, 'The widgets are not built: npm run build')
  })
  hono.get('/a/:name', async ({ req }) => {
    return (await widgets.chunk(req.raw, req.param('name'))) ?? text(404, 'not found')
  })

  hono.options(
    '/v1/:pk/*',
    traced((exchange, param) => preflight(exchange, gates, param('pk'))),
  )
  hono.get(
    '/v1/:pk/files/:ticket',
    traced((exchange, param) => answerFile(exchange, gates, param('pk'), param('ticket'))),
  )
  hono.get(
    '/v1/:pk/media/:token',
    traced((exchange, param) => answerMedia(exchange, gates, param('pk'), param('token'))),
  )
  hono.put(
    '/v1/:pk/uploads/:ticket',
    traced((exchange, param) => answerUpload(exchange, gates, param('pk'), param('ticket'))),
  )
  hono.post(
    '/v1/:pk/batch',
    traced(async (exchange, param) => answerBatch(await enter(exchange, gates, param('pk')), table)),
  )
  for (const endpoint of endpoints) {
    const [method = '', path = ''] = (endpoint.key as string).split(' ')
    const names = [...path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '')
    hono.on(
      method,
      `/v1/:pk${path}`,
      traced(async (exchange, param) => {
        const params = Object.fromEntries(names.map((name) => [name, param(name)]))
        return answerRest(await enter(exchange, gates, param('pk')), table, endpoint, params)
      }),
    )
  }
  hono.all(
    '*',
    traced(async () => {
      throw new Problem('endpoint-unknown')
    }),
  )

  return {
    fetch: async (request, env) => hono.fetch(request, (env ?? {}) as Record<string, unknown>),
    turnsAway: (incoming, outgoing) => admission.turnsAway(incoming, outgoing),
    unready,
    drain() {
      draining = true
    },
    close() {
      admission.close()
      return gates.close()
    },
  }
}
