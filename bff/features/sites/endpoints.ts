/** The endpoint of sites: find, decide, answer. */
import { orNotACursor } from '../../base/found.ts'
import { decodeCursor, encodeCursor, pageOf } from '../../base/page.ts'
import { endpoint } from '../../base/endpoint.ts'
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
      const found = await orNotACursor(page(db, query.q, after, limit + 1))
      const { rows, next } = pageOf(found, limit, ({ name, id }) => encodeCursor({ sort: order, values: [name, id] }))
      return { rows: rows.map(siteOf), next }
    },
  }),
]
