/** The endpoints of commands: find, answer. Whose they are is the guard's to say. */
import { endpoint } from '../../base/endpoint.ts'
import { orNotACursor } from '../../base/found.ts'
import { type Cursor, decodeCursor, encodeCursor, notACursor, pageOf } from '../../base/page.ts'
import { Problem } from '../../base/problem.ts'
import { receiptOf } from '../../outbox/receipts.ts'
import type { CommandRow } from './api.ts'
import * as input from './input.ts'
import { type CommandColumns, find, page, type Start } from './queries.ts'
import { titleOf } from './rules.ts'

const order = 'created desc'

function rowOf(row: NonNullable<CommandColumns>): CommandRow {
  return {
    ...receiptOf(row),
    author: row.author,
    siteId: row.site_id,
    interventionId: row.intervention_id,
    title: titleOf(row),
  }
}

function startOf({ values: [createdAt, id] }: Cursor): Start {
  if (typeof createdAt !== 'string' || typeof id !== 'string' || `${createdAt}${id}`.includes('\0')) throw notACursor()
  return { createdAt, id }
}

export const commands = [
  endpoint('GET /commands', {
    needs: 'session',
    input: { query: input.list },
    async run({ db, query }) {
      const after = query.after === undefined ? null : startOf(decodeCursor(query.after, order, 2))
      const limit = query.limit ?? 20
      const found = await orNotACursor(page(db, query, after, limit + 1))
      const { rows, next } = pageOf(found, limit, ({ created_at, id }) =>
        encodeCursor({ sort: order, values: [created_at, id] }),
      )
      return { rows: rows.map(rowOf), next }
    },
  }),

  endpoint('GET /commands/:id', {
    needs: 'session',
    input: { params: input.one },
    async run({ db, params }) {
      const row = await find(db, params.id)
      if (!row) throw new Problem('not-found')
      return rowOf(row)
    },
  }),
]
