/** One serving process: listens, and stops without dropping anybody. Used by the command line; runs alone too. */
import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { createApp } from './app.ts'
import { type Family, Metrics } from './base/metrics.ts'
import type { Deps } from './deps.ts'
import { Load, watchLoop } from './gate/load.ts'
import { measuresIn } from './gate/measures.ts'
import { Turns } from './gate/turns.ts'
import { gaugesIn } from './gauges.ts'
import { healthServer } from './health.ts'
import { keepAlive, listen, openDoors, operators, type Place } from './listen.ts'
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

/**
 * @param place where other processes serve on the same port in turn
 * @throws StartError with one sentence that says what to do
 */
export async function serve(deps: Deps, place?: Place): Promise<Serving> {
  const { config } = deps
  const metrics = new Metrics()
  const load = deps.load ?? new Load(config.shedAt)
  const turns = new Turns((requests, length) => load.turned(requests, length))
  const app = createApp({ ...deps, load, turns, measures: measuresIn(metrics) })
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
  const doors = await openDoors(server, config.port, config.host, { shared: config.sharedPort, place })
  const { port } = doors
  const loop = watchLoop(turns, (look) => load.observe(look))
  gaugesIn(metrics, { vendors: deps.vendors, passwords: deps.passwords, loop, refused: () => load.refused })
  const families = () => metrics.families()
  const admin = config.adminPort === null ? undefined : healthServer({ unready: app.unready, families })
  const relays = startRelays({ ...deps, kindsOf: (db) => kindsOf(db, deps) })
  let stopping: Promise<void> | undefined
  async function stop(lameDuck: number): Promise<void> {
    app.drain()
    draining = true
    await new Promise((done) => setTimeout(done, lameDuck))
    await doors.close(lameDuck)
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
    if (admin) adminPort = await listen(admin, config.adminPort ?? 0, config.adminHost, operators)
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
