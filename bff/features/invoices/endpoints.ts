/** The endpoints of invoices: find, decide, write, answer. */
import { endpoint } from '../../base/endpoint.ts'
import { asked, shown } from '../../base/keyset.ts'
import { Problem } from '../../base/problem.ts'
import { issueTicket } from '../../files/ticket.ts'
import { beginExport } from '../../sheet/begin.ts'
import { exported } from '../../sheet/input.ts'
import { findFile, findList, findParts } from './find.ts'
import { exportQuery, invoiceSheet } from './export.ts'
import * as input from './input.ts'
import { orderOf } from './order.ts'
import { nothing, rowOf, sheetOf, totalsOf } from './rows.ts'
import { copyName, pdfOf, refuseHidden } from './rules.ts'

const feature = 'invoices'

export const invoices = [
  endpoint('GET /invoices', {
    needs: 'invoices.read',
    feature,
    input: { query: input.list },
    async run({ db, query, session, clock }) {
      refuseHidden(query, session.rights)
      const page = asked(query, orderOf(query.sort, query.order))
      const found = await findList(db, { filter: query, now: clock.now() }, page)
      const showsAmounts = session.rights.has('invoices.amounts')
      if (found === undefined) return nothing(showsAmounts)
      const today = clock.today(found.settings.time_zone)
      const { rows, next } = shown(found.rows, page)
      return {
        rows: rows.map((row) => rowOf(row, today)),
        next,
        totals: totalsOf(found.totals, found.settings, showsAmounts),
      }
    },
  }),

  endpoint('POST /invoices/exports', {
    needs: 'invoices.export',
    feature,
    input: { body: exported(exportQuery) },
    run: (call) => beginExport(call, invoiceSheet),
  }),

  endpoint('GET /invoices/:id', {
    needs: 'invoices.read',
    feature,
    input: { params: input.one },
    async run({ db, params, session, clock }) {
      const { parts, original } = await findParts(db, params.id)
      const today = clock.today(parts.settings.time_zone)
      return sheetOf(parts, today, pdfOf(session.rights, original !== undefined))
    },
  }),

  endpoint('POST /invoices/:id/ticket', {
    needs: 'invoices.download',
    feature,
    input: { params: input.one, body: input.ticket },
    async run(call) {
      const { db, params, body, session, portal } = call
      const { invoice, original } = await findFile(db, params.id)
      const pdf = pdfOf(session.rights, original !== undefined)
      if (pdf === null) throw new Problem('right-missing')
      const language = body.language ?? portal.languages[0] ?? 'fr'
      const ticket = await issueTicket(call, { kind: 'invoice', subject: invoice.id, language })
      return { ...ticket, fileName: original?.file_name ?? copyName(invoice, language) }
    },
  }),
]
