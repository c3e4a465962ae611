/**
 * Nothing lost, nothing twice: two serving processes of which one is killed again and again, a database that crashes,
 * customers who try again with the same key; afterwards the history is compared with what the vendor's tables hold.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type AdminDb, openAdmin } from '../../bff/db/admin.ts'
import { migrateVendor } from '../../bff/db/migrate.ts'
import type { VendorPlace } from '../../bff/db/place.ts'
import { TestClient } from '../kit/client.ts'
import { commandManagement } from '../kit/db-commands.ts'
import { testPortal } from '../kit/db-management.ts'
import { enter } from '../kit/enter.ts'
import { freePort } from '../kit/postgres.ts'
import { Customers, steady, sustained } from './crash-load.ts'
import { crashServer } from './crash-server.ts'
import type { CrashWish } from './crash-served.ts'
import { origin, pk, publicUrl } from './place.ts'

export interface CrashOptions {
  kills: number
  /** Milliseconds for which the sustained rate is measured before anything dies. */
  calibration: number
  /** Commands per second: half of the sustained rate, within these bounds. */
  least: number
  most?: number
  /** Told of each step. */
  say?: (words: string) => void
  /** Nobody asks any more: what is left is to wait for what the killed had taken. */
  asked?: () => void
}

export interface CrashReport {
  kills: number
  /** Commands per second that the two processes take when nothing dies, and what they were given. */
  sustained: number
  rate: number
  seconds: number
  commands: number
  /** Of them orders. */
  orders: number
  /** Tries of customers, deliveries to the vendor. */
  tries: number
  deliveries: number
  /** Answered with a receipt, and not stored. */
  lost: number
  /** Stored or effected more than once. */
  double: number
  /** A key that was answered with two receipts. */
  mismatch: number
  undelivered: number
  /** Seconds from being stored to being delivered. */
  slowest: number
  /** Milliseconds that a customer waited for the receipt. */
  wait: { p50: number; p99: number; longest: number }
  surprises: string[]
}

const customersAtOnce = 8

class Process {
  readonly #wish: CrashWish
  #child: ChildProcess | undefined

  constructor(place: VendorPlace, port: number) {
    this.#wish = { place, port }
  }

  get port(): number {
    return this.#wish.port
  }

  start(): void {
    this.#child = fork(fileURLToPath(new URL('crash-served.ts', import.meta.url)), [], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      execArgv: [],
      // Compiled once: what is measured is what dies, not how long Node reads TypeScript.
      env: {
        ...process.env,
        NODE_COMPILE_CACHE: fileURLToPath(new URL('../../node_modules/.cache/guichet-compiled', import.meta.url)),
      },
    })
    this.#child.send(this.#wish)
  }

  async ready(): Promise<void> {
    for (;;) {
      const answer = await fetch(`http://127.0.0.1:${this.port}/ready`).catch(() => undefined)
      if (answer?.status === 200) return
      await sleep(25)
    }
  }

  kill(): Promise<void> {
    const child = this.#child
    return new Promise((resolve) => {
      if (!child || child.exitCode !== null || child.signalCode !== null) return resolve()
      child.once('exit', () => resolve())
      child.kill('SIGKILL')
    })
  }
}

async function prepare(url: string): Promise<{ place: VendorPlace; admin: AdminDb }> {
  const place: VendorPlace = { name: 'armoise', url, dataDir: '', connections: 8 }
  const admin = await openAdmin(place)
  await commandManagement(admin, 'bigint')
  await migrateVendor(admin)
  await testPortal(admin)
  await admin.script(`
    update portal.portal set features = '{requests,interventions,orders}';
    update management.article set tax_rate = 0.2 where id = 71;
    insert into management.article_price (article_id, from_quantity, unit_price) values (71, 1, 12.55);
  `)
  return { place, admin }
}

async function people(admin: AdminDb): Promise<TestClient[]> {
  const clients = Array.from({ length: customersAtOnce }, () => {
    const fetch = () => Promise.reject(new Error('not used'))
    return new TestClient({ fetch, pk, origin, publicUrl })
  })
  for (const client of clients) await enter(admin, client, { customer: '1' })
  return clients
}

/** Kills one process after the other, each half a second after the last victim answers again; in the middle the database. */
async function nemesis(
  processes: readonly Process[],
  kills: number,
  crash: () => Promise<void>,
  say: (words: string) => void,
): Promise<void> {
  for (let n = 0; n < kills; n++) {
    const victim = processes[n % processes.length] as Process
    await victim.kill()
    victim.start()
    if (n === kills >> 1) await crash()
    await victim.ready()
    await sleep(500)
    say(`killed ${n + 1} of ${kills}`)
  }
}

const percentile = (sorted: readonly number[], share: number) =>
  Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0)

/** Waits until nothing waits to be delivered, a minute at most. */
async function settled(admin: AdminDb): Promise<void> {
  const until = performance.now() + 60_000
  while (performance.now() < until) {
    const [row] = await admin.query<{ open: string }>(
      'select count(*)::text as open from portal.outbox where done_at is null and dead_at is null',
    )
    if (row?.open === '0') return
    await sleep(100)
  }
}

