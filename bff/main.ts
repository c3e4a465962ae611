/** One serving process: listens, and stops without dropping anybody. Used by the command line; runs alone too. */
import { createServer, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { createApp } from './app.ts'
import type { Deps } from './deps.ts'
import { kindsOf } from './outbox/kinds.ts'
import { startRelays } from './outbox/relays.ts'

export interface Serving {
  /** Port that was bound, also when any was asked for. */
  port: number
  /** Says 503 on `/ready`, waits the lame-duck time, lets running requests end, closes what is behind. */
  stop(lameDuck?: number): Promise<void>
}

/** A failure to start that the operator can mend: the message says how. */
export class StartError extends Error {
  override readonly name = 'StartError'
}

/** Milliseconds that running requests get to end. */
const drainTime = 25_000

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      switch (error.code) {
        case 'EADDRINUSE':
          return reject(
            new StartError(`Port ${port} is taken: stop the program that uses it, or set GUICHET_PORT to another one.`),
          )
        case 'EACCES':
          return reject(
            new StartError(`Port ${port} may not be used by this account: set GUICHET_PORT to 1024 or more.`),
          )
        case 'ENOTFOUND':
        case 'EADDRNOTAVAIL':
          return reject(new StartError(`"${host}" is no address of this machine: set GUICHET_HOST, e.g. to 0.0.0.0.`))
        default:
          return reject(error)
      }
    })
    server.listen(port, host, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })
}

/** @throws StartError with one sentence that says what to do */
export async function serve(deps: Deps): Promise<Serving> {
  const app = createApp(deps)
  const listener = getRequestListener((request, env) => app.fetch(request, env), { overrideGlobalObjects: false })
  const server = createServer(
    { headersTimeout: 10_000, requestTimeout: 30_000, keepAliveTimeout: 5_000, maxHeaderSize: 16 * 1024 },
    (incoming, outgoing) => void listener(incoming, outgoing),
  )
  server.maxHeadersCount = 100
  server.maxConnections = 10_000
  const port = await listen(server, deps.config.port, deps.config.host)
  const relays = startRelays({ ...deps, kindsOf: (db) => kindsOf(db, deps) })
  let stopping: Promise<void> | undefined
  async function stop(lameDuck: number): Promise<void> {
    app.drain()
    await new Promise((done) => setTimeout(done, lameDuck))
    const closed = new Promise<void>((done) => {
      server.close(() => done())
    })
    server.closeIdleConnections()
    const timer = setTimeout(() => server.closeAllConnections(), drainTime)
    await closed
    clearTimeout(timer)
    // After the last answer: what it has stored is often delivered by now.
    await relays.stop()
    await app.close()
    deps.mail?.close()
    await deps.sms?.close()
    await deps.vendors.close()
  }
  return {
    port,
    stop(lameDuck = deps.config.lameDuck) {
      stopping ??= stop(lameDuck)
      return stopping
    },
  }
}
