/** The endpoints of machines: find, decide, answer. */
import { endpoint } from '../../base/endpoint.ts'
import { asked, shown } from '../../base/keyset.ts'
import { beginExport } from '../../sheet/begin.ts'
import { exported } from '../../sheet/input.ts'
import { findList, findParts } from './find.ts'
import { exportQuery, equipmentSheet } from './export.ts'
import * as input from './input.ts'
import { orderOf } from './order.ts'
import * as queries from './queries.ts'
import { nothing, rowOf, sheetOf, totalsOf } from './rows.ts'
import { refuseHidden } from './rules.ts'

const feature = 'fleet'

export const fleet = [
  endpoint('GET /equipment', {
    needs: 'fleet.read',
    feature,
    input: { query: input.list },
    async run(call) {
      const { db, query, clock } = call
      const { rights } = call.session
      refuseHidden(query, rights)
      const page = asked(query, orderOf(query.sort, query.order))
      const found = await findList(db, query, page)
      if (found === undefined) return nothing(rights)
      const eyes = { rights, today: clock.today(found.timeZone), call }
      const { rows, next } = shown(found.rows, page)
      return {
        rows: rows.map((row) => rowOf(row, eyes)),
        next,
        totals: totalsOf(found.totals, rights),
      }
    },
  }),

  // Before the sheet: among the plain routes the first that fits answers.
  endpoint('GET /equipment/families', {
    needs: 'fleet.read',
    feature,
    input: {},
    async run({ db }) {
      return { rows: await queries.families(db) }
    },
  }),

  endpoint('POST /equipment/exports', {
    needs: 'fleet.export',
    feature,
    input: { body: exported(exportQuery) },
    run: (call) => beginExport(call, equipmentSheet),
  }),

  endpoint('GET /equipment/:id', {
    needs: 'fleet.read',
    feature,
    input: { params: input.one },
    async run(call) {
      const parts = await findParts(call.db, call.params.id)
      return sheetOf(parts, { rights: call.session.rights, today: call.clock.today(parts.timeZone), call })
    },
  }),
]
