/**
 * The listening sockets of several processes on one port. The process above keeps each open, and never accepts from it:
 * whoever serves in a place made its socket or got it from his predecessor. Closing the last handle of a socket resets
 * every connection that waits in it, and with `SO_REUSEPORT` no other socket of the port inherits them.
 */
import type { ChildProcess } from 'node:child_process'
import type { Server } from 'node:net'

/** libuv's listening socket, as `net.Server` has it and `process.send` hands it over. */
export interface Handle {
  close(): void
}

/** From a serving process: give me the sockets of my place; these are the ones that I made, one each message. */
export type SocketSaying = { socket: 'wanted' } | { socket: 'made'; first: boolean }
/** From the one above, with a socket each message, or with none. */
interface SocketAnswer {
  sockets: number
}

/** Undocumented, though `listen` and `send` document that they take what has it. */
const handleOf = (server: Server) => (server as Server & { _handle: Handle | null })._handle

/** In the process above. */
export class Sockets {
  readonly #kept = new Map<number, Handle[]>()

  /** Answers what the process in this place asks for its sockets. */
  serve(child: ChildProcess, place: number): void {
    child.on('message', (saying: object, handle: unknown) => {
      if (!('socket' in saying)) return
      const asked = saying as SocketSaying
      if (asked.socket === 'made') return this.#keep(place, handle as Handle | undefined, asked.first)
      const kept = this.#kept.get(place) ?? []
      const answer: SocketAnswer = { sockets: kept.length }
      // The types know servers and sockets; what they stand on goes the same way. Gone already, it needs none.
      for (const one of kept.length > 0 ? kept : [undefined]) child.send(answer, one as never, () => {})
    })
  }

  #keep(place: number, handle: Handle | undefined, first: boolean): void {
    if (first) this.close(place)
    if (handle) this.#kept.set(place, [...(this.#kept.get(place) ?? []), handle])
  }

  close(place: number): void {
    for (const handle of this.#kept.get(place) ?? []) handle.close()
    this.#kept.delete(place)
  }

  closeAll(): void {
    for (const place of [...this.#kept.keys()]) this.close(place)
  }
}

/** In a serving process: the sockets of its place, where a predecessor had some. */
export function inheritedSockets(): Promise<Handle[]> {
  return new Promise((resolve) => {
    const got: Handle[] = []
    const hear = (answer: object, handle: unknown) => {
      if (!('sockets' in answer)) return
      if (handle) got.push(handle as Handle)
      if (got.length < (answer as SocketAnswer).sockets) return
      process.off('message', hear)
      resolve(got)
    }
    process.on('message', hear)
    process.send?.({ socket: 'wanted' } satisfies SocketSaying)
  })
}

/** Gives the process above a handle of each socket that this one has made. */
export function handUp(servers: readonly Server[]): void {
  for (const [n, server] of servers.entries())
    process.send?.({ socket: 'made', first: n === 0 } satisfies SocketSaying, handleOf(server) as never)
}
