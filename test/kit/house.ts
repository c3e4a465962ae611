/** The whole house for flow tests: real BFF over real databases, and the demo vendors' websites in front of it. */
import { serveDemoHost } from '../../demo-host/serve.ts'
import { clockFrom } from '../../bff/base/clock.ts'
import type { Level } from '../../bff/base/log.ts'
import { readConfig } from '../../bff/config.ts'
import { productionDeps } from '../../bff/deps.ts'
import { serve } from '../../bff/main.ts'
import { seedDemo } from '../../bff/management/demo/seed.ts'
import type { VendorName } from '../../bff/management/demo/vendors.ts'
import { type Engine, type TestVendor, testVendor } from './db.ts'
import { freePort } from './postgres.ts'

/** The day that every flow test lives on. */
export const today = '2026-11-21'

export const portals = { armoise: 'pk_armoise_demodemodemodemo', brumaire: 'pk_brumaire_demodemodemodemo' }

export interface House {
  /** Origin of the BFF. */
  counter: string
  /** Websites of the vendors. */
  urls: Record<VendorName, string>
  vendors: Record<VendorName, TestVendor>
  /** What the BFF has logged at `warn` or above. */
  complaints: string[]
  /** Lets a further website embed the portal. */
  allow(vendor: VendorName, origin: string): Promise<void>
  close(): Promise<void>
}

export async function openHouse(engine: Engine): Promise<House> {
  const names: VendorName[] = ['armoise', 'brumaire']
  const opened = await Promise.all(
    names.map((vendor) => testVendor(engine, { vendor, template: 'demo', setup: (admin) => seedDemo(admin, { vendor, today }) })),
  )
  const vendors = Object.fromEntries(names.map((name, n) => [name, opened[n]])) as Record<VendorName, TestVendor>
  const port = await freePort()
  const counter = `http://localhost:${port}`
  const config = readConfig({ GUICHET_PORT: String(port), GUICHET_VENDORS: 'armoise=pglite,brumaire=pglite', GUICHET_LAME_DUCK: '0' })
  const complaints: string[] = []
  const deps = {
    ...productionDeps(config, {
      names,
      get: (name) => {
        const vendor = vendors[name as VendorName]
        return vendor && Promise.resolve(vendor.db)
      },
      // Closed with the house, by whoever opened them.
      close: async () => {},
    }),
    clock: clockFrom(() => new Date(`${today}T10:00:00Z`)),
    log: {
      write(level: Level, event: string, fields: object = {}) {
        if (level !== 'info') complaints.push(`${event} ${JSON.stringify(fields)}`)
      },
    },
  }
  const serving = await serve(deps)
  const websites = await serveDemoHost({ bffUrl: counter, portals, ports: { armoise: 0, brumaire: 0 } })
  const allow = async (vendor: VendorName, origin: string) => {
    await vendors[vendor].admin.query('update portal.portal set origins = origins || $1::text where key = $2', [origin, portals[vendor]])
  }
  for (const name of names) await allow(name, websites.urls[name])
  return {
    counter,
    urls: websites.urls,
    vendors,
    complaints,
    allow,
    async close() {
      await websites.close()
      await serving.stop(0)
      await Promise.all(opened.map((vendor) => vendor.close()))
    },
  }
}
