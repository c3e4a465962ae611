/** The cart and an order on its way: priced, judged, priced again, and taken once. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import type { CartLine, CartQuote, NewOrder } from '../../bff/api.ts'
import { Problem } from '../../bff/base/problem.ts'
import { type Counter, openCounter, type Person } from '../kit/ask.ts'
import { dueNow, relayOf } from '../kit/db-commands.ts'
import type { TestSession } from '../kit/db-management.ts'
import { openShop, type Shop } from '../kit/shop.ts'

// Ids of the other kind, on the other engine: orders-list.test.ts.
describe('the cart and an order', () => {
  let counter: Counter
  let shop: Shop
  let buyer: Person
  let sites: string[]
  const idOf = (name: string) => shop.id[name] ?? name
  const line = (name: string, quantity = '1', more: Partial<CartLine> = {}): CartLine => ({
    articleId: idOf(name),
    quantity,
    ...more,
  })
  const quote = (lines: CartLine[], person = buyer) => counter.ask(person, 'POST /cart/quote', { body: { lines } })
  const seenOf = (now: CartQuote): NewOrder['seen'] => ({
    lines: now.lines.map(({ unitPrice, amount, taxRate, supply }) => ({
      unitPrice: unitPrice ?? '0.00',
      amount: amount ?? '0.00',
      taxRate,
      supply: supply?.state ?? null,
    })),
    exclTax: now.exclTax ?? '0.00',
    inclTax: now.inclTax,
  })
  const order = async (lines: CartLine[], change: Partial<NewOrder> = {}): Promise<NewOrder> => ({
    key: randomUUID(),
    lines,
    seen: seenOf(await quote(lines)),
    ...change,
  })
  const send = (body: NewOrder, person = buyer) => counter.ask(person, 'POST /orders', { body })
  const refusal = async (body: NewOrder, person = buyer) => {
    const problem = await send(body, person).then(
      () => assert.fail('was taken'),
      (thrown: unknown) => thrown,
    )
    assert.ok(problem instanceof Problem, String(problem))
    return problem
  }
  const commands = async () => {
    const [row] = await counter.admin.query<{ n: string }>(
      `select (select count(*) from portal.command) + (select count(*) from portal.outbox) as n`,
    )
    return Number(row?.n)
  }

  /** The gate tells endpoints of the session's sites. */
  const enter = async (wanted: Partial<TestSession>) => {
    const person = await counter.enter({ customer: shop.me, ...wanted })
    return Object.assign(person, { siteIds: wanted.sites ?? null })
  }

  before(async () => {
    counter = await openCounter('postgres', 'armoise')
    shop = await openShop(counter.admin)
    Object.assign(counter.portal, { features: ['catalogue', 'orders', 'ordering'] })
    buyer = await enter({ profile: 'buyer' })
    const rows = await counter.admin.query<{ id: string }>(
      `update management.site set is_delivery = true, is_billing = true, active = true where customer_id = $1 returning id::text`,
      [shop.me],
    )
    sites = rows.map((row) => row.id)
  })
  after(() => counter?.close())

  describe('a cart', () => {
    test('[AR-116] [CO-20] costs what this customer pays for so many, and says when it can be had', async () => {
      const now = await quote([line('paper80', '5'), line('paper80', '10'), line('paper80', '100'), line('cyan', '2')])
      assert.deepEqual(
        now.lines.map(({ unitPrice, amount, supply }) => [unitPrice, amount, supply?.state, supply?.expectedOn]),
        [
          ['10.00', '50.00', 'partly', null],
          ['9.50', '95.00', 'partly', null],
          ['8.00', '800.00', 'partly', null],
          ['58.90', '117.80', 'out_of_stock', '2026-11-29'],
        ],
      )
      assert.deepEqual(now.lines[0]?.better, { fromQuantity: '10', unitPrice: '9.50' })
      // Twice as many would be too much to suggest.
      assert.equal(now.lines[1]?.better, null)
      assert.deepEqual([now.exclTax, now.tax, now.inclTax, now.orderable], ['1062.80', '212.56', '1275.36', true])
    })

    test('[EX-39] [AR-109] says of each line why it cannot be ordered, and adds up the others', async () => {
      const now = await quote([
        line('black', '1'),
        line('paper80', '7'),
        line('request'),
        line('unpriced'),
        line('never', '4'),
        line('987654321'),
        line('kit', '1', { options: [idOf('part')] }),
        line('black', '1', { equipmentId: idOf('theirs') }),
        line('black', '1.5'),
        line('black', '1,5'),
      ])
      assert.deepEqual(
        now.lines.map(({ fault }) => fault),
        [
          null,
          'not-a-pack',
          'no-price',
          'no-price',
          'below-minimum',
          'gone',
          'option-unknown',
          'equipment-unknown',
          'too-precise',
          'not-a-number',
        ],
      )
      assert.deepEqual([now.exclTax, now.orderable], ['58.90', false])
      assert.equal((await quote([])).orderable, false)
    })

    test('[AR-118] a kit costs more with its options, which go along', async () => {
      const [plain, full] = (await quote([line('kit', '2'), line('kit', '2', { options: [idOf('option')] })])).lines
      assert.deepEqual([plain?.unitPrice, full?.unitPrice, full?.amount], ['100.00', '115.00', '230.00'])
      assert.deepEqual(
        full?.options.map(({ label, quantity }) => [label, quantity]),
        [['Deuxième écran', '2']],
      )
    })

    test('[EX-31] an article is found by its code, however its parts are joined', async () => {
      const codes = async (code: string) =>
        (await counter.ask(buyer, 'GET /cart/articles', { query: { code } })).rows.map((row) => row.id)
      assert.deepEqual(await codes('zz4050k'), [idOf('black')])
      assert.deepEqual(await codes(' ZZ-40.50 K'), [idOf('black')])
      assert.deepEqual(await codes('dr77x'), [idOf('drum')])
      assert.deepEqual(await codes('zz4050'), [idOf('black'), idOf('yellow')])
      assert.deepEqual(await codes("zz' or true --"), [])
      await assert.rejects(codes('--'), { code: 'input-invalid' })
    })

    test('an id of no form of this vendor’s is refused, not an error', async () => {
      await assert.rejects(quote([line('abc')]), { code: 'input-invalid' })
      await assert.rejects(quote([line('black', '1', { equipmentId: "1' or true" })]), { code: 'input-invalid' })
      assert.equal((await quote([line(`0${idOf('black')}`)])).lines[0]?.fault, 'gone')
    })
  })

  describe('an order', () => {
    test('[CO-09] [EX-37] [EX-38] carries what was seen to the vendor, and is a draft of theirs with a number', async () => {
      const body = await order(
        [line('paper80', '10', { equipmentId: idOf('mine') }), line('kit', '2', { options: [idOf('option')] })],
        {
          siteId: sites[0] ?? '',
          billingSiteId: sites.at(-1) ?? '',
          reference: 'BC-2026-118',
          comment: 'Livrer le matin.',
        },
      )
      const receipt = await send(body)
      assert.deepEqual([receipt.function, receipt.state, receipt.number], ['place_order', 'received', null])
      const pending = (await counter.ask(buyer, 'GET /orders')).pending.find(({ id }) => id === receipt.id)
      assert.deepEqual([pending?.reference, pending?.state], ['BC-2026-118', 'received'])
      await dueNow(counter.admin)
      await relayOf(counter.db).drain()
      const { rows, pending: left } = await counter.ask(buyer, 'GET /orders', { query: { q: 'bc-2026-118' } })
      assert.equal(
        left.some(({ id }) => id === receipt.id),
        false,
      )
      const [made] = rows
      assert.deepEqual([made?.state, made?.reference, made?.site?.id], ['received', 'BC-2026-118', sites[0]])
      const sheet = await counter.ask(buyer, 'GET /orders/:id', { params: { id: made?.id ?? '' } })
      assert.deepEqual(
        sheet.lines.map(({ reference, quantity, unitPrice, toCome, equipment }) => [
          reference,
          quantity,
          unitPrice,
          toCome,
          equipment?.id,
        ]),
        [
          ['PAPER80', '10', '9.50', '10', idOf('mine')],
          ['KIT', '2', '115.00', '2', undefined],
          ['OPTION', '2', null, '2', undefined],
        ],
      )
      assert.deepEqual(
        sheet.lines.map((one) => one.again),
        [...body.lines, null],
        'what can be bought again is what was bought',
      )
      assert.deepEqual([sheet.comment, sheet.billing?.id], ['Livrer le matin.', sites.at(-1)])
    })

    test('from the amount that the vendor has set, whoever orders shows who he is; the key is still good', async () => {
      const body = await order([line('paper80', '10')])
      const { exclTax } = body.seen
      try {
        Object.assign(counter.portal, { orderStepUp: exclTax })
        const before = await commands()
        assert.equal((await refusal(body)).code, 'step-up-required')
        assert.equal((await refusal(body, { ...buyer, accountId: null })).code, 'account-required')
        assert.equal(await commands(), before)
        const receipt = await send(body, { ...buyer, fresh: true })
        assert.equal(receipt.state, 'received')
        // What has been taken is told again without another proof.
        assert.equal((await send(body)).id, receipt.id)
        Object.assign(counter.portal, { orderStepUp: '1000000' })
        assert.equal((await send({ ...body, key: randomUUID() })).state, 'received')
      } finally {
        Object.assign(counter.portal, { orderStepUp: null })
      }
    })

    test('[L-40] a double click is one order, also once prices have changed', async () => {
      const body = await order([line('drum')])
      const before = await commands()
      const [one, two] = await Promise.all([send(body), send(body)])
      assert.equal(one.receipt, two.receipt)
      assert.equal(await commands(), before + 2, 'one command, one task')
      const dearer = (price: string) =>
        counter.admin.query('update management.article_price set unit_price = $2 where article_id = $1', [
          idOf('drum'),
          price,
        ])
      await dearer('70')
      try {
        const again = await send(body)
        assert.deepEqual([again.receipt, again.replayed], [one.receipt, true])
        const problem = await refusal({ ...body, key: randomUUID() })
        assert.equal(problem.code, 'price-changed')
      } finally {
        await dearer('58.9')
      }
      assert.equal((await refusal({ ...body, comment: 'Autre' })).code, 'key-reused')
    })

    test('a price, a rate or a stock that is no longer as seen is told, and nothing is taken', async () => {
      const lines = [line('black', '2'), line('paper80', '10')]
      const body = await order(lines)
      const before = await commands()
      const bent = (at: number, change: Partial<NewOrder['seen']['lines'][number]>): NewOrder => ({
        ...body,
        key: randomUUID(),
        seen: { ...body.seen, lines: body.seen.lines.map((one, n) => (n === at ? { ...one, ...change } : one)) },
      })
      for (const [changed, fields] of [
        [bent(0, { unitPrice: '58.91' }), { 'body.lines.0': 'price' }],
        [bent(1, { amount: '0.01' }), { 'body.lines.1': 'price' }],
        [bent(1, { taxRate: '0' }), { 'body.lines.1': 'tax' }],
        [{ ...body, seen: { ...body.seen, exclTax: '0.01' } }, { 'body.seen': 'total' }],
        [{ ...body, seen: { ...body.seen, inclTax: null } }, { 'body.seen': 'total' }],
      ] as const) {
        const problem = await refusal(changed)
        assert.deepEqual([problem.code, problem.details.fields], ['price-changed', fields])
        assert.deepEqual(problem.details.current, await quote(lines), 'the answer says what holds now')
      }
      const stock = (quantity: string) =>
        counter.admin.query(`update management.stock set quantity = $2 where article_id = $1 and depot = 'Angers'`, [
          idOf('black'),
          quantity,
        ])
      await stock('-3')
      assert.deepEqual((await refusal(body)).details.fields, { 'body.lines.0': 'supply' })
      await stock('30')
      assert.ok(await send(body), 'more than was seen is no reason to ask again')
      await stock('3')
      assert.equal(await commands(), before + 2)
    })

    test('[AR-109] a line that cannot be ordered is refused by its reason, whatever was seen', async () => {
      const before = await commands()
      const good = await order([line('black')])
      const seen = (lines: CartLine[]): NewOrder => ({
        ...good,
        lines,
        seen: { ...good.seen, lines: lines.map(() => good.seen.lines[0] as NewOrder['seen']['lines'][number]) },
      })
      const problem = await refusal(seen([line('black'), line('request'), line('987654321'), line('paper80', '7')]))
      assert.deepEqual(
        [problem.code, problem.details.fields],
        ['lines-refused', { 'body.lines.1': 'no-price', 'body.lines.2': 'gone', 'body.lines.3': 'not-a-pack' }],
      )
      await counter.admin.query(`update management.customer set catalogue = 'listed' where id = $1`, [shop.me])
      const hidden = await refusal(good)
      await counter.admin.query(`update management.customer set catalogue = 'all' where id = $1`, [shop.me])
      assert.deepEqual(hidden.details.fields, { 'body.lines.0': 'gone' })
      assert.equal(await commands(), before)
    })

    test('goes to a place of the customer’s that takes goods, and its invoice to one that takes invoices', async () => {
      const [theirs] = await counter.admin.query<{ id: string }>(
        'select id::text from management.site where customer_id = $1 limit 1',
        [shop.other],
      )
      const [first = ''] = sites
      for (const change of [
        { siteId: theirs?.id ?? '' },
        { siteId: 'x' },
        { siteId: `0${first}` },
        { billingSiteId: theirs?.id ?? '' },
      ]) {
        assert.equal((await refusal(await order([line('black')], change))).code, 'not-found', JSON.stringify(change))
      }
      await counter.admin.query('update management.site set is_delivery = false where id = $1', [first])
      const form = await counter.ask(buyer, 'GET /orders/form')
      assert.ok(form.deliverySites.every(({ id }) => id !== first) && form.billingSites.some(({ id }) => id === first))
      assert.equal((await refusal(await order([line('black')], { siteId: first }))).code, 'not-found')
      await counter.admin.query('update management.site set is_delivery = true where id = $1', [first])
      const asked = await enter({ profile: 'buyer', sites: [first] })
      const body = await order([line('black')])
      assert.deepEqual((await refusal(body, asked)).details.fields, { 'body.siteId': 'missing' })
      assert.ok(await send({ ...body, siteId: first }, asked))
    })

    test('[CO-14] is for whoever may order: the guard says no even where an endpoint would not', async () => {
      const technical = await enter({ profile: 'technical' })
      const problem = await refusal(await order([line('black')]), technical)
      assert.equal(problem.code, 'right-missing')
    })
  })
})
