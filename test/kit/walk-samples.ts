/**
 * For the walk over the table of endpoints: a good call of each, and every place where an id comes in, with a row of one's
 * own and one of a stranger. A new endpoint without a sample does not compile.
 */
import type { Key, ProblemCode } from '../../bff/api.ts'
import { demoPassword, today } from './counter.ts'
import { demoModel } from './model.ts'

const model = demoModel({ vendor: 'armoise', today, size: 'small' })
export const { rows } = model
export const [me, stranger] = rows.customer.map((row) => row.id) as [string, string]
const mine = rows.invoice.filter((row) => row.customer_id === me)
const theirs = rows.invoice.filter((row) => row.customer_id === stranger)
const [own] = mine as [(typeof mine)[number]]
export const [foreign] = theirs as [(typeof theirs)[number]]
const mySites = rows.site.filter((row) => row.customer_id === me)
export const oneSite = mySites.find((site) => mine.some((row) => row.site_id === site.id))?.id ?? ''
export const elsewhere = mine.find((row) => row.site_id !== oneSite)?.id ?? ''

export type PartName = 'params' | 'query' | 'body'
export type Parts = Partial<Record<PartName, Record<string, unknown>>>

interface IdField {
  part: PartName
  name: string
  own: string
  foreign: string
  /** `not-found`, or a list that is empty because nothing matches. */
  answer: 'not-found' | 'empty'
}

export interface Sample {
  /** A call that is answered with 200, or with the given refusal where nobody can guess the secret. */
  good: Parts
  refusal?: ProblemCode
  /** Every place where an id comes in. */
  ids: readonly IdField[]
}

export const invoiceId: IdField = { part: 'params', name: 'id', own: own.id, foreign: foreign.id, answer: 'not-found' }
/** Of a relation: a row of mine and one of theirs. */
const pairOf = <R extends { id: string; customer_id: string }>(
  all: readonly R[],
  fits: (row: R) => boolean = () => true,
) => {
  const idOf = (customer: string) => all.find((row) => row.customer_id === customer && fits(row))?.id ?? ''
  return { own: idOf(me), foreign: idOf(stranger) }
}
const equipmentId: IdField = { part: 'params', name: 'id', ...pairOf(rows.equipment), answer: 'not-found' }
const papers = pairOf(rows.document, (row) => row.subject_kind === 'equipment' && row.content !== null)
const documentId: IdField = { part: 'params', name: 'id', ...papers, answer: 'not-found' }
const interventionId: IdField = { part: 'params', name: 'id', ...pairOf(rows.intervention), answer: 'not-found' }
/** One that takes replies. */
const answerable = pairOf(rows.intervention, (row) => row.state !== 'cancelled' && row.state !== 'refused')
const orderId = pairOf(rows.sales_order)
/** Articles are the vendor's: nobody's but one that is not there. */
const articleId: IdField = {
  part: 'params',
  name: 'id',
  own: rows.article[0]?.id ?? '',
  foreign: '987654321',
  answer: 'not-found',
}
/** Files are their owner's alone: uploads.test.ts takes one back. */
const noUpload = '5f0c1c52-7d8e-4f5e-9a53-0c7f5d3a2b11'
/** Exports are their owner's alone, too: exports.test.ts has one. */
const anExport: Sample = {
  good: { params: { id: noUpload } },
  refusal: 'not-found',
  ids: [{ part: 'params', name: 'id', own: noUpload, foreign: noUpload, answer: 'not-found' }],
}
const beginExport: Sample = {
  good: { body: { key: '5f0c1c52-7d8e-4f5e-9a53-0c7f5d3a2b21', format: 'csv', query: { q: 'a' } } },
  ids: [],
}
/** Of the own customer and of a stranger, written below. */
export const commandId = {
  own: '5f0c1c52-7d8e-4f5e-9a53-0c7f5d3a2c01',
  foreign: '5f0c1c52-7d8e-4f5e-9a53-0c7f5d3a2c02',
}
const nothing: Sample = { good: {}, ids: [] }

