/** The demo's databases: made at the first start, left alone afterwards, made anew by `--reset`. */
import { rmSync } from 'node:fs'
import type { Config } from '../config.ts'
import type { AdminDb } from '../db/admin.ts'
import { lockData } from '../db/data-lock.ts'
import { migrateVendor } from '../db/migrate.ts'
import { seedDemo } from '../management/demo/seed.ts'
import { type DemoStamp, readStamp } from '../management/demo/stamp.ts'
import { Refusal } from './command.ts'

export type DemoVendorName = 'armoise' | 'brumaire'

export const demoVendors: readonly DemoVendorName[] = ['armoise', 'brumaire']

/** Says on schema `portal` that whatever `management` holds may be thrown away, also after an interrupted seed. */
const mark = 'guichet demo'

/** @throws Refusal when the database holds a management of its own: seeding would replace it */
async function refuseForeign(admin: AdminDb): Promise<void> {
  const [row] = await admin.query<{ foreign: boolean }>(
    `select to_regnamespace('management') is not null
       and obj_description(to_regnamespace('portal')::oid, 'pg_namespace') is distinct from $1 as foreign`,
    [mark],
  )
  if (row?.foreign) {
    throw new Refusal(
      `The database of "${admin.name}" holds a schema "management" that is not the demo's: give the demo an empty database.`,
    )
  }
}

/** Seeds when there is nothing, migrates always. @returns how old the data is told by its stamp */
export async function prepareDemo(admin: AdminDb, today: string, again: boolean): Promise<DemoStamp | null> {
  const vendor = demoVendors.find((name) => name === admin.name)
  if (!vendor) throw new Refusal(`The demo knows the vendors ${demoVendors.join(' and ')}, not "${admin.name}".`)
  if (again || !(await readStamp(admin))) {
    await refuseForeign(admin)
    // Guards are made for the relations that exist: tables of ours first, then the data, then the guards over it.
    await migrateVendor(admin)
    await admin.script(`comment on schema portal is '${mark}'`)
    await seedDemo(admin, { vendor, today })
  }
  await migrateVendor(admin)
  return readStamp(admin)
}

/** Throws embedded databases of the demo away. @throws Error when a running process holds one */
export function removeEmbedded(config: Config): void {
  for (const { url, dataDir } of config.vendors) {
    if (url !== null) continue
    const lock = lockData(`${dataDir}.lock`)
    try {
      rmSync(dataDir, { recursive: true, force: true })
    } finally {
      lock.release()
    }
  }
}
