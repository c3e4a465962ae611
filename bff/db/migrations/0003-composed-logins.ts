/**
 * Logins with composed accents, as sign-in looks for them. Where that would make two accounts one, both stay as they
 * are: who is whom is the administrator's to say.
 */
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ id: string; login: string }>`select id, login from portal.account`.execute(db)
  const composed = (login: string) => login.normalize('NFC').toLowerCase().normalize('NFC')
  const same = Map.groupBy(rows, ({ login }) => composed(login))
  for (const [login, accounts] of same) {
    const [only, ...others] = accounts
    if (!only || others.length > 0 || only.login === login) continue
    await sql`update portal.account set login = ${login} where id = ${only.id}`.execute(db)
  }
}
