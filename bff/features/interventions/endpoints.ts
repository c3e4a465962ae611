/** The endpoints of interventions: find, decide, write, answer. */
import { endpoint } from '../../base/endpoint.ts'
import { asked, shown } from '../../base/keyset.ts'
import { Problem } from '../../base/problem.ts'
import { mediaUrl } from '../../files/media.ts'
import { submitCommand } from '../../outbox/submit.ts'
import { beginExport } from '../../sheet/begin.ts'
import { exported } from '../../sheet/input.ts'
import { findAddressee, findList, findParts } from './find.ts'
import { exportQuery, interventionSheet } from './export.ts'
import * as input from './input.ts'
import { orderOf } from './order.ts'
import { wasSent } from './pending.ts'
import { none, rowOf, sheetOf, totalsOf } from './rows.ts'
import { takesReplies } from './rules.ts'

const feature = 'interventions'

/** The act inside the feature: off by itself where the vendor's database takes no replies. */
const replying = 'replying'

export const interventions = [
  endpoint('GET /interventions', {
    needs: 'interventions.read',
    feature,
    input: { query: input.list },
    async run({ db, query }) {
      const page = asked(query, orderOf(query.sort, query.order))
      const found = await findList(db, query, page)
      if (found === undefined) return { rows: [], next: null, totals: none, pending: [] }
      const { rows, next } = shown(found.rows, page)
      return {
        rows: rows.map(rowOf),
        next,
        totals: totalsOf(found.totals),
        pending: found.sent,
      }
    },
  }),

  endpoint('POST /interventions/exports', {
    needs: 'interventions.export',
    feature,
    input: { body: exported(exportQuery) },
    run: (call) => beginExport(call, interventionSheet),
  }),

  endpoint('GET /interventions/:id', {
    needs: 'interventions.read',
    feature,
    input: { params: input.one },
    async run(call) {
      const { db, params, session, portal } = call
      const parts = await findParts(db, params.id)
      const offered = portal.features.includes(replying) && session.rights.has('interventions.reply')
      const mayReply = offered && takesReplies(parts.head.state)
      return sheetOf(parts, mayReply, (file) => mediaUrl(call, { kind: 'document', ...file }))
    },
  }),

  endpoint('POST /interventions/:id/replies', {
    needs: 'interventions.reply',
    feature: replying,
    input: { params: input.one, body: input.reply },
    async run(call) {
      const { key, body, uploads = [] } = call.body
      const { id, state } = await findAddressee(call.db, call.params.id)
      // Taken before it was closed: a second try is answered with the receipt, as ever.
      if (!takesReplies(state) && !(await wasSent(call.db, key))) throw new Problem('closed')
      const payload = { intervention_id: id, body }
      // The site is the intervention's own; the holder of a link to one intervention does not see sites.
      return submitCommand(call, { key, function: 'reply', siteId: null, interventionId: id, payload, uploads })
    },
  }),
]
