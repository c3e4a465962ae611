/** Brings one vendor's database up to this version: tables, roles, guards, fingerprint. */
import { Migrator } from 'kysely/migration'
import type { AdminDb } from './admin.ts'
import { writeGuards } from './guard/write.ts'
import { migrations } from './migrations/index.ts'
import { ensureRoles, grantGate } from './roles.ts'

/**
 * Idempotent, and safe when several processes start at once. Guards are made for the relations that schema
 * `management` has at this moment, so it runs again after that schema has changed.
 * @throws Error naming relation, column and what was expected, when `management` does not fit the contract.
 */
export async function migrateVendor(admin: AdminDb): Promise<void> {
  await admin.exclusively(async () => {
    await ensureRoles(admin)
    const migrator = new Migrator({ db: admin.portal, provider: migrations, migrationTableSchema: 'portal' })
    const { error } = await migrator.migrateToLatest()
    if (error) throw error
    await grantGate(admin)
    await writeGuards(admin)
  })
}
