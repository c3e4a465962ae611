/** Generates the guards when they are not what this version makes, and stores what they look like. */
import { sql } from 'kysely'
import type { AdminDb } from '../admin.ts'
import { guardStatements, scriptOf } from './generate.ts'
import { type Ask, readFunctions, readNative } from './native.ts'
import { readState } from './state.ts'

/** Idempotent: guards that are as generated stay untouched, so that a start does not disturb running processes. */
export async function writeGuards(admin: AdminDb): Promise<void> {
  const owner: Ask = (text, parameters) => admin.query(text, parameters)
  const statements = guardStatements(await readNative(owner), await readFunctions(owner))
  const generated = scriptOf(statements)
  await admin.portal.transaction().execute(async (trx) => {
    const ask: Ask = async <T>(text: string) => (await sql.raw<T>(text).execute(trx)).rows
    await sql`set local search_path = pg_catalog, pg_temp`.execute(trx)
    const stored = await trx.selectFrom('portal.fingerprint').selectAll().execute()
    const value = (name: string) => stored.find((row) => row.name === name)?.value
    if (value('generated') === generated && value('state') === JSON.stringify(await readState(ask))) return
    // One by one: PGlite takes several statements only outside of the prepared form.
    for (const statement of statements) await sql.raw(statement).execute(trx)
    const state = JSON.stringify(await readState(ask))
    for (const row of [
      { name: 'generated', value: generated },
      { name: 'state', value: state },
    ])
      await trx
        .insertInto('portal.fingerprint')
        .values({ ...row, at: new Date() })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: row.value, at: new Date() }))
        .execute()
  })
}
