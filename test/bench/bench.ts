/**
 * `npm run bench [-- --size normal --rounds 9 --calls 300 --engine postgres --fresh --write]`
 *
 * Prints the figures of DESIGN 9 beside their goals; asserts nothing. The big demo is filled once (some minutes) and
 * kept in the system's temporary folder; `BENCH_DATABASE_URL` (a superuser's) uses another server. Figures go into
 * docs/bench.md only with `--write`.
 */
import { cpus, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { adminOfLane, openAdmin, type AdminDb } from '../../bff/db/admin.ts'
import { openEmbedded } from '../../bff/db/embedded.ts'
import type { VendorPlace } from '../../bff/db/place.ts'
import type { VendorDb } from '../../bff/db/types.ts'
import { vendorOnLane, vendorOnServer } from '../../bff/db/vendors.ts'
import { findList } from '../../bff/features/invoices/find.ts'
import { orderOf } from '../../bff/features/invoices/order.ts'
import * as queries from '../../bff/features/invoices/queries.ts'
import type { InvoiceFilter } from '../../bff/features/invoices/api.ts'
import type { DemoOptions, DemoSize } from '../../bff/management/demo/model.ts'
import { TestClient } from '../kit/client.ts'
import { origin, pk, today } from './place.ts'
import { enter } from '../kit/enter.ts'
import { authentication } from './authentication.ts'
import { fill, openServer, serverPlace } from './database.ts'
import { crowd } from './crowd.ts'
import { writeMain } from './document.ts'
import { contest, micro, milli, type Row, spread, table } from './measure.ts'
import { requests } from './requests.ts'
import { type Unguarded, unguardedOnLane, unguardedOnServer } from './unguarded.ts'

const { values: given } = parseArgs({
  options: {
    size: { type: 'string', default: 'big' },
    engine: { type: 'string', default: 'both' },
    rounds: { type: 'string', default: '11' },
    calls: { type: 'string', default: '400' },
    fresh: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
})
const effort = { rounds: Number(given.rounds), calls: Number(given.calls) }
const lines: string[] = []
const say = (text = '') => {
  console.log(text)
  lines.push(text)
}

interface Bench {
  admin: AdminDb
  db: VendorDb
  place: VendorPlace
  demo: DemoOptions
  without(customer: string): Unguarded
}

/** An ordinary customer (the middle one by number of invoices), and the one with the most. */
async function customersOf(admin: AdminDb): Promise<{ middle: string; largest: string; invoices: [string, string] }> {
  const rows = await admin.query<{ customer: string; n: string }>(
    'select customer_id::text as customer, count(*)::text as n from management.invoice group by 1 order by count(*), 1',
  )
  const middle = rows[rows.length >> 1]
  const largest = rows.at(-1)
  if (!middle || !largest) throw new Error('the demo has no invoices')
  return { middle: middle.customer, largest: largest.customer, invoices: [middle.n, largest.n] }
}

async function sizeOf(admin: AdminDb): Promise<string> {
  const [counted] = await admin.query<{ customers: string; invoices: string }>(
    `select (select count(*) from management.customer)::text as customers,
      (select count(*) from management.invoice)::text as invoices`,
  )
  const said = (text = '') => Number(text).toLocaleString('en')
  return `${said(counted?.customers)} customers, ${said(counted?.invoices)} invoices, one signed-in account per customer.`
}

async function session(admin: AdminDb, customer: string): Promise<Buffer> {
  const client = new TestClient({ fetch: () => Promise.reject(new Error('not used')), pk, origin })
  return enter(admin, client, { customer })
}

async function figures({ admin, db, place, demo, without }: Bench): Promise<Row[]> {
  const rows: Row[] = []
  await crowd(admin)
  const { middle, largest, invoices } = await customersOf(admin)
  const asked = { order: orderOf(), after: null, limit: 20 }
  const now = new Date()

  const compare = async (what: string, customer: string, filter: InvoiceFilter, list: boolean, goal?: string) => {
    const batch = await db.scoped({ hash: await session(admin, customer) })
    const plain = without(customer)
    const page = (handle: Parameters<typeof queries.page>[0]): Promise<unknown> =>
      list ? queries.page(handle, { filter, now }, asked) : findList(handle, { filter, now }, asked)
    try {
      const calls = list ? effort.calls : Math.max(3, Math.round(effort.calls / 20))
      const { a, b, ratios } = await contest(
        () => batch.read(page),
        () => page(plain.handle),
        { ...effort, calls },
      )
      rows.push({ what, figure: `${spread(ratios)}; ${micro(a)} : ${micro(b)}`, ...(goal && { goal }) })
    } finally {
      await batch.release()
      await plain.close()
    }
  }

  await compare(`list of 20, customer with ${invoices[0]} invoices, guarded : unguarded`, middle, {}, true, '>= 0.6')
  await compare(`list of 20, customer with ${invoices[1]} invoices, guarded : unguarded`, largest, {}, true)
  await compare(`list and totals, customer with ${invoices[1]} invoices`, largest, {}, false)
  await compare('… searched for "toner"', largest, { q: 'toner' }, false)
  await compare('… overdue ones only', largest, { state: ['overdue'] }, false)

  const who = await authentication(admin, db, middle, { rounds: effort.rounds, calls: effort.calls * 4 })
  rows.push({ what: 'authentication, CPU per batch', figure: micro(who.cpu), goal: '<= 100 µs' })
  rows.push({ what: '… of it, the check of one signature', figure: micro(who.signature) })
  rows.push({ what: '… and all the rest', figure: micro(who.rest) })
  rows.push({ what: 'authentication, statements per 1000 batches', figure: who.statements.toFixed(1), goal: '0' })

  const whole = await requests(place, demo, middle, effort)
  const told = (one: { rate: number; p50: number; p99: number }) =>
    `${one.rate.toFixed(0)}/s, p50 ${milli(one.p50)}, p99 ${milli(one.p99)}`
  rows.push({ what: 'whole request, 16 connections, counter', figure: told(whole.counter) })
  rows.push({ what: 'the same by a bare Hono handler', figure: told(whole.bare) })
  rows.push({ what: 'counter : bare', figure: spread(whole.ratios), goal: '>= 0.4' })
  return rows
}

async function onServer(size: DemoSize) {
  const server = await openServer(process.env.BENCH_DATABASE_URL, given.fresh)
  try {
    const demo: DemoOptions = { vendor: 'armoise', today, size }
    const place = await serverPlace(server, demo)
    const admin = await openAdmin(place)
    const db = await vendorOnServer(place)
    try {
      const [version] = await admin.query<{ server_version: string }>('show server_version')
      say(`\n## PostgreSQL ${version?.server_version}, ${size} demo\n`)
      say(`${await sizeOf(admin)}\n`)
      say(
        table(await figures({ admin, db, place, demo, without: (customer) => unguardedOnServer(place, customer, 1) })),
      )
    } finally {
      await db.close()
      await admin.close()
    }
  } finally {
    await server.stop()
  }
}

async function onLane(size: DemoSize) {
  const demo: DemoOptions = { vendor: 'armoise', today, size }
  const place: VendorPlace = { name: 'armoise', url: null, dataDir: '' }
  const lane = await openEmbedded(place)
  try {
    const admin = adminOfLane(place, lane)
    await fill(admin, demo)
    const db = await vendorOnLane(place, lane)
    say(`\n## PGlite in memory, ${size} demo\n`)
    say(`${await sizeOf(admin)}\n`)
    say(table(await figures({ admin, db, place, demo, without: (customer) => unguardedOnLane(admin, customer) })))
  } finally {
    await lane.close()
  }
}

const size = given.size as DemoSize
const [cpu] = cpus()
say('# Bench')
say()
say(
  `${new Date().toISOString().slice(0, 10)} · ${cpus().length} × ${cpu?.model.trim()} · Node ${process.versions.node} · load before ${loadavg()[0]?.toFixed(1)}`,
)
say()
say(`Written by \`npm run bench -- --write\`. One method for every figure:

- Whatever is compared runs by turns in one run, ${effort.rounds} rounds of ${effort.calls} calls (a twentieth of that for the heavy queries), the side that begins changing places; after one round that does not count. A ratio is the throughput of the first side as a share of the second's, **median of the rounds** and, in brackets, where the middle half of them lies. Times are medians per call. A virtual machine changes pace from minute to minute: compare ratios, and times only within one run. A load before the start of more than 0.5 says that other work shared the processors.
- *Guarded : unguarded*: in process, one connection, the query functions of the invoices feature. The first side is what a call of a session does: begin, enter the session, query through the guard, commit. The second is the same SQL on the tables themselves with \`customer_id = …\` added, without a transaction.
- *Authentication*: CPU of the whole process from a request's headers to a known caller, the session being remembered; the client's signing is not in it. The check of one signature is measured alone beside it: it is the one thing that may not be saved.
- *Whole request*: 16 connections over HTTP on one machine; the counter with proof, session, guard and log against a bare Hono handler that does the same three queries with \`pg\` for anybody. Each serves from a process of its own; proofs are signed before the clock runs.`)
if (given.engine !== 'pglite') await onServer(size)
if (given.engine !== 'postgres') await onLane(size === 'big' ? 'normal' : size)
if (given.write) writeMain(lines.join('\n'))
