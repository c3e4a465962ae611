/** The endpoints of exports: find, stop, hand out. Lists begin theirs by endpoints of their own. */
import { sql } from 'kysely'
import { endpoint } from '../../base/endpoint.ts'
import { type Cursor, decodeCursor, encodeCursor, notACursor, pageOf } from '../../base/page.ts'
import { Problem } from '../../base/problem.ts'
import { issueTicket } from '../../files/ticket.ts'
import { jobOf } from '../../sheet/jobs.ts'
import * as input from './input.ts'
import * as queries from './queries.ts'

function startOf(text: string, name: string): Cursor {
  const cursor = decodeCursor(text, name, 2)
  const [at, id] = cursor.values
  // A cursor comes from outside.
  if (
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(at ?? '') &&
    /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/.test(id ?? '')
  )
    return cursor
  throw notACursor()
}

export const exports = [
  endpoint('GET /exports', {
    needs: 'session',
    input: { query: input.list },
    async run({ db, query }) {
      const { after, limit = 20, order = 'desc', ...filter } = query
      const name = `created ${order}`
      const from = after === undefined ? null : startOf(after, name)
      const found = await queries.page(db, { ...filter, order }, from, limit + 1)
      const { rows, next } = pageOf(found, limit, ({ created_at, id }) =>
        encodeCursor({ sort: name, values: [created_at, id] }),
      )
      return { rows: rows.map(jobOf), next }
    },
  }),

  endpoint('GET /exports/:id', {
    needs: 'session',
    input: { params: input.one },
    async run({ db, params }) {
      const row = await queries.one(db, params.id)
      if (!row) throw new Problem('not-found')
      return jobOf(row)
    },
  }),

  endpoint('DELETE /exports/:id', {
    needs: 'session',
    input: { params: input.one },
    async run({ db, params }) {
      await sql`select cancel_export(${params.id}::uuid)`.execute(db)
      const row = await queries.one(db, params.id)
      if (!row) throw new Problem('not-found')
      return jobOf(row)
    },
  }),

  endpoint('POST /exports/:id/ticket', {
    needs: 'session',
    input: { params: input.one },
    async run(call) {
      const row = await queries.one(call.db, call.params.id)
      if (!row || row.state !== 'done' || row.file_name === null) throw new Problem('not-found')
      const ticket = await issueTicket(call, { kind: 'export', subject: row.id, language: 'fr' })
      return { ...ticket, fileName: row.file_name }
    },
  }),
]
