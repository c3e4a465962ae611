/** The whole house for flow tests: real BFF over real databases, and the demo vendors' websites in front of it. */
import { serveDemoHost } from '../../demo-host/serve.ts'
import { makeWebsiteKey, registerWebsiteKey } from '../../bff/management/demo/website-key.ts'
import type { VendorName } from '../../bff/management/demo/vendors.ts'
import type { Engine, TestVendor } from './db.ts'
import { demoVendor } from './db-demo.ts'
import { type HouseCounter, openHouseCounter, today } from './house-serving.ts'

export const portals = { armoise: 'pk_armoise_demodemodemodemo', brumaire: 'pk_brumaire_demodemodemodemo' }

export interface House extends Omit<HouseCounter, 'origin'> {
  /** Origin of the BFF. */
  counter: string
  /** Websites of the vendors. */
  urls: Record<VendorName, string>
  vendors: Record<VendorName, TestVendor>
  /** Lets further websites embed the portal. */
  allow(vendor: VendorName, ...origins: string[]): Promise<void>
  close(): Promise<void>
}

export async function openHouse(engine: Engine): Promise<House> {
  const names: VendorName[] = ['armoise', 'brumaire']
  // Of the embedded database the small demo is there already, for other tests; the people of the journeys are in both.
  const size = engine === 'pglite' ? 'small' : 'normal'
  const opened = await Promise.all(names.map((vendor) => demoVendor(engine, { vendor, today, size })))
  const vendors = Object.fromEntries(names.map((name, n) => [name, opened[n]])) as Record<VendorName, TestVendor>
  const { origin: counter, ...serving } = await openHouseCounter(vendors)
  const key = makeWebsiteKey('https://www.brumaire.example', portals.brumaire)
  await registerWebsiteKey(vendors.brumaire.admin, key)
  const websites = await serveDemoHost({
    bffUrl: counter,
    portals,
    ports: { armoise: 0, brumaire: 0 },
    mailbox: serving.mailbox,
    handOff: { brumaire: key, now: () => new Date(`${today}T10:00:00Z`) },
  })
  const allow = async (vendor: VendorName, ...origins: string[]) => {
    await vendors[vendor].admin.query('update portal.portal set origins = origins || $1::text[] where key = $2', [
      origins,
      portals[vendor],
    ])
  }
  for (const name of names) await allow(name, websites.urls[name])
  return {
    ...serving,
    counter,
    urls: websites.urls,
    vendors,
    allow,
    async close() {
      await websites.close()
      await serving.stop()
      await Promise.all(opened.map((vendor) => vendor.close()))
    },
  }
}
