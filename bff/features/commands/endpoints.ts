/** The endpoints of commands: find, answer. Whose they are is the guard's to say. */
import { endpoint } from '../../base/endpoint.ts'
import { type Cursor, decodeCursor, encodeCursor } from '../../base/page.ts'
import { Problem } from '../../base/problem.ts'
import { isMalformed } from '../../db/errors.ts'
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

const notACursor = () => new Problem('input-invalid', { fields: { 'query.after': 'not-a-cursor' } })

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
      const found = await page(db, query, after, limit + 1).catch((error: unknown) => {
        // Only the cursor's values can be of a form that the columns cannot hold.
        throw isMalformed(error) ? notACursor() : error
      })
      const rows = found.slice(0, limit)
      const last = rows.at(-1)
      return {
        rows: rows.map(rowOf),
        next: last && found.length > limit ? encodeCursor({ sort: order, values: [last.created_at, last.id] }) : null,
      }
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
