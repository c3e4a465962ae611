/** The endpoint of sites: find, decide, answer. */
import { decodeCursor, encodeCursor } from '../../base/page.ts'
import { endpoint } from '../../base/endpoint.ts'
import { Problem } from '../../base/problem.ts'
import { isMalformed } from '../../db/errors.ts'
import * as input from './input.ts'
import { page } from './queries.ts'
import { siteOf, startOf } from './rules.ts'

const order = 'name asc'

export const sites = [
  endpoint('GET /sites', {
    needs: 'session',
    input: { query: input.list },
    async run({ db, query }) {
      const after = query.after === undefined ? null : startOf(decodeCursor(query.after, order, 2))
      const limit = query.limit ?? 200
      const found = await page(db, query.q, after, limit + 1).catch((error: unknown) => {
        // Only the cursor's id can be of a form that the column cannot hold.
        throw isMalformed(error) ? new Problem('input-invalid', { fields: { 'query.after': 'not-a-cursor' } }) : error
      })
      const rows = found.slice(0, limit)
      const last = rows.at(-1)
      const more = last !== undefined && found.length > limit
      return {
        rows: rows.map(siteOf),
        next: more ? encodeCursor({ sort: order, values: [last.name, last.id] }) : null,
      }
    },
  }),
]
