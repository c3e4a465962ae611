/** Browsers and networks that an account has signed in from; of one that is new its person is told. */
import { type Kysely, sql } from 'kysely'
import type { PortalTables } from '../../db/tables.ts'
import { postMessage } from '../../mail/post.ts'
import { journal } from '../journal.ts'
import { deviceDays } from './limits.ts'

export interface Device {
  browser: string | null
  system: string | null
  network: string
}

/** `Firefox, Windows`; what does not say what it is has one name in common. */
export const nameOf = ({ browser, system }: Pick<Device, 'browser' | 'system'>) =>
  [browser, system].filter(Boolean).join(', ') || '?'

/** Whether the account has signed in from there in the last months, with whatever browser. */
export async function knowsNetwork(gate: Kysely<PortalTables>, account: string, network: string): Promise<boolean> {
  const { rows } = await sql`select 1 as known from portal.device where account_id = ${account} and network = ${network}
    and last_seen_at > now() - make_interval(days => ${deviceDays}) limit 1`.execute(gate)
  return rows.length > 0
}

/**
 * Remembers where a session was opened, in its transaction. The very first device is nobody's news; of any other the
 * address on file is told.
 */
export async function noteDevice(
  trx: Kysely<PortalTables>,
  account: string,
  device: Device,
  of: { portal: string; request: string; session: Uint8Array },
): Promise<void> {
  const browser = nameOf(device)
  const { rows } = await sql<{ others: boolean; fresh: boolean; now: string }>`
    with before as (
      select count(*) > 0 as others,
        coalesce(bool_or(browser = ${browser} and network = ${device.network}
          and last_seen_at > now() - make_interval(days => ${deviceDays})), false) as known
      from portal.device where account_id = ${account}),
    noted as (
      insert into portal.device (account_id, browser, network) values (${account}, ${browser}, ${device.network})
      on conflict (account_id, browser, network) do update set last_seen_at = now())
    select others, not known as fresh, to_char(now() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as now
    from before`.execute(trx)
  const [seen] = rows
  if (!seen?.fresh || !seen.others) return
  const person = await trx
    .selectFrom('portal.account')
    .select(['email', 'language'])
    .where('id', '=', account)
    .executeTakeFirstOrThrow()
  await postMessage(trx, {
    channel: 'mail',
    template: 'new-device',
    to: person.email,
    language: person.language === 'en' ? 'en' : 'fr',
    portal: of.portal,
    values: { when: seen.now, browser, network: device.network },
  })
  await journal(trx, { event: 'new-device', account, network: device.network, ...of, detail: { browser } })
}