export const samples: Readonly<Record<Key, Sample>> = {
  'GET /portal': nothing,
  'GET /session': nothing,
  'POST /session': { good: { body: { login: 'dupond', password: demoPassword } }, ids: [] },
  'POST /session/code/preview': { good: { body: { code: model.codes[0]?.text } }, ids: [] },
  'POST /session/one-time-code': { good: { body: { identifier: 'dupond' } }, ids: [] },
  'POST /session/one-time-code/open': {
    good: { body: { challenge: 'A'.repeat(43), code: '123456' } },
    refusal: 'code-refused',
    ids: [],
  },
  'POST /session/password-reset': { good: { body: { login: 'dupond' } }, ids: [] },
  'POST /session/code/proof': { good: { body: { code: model.codes[0]?.text } }, ids: [] },
  'POST /session/code/renew': { good: { body: { code: model.codes[0]?.text } }, ids: [] },
  'POST /session/password-link/preview': {
    good: { body: { token: 'A'.repeat(43) } },
    refusal: 'link-refused',
    ids: [],
  },
  'POST /session/registration': {
    good: { body: { customerCode: 'C00001', invoiceNumber: 'x', name: 'Zoé', email: 'zoe@marchand.example' } },
    ids: [],
  },
  'POST /session/registration/preview': {
    good: { body: { token: 'A'.repeat(43) } },
    refusal: 'link-refused',
    ids: [],
  },
  'POST /session/registration/confirm': {
    good: { body: { token: 'A'.repeat(43) } },
    refusal: 'link-refused',
    ids: [],
  },
  // The walkers have no password, and have shown no factor.
  'POST /session/password': {
    good: { body: { password: 'six bicyclettes vertes 2026' } },
    refusal: 'step-up-required',
    ids: [],
  },
  'POST /session/email': { good: { body: { email: 'neuf@marchand.example' } }, refusal: 'step-up-required', ids: [] },
  'POST /session/email/preview': { good: { body: { token: 'A'.repeat(43) } }, refusal: 'link-refused', ids: [] },
  'POST /session/email/confirm': { good: { body: { token: 'A'.repeat(43) } }, refusal: 'link-refused', ids: [] },
  'POST /session/step-up/code': { good: { body: {} }, ids: [] },
  'POST /session/step-up': { good: { body: { password: 'x' } }, refusal: 'sign-in-refused', ids: [] },
  'GET /sessions': { good: { query: { limit: 5 } }, ids: [] },
  // Whose session is whose is told by ways-account.test.ts: no id is known beforehand.
  'DELETE /sessions/:id': {
    good: { params: { id: '0123456789abcdef' } },
    refusal: 'not-found',
    ids: [{ part: 'params', name: 'id', own: '0123456789abcdef', foreign: 'fedcba9876543210', answer: 'not-found' }],
  },
  'DELETE /sessions': nothing,
  'POST /session/code': { good: { body: { code: model.codes[0]?.text } }, ids: [] },
  'POST /session/hand-off': { good: { body: { token: 'aaaa.bbbb.cccc' } }, refusal: 'hand-off-refused', ids: [] },
  'POST /session/password-link': {
    good: { body: { token: 'A'.repeat(43), password: 'six bicyclettes vertes 2026' } },
    refusal: 'link-refused',
    ids: [],
  },
  'PUT /session/customer': {
    good: { body: { customer: me } },
    ids: [{ part: 'body', name: 'customer', own: me, foreign: stranger, answer: 'not-found' }],
  },
  'PATCH /session': { good: { body: { language: 'en' } }, ids: [] },
  'DELETE /session': nothing,
  'GET /sites': nothing,
  'GET /dashboard': nothing,
  'GET /changes': nothing,
  'GET /natures': nothing,
  'GET /requests/form': { good: {}, ids: [{ ...equipmentId, part: 'query', name: 'equipment' }] },
  'POST /requests': {
    good: { body: { key: '5f0c1c52-7d8e-4f5e-9a53-0c7f5d3a2b11', urgent: false, description: 'Bourrage' } },
    ids: [
      { ...equipmentId, part: 'body', name: 'equipmentId' },
      { part: 'body', name: 'siteId', ...pairOf(rows.site), answer: 'not-found' },
    ],
  },
  'POST /uploads': { good: { body: { fileName: 'photo.jpg', mediaType: 'image/jpeg', size: 1000 } }, ids: [] },
  'DELETE /uploads/:id': {
    good: { params: { id: noUpload } },
    refusal: 'not-found',
    ids: [{ part: 'params', name: 'id', own: noUpload, foreign: noUpload, answer: 'not-found' }],
  },
  'POST /invoices/exports': beginExport,
  'POST /orders/exports': beginExport,
  'POST /interventions/exports': beginExport,
  'POST /equipment/exports': beginExport,
  'GET /exports': nothing,
  'GET /exports/:id': anExport,
  'DELETE /exports/:id': anExport,
  'POST /exports/:id/ticket': anExport,
  'GET /invoices': {
    good: { query: { q: 'a', limit: 5 } },
    ids: [
      {
        part: 'query',
        name: 'site',
        own: oneSite,
        foreign: rows.site.find((row) => row.customer_id === stranger)?.id ?? '',
        answer: 'empty',
      },
    ],
  },
  'GET /invoices/:id': { good: { params: { id: own.id } }, ids: [invoiceId] },
  'POST /invoices/:id/ticket': { good: { params: { id: own.id }, body: {} }, ids: [invoiceId] },
  'POST /documents/:id/ticket': { good: { params: { id: documentId.own }, body: {} }, ids: [documentId] },
  'GET /equipment': {
    good: { query: { q: 'a', limit: 5 } },
    ids: [
      {
        part: 'query',
        name: 'site',
        ...pairOf(rows.site, (row) => rows.equipment.some((of) => of.site_id === row.id)),
        answer: 'empty',
      },
    ],
  },
  'GET /equipment/families': nothing,
  'GET /catalogue/families': nothing,
  'GET /catalogue/articles': {
    good: { query: { q: 'a', limit: 5 } },
    ids: [
      {
        part: 'query',
        name: 'equipment',
        ...pairOf(rows.equipment, (row) => rows.article_compatibility.some((of) => of.machine_id === row.article_id)),
        answer: 'empty',
      },
    ],
  },
  'GET /catalogue/articles/:id': { good: { params: { id: articleId.own } }, ids: [articleId] },
  'GET /catalogue/articles/:id/price': {
    good: { params: { id: articleId.own }, query: { quantity: '1' } },
    ids: [articleId],
  },
  'GET /interventions': {
    good: { query: { q: 'a', limit: 5 } },
    ids: [
      {
        part: 'query',
        name: 'equipment',
        ...pairOf(rows.equipment, (row) => rows.intervention.some((of) => of.equipment_id === row.id)),
        answer: 'empty',
      },
    ],
  },
  'GET /interventions/:id': { good: { params: { id: interventionId.own } }, ids: [interventionId] },
  'POST /interventions/:id/replies': {
    good: {
      params: { id: answerable.own },
      body: { key: '00000000-0000-4000-8000-000000000001', body: 'Merci.' },
    },
    ids: [{ ...interventionId, ...answerable }],
  },
  'GET /commands': { good: { query: { limit: 5 } }, ids: [] },
  'GET /commands/:id': {
    good: { params: { id: commandId.own } },
    ids: [{ part: 'params', name: 'id', ...commandId, answer: 'not-found' }],
  },
  'GET /orders': {
    good: { query: { q: 'a', limit: 5 } },
    ids: [
      {
        part: 'query',
        name: 'site',
        ...pairOf(rows.site, (row) => rows.sales_order.some((of) => of.site_id === row.id)),
        answer: 'empty',
      },
    ],
  },
  'GET /orders/form': nothing,
  'GET /orders/:id': {
    good: { params: { id: orderId.own } },
    ids: [{ part: 'params', name: 'id', ...orderId, answer: 'not-found' }],
  },
  'POST /orders': {
    // What an order that is taken looks like is told by orders-place.test.ts.
    good: {
      body: {
        key: '5f0c1c52-7d8e-4f5e-9a53-0c7f5d3a2b12',
        lines: [{ articleId: '987654321', quantity: '1' }],
        seen: {
          lines: [{ unitPrice: '1.00', amount: '1.00', taxRate: null, supply: null }],
          exclTax: '1.00',
          inclTax: null,
        },
      },
    },
    refusal: 'lines-refused',
    ids: [],
  },
  'POST /cart/quote': { good: { body: { lines: [] } }, ids: [] },
  'GET /cart/articles': { good: { query: { code: 'T' } }, ids: [] },
  'GET /equipment/:id': { good: { params: { id: equipmentId.own } }, ids: [equipmentId] },
}
