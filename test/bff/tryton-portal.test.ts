/** From the endpoints of the counter to the rows of Tryton and back: every widget lives on this ERP. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import type { CommandReceipt } from '../../bff/api.ts'
import { type Asking, askingOf, type Person } from '../kit/ask.ts'
import { type TestVendor, testVendor } from '../kit/db.ts'
import { relayOf } from '../kit/db-commands.ts'
import { onFixture } from '../kit/tryton.ts'

describe('the counter on Tryton', () => {
  let vendor: TestVendor
  let counter: Asking
  let me: Person
  before(async () => {
    vendor = await testVendor('postgres', onFixture)
    counter = askingOf(vendor, 'armoise')
    me = await counter.enter({ customer: '10' })
  })
  after(() => vendor.close())

  /** What became of a command, once the relay has brought it. */
  async function brought({ id }: CommandReceipt): Promise<CommandReceipt> {
    assert.equal(await relayOf(vendor.db).drain(), 1)
    return counter.ask(me, 'GET /commands/:id', { params: { id } })
  }

  test('machines with what covers them, interventions with their visits and files', async () => {
    const fleet = await counter.ask(me, 'GET /equipment', { query: { sort: 'label' } })
    assert.deepEqual(
      fleet.rows.map(({ id, label, covered, site }) => [id, label, covered, site?.name ?? null]),
      [
        ['1', 'Imprimante', false, 'Annexe'],
        ['9', 'Imprimante', true, null],
      ],
    )
    const list = await counter.ask(me, 'GET /interventions', { query: {} })
    assert.deepEqual(list.rows.map(({ id }) => id).sort(), ['c1', 'w2', 'w3', 'w6'])
    const sheet = await counter.ask(me, 'GET /interventions/:id', { params: { id: 'w3' } })
    assert.equal(sheet.state, 'done')
    assert.equal(sheet.visits.length, 2)
    assert.deepEqual(
      sheet.documents.map(({ title }) => title),
      ['Signé'],
    )
  })

  test('articles with the customer’s own prices, what is there, and when the rest comes', async () => {
    const page = await counter.ask(me, 'GET /catalogue/articles', { query: {} })
    assert.deepEqual(page.rows.map(({ id, label, price }) => [id, label, price?.unit ?? null]).sort(), [
      ['1', 'Imprimante', '100.00'],
      ['3', 'Vis – M4', '4.00'],
      ['4', 'Câble', null],
    ])
    const priced = await counter.ask(me, 'GET /catalogue/articles/:id/price', {
      ...{ params: { id: '1' }, query: { quantity: '10' } },
    })
    assert.deepEqual([priced.unit, priced.amount, priced.taxRate], ['80.00', '800.00', '0.20'])
  })

  /** A cart as the customer sees it, and the order that he makes of it. */
  async function order(lines: { articleId: string; quantity: string }[]) {
    const quote = await counter.ask(me, 'POST /cart/quote', { body: { lines } })
    assert.equal(quote.orderable, true)
    const seen = quote.lines.map(({ unitPrice, amount, taxRate, supply }) => ({
      ...{ unitPrice: unitPrice ?? '', amount: amount ?? '', taxRate, supply: supply?.state ?? null },
    }))
    return {
      key: randomUUID(),
      ...{ lines, siteId: '101', reference: 'BC-91' },
      seen: { lines: seen, exclTax: quote.exclTax ?? '', inclTax: quote.inclTax },
    }
  }

  test('an order that the customer has seen priced is Tryton’s draft of the same total', async () => {
    const body = await order([
      { articleId: '1', quantity: '10' },
      { articleId: '3', quantity: '10' },
    ])
    assert.deepEqual([body.seen.exclTax, body.seen.inclTax], ['835.00', '1002.00'])
    const receipt = await brought(await counter.ask(me, 'POST /orders', { body }))
    assert.equal(receipt.state, 'delivered')
    const list = await counter.ask(me, 'GET /orders', { query: {} })
    const mine = list.rows.find(({ number }) => number === receipt.number)
    assert.deepEqual(
      [mine?.state, mine?.reference, mine?.exclTax, mine?.inclTax],
      [...['received', 'BC-91', '835.00', '1002.00']],
    )
    const [sale] = await vendor.admin.query('select state, comment from public.sale_sale where id = $1::integer', [
      receipt.subjectId,
    ])
    assert.deepEqual(sale, { state: 'draft', comment: null })
  })

  test('what Tryton no longer sells is refused in its words', async () => {
    const sent = await counter.ask(me, 'POST /orders', { body: await order([{ articleId: '3', quantity: '1' }]) })
    await vendor.admin.query('update public.product_product set active = false where id = 3')
    const receipt = await brought(sent)
    assert.deepEqual([receipt.state, receipt.reason], ['refused', 'L’article VIS-1 n’est plus au catalogue.'])
    await vendor.admin.query('update public.product_product set active = true where id = 3')
  })

  test('a request becomes an intervention, to which he replies', async () => {
    const form = await counter.ask(me, 'GET /requests/form', { query: { equipment: '1' } })
    assert.ok(form)
    const receipt = await brought(
      await counter.ask(me, 'POST /requests', {
        body: { key: randomUUID(), natureId: '2', equipmentId: '1', urgent: true, description: 'Bourrage' },
      }),
    )
    assert.equal(receipt.state, 'delivered')
    const id = receipt.subjectId ?? ''
    const reply = await counter.ask(me, 'POST /interventions/:id/replies', {
      ...{ params: { id }, body: { key: randomUUID(), body: 'Toujours bloquée.' } },
    })
    assert.equal((await brought(reply)).state, 'delivered')
    await vendor.admin.query('insert into public.ir_note (resource, message) values ($1, $2)', [
      ...[`project.work,${receipt.number}`, '@client Nous arrivons.'],
    ])
    const sheet = await counter.ask(me, 'GET /interventions/:id', { params: { id } })
    assert.deepEqual(
      [sheet.urgent, sheet.state, sheet.equipment?.id, sheet.nature?.label],
      [...[true, 'received', '1', 'Dépannage']],
    )
    assert.deepEqual(
      new Set(sheet.exchanges.map(({ direction, body }) => `${direction}: ${body}`)),
      new Set(['from_customer: Toujours bloquée.', 'from_vendor: Nous arrivons.']),
    )
    const fleet = await counter.ask(me, 'GET /equipment/:id', { params: { id: '1' } })
    assert.equal(fleet.openInterventions, 1)
  })
})
