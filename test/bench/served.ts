/** One serving process of a bench, asked over its channel: the real counter, or a bare handler that does no more than the SQL. */
import { serve as listen } from '@hono/node-server'
import { Hono } from 'hono'
import { systemClock } from '../../bff/base/clock.ts'
import { adminOfLane, openAdmin } from '../../bff/db/admin.ts'
import { openEmbedded } from '../../bff/db/embedded.ts'
import { migrateVendor } from '../../bff/db/migrate.ts'
import type { VendorPlace } from '../../bff/db/place.ts'
import type { VendorDb } from '../../bff/db/types.ts'
import { vendorOnLane, vendorOnServer } from '../../bff/db/vendors.ts'
import { productionDeps } from '../../bff/deps.ts'
import { findList } from '../../bff/features/invoices/find.ts'
import { orderOf } from '../../bff/features/invoices/order.ts'
import { rowOf, totalsOf } from '../../bff/features/invoices/rows.ts'
import { keepHeapSmall } from '../../bff/heap.ts'
import { serve } from '../../bff/main.ts'
import type { DemoOptions } from '../../bff/management/demo/model.ts'
import { seedDemo } from '../../bff/management/demo/seed.ts'
import type { TestClient } from '../kit/client.ts'
import { benchConfig } from './place.ts'
import { enter } from '../kit/enter.ts'
import { unguardedOnLane, unguardedOnServer } from './unguarded.ts'

export interface Wish {
  kind: 'counter' | 'bare'
  place: VendorPlace
  demo: DemoOptions
  customer: string
  /** Whom the counter shall know. */
  jwk: TestClient['jwk']
  pk: string
  origin: string
}

export interface Served {
  port: number
  handle: string | null
}

const connections = 10

async function open(place: VendorPlace, demo: DemoOptions) {
  if (place.url) return { admin: await openAdmin(place), db: () => vendorOnServer(place) }
  const lane = await openEmbedded(place)
  const admin = adminOfLane(place, lane)
  await migrateVendor(admin)
  await seedDemo(admin, demo)
  await migrateVendor(admin)
  return { admin, db: () => vendorOnLane(place, lane) }
}

async function counter(db: VendorDb): Promise<number> {
  // As `guichet start` does.
  keepHeapSmall()
  const vendors = {
    names: [db.name],
    get: (name: string) => (name === db.name ? Promise.resolve(db) : undefined),
    close: async () => {},
  }
  const { port } = await serve(productionDeps(benchConfig, vendors))
  return port
}

/** The same three queries and the same rows as `GET /invoices`, for one customer, without session, proof or guard. */
async function bare(of: Awaited<ReturnType<typeof open>>, { place, customer }: Wish): Promise<number> {
  const { handle } = place.url ? unguardedOnServer(place, customer, connections) : unguardedOnLane(of.admin, customer)
  const asked = { order: orderOf(), after: null, limit: 20 }
  const app = new Hono().get('/invoices', async (context) => {
    const found = await findList(handle, { filter: {}, now: new Date() }, asked)
    if (!found) return context.notFound()
    const today = systemClock.today(found.settings.time_zone)
    return context.json({
      rows: found.rows.slice(0, 20).map((row) => rowOf(row, today)),
      totals: totalsOf(found.totals, found.settings, true),
    })
  })
  return new Promise((resolve) => {
    listen({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => resolve(port))
  })
}

async function answer(wish: Wish): Promise<Served> {
  const of = await open(wish.place, wish.demo)
  if (wish.kind === 'bare') return { port: await bare(of, wish), handle: null }
  const asker = { jwk: wish.jwk, options: { pk: wish.pk, origin: wish.origin }, handle: null } as unknown as TestClient
  await enter(of.admin, asker, { customer: wish.customer, proved: true })
  return { port: await counter(await of.db()), handle: asker.handle }
}

process.once('message', (wish: Wish) => {
  answer(wish).then(
    (served) => process.send?.(served),
    (error: unknown) => {
      console.error(error)
      process.exit(1)
    },
  )
})
process.once('disconnect', () => process.exit(0))
