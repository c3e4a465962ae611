/** Endpoints asked directly, without HTTP: the demo's rows behind the guards of one session. */
import type { Api, Key } from '../../bff/api.ts'
import { clockFrom } from '../../bff/base/clock.ts'
import type { Call, FeatureEndpoint } from '../../bff/base/endpoint.ts'
import type { PortalRecord } from '../../bff/base/portal.ts'
import { Problem } from '../../bff/base/problem.ts'
import type { AdminDb } from '../../bff/db/admin.ts'
import type { VendorDb } from '../../bff/db/types.ts'
import { endpoints } from '../../bff/endpoints.ts'
import type { Engine, TestVendor } from './db.ts'
import { demoVendor } from './db-demo.ts'
import { testPortalKey, type TestSession, testSession } from './db-management.ts'
import { type DemoModel, demoModel, type ProbeSession, profileRights } from './model.ts'

export const today = '2026-11-21'
export const clock = clockFrom(() => new Date(`${today}T09:30:00Z`))

/** Signs addresses of pictures. */
export const mediaKey = new Uint8Array(32).fill(7)

const table = new Map<string, FeatureEndpoint>(
  endpoints.flatMap((one) => (one.kind === 'feature' ? [[one.key, one as unknown as FeatureEndpoint]] : [])),
)

export interface Person extends ProbeSession {
  hash: Buffer
  accountId: string | null
  /** Has just shown who it is. */
  fresh?: boolean
}

/** A counter whose endpoints are asked directly. */
export interface Asking {
  db: VendorDb
  admin: AdminDb
  portal: PortalRecord
  /** A live session in the database. */
  enter(wanted: TestSession): Promise<Person>
  /** The reply of an endpoint as that person. Rejects with the Problem. */
  ask<K extends Key>(person: Person, key: K, parts?: Partial<Omit<Api[K], 'reply'>>): Promise<Api[K]['reply']>
  close(): Promise<void>
}

export interface Counter extends Asking {
  model: DemoModel
}

export async function openCounter(engine: Engine, vendor: 'armoise' | 'brumaire'): Promise<Counter> {
  const options = { vendor, today, size: 'small' } as const
  const opened = await demoVendor(engine, options)
  return { ...askingOf(opened, vendor), model: demoModel(options) }
}

/** Over any vendor's database, say one with rows of the test's own. */
export function askingOf(opened: TestVendor, vendor: 'armoise' | 'brumaire'): Asking {
  const { db, admin } = opened
  const portal: PortalRecord = {
    key: testPortalKey,
    vendor,
    name: 'Armoise',
    origins: ['http://localhost:8801'],
    languages: ['fr', 'en'],
    features: ['invoices'],
    branding: { accent: '#1f6f5c' },
    signIn: ['password', 'code'],
    signInPath: '/',
    orderStepUp: null,
    home: { title: null, text: null, actions: null },
  }
  return {
    db,
    admin,
    portal,
    close: () => opened.close(),
    async enter(wanted) {
      const { hash, accountId } = await testSession(admin, wanted)
      const { customer, sites: limit = null, intervention = null, profile = 'supervisor' } = wanted
      return { hash, accountId, customer, sites: limit, intervention, profile, rights: new Set(profileRights[profile]) }
    },
    async ask(person, key, parts = {}) {
      const endpoint = table.get(key)
      if (!endpoint) throw new Error(`no endpoint ${key}`)
      const call = { ...understood(endpoint, parts), portal, publicUrl: 'https://counter.example', mediaKey, clock }
      const batch = await db.scoped({ hash: person.hash })
      try {
        const run = (handle: unknown) =>
          endpoint.run({
            ...call,
            db: handle,
            session: person as unknown,
            fresh: person.fresh === true,
            request: 'test',
          } as Call<Key>)
        const done = key.startsWith('GET ') ? batch.read(run) : batch.write(`proof ${Math.random()}`, run)
        return (await done) as never
      } finally {
        await batch.release()
      }
    },
  }
}

function understood(endpoint: FeatureEndpoint, parts: Record<string, unknown>): Record<string, unknown> {
  const schemas = endpoint.input as Record<string, { safeParse(value: unknown): { success: boolean; data?: unknown } }>
  return Object.fromEntries(
    ['params', 'query', 'body'].map((part) => {
      const result = schemas[part]?.safeParse(parts[part] ?? {})
      if (result && !result.success) throw new Problem('input-invalid', { fields: { [part]: 'refused' } })
      return [part, result?.data]
    }),
  )
}
