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

/** From a serving process: give me the socket of my place; this is the one that I made. */
export type SocketSaying = { socket: 'wanted' | 'made' }
/** From the one above, with the socket or none. */
interface SocketAnswer {
  socket: 'kept' | 'none'
}

/** Undocumented, though `listen` and `send` document that they take what has it. */
const handleOf = (server: Server) => (server as Server & { _handle: Handle | null })._handle

/** In the process above. */
export class Sockets {
  readonly #kept = new Map<number, Handle>()

  /** Answers what the process in this place asks for its socket. */
  serve(child: ChildProcess, place: number): void {
    child.on('message', (saying: object, handle: unknown) => {
      if (!('socket' in saying)) return
      const asked = saying as SocketSaying
      if (asked.socket === 'made') return this.#keep(place, handle as Handle | undefined)
      const kept = this.#kept.get(place)
      const answer: SocketAnswer = { socket: kept ? 'kept' : 'none' }
      // The types know servers and sockets; what they stand on goes the same way. Gone already, it needs none.
      child.send(answer, kept as never, () => {})
    })
  }

  #keep(place: number, handle: Handle | undefined): void {
    this.close(place)
    if (handle) this.#kept.set(place, handle)
  }

  close(place: number): void {
    this.#kept.get(place)?.close()
    this.#kept.delete(place)
  }

  closeAll(): void {
    for (const place of [...this.#kept.keys()]) this.close(place)
  }
}

/** In a serving process: the socket of its place, where a predecessor had one. */
export function inheritedSocket(): Promise<Handle | undefined> {
  return new Promise((resolve) => {
    const hear = (answer: object, handle: unknown) => {
      if (!('socket' in answer)) return
      process.off('message', hear)
      resolve(handle as Handle | undefined)
    }
    process.on('message', hear)
    process.send?.({ socket: 'wanted' } satisfies SocketSaying)
  })
}

/** Gives the process above a handle of the socket that this one has made. */
export function handUp(server: Server): void {
  const handle = handleOf(server)
  if (handle) process.send?.({ socket: 'made' } satisfies SocketSaying, handle as never)
}
