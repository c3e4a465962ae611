/** One serving process: listens, and stops without dropping anybody. Used by the command line; runs alone too. */
import { createServer, type Server } from 'node:http'
import { Server as Listener } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { createApp } from './app.ts'
import { type Family, Metrics } from './base/metrics.ts'
import type { Deps } from './deps.ts'
import { Load, watchLoop } from './gate/load.ts'
import { measuresIn } from './gate/measures.ts'
import { gaugesIn } from './gauges.ts'
import { healthServer } from './health.ts'
import { kindsOf } from './outbox/kinds.ts'
import { startRelays } from './outbox/relays.ts'

export interface Serving {
  /** Port that was bound, also when any was asked for. */
  port: number
  /** Port of `/live`, `/ready` and `/metrics`; undefined = the configuration has none. */
  adminPort: number | undefined
  /** What stands in the way of more work; undefined = nothing. */
  unready(): Promise<string | undefined>
  /** This process's figures. */
  families(): Promise<Family[]>
  /** Says 503 on `/ready`, waits the lame-duck time, lets running requests end, closes what is behind. */
  stop(lameDuck?: number): Promise<void>
}

/** A failure to start that the operator can mend: the message says how. */
export class StartError extends Error {
  override readonly name = 'StartError'
}

/** Milliseconds that running requests get to end. */
const drainTime = 25_000
/** Connections that the kernel makes while the process is busy: a crowd's, which would else try again after a second. */
const backlog = 2_048
/** Milliseconds that a connection may stay silent between two requests. */
const keepAlive = 5_000

/** The sentences that name the variable to change. */
export interface Names {
  port: string
  host: string
}
const customers: Names = { port: 'GUICHET_PORT', host: 'GUICHET_HOST' }
export const operators: Names = { port: 'GUICHET_ADMIN_PORT', host: 'GUICHET_ADMIN_HOST' }

/** A listening socket that outlives the process: the one that a predecessor had, and who wants to have the one made here. */
export interface Socket {
  inherited: object | undefined
  made: (server: Server) => void
}

/** @param shared other processes listen on the same port: the kernel spreads the connections */
export function listen(
  server: Server,
  port: number,
  host: string,
  { names = customers, shared = false, socket }: { names?: Names; shared?: boolean; socket?: Socket | undefined } = {},
): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      switch (error.code) {
        case 'EADDRINUSE':
          return reject(
            new StartError(
              `Port ${port} is taken: stop the program that uses it, or set ${names.port} to another one.`,
            ),
          )
        case 'EACCES':
          return reject(
            new StartError(`Port ${port} may not be used by this account: set ${names.port} to 1024 or more.`),
          )
        case 'ENOTFOUND':
        case 'EADDRNOTAVAIL':
          return reject(new StartError(`"${host}" is no address of this machine: set ${names.host}, e.g. to 0.0.0.0.`))
        default:
          return reject(error)
      }
    })
    const done = () => {
      if (!socket?.inherited) socket?.made(server)
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    }
    if (socket?.inherited) server.listen(socket.inherited, backlog, done)
    else server.listen({ port, host, backlog, ...(shared && { reusePort: true }) }, done)
  })
}

/**
 * Stops listening and lets every connection end by itself: what is at work gets its answer, and whoever keeps an idle
 * connection learns from its next answer that it was the last. Node's own `close` would cut idle ones at this moment,
 * perhaps while a request is on its way.
 */
async function closeGently(server: Server, lameDuck: number): Promise<void> {
  const closed = new Promise<void>((done) => void server.once('close', () => done()))
  Listener.prototype.close.call(server)
  if (lameDuck === 0) server.closeIdleConnections()
  const idle = setTimeout(() => server.closeIdleConnections(), keepAlive + 1_000)
  const all = setTimeout(() => server.closeAllConnections(), drainTime)
  await closed
  clearTimeout(idle)
  clearTimeout(all)
  // Stops Node's own look at the connections; there are none any more.
  server.close()
}

/**
 * @param socket where other processes serve on the same port in turn
 * @throws StartError with one sentence that says what to do
 */
export async function serve(deps: Deps, socket?: Socket): Promise<Serving> {
  const { config } = deps
  const metrics = new Metrics()
  const load = deps.load ?? new Load(config.shedAt)
  const app = createApp({ ...deps, load, measures: measuresIn(metrics) })
  const listener = getRequestListener((request, env) => app.fetch(request, env), { overrideGlobalObjects: false })
  let draining = false
  const server = createServer(
    {
      headersTimeout: 10_000,
      // 10 MB over a line of 1 Mbit/s are 80 s. Whoever sends slowly holds a socket, and nothing else.
      requestTimeout: 180_000,
      keepAliveTimeout: keepAlive,
      maxHeaderSize: 16 * 1024,
      // How often the two times are looked after; Node's own 30 s would make them 40.
      connectionsCheckingInterval: 2_000,
    },
    (incoming, outgoing) => {
      if (draining) outgoing.setHeader('Connection', 'close')
      if (!app.turnsAway(incoming, outgoing)) void listener(incoming, outgoing)
    },
  )
  server.maxHeadersCount = 100
  server.maxConnections = 10_000
  const port = await listen(server, config.port, config.host, { shared: config.sharedPort, socket })
  const loop = watchLoop((p99) => load.observe(p99))
  gaugesIn(metrics, { vendors: deps.vendors, passwords: deps.passwords, loop, refused: () => load.refused })
  const families = () => metrics.families()
  const admin = config.adminPort === null ? undefined : healthServer({ unready: app.unready, families })
  const relays = startRelays({ ...deps, kindsOf: (db) => kindsOf(db, deps) })
  let stopping: Promise<void> | undefined
  async function stop(lameDuck: number): Promise<void> {
    app.drain()
    draining = true
    await new Promise((done) => setTimeout(done, lameDuck))
    await closeGently(server, lameDuck)
    // After the last answer: what it has stored is often delivered by now.
    await relays.stop()
    await app.close()
    deps.mail?.close()
    await deps.sms?.close()
    await deps.vendors.close()
    loop.stop()
    admin?.close()
    admin?.closeAllConnections()
  }
  let adminPort: number | undefined
  try {
    if (admin) adminPort = await listen(admin, config.adminPort ?? 0, config.adminHost, { names: operators })
  } catch (error) {
    await stop(0)
    throw error
  }
  return {
    port,
    adminPort,
    unready: app.unready,
    families,
    stop(lameDuck = config.lameDuck) {
      stopping ??= stop(lameDuck)
      return stopping
    },
  }
}
