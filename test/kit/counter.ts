/** A counter in process: the real application over a real database with a small demo vendor, and clients for it. */
import { randomBytes } from 'node:crypto'
import { type App, createApp } from '../../bff/app.ts'
import { type Clock, clockFrom } from '../../bff/base/clock.ts'
import { logTo } from '../../bff/base/log.ts'
import type { Config } from '../../bff/config.ts'
import type { AdminDb } from '../../bff/db/admin.ts'
import type { VendorDb, Vendors } from '../../bff/db/types.ts'
import { vendorOnServer } from '../../bff/db/vendors.ts'
import type { Deps } from '../../bff/deps.ts'
import type { Passwords } from '../../bff/gate/sign-in/hash.ts'
import { type Captured, CaptureBox } from '../../bff/mail/captured.ts'
import { demoPassword } from '../../bff/management/demo/people.ts'
import { kindsOf } from '../../bff/outbox/kinds.ts'
import { Relay } from '../../bff/outbox/relay.ts'
import { type ClientOptions, TestClient } from './client.ts'
import type { Engine, TestVendor } from './db.ts'
import { demoVendor, quickPasswords } from './db-demo.ts'

export const today = '2026-11-21'
export const pk = 'pk_armoise_demodemodemodemo'
export const origin = 'http://localhost:8801'
export const publicUrl = 'http://localhost:8787'
export { demoPassword }

/** The business clock stands still; the database's own goes on. */
export const fixedClock: Clock = clockFrom(() => new Date(`${today}T10:00:00Z`))

export const testConfig: Config = {
  host: 'localhost',
  port: 0,
  sharedPort: false,
  processes: 1,
  adminPort: null,
  adminHost: 'localhost',
  shedAt: 0,
  publicUrl,
  dataDir: '',
  widgetsDir: new URL('../../dist', import.meta.url).pathname,
  trustedHops: 0,
  lameDuck: 0,
  mail: null,
  sms: { gateway: null, countries: ['FR'], daily: 200 },
  vendors: [],
}

export interface Process {
  app: App
  deps: Deps
  /** What this process has logged, a parsed line each. */
  lines: Record<string, unknown>[]
  client(options?: Partial<ClientOptions>): TestClient
}

export interface Counter extends Process {
  vendor: TestVendor
  admin: AdminDb
  /** Does what waits in the outbox. @returns every letter and text message so far, the newest first */
  post(): Promise<readonly Captured[]>
  /** Another process of the same vendor: its own caches and, on a server, its own connections. */
  another(options?: { passwords?: Passwords }): Promise<Process>
  close(): Promise<void>
}

function serving(db: VendorDb, config: Config, passwords: Passwords, mailbox: CaptureBox): Process {
  const lines: Record<string, unknown>[] = []
  const vendors: Vendors = {
    names: [db.name],
    get: (name) => (name === db.name ? Promise.resolve(db) : undefined),
    close: async () => {},
  }
  const sink = { write: (text: string) => lines.push(JSON.parse(text) as Record<string, unknown>) }
  const carriers = { mail: mailbox.mail, sms: mailbox.sms }
  const deps: Deps = {
    config,
    vendors,
    clock: fixedClock,
    log: logTo(sink),
    random: randomBytes,
    passwords,
    ...carriers,
  }
  const app = createApp(deps)
  const client = (options: Partial<ClientOptions> = {}) =>
    new TestClient({ fetch: (request, env) => app.fetch(request, env), pk, origin, publicUrl, ...options })
  return { app, deps, lines, client }
}

export interface CounterOptions {
  config?: Partial<Config>
  /** What hashes passwords, the demo's too; absent = what costs next to nothing. */
  passwords?: Passwords
}

export async function openCounter(engine: Engine, options: CounterOptions = {}): Promise<Counter> {
  const { passwords = quickPasswords } = options
  const vendor = await demoVendor(engine, { vendor: 'armoise', today, size: 'small', passwords })
  const config = { ...testConfig, ...options.config }
  const mailbox = new CaptureBox()
  const first = serving(vendor.db, config, passwords, mailbox)
  const closers = [() => first.app.close()]
  return {
    ...first,
    vendor,
    admin: vendor.admin,
    async post() {
      await new Relay(vendor.db, { log: first.deps.log, kinds: kindsOf(vendor.db, first.deps) }).drain()
      return mailbox.all
    },
    async another(other = {}) {
      const db = engine === 'postgres' ? await vendorOnServer(vendor.place) : vendor.db
      const process = serving(db, config, other.passwords ?? passwords, mailbox)
      closers.push(async () => {
        await process.app.close()
        if (db !== vendor.db) await db.close()
      })
      return process
    },
    async close() {
      for (const close of closers) await close()
      await vendor.close()
    },
  }
}
