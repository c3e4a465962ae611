/** A vendor with the reference tables and functions, few rows, and people who send commands to it. */
import { randomUUID } from 'node:crypto'
import { silentLog } from '../../bff/base/log.ts'
import type { AdminDb } from '../../bff/db/admin.ts'
import type { VendorDb, WriteHandle } from '../../bff/db/types.ts'
import type { FunctionName } from '../../bff/management/functions.ts'
import { referenceFunctions } from '../../bff/management/reference/functions.ts'
import { type IdType, referenceSchema } from '../../bff/management/reference/schema.ts'
import type { CommandReceipt } from '../../bff/outbox/receipt.ts'
import { Relay, type RelayOptions } from '../../bff/outbox/relay.ts'
import { type NewCommand, submitCommand } from '../../bff/outbox/submit.ts'
import { type Engine, type TestVendor, testVendor } from './db.ts'

/** Number 7 as an id: `7`, or a uuid that ends in 7. */
export const idOf = (ids: IdType, n: number) =>
  ids === 'bigint' ? String(n) : `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

/** Customer 1 has sites 11 and 12, customer 2 site 21; interventions 31 at 11, 32 at 12, 33 at none, 41 at 21. */
export async function commandManagement(admin: AdminDb, ids: IdType): Promise<void> {
  const id = (n: number | null) => (n === null ? 'null' : `'${idOf(ids, n)}'`)
  const intervention = ([n, customer, site, state]: readonly [number, number, number | null, string]) =>
    `(${id(n)}, ${id(customer)}, ${id(site)}, 'N${n}', 'repair', '${state}', false, 'Panne', now())`
  await admin.script(`
    ${referenceSchema({ ids })}
    insert into management.company (name, currency, time_zone, vat_rounding)
      values ('Armoise Bureautique', 'EUR', 'Europe/Paris', 'half-up/rate');
    insert into management.customer (id, name, kind, catalogue, active)
      values (${id(1)}, 'Ateliers Un', 'company', 'all', true), (${id(2)}, 'Bureau Deux', 'company', 'all', true);
    insert into management.site (id, customer_id, name, is_billing, is_delivery, active) values
      (${id(11)}, ${id(1)}, 'Angers', true, true, true), (${id(12)}, ${id(1)}, 'Nantes', false, true, true),
      (${id(21)}, ${id(2)}, 'Tours', true, true, true);
    insert into management.nature (id, label, position, equipment, offered) values (${id(51)}, 'Panne', 1, 'optional', true);
    insert into management.equipment (id, customer_id, site_id, label, state)
      values (${id(61)}, ${id(1)}, ${id(11)}, 'Copieur', 'in_service'), (${id(62)}, ${id(1)}, ${id(11)}, 'Fax', 'removed');
    insert into management.article (id, code, label, kind, unit, decimals)
      values (${id(71)}, 'T1', 'Toner', 'article', 'pièce', 0), (${id(72)}, 'K1', 'Kit', 'kit', null, 0);
    insert into management.intervention (id, customer_id, site_id, number, kind, state, urgent, title, requested_at) values
      ${(
        [
          [31, 1, 11, 'waiting'],
          [32, 1, 12, 'planned'],
          [33, 1, null, 'cancelled'],
          [41, 2, 21, 'planned'],
        ] as const
      )
        .map(intervention)
        .join(', ')};
    ${referenceFunctions({ ids })}
  `)
}

export const commandVendor = (engine: Engine, ids: IdType = 'bigint'): Promise<TestVendor> =>
  testVendor(engine, { template: `commands ${ids}`, setup: (admin) => commandManagement(admin, ids) })

/** A relay that works when it is told to; what fails rests until `dueNow`. */
export const relayOf = (db: VendorDb, options: Partial<RelayOptions> = {}) =>
  new Relay(db, { log: silentLog, wait: () => 3_600_000, ...options })

/** Time passes: whatever rests, or is with somebody, is due. */
export const dueNow = (admin: AdminDb) =>
  admin.script(
    'update portal.outbox set due_at = clock_timestamp(), lease_until = null where done_at is null and dead_at is null',
  )

let proofs = 0

/** What a feature's endpoint does in its write. */
export async function inWrite<T>(
  db: VendorDb,
  { hash }: { hash: Uint8Array },
  run: (handle: WriteHandle) => Promise<T>,
): Promise<T> {
  const batch = await db.scoped({ hash })
  try {
    return await batch.write(`command proof ${process.pid} ${++proofs}`, run)
  } finally {
    await batch.release()
  }
}

/** A request for a repair, unless told otherwise. */
export function newCommand(change: Partial<NewCommand<FunctionName>> = {}): NewCommand<FunctionName> {
  return {
    key: randomUUID(),
    function: 'create_request',
    siteId: null,
    interventionId: null,
    payload: { description: 'Le bac 2 bourre', urgent: false, equipment_id: null } as never,
    ...change,
  }
}

export const reply = (intervention: string, body: string, change: Partial<NewCommand<FunctionName>> = {}) =>
  newCommand({ function: 'reply', interventionId: intervention, payload: { body } as never, ...change })

export const send = (
  db: VendorDb,
  who: { hash: Uint8Array },
  command: NewCommand<FunctionName>,
): Promise<CommandReceipt> => inWrite(db, who, (handle) => submitCommand({ db: handle }, command))