async function compare(admin: AdminDb, { load }: Customers) {
  const commands = await admin.query<{ id: string; key: string; receipt: string; effects: string }>(
    `select c.id, c.key, c.receipt,
        ((select count(*) from management.intervention i where i.command_id = c.id::text)
          + (select count(*) from management.sales_order o where o.command_id = c.id::text and o.total_incl_tax = 30.12
              and (select count(*) from management.sales_order_line l where l.order_id = o.id) = 1))::text as effects
      from portal.command c`,
  )
  const stored = Map.groupBy(commands, (one) => one.key)
  const [orders] = await admin.query<{ n: string }>(
    `select count(*)::text as n from portal.command where function = 'place_order'`,
  )
  const [orphans] = await admin.query<{ n: string }>(
    `select count(*)::text as n from (
        select command_id from management.intervention union all select command_id from management.sales_order) made
      where command_id is not null and not exists (select from portal.command c where c.id::text = made.command_id)`,
  )
  const [times] = await admin.query<{ undelivered: string; slowest: string | null; deliveries: string }>(
    `select count(*) filter (where c.state <> 'delivered')::text as undelivered, sum(o.attempts)::text as deliveries,
        max(extract(epoch from c.settled_at - c.created_at))::text as slowest
      from portal.command c join portal.outbox o on o.command_id = c.id`,
  )
  const acknowledged = load.sent.filter((one) => one.receipts.length > 0)
  const same = ({ key, receipts }: (typeof acknowledged)[number]) =>
    receipts.every((one) => one.id === stored.get(key)?.[0]?.id && one.receipt === stored.get(key)?.[0]?.receipt)
  return {
    commands: commands.length,
    orders: Number(orders?.n),
    tries: load.sent.reduce((sum, one) => sum + one.tries, 0),
    deliveries: Number(times?.deliveries),
    lost: acknowledged.filter((one) => !stored.has(one.key)).length + (load.sent.length - acknowledged.length),
    double:
      [...stored.values()].filter((same) => same.length > 1).length +
      commands.filter((one) => Number(one.effects) > 1).length +
      Number(orphans?.n),
    mismatch: acknowledged.filter((one) => stored.has(one.key) && !same(one)).length,
    undelivered: Number(times?.undelivered) + commands.filter((one) => one.effects === '0').length,
    slowest: Number(times?.slowest),
  }
}

export async function crash({
  kills,
  calibration,
  least,
  most = 1000,
  say = () => {},
  asked = () => {},
}: CrashOptions): Promise<CrashReport> {
  const server = await crashServer()
  const processes: Process[] = []
  let admin: AdminDb | undefined
  try {
    const { place, admin: owner } = await prepare(server.url)
    admin = owner
    const clients = await people(admin)
    for (let n = 0; n < 2; n++) processes.push(new Process(place, await freePort()))
    for (const one of processes) one.start()
    await Promise.all(processes.map((one) => one.ready()))
    say('two processes are ready')
    const customers = new Customers(
      clients,
      processes.map((one) => one.port),
    )
    await customers.look()
    const capacity = await sustained(customers, customersAtOnce * 2, calibration)
    const rate = Math.min(most, Math.max(least, Math.round(capacity / 2)))
    say(`${capacity.toFixed(0)} commands/s sustained, now ${rate}/s`)
    const started = performance.now()
    await steady(
      customers,
      rate,
      nemesis(processes, kills, () => server.crash(), say),
    )
    const seconds = (performance.now() - started) / 1000
    say('every customer has a receipt')
    asked()
    await settled(admin)
    const waits = customers.load.waits.toSorted((a, b) => a - b)
    return {
      kills,
      sustained: Math.round(capacity),
      rate,
      seconds: Math.round(seconds),
      ...(await compare(admin, customers)),
      wait: { p50: percentile(waits, 0.5), p99: percentile(waits, 0.99), longest: Math.round(waits.at(-1) ?? 0) },
      surprises: customers.load.surprises,
    }
  } finally {
    await Promise.all(processes.map((one) => one.kill()))
    await admin?.close().catch(() => {})
    await server.stop()
  }
}

export const crashWords = (of: CrashReport): string =>
  [
    `${of.kills} kills and one crash of the database in ${of.seconds} s`,
    `${of.rate} commands/s (sustained ${of.sustained}/s)`,
    `${of.commands} commands, ${of.orders} of them orders, ${of.tries} tries, ${of.deliveries} deliveries`,
    `lost ${of.lost}, double ${of.double}, mismatched ${of.mismatch}, undelivered ${of.undelivered}`,
    `slowest delivery ${of.slowest.toFixed(1)} s; receipt p50 ${of.wait.p50} ms, p99 ${of.wait.p99} ms, longest ${of.wait.longest} ms`,
  ].join(' · ')
