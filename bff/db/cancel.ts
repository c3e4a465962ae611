/** Asks the server to stop what one connection is doing, through a connection of its own. */
import { connect } from 'node:net'
import type pg from 'pg'

/** Parts of node-postgres that its types do not tell. */
interface Inside {
  host: string
  port: number
  processID: number | null
  secretKey: number | null
}

/**
 * Sends a cancel request and waits until the server has taken it, at most half a second. The request can arrive after
 * the statement has ended: whoever cancels must not give the connection back for reuse.
 */
export function cancelRunning(client: pg.ClientBase): Promise<void> {
  const { host, port, processID, secretKey } = client as unknown as Inside
  if (processID === null || secretKey === null) return Promise.resolve()
  const message = Buffer.alloc(16)
  message.writeInt32BE(16, 0)
  message.writeInt32BE(80_877_102, 4)
  message.writeInt32BE(processID, 8)
  message.writeInt32BE(secretKey, 12)
  return new Promise((resolve) => {
    const socket = host.startsWith('/') ? connect(`${host}/.s.PGSQL.${port}`) : connect(port, host)
    socket.setTimeout(500, () => socket.destroy())
    socket.on('connect', () => socket.end(message))
    socket.on('error', () => {})
    socket.on('close', () => resolve())
    socket.resume()
  })
}
