/**
 * Listening. Of each listening socket libuv accepts one connection a turn of the event loop, however many wait: where a
 * turn takes 25 ms because many requests are at work, five hundred newcomers would wait for 12 s. So the customers' port
 * has several sockets (`SO_REUSEPORT`), among which the kernel spreads what comes.
 */
import type { Server } from 'node:http'
import { Server as Listener } from 'node:net'

/** A failure to start that the operator can mend: the message says how. */
export class StartError extends Error {
  override readonly name = 'StartError'
}

/** Milliseconds that running requests get to end. */
const drainTime = 25_000
/** Connections that the kernel makes while the process is busy: a crowd's, which would else try again after a second. */
const backlog = 2_048
/** Milliseconds that a connection may stay silent between two requests. */
export const keepAlive = 5_000
/** Sockets of the customers' port; one where the system does not spread. */
const sockets = process.platform === 'linux' ? 32 : 1
/** Connections of the process, and how unevenly they may be spread. */
const mostConnections = 10_000
const uneven = 1.2

/** The sentences that name the variable to change. */
export interface Names {
  port: string
  host: string
}
const customers: Names = { port: 'GUICHET_PORT', host: 'GUICHET_HOST' }
export const operators: Names = { port: 'GUICHET_ADMIN_PORT', host: 'GUICHET_ADMIN_HOST' }

/** Where processes take turns: the sockets that a predecessor had, and who wants to have those made here. */
export interface Place {
  inherited: readonly object[]
  made(listeners: readonly Listener[]): void
}

type Wanted = { handle: object } | { port: number; host: string; reusePort: boolean }

/** @returns the port @throws StartError with one sentence that says what to do */
function listenOn(listener: Listener, wanted: Wanted, names: Names): Promise<number> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException) => reject('port' in wanted ? explained(error, wanted, names) : error)
    listener.once('error', failed)
    const done = () => {
      listener.off('error', failed)
      const address = listener.address()
      resolve(typeof address === 'object' && address ? address.port : 0)
    }
    if ('handle' in wanted) listener.listen(wanted.handle, backlog, done)
    else listener.listen({ ...wanted, backlog }, done)
  })
}

function explained(error: NodeJS.ErrnoException, { port, host }: { port: number; host: string }, names: Names): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new StartError(
        `Port ${port} is taken: stop the program that uses it, or set ${names.port} to another one.`,
      )
    case 'EACCES':
      return new StartError(`Port ${port} may not be used by this account: set ${names.port} to 1024 or more.`)
    case 'ENOTFOUND':
    case 'EADDRNOTAVAIL':
      return new StartError(`"${host}" is no address of this machine: set ${names.host}, e.g. to 0.0.0.0.`)
    default:
      return error
  }
}

/** One socket, which nobody shares. @returns the port @throws StartError */
export function listen(listener: Listener, port: number, host: string, names: Names): Promise<number> {
  return listenOn(listener, { port, host, reusePort: false }, names)
}

/** A port that nobody has, tried as somebody who does not share. @throws StartError */
async function freePort(port: number, host: string): Promise<number> {
  const trial = new Listener()
  const found = await listen(trial, port, host, customers)
  await new Promise((closed) => trial.close(closed))
  return found
}

export interface Doors {
  port: number
  close(lameDuck: number): Promise<void>
}

/**
 * @param shared other processes listen on the same port
 * @throws StartError
 */
export async function openDoors(
  server: Server,
  port: number,
  host: string,
  { shared = false, place }: { shared?: boolean; place?: Place | undefined } = {},
): Promise<Doors> {
  // What is accepted at the side doors is the server's as if it had come in at its own.
  const side = () =>
    new Listener({ allowHalfOpen: true, noDelay: true }, (socket) => void server.emit('connection', socket))
  const inherited = place?.inherited ?? []
  const count = inherited.length || sockets
  const listeners: Listener[] = [server, ...Array.from({ length: count - 1 }, side)]
  for (const listener of listeners) listener.maxConnections = Math.ceil((mostConnections / count) * uneven)
  let at = { port, host, reusePort: shared || count > 1 }
  if (inherited.length === 0 && count > 1 && !shared) at = { ...at, port: await freePort(port, host) }
  for (const [n, listener] of listeners.entries()) {
    const handle = inherited[n]
    const bound = await listenOn(listener, handle ? { handle } : at, customers)
    at = { ...at, port: bound }
  }
  if (inherited.length === 0) place?.made(listeners)
  return { port: at.port, close: (lameDuck) => closeGently(server, listeners, lameDuck) }
}

/**
 * Stops listening and lets every connection end by itself: what is at work gets its answer, and whoever keeps an idle
 * connection learns from its next answer that it was the last. Node's own `close` would cut idle ones at this moment,
 * perhaps while a request is on its way.
 */
async function closeGently(server: Server, listeners: readonly Listener[], lameDuck: number): Promise<void> {
  const closed = listeners.map((listener) => new Promise<void>((done) => void listener.once('close', () => done())))
  for (const listener of listeners) Listener.prototype.close.call(listener)
  if (lameDuck === 0) server.closeIdleConnections()
  const idle = setTimeout(() => server.closeIdleConnections(), keepAlive + 1_000)
  const all = setTimeout(() => server.closeAllConnections(), drainTime)
  await Promise.all(closed)
  clearTimeout(idle)
  clearTimeout(all)
  // Stops Node's own look at the connections; there are none any more.
  server.close()
}
