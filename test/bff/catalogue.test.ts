import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Api, ArticleRow } from '../../bff/api.ts'
import { encodeCursor } from '../../bff/base/page.ts'
import type { Right } from '../../bff/base/right.ts'
import { clock, type Counter, mediaKey, openCounter, type Person } from '../kit/ask.ts'
import { refused } from '../kit/client.ts'
import { eachEngine } from '../kit/db.ts'
import { testPortalKey } from '../kit/db-management.ts'
import { readMediaToken } from '../../bff/files/media.ts'
import { openShop, type Shop } from '../kit/shop.ts'

type Query = Api['GET /catalogue/articles']['query']

eachEngine((engine, rule) => {
  let counter: Counter
  let shop: Shop
  let buyer: Person
  let other: Person
  const features = (more: string[] = []) =>
    Object.assign(counter.portal, { features: ['invoices', 'catalogue', 'orders', 'ordering', ...more] })
  const names = (rows: readonly { id: string }[]) =>
    rows.map((row) => Object.keys(shop.id).find((name) => shop.id[name] === row.id) ?? row.id)
  const list = (query: Query = {}, person = buyer) =>
    counter.ask(person, 'GET /catalogue/articles', { query: { family: shop.id.shop ?? '', limit: 100, ...query } })
  const tile = async (name: string, person = buyer): Promise<ArticleRow> => {
    const { rows } = await list({}, person)
    const row = rows.find((one) => one.id === shop.id[name])
    assert.ok(row, name)
    return row
  }
  const sheet = (name: string, person = buyer) =>
    counter.ask(person, 'GET /catalogue/articles/:id', { params: { id: shop.id[name] ?? name } })
  const priceOf = (name: string, quantity: string, options: string[] = [], person = buyer) =>
    counter.ask(person, 'GET /catalogue/articles/:id/price', {
      params: { id: shop.id[name] ?? name },
      query: { quantity, options: options.map((option) => shop.id[option] ?? option) },
    })
  const withRights = (person: Person, ...rights: Right[]): Person => ({ ...person, rights: new Set(rights) })

  before(async () => {
    counter = await openCounter(engine, 'armoise')
    shop = await openShop(counter.admin)
    features()
    buyer = await counter.enter({ customer: shop.me, profile: 'buyer' })
    other = await counter.enter({ customer: shop.other, profile: 'buyer' })
  })
  after(() => counter?.close())

  test('[AR-103] [AR+01] families are a tree with what they hold, empty ones left out', async () => {
    const { rows } = await counter.ask(buyer, 'GET /catalogue/families')
    const own = rows.filter((family) => family.id === shop.id.shop || family.parentId === shop.id.shop)
    assert.deepEqual(
      own.map((family) => [family.label, family.count]),
      [
        ['Essai', 17],
        ['Papiers', 1],
        ['Encres', 7],
      ],
    )
    const { totals } = await list()
    assert.equal(totals.count, 17, 'a family is listed with those below it')
    assert.deepEqual(names((await list({ family: shop.id.paper ?? '' })).rows), ['paper80'])
  })

  test('[AR-106] [AR+02] [AR-112] a tile has a picture, a label, a code and the price for this customer', async () => {
    const black = await tile('black')
    assert.equal(black.label, 'Toner noir')
    assert.equal(black.price?.unit, '58.90')
    assert.equal(black.price?.from, false)
    assert.equal(black.notOrderable, null)
    assert.equal(black.image?.title, 'Face')
    const token = black.image?.url.split('/').at(-1) ?? ''
    assert.equal(readMediaToken(mediaKey, testPortalKey, clock.now(), token)?.kind, 'article')
    assert.equal((await tile('cyan')).image, null)
  })

  test('[AR-116] [AR-117] price breaks: the best price is announced, packs are kept, and an own price is shown to its customer only', async () => {
    const paper = await tile('paper80')
    assert.equal(paper.price?.unit, '10.00')
    assert.deepEqual(paper.price?.best, { unit: '8.00', fromQuantity: '100' })
    assert.deepEqual(paper.quantity, { least: '5', step: '5', decimals: 0, min: null, pack: '5', max: null })
    assert.deepEqual((await tile('paper80', other)).price?.best, { unit: '9.00', fromQuantity: '50' })
    const { prices } = await sheet('paper80')
    assert.deepEqual(
      prices.map((step) => [step.fromQuantity, step.unit]),
      [
        ['5', '10.00'],
        ['10', '9.50'],
        ['50', '9.00'],
        ['100', '8.00'],
      ],
    )
  })

  test('[AR-108] [AR-109] no price for this customer: contact us, not to be ordered, and last by price', async () => {
    for (const name of ['request', 'unpriced', 'brokenkit']) {
      const row = await tile(name)
      assert.deepEqual([row.price, row.notOrderable], [null, 'no-price'], name)
      assert.equal((await priceOf(name, '1')).fault, 'no-price', name)
    }
    assert.equal((await tile('request', other)).price?.unit, '40.00')
    assert.equal((await tile('never')).notOrderable, 'no-quantity')
  })

  test('[AR-107] [AR-118] [AR-119] a kit: from its price, options at their unit cost, what is always in it at none', async () => {
    const kit = await tile('kit')
    assert.deepEqual([kit.price?.unit, kit.price?.from], ['100.00', true])
    const { parts, description } = await sheet('kit')
    assert.deepEqual(
      parts.map((part) => [part.label, part.optional, part.price]),
      [
        ['Socle', false, null],
        ['Deuxième écran', true, '15.00'],
      ],
    )
    assert.equal(description, 'Un.\nDeux.')
    const chosen = await priceOf('kit', '2', ['option'])
    assert.deepEqual([chosen.unit, chosen.amount, chosen.fault], ['115.00', '230.00', null])
    assert.equal((await priceOf('kit', '1', ['part'])).fault, 'option-unknown')
  })

  test('[AR-120] a promotion is shown to whom it is for, with the price that it lowers and its last day', async () => {
    const mine = (await tile('promo')).price
    assert.deepEqual([mine?.unit, mine?.regular, mine?.promotionEndsOn], ['16.00', '20.00', '2026-11-21'])
    const theirs = (await tile('promo', other)).price
    assert.deepEqual([theirs?.unit, theirs?.regular, theirs?.promotionEndsOn], ['20.00', null, null])
  })

  test('[AR-055] [AR-056] [AR-057] [AR-058] what fits a machine: the references first, black, cyan, magenta, yellow, then others', async () => {
    const all = await list({ compatible: shop.id.machine ?? '' })
    assert.deepEqual(names(all.rows), ['black', 'cyan', 'magenta', 'yellow', 'cheapblack', 'bin', 'drum'])
    assert.deepEqual(
      all.rows.map((row) => row.preferred),
      [true, true, true, true, false, false, false],
    )
    assert.deepEqual(all.machine, { label: 'Copieur d’essai' })
    features(['catalogue-preferred-only'])
    const some = await list({ equipment: shop.id.mine ?? '' })
    features()
    assert.deepEqual(names(some.rows), ['black', 'cyan', 'magenta', 'yellow'])
    assert.deepEqual(some.machine, { label: 'Copieur du hall' })
    for (const name of ['unknown', 'theirs']) {
      const none = await list({ equipment: shop.id[name] ?? '' })
      assert.deepEqual([none.totals.count, none.rows, none.brands], [0, [], []], name)
    }
    assert.equal((await list({ equipment: shop.id.theirs ?? '' })).machine?.label, null)
  })

  test('[CO-20] [AR-121] [AR-122] [AR-123] [AR+03] availability: some depot, or the shortest delay plus three days, quantities if the portal shows them', async () => {
    const { availability } = await tile('black')
    assert.deepEqual(availability, { state: 'in_stock', quantity: null, leadTimeDays: null, expectedOn: null })
    features(['catalogue-quantities'])
    assert.equal((await tile('black')).availability?.quantity, '5.5')
    features()
    const cyan = (await tile('cyan')).availability
    assert.deepEqual(cyan, { state: 'out_of_stock', quantity: null, leadTimeDays: 8, expectedOn: '2026-11-29' })
    assert.equal((await tile('magenta')).availability?.leadTimeDays, null)
    assert.equal((await tile('paper80')).availability?.state, 'partly')
    assert.deepEqual(names((await list({ inStock: true })).rows), ['paper80', 'black'])
    assert.equal((await priceOf('black', '6')).availability?.state, 'partly')
    assert.equal((await list()).showsStock, true)
  })

  test('[AR+01] a search reads label, codes and brand, in any spelling; with a slip of the pen it says so', async () => {
    const found = async (q: string) => {
      const { rows, nearly } = await list({ q })
      return [names(rows).toSorted(), nearly]
    }
    assert.deepEqual(await found('récupération'), [['bin'], false])
    assert.deepEqual(await found('RECUPERATION'), [['bin'], false])
    assert.deepEqual(await found('toner noir'), [['black', 'cheapblack'], false])
    assert.deepEqual(await found('zz4050k'), [['black'], false])
    assert.deepEqual(await found('dr77x'), [['drum'], false])
    assert.deepEqual(await found('tracelle'), [['paper80', 'promo', 'request'], false])
    for (const slip of ['tamour', 'tamboour', 'tanbour', 'tabmour'])
      assert.deepEqual(await found(slip), [['drum'], true], slip)
    assert.deepEqual(await found('zzzz'), [[], false])
    for (const hostile of ['.*', '(', '[', '\\', '%', 'a|b', '{9}']) assert.deepEqual(await found(hostile), [[], false])
  })

  // The rules are the same on both engines: what SQL decides has been seen above.
  if (engine === 'pglite') return

  test('[CO-20] out of stock, other articles that would do are shown, those in stock first', async () => {
    await counter.admin.query('update management.stock set quantity = quantity - 100 where article_id = $1', [
      shop.id.black,
    ])
    await counter.admin.query(`insert into management.stock (article_id, depot, quantity) values ($1, 'Angers', 9)`, [
      shop.id.cheapblack,
    ])
    assert.deepEqual(names((await sheet('black')).alternatives), ['cheapblack'])
    await counter.admin.query('update management.stock set quantity = quantity + 100 where article_id = $1', [
      shop.id.black,
    ])
    assert.deepEqual((await sheet('black')).alternatives, [])
  })

  test('[AR-110] [AR-111] [AR-113] [AR-114] an article’s page has its properties, pictures and papers', async () => {
    const black = await sheet('black')
    assert.deepEqual(black.properties, [
      { label: 'Format', value: 'A4' },
      { label: 'Rendement', value: '12 000 pages' },
    ])
    assert.deepEqual(
      black.images.map((image) => image.title),
      ['Face', 'Dos'],
    )
    assert.deepEqual(
      black.documents.map((file) => [file.fileName, file.size]),
      [['securite.pdf', 8]],
    )
    assert.deepEqual([black.brand, black.taxRate, black.family?.label], ['Korvane', '0.2000', 'Encres'])
  })

  test('[AR+01] brands that occur, and a choice of them', async () => {
    const { brands } = await list({ brand: ['Tracelle'] })
    assert.deepEqual(brands, [
      { brand: 'Génériq', count: 1 },
      { brand: 'Korvane', count: 6 },
      { brand: 'Tracelle', count: 3 },
    ])
    assert.equal((await list({ brand: ['Tracelle', 'Génériq'] })).totals.count, 4)
  })

  test('[EX-33] only what this customer has ordered before', async () => {
    assert.deepEqual(names((await list({ ordered: true })).rows), ['promo'])
    assert.deepEqual((await list({ ordered: true }, other)).rows, [])
    const looker = withRights(buyer, 'catalogue.read')
    await assert.rejects(list({ ordered: true }, looker), refused('column-hidden'))
  })

  test('[AR+01] in every order, pages of any length are the whole list', async () => {
    const orders: Query[] = [
      { sort: 'name' },
      { sort: 'name', order: 'desc' },
      { sort: 'code', order: 'desc' },
      { sort: 'price' },
      { sort: 'price', order: 'desc' },
      { compatible: shop.id.machine ?? '' },
      { q: 'tonner' },
    ]
    for (const order of orders) {
      const whole = await list(order)
      for (const limit of order.compatible === undefined ? [6] : [1, 3]) {
        const rows: ArticleRow[] = []
        let after: string | null = null
        do {
          const part: Api['GET /catalogue/articles']['reply'] = await list({ ...order, limit, ...(after && { after }) })
          rows.push(...part.rows)
          assert.equal(part.totals.count, whole.totals.count)
          after = part.next
        } while (after !== null)
        assert.deepEqual(names(rows), names(whole.rows), JSON.stringify(order))
      }
    }
    const prices = (await list({ sort: 'price', order: 'desc' })).rows.map((row) => row.price?.unit ?? null)
    const known = prices.filter((price) => price !== null)
    assert.deepEqual(
      known,
      known.toSorted((a, b) => Number(b) - Number(a)),
    )
    assert.deepEqual(
      prices.slice(known.length).filter((price) => price !== null),
      [],
      'on request comes last',
    )
  })

  test('[CO-39] [CO-40] [CO-43] a customer of a limited catalogue sees what is on his list and nothing else, anywhere', async () => {
    await counter.admin.query(`update management.customer set catalogue = 'listed' where id = $1`, [shop.other])
    await counter.admin.query('insert into management.article_access (customer_id, article_id) values ($1, $2)', [
      shop.other,
      shop.id.cyan,
    ])
    try {
      assert.deepEqual(names((await list({}, other)).rows), ['cyan'])
      assert.equal((await counter.ask(other, 'GET /catalogue/families')).count, 1)
      assert.deepEqual((await list({}, other)).brands, [{ brand: 'Korvane', count: 1 }])
      await assert.rejects(sheet('black', other), refused('not-found'))
      await assert.rejects(priceOf('black', '1', [], other), refused('not-found'))
      assert.equal((await sheet('cyan', other)).code, 'CYAN')
    } finally {
      await counter.admin.query(`update management.customer set catalogue = 'all' where id = $1`, [shop.other])
    }
  })

  rule(
    '[AR-109] who sees no prices, or may not order, gets none and cannot order; sorting would betray them',
    async () => {
      await counter.admin.query(
        `insert into portal.profile (id, name_fr, name_en, rights) values ('looker', 'L', 'L', '{catalogue.read}') on conflict do nothing`,
      )
      const entered = await counter.enter({ customer: shop.me, profile: 'looker' })
      const looker = withRights(entered, 'catalogue.read')
      const page = await list({}, looker)
      assert.equal(page.showsPrices, false)
      for (const row of page.rows) assert.deepEqual([row.price, row.notOrderable], [null, 'no-right'])
      const kit = await sheet('kit', looker)
      assert.deepEqual([kit.prices, kit.parts.map((part) => part.price)], [[], [null, null]])
      await assert.rejects(list({ sort: 'price' }, looker), refused('column-hidden'))
      const noOrders = withRights(buyer, 'catalogue.read', 'prices.read')
      assert.deepEqual(
        (await list({}, noOrders)).rows.flatMap((row) => (row.notOrderable === 'no-right' ? [] : row.label)),
        [],
      )
    },
  )

  test('a quantity has its price, or the reason why it cannot be ordered', async () => {
    const faults = ['0', '-5', '5.5', '7', '1e3', '', '99999999999'].map(
      async (quantity) => (await priceOf('paper80', quantity)).fault,
    )
    assert.deepEqual(await Promise.all(faults), [
      'not-positive',
      'not-positive',
      'too-precise',
      'not-a-pack',
      'not-a-number',
      'not-a-number',
      'too-large',
    ])
    const fifty = await priceOf('paper80', '50')
    assert.deepEqual([fifty.unit, fifty.amount, fifty.rule, fifty.taxRate], ['9.00', '450.00', 'everybody', '0.2000'])
    assert.equal((await priceOf('paper80', '100')).rule, 'customer')
    assert.equal(
      (await priceOf('paper80', '7')).unit,
      '10.00',
      'a quantity that only breaks the pack still has a price',
    )
  })

  rule('what no article, family or cursor is ends in words', async () => {
    for (const id of ['999999999', 'x', '0x1', `0${shop.id.black}`, "1' or '1'='1"])
      await assert.rejects(sheet(id), (error: Error & { code?: string }) => /not-found|22/.test(error.code ?? ''), id)
    assert.equal((await list({ family: '999999999' })).totals.count, 0)
    for (const filter of [{ family: 'x' }, { compatible: 'x' }, { equipment: 'x' }])
      assert.deepEqual((await list(filter)).rows, [], 'an id that cannot be one keeps nothing')
    for (const after of ['x', encodeCursor({ sort: 'code asc', values: ['a', '1'] })])
      await assert.rejects(list({ after }), refused('input-invalid'))
    for (const values of [
      ['a', 'x'],
      [null, '1'],
      ['a\0', '1'],
    ])
      await assert.rejects(list({ after: encodeCursor({ sort: 'name asc', values }) }), refused('input-invalid'))
  })

  rule('[AR-121] where the vendor keeps no depot nothing is said about availability', async () => {
    await counter.admin.query('delete from management.stock')
    const page = await list()
    assert.equal(page.showsStock, false)
    assert.deepEqual(
      page.rows.filter((row) => row.availability !== null),
      [],
    )
    assert.equal((await priceOf('black', '1')).availability, null)
  })
})
