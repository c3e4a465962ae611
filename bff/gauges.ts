/** What a process says about itself when it is asked: memory, processor, event loop, connections, outbox, hashes. */
import type { Metrics, Sample } from './base/metrics.ts'
import type { VendorDb, Vendors } from './db/types.ts'
import type { Passwords } from './gate/sign-in/hash.ts'
import type { LoopWatch } from './gate/load.ts'
import { type Depth, outboxDepth } from './outbox/depth.ts'

interface Watched {
  vendors: Vendors
  passwords: Passwords
  loop: LoopWatch
  /** Part of the requests that is refused now. */
  refused: () => number
}

/** Milliseconds for which one answer about an outbox serves everybody who asks. */
const depthAge = 5_000

const one = (value: number, labels: Record<string, string> = {}): Sample[] => [{ labels, value }]

export function gaugesIn(metrics: Metrics, { vendors, passwords, loop, refused }: Watched): void {
  metrics.gauge('process_resident_memory_bytes', 'Memory that the process holds', () => one(process.memoryUsage.rss()))
  metrics.gauge('process_cpu_seconds_total', 'Processor time used', () => {
    const { user, system } = process.cpuUsage()
    return one((user + system) / 1e6)
  })
  metrics.gauge('process_uptime_seconds', 'Time since the start', () => one(Math.round(process.uptime())))
  metrics.gauge('guichet_event_loop_delay_seconds', 'Delay of the event loop in the last second', () => [
    { labels: { quantile: '0.5' }, value: loop.p50 / 1000 },
    { labels: { quantile: '0.99' }, value: loop.p99 / 1000 },
  ])
  metrics.gauge('guichet_shedding_ratio', 'Part of the requests that is refused now', () => one(refused()))
  metrics.gauge('guichet_password_hashes', 'Password hashes at work and in line', () => {
    const { running, waiting } = passwords.queue
    return [...one(running, { state: 'running' }), ...one(waiting, { state: 'waiting' })]
  })

  const open = async () => {
    const all = await Promise.all(vendors.names.map(async (name) => vendors.get(name)?.catch(() => undefined)))
    return all.filter((db): db is VendorDb => db !== undefined)
  }
  metrics.gauge('guichet_database_up', 'Whether the database of a vendor answers', async () => {
    const up = new Map((await open()).map((db) => [db.name, db]))
    return Promise.all(
      vendors.names.map(async (vendor) => ({ labels: { vendor }, value: (await up.get(vendor)?.alive()) ? 1 : 0 })),
    )
  })
  metrics.gauge('guichet_database_connections', 'Connections by pool and state', async () =>
    (await open()).flatMap((db) =>
      (db.pools?.() ?? []).flatMap(({ pool, busy, idle, waiting, max }) =>
        Object.entries({ busy, idle, waiting, max }).map(([state, value]) => ({
          labels: { vendor: db.name, pool, state },
          value,
        })),
      ),
    ),
  )

  const known = new Map<string, { at: number; depths: Promise<Depth[]> }>()
  const depths = async () =>
    Promise.all(
      (await open()).map(async (db) => {
        const last = known.get(db.name)
        const fresh = last && performance.now() - last.at < depthAge ? last : undefined
        const asked = fresh ?? { at: performance.now(), depths: outboxDepth(db.outbox) }
        known.set(db.name, asked)
        return { vendor: db.name, depths: await asked.depths.catch(() => []) }
      }),
    )
  const perKind = (name: string, help: string, value: (depth: Depth) => number) =>
    metrics.gauge(name, help, async () =>
      (await depths()).flatMap(({ vendor, depths: kinds }) =>
        kinds.map((depth) => ({ labels: { vendor, kind: depth.kind }, value: value(depth) })),
      ),
    )
  perKind('guichet_outbox_waiting', 'Tasks of the outbox that are still to be done', (depth) => depth.waiting)
  perKind('guichet_outbox_dead', 'Tasks of the outbox that were given up', (depth) => depth.dead)
  perKind('guichet_outbox_oldest_seconds', 'Age of the oldest task that waits', (depth) => depth.oldest)
}
