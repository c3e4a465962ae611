/** The same queries without any guard: straight on the tables, with the condition that an application would write. */
import { Kysely, PostgresDialect } from 'kysely'
import type pg from 'pg'
import type { AdminDb } from '../../bff/db/admin.ts'
import { openPool } from '../../bff/db/server.ts'
import { StatementNames } from '../../bff/db/statement-names.ts'
import type { GuardTables, QueryHandle } from '../../bff/db/types.ts'
import type { VendorPlace } from '../../bff/db/place.ts'
import { pgParameters } from '../../bff/db/values.ts'

export interface Unguarded {
  /** What query functions take: every table of a customer is narrowed to that customer. */
  handle: QueryHandle
  close(): Promise<void>
}

type From = string | ((builder: object) => unknown)

/** Every `from` of a customer's table, also inside a derived table, gets the condition. */
function narrowed(db: Kysely<GuardTables>, customer: string): QueryHandle {
  const narrow = (of: Pick<Kysely<GuardTables>, 'selectFrom'>, from: From): unknown => {
    if (typeof from === 'function') {
      const inside = (builder: object) =>
        from(
          new Proxy(builder, {
            get: (target, name) =>
              name === 'selectFrom' ? (one: From) => narrow(target as typeof of, one) : Reflect.get(target, name),
          }),
        )
      return of.selectFrom(inside as never)
    }
    const query = of.selectFrom(from as 'invoice')
    return from === 'company' ? query : query.where(`${from as 'invoice'}.customer_id`, '=', customer)
  }
  return { selectFrom: (from: From) => narrow(db, from) } as unknown as QueryHandle
}

/** On a server: the owner's pool, prepared statements like the guarded side's, no transaction. */
export function unguardedOnServer(place: VendorPlace, customer: string, connections: number): Unguarded {
  const pool = openPool(place, { role: null, max: connections })
  const names = new StatementNames()
  pool.on('connect', (client) => void client.query('set search_path = management'))
  const prepared = {
    async connect() {
      const client: pg.PoolClient = await pool.connect()
      return {
        query: (text: string, values: readonly unknown[]) => {
          const name = names.nameOf(text)
          return client.query({ text, values: pgParameters(values), ...(name !== undefined && { name }) })
        },
        release: () => client.release(),
      }
    },
    end: () => pool.end(),
  }
  const db = new Kysely<GuardTables>({ dialect: new PostgresDialect({ pool: prepared as unknown as pg.Pool }) })
  return { handle: narrowed(db, customer), close: () => db.destroy() }
}

/** In the embedded engine: the owner's handle, which sees the tables themselves. */
export function unguardedOnLane(admin: AdminDb, customer: string): Unguarded {
  const db = admin.portal.withSchema('management') as unknown as Kysely<GuardTables>
  return { handle: narrowed(db, customer), close: async () => {} }
}
