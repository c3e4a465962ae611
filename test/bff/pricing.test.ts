import assert from 'node:assert/strict'
import { test } from 'node:test'
import { availabilityOf, dayAfter, kitAvailability, leadTime } from '../../bff/base/pricing/availability.ts'
import {
  lineAmount,
  optionFault,
  optionPrice,
  type Part,
  priceSteps,
  type Sellable,
  unitPrice,
} from '../../bff/base/pricing/price.ts'
import { leastQuantity, orderableFrom, quantityFault, stepOf } from '../../bff/base/pricing/quantity.ts'
import { noTariff, type PriceRow, type PromotionRow } from '../../bff/base/pricing/tariff.ts'
import { cartTotals } from '../../bff/base/pricing/totals.ts'
import { Random } from '../../bff/management/demo/random.ts'

const today = '2026-11-22'

const price = (from_quantity: string, unit: string | null, more: Partial<PriceRow> = {}): PriceRow => ({
  customer_id: null,
  price_list_id: null,
  from_quantity,
  unit_price: unit,
  valid_from: null,
  valid_until: null,
  ...more,
})
const promotion = (unit_price: string, more: Partial<PromotionRow> = {}): PromotionRow => ({
  customer_id: null,
  price_list_id: null,
  from_quantity: '1',
  unit_price,
  starts_on: null,
  ends_on: null,
  ...more,
})
const article = (prices: PriceRow[], promotions: PromotionRow[] = []): Sellable => ({
  kind: 'article',
  tariff: { prices, promotions },
  parts: [],
})
const part = (article_id: string, unit: string | null, more: Partial<Part> = {}): Part => ({
  article_id,
  quantity: '1',
  optional: false,
  tariff: unit === null ? noTariff : { prices: [price('1', unit)], promotions: [] },
  ...more,
})
const kit = (own: string | null, parts: Part[]): Sellable => ({
  kind: 'kit',
  tariff: own === null ? noTariff : { prices: [price('1', own)], promotions: [] },
  parts,
})
const anyQuantity = { decimals: '0', min_quantity: null, pack_quantity: null, max_quantity: null }
const unitOf = (sellable: Sellable, quantity: string, options: string[] = [], day = today) =>
  unitPrice(sellable, quantity, options, day)?.unit ?? null

test('[AR-116] [AR-117] price breaks: the bound reached decides, and the table shows every bound', () => {
  const ink = article([price('1', '10.0000'), price('10', '9.5000'), price('50', '9.0000')])
  const units = ['1', '9', '10', '49', '50', '1000'].map((quantity) => unitOf(ink, quantity))
  assert.deepEqual(units, ['10.00', '10.00', '9.50', '9.50', '9.00', '9.00'])
  assert.equal(lineAmount(unitPrice(ink, '49', [], today), '49'), '465.50')
  const steps = priceSteps(ink, anyQuantity, [], today).map((step) => [step.fromQuantity, step.price?.unit])
  assert.deepEqual(steps, [
    ['1', '10.00'],
    ['10', '9.50'],
    ['50', '9.00'],
  ])
})

test('[AR-116] the amount of a line is rounded to the cent, half up unless the company rounds half to even', () => {
  const half = unitPrice(article([price('1', '0.335')]), '3', [], today)
  assert.equal(lineAmount(half, '3'), '1.01')
  assert.equal(lineAmount(half, '3', 'half-even'), '1.00')
  assert.equal(lineAmount(null, '3'), null)
})

test('[AR-117] bounds stand at quantities that can be ordered: packs, least and greatest', () => {
  const paper = article([price('1', '5'), price('10', '4.8'), price('11', '4.7'), price('100', '4')])
  const rule = { ...anyQuantity, min_quantity: '2', pack_quantity: '6.000', max_quantity: '60' }
  const steps = priceSteps(paper, rule, [], today).map((step) => [step.fromQuantity, step.price?.unit])
  assert.deepEqual(steps, [
    ['6', '5.00'],
    ['12', '4.70'],
  ])
  assert.deepEqual(priceSteps(paper, { ...rule, max_quantity: '5' }, [], today), [])
})

test('the customer’s rows win over those of his list, and these over everybody’s; only rows that apply count', () => {
  const rows = [
    price('1', '10'),
    price('50', '7'),
    price('1', '9', { price_list_id: 'L' }),
    price('20', '8.5', { customer_id: 'C' }),
    price('1', '1', { customer_id: 'C', valid_until: '2026-11-21' }),
    price('1', '2', { customer_id: 'C', valid_from: '2026-11-23' }),
  ]
  const one = article(rows)
  assert.equal(unitOf(one, '1'), '9.00', 'his list: his own row starts at 20')
  assert.equal(unitOf(one, '20'), '8.50')
  assert.equal(unitOf(one, '50'), '8.50', 'his own price stands, though everybody’s is lower from 50 on')
  assert.equal(unitOf(one, '1', [], '2026-11-21'), '1.00', 'its last day is included')
  assert.equal(unitOf(one, '1', [], '2026-11-23'), '2.00', 'and so is its first')
  assert.equal(unitPrice(one, '20', [], today)?.rule, 'customer')
})

test('a row that names a customer is his alone, whatever list it names besides; of two bounds of a day the newest', () => {
  const both = price('1', '3', { customer_id: 'C', price_list_id: 'L' })
  assert.equal(unitPrice(article([price('1', '9', { price_list_id: 'L' }), both]), '1', [], today)?.rule, 'customer')
  const old = price('1', '3', { valid_from: '2026-01-01' })
  const newer = price('1', '4', { valid_from: '2026-06-01' })
  assert.equal(unitOf(article([old, newer]), '1'), '4.00')
  assert.equal(unitOf(article([price('1', '5'), price('1', '4')]), '1'), '4.00')
})

test('[AR-108] [AR-115] no price: none at all, on request for this customer, or a kit whose part has none', () => {
  assert.equal(unitOf(article([]), '1'), null)
  assert.equal(unitOf(article([price('1', null)]), '1'), null)
  assert.equal(unitOf(article([price('1', '10'), price('1', null, { customer_id: 'C' })]), '1'), null)
  assert.equal(unitOf(article([price('5', '10')]), '4'), null, 'below its first bound')
  assert.equal(unitOf(kit(null, [part('a', '10'), part('b', null)]), '1'), null)
  assert.equal(unitOf(kit(null, []), '1'), null)
  assert.equal(unitOf(article([price('1', null)], [promotion('5')]), '1'), null, 'nothing there to lower')
  assert.equal(unitOf(article([price('1', '0')]), '1'), '0.00', 'free is a price')
  const steps = priceSteps(article([price('1', '10'), price('100', null)]), anyQuantity, [], today)
  assert.deepEqual(
    steps.map((step) => [step.fromQuantity, step.price?.unit ?? null]),
    [
      ['1', '10.00'],
      ['100', null],
    ],
  )
})

test('[AR-107] [AR-118] [AR-119] a kit: its own price, or the sum of what is always in it; options add theirs', () => {
  const option = part('A', '15', { optional: true })
  const based = kit('100', [part('m', null), option])
  assert.equal(unitOf(based, '1'), '100.00', 'its own price needs none of its parts')
  assert.equal(unitOf(based, '1', ['A']), '115.00')
  assert.equal(optionPrice(option, '1', today)?.unit, '15.00')
  const summed = kit(null, [part('m', '40', { quantity: '2' }), part('n', '20'), option])
  assert.deepEqual(unitPrice(summed, '1', [], today), {
    unit: '100.00',
    regular: '100.00',
    rule: 'parts',
    promotion: null,
  })
  assert.equal(unitOf(summed, '1', ['A']), '115.00')
  assert.equal(unitOf(kit('100', [part('A', null, { optional: true })]), '1', ['A']), null)
  assert.equal(optionFault(summed, ['A']), null)
  assert.equal(optionFault(summed, ['m']), 'option-unknown', 'what is always in it is no choice')
  assert.equal(optionFault(summed, ['A', 'A']), 'option-unknown')
})

test('[AR-116] [AR-118] a part has its own price breaks: they are reached by the kits ordered', () => {
  const ram = part('A', null, {
    quantity: '4',
    optional: true,
    tariff: { prices: [price('1', '10'), price('10', '8')], promotions: [] },
  })
  const computer = kit('500', [ram])
  assert.equal(unitOf(computer, '2', ['A']), '540.00')
  assert.equal(unitOf(computer, '3', ['A']), '532.00')
  const steps = priceSteps(computer, anyQuantity, ['A'], today).map((step) => [step.fromQuantity, step.price?.unit])
  assert.deepEqual(steps, [
    ['1', '540.00'],
    ['3', '532.00'],
  ])
})

test('[AR-120] a promotion: until its last day included, for whom it is meant, and only when it is lower', () => {
  const forC = article([price('1', '20')], [promotion('16', { customer_id: 'C', ends_on: today })])
  assert.deepEqual(unitPrice(forC, '1', [], today), {
    unit: '16.00',
    regular: '20.00',
    rule: 'everybody',
    promotion: { endsOn: today },
  })
  assert.equal(unitOf(forC, '1', [], '2026-11-21'), '16.00')
  assert.equal(unitOf(forC, '1', [], '2026-11-23'), '20.00')
  // The guard hands out a customer's own rows only: another customer has no such row.
  assert.equal(unitOf(article([price('1', '20')]), '1'), '20.00')
  const later = promotion('16', { starts_on: '2026-11-23' })
  assert.equal(unitPrice(article([price('1', '20')], [later]), '1', [], today)?.promotion, null)
  assert.equal(unitPrice(article([price('1', '20')], [promotion('25')]), '1', [], today)?.promotion, null)
  const several = article([price('1', '20')], [promotion('16'), promotion('14'), promotion('15')])
  assert.equal(unitOf(several, '1'), '14.00')
  const bulk = article([price('1', '20')], [promotion('16', { from_quantity: '5' })])
  assert.deepEqual(
    priceSteps(bulk, anyQuantity, [], today).map((step) => [step.fromQuantity, step.price?.unit, step.price?.regular]),
    [
      ['1', '20.00', '20.00'],
      ['5', '16.00', '20.00'],
    ],
  )
})

test('[AR-121] no depot: not a word about availability, delays included', () => {
  assert.equal(availabilityOf(null, '1'), null)
  assert.equal(kitAvailability(null, [{ quantity: '1', depots: ['3'], delays: [] }], '1'), null)
})

test('[AR-121] a service, which no depot keeps and no supplier delivers, has no availability; nor does a kit of such', () => {
  const none = { depots: [], delays: [] }
  assert.equal(availabilityOf(none, '1'), null)
  assert.equal(kitAvailability(none, [{ quantity: '1', ...none }], '1'), null)
  const kept = { quantity: '1', depots: ['2'], delays: [] }
  assert.equal(kitAvailability(none, [kept, { quantity: '1', ...none }], '1')?.state, 'in_stock')
})

test('[AR-122] [AR-123] out of stock: the shortest delay known, plus three days', () => {
  const out = { depots: ['0'], delays: ['7', '5', null] }
  assert.deepEqual(availabilityOf(out, '1'), { state: 'out_of_stock', quantity: '0', leadTimeDays: 8 })
  assert.equal(availabilityOf({ depots: [], delays: [null] }, '1')?.leadTimeDays, null)
  assert.equal(leadTime([]), null)
  assert.equal(leadTime(['0']), 3)
  assert.equal(dayAfter('2026-12-28', 8), '2027-01-05')
})

test('[CO-20] in stock: no delay; depots add up, one in debt counts against the others; enough for some is said', () => {
  const supply = { depots: ['5.000', '2'], delays: ['4'] }
  assert.deepEqual(availabilityOf(supply, '7'), { state: 'in_stock', quantity: '7', leadTimeDays: null })
  assert.deepEqual(availabilityOf(supply, '8'), { state: 'partly', quantity: '7', leadTimeDays: 7 })
  assert.equal(availabilityOf({ depots: ['5', '-6'], delays: [] }, '1')?.state, 'out_of_stock')
  assert.equal(availabilityOf({ depots: ['1e-1', '0.30000000000000004'], delays: [] }, '1')?.quantity, '0.4')
})

test('[CO-20] a kit without stock of its own: as many as its scarcest part allows, as late as its slowest', () => {
  const none = { depots: [], delays: [] }
  const plenty = { quantity: '2', depots: ['9'], delays: ['1'] }
  const scarce = { quantity: '1', depots: ['1'], delays: ['10', '6'] }
  assert.deepEqual(kitAvailability(none, [plenty, scarce], '1'), {
    state: 'in_stock',
    quantity: '1',
    leadTimeDays: null,
  })
  assert.deepEqual(kitAvailability(none, [plenty, scarce], '5'), { state: 'partly', quantity: '1', leadTimeDays: 9 })
  const unknown = { quantity: '1', depots: [], delays: [null] }
  assert.deepEqual(kitAvailability(none, [plenty, unknown], '1'), {
    state: 'out_of_stock',
    quantity: '0',
    leadTimeDays: null,
  })
  assert.equal(kitAvailability({ depots: ['4'], delays: [] }, [unknown], '1')?.state, 'in_stock')
})

test('quantities: every refusal has its reason', () => {
  const rule = { decimals: '2', min_quantity: '1.5', pack_quantity: '0.50', max_quantity: '1000' }
  const faults = Object.fromEntries(
    ['1.5', '1.50', '2', '1', '-1', '0', '', '1,5', '1e3', '٣', '1.505', '1.75', '1000.5', '9999999999'].map((text) => [
      text,
      quantityFault(text, rule),
    ]),
  )
  assert.deepEqual(faults, {
    '1.5': null,
    '1.50': null,
    '2': null,
    '1': 'below-minimum',
    '-1': 'not-positive',
    '0': 'not-positive',
    '': 'not-a-number',
    '1,5': 'not-a-number',
    '1e3': 'not-a-number',
    '٣': 'not-a-number',
    '1.505': 'too-precise',
    '1.75': 'not-a-pack',
    '1000.5': 'above-maximum',
    '9999999999': 'too-large',
  })
  assert.equal(quantityFault('1.5', anyQuantity), 'too-precise')
  assert.equal(quantityFault('999999999', anyQuantity), null)
})

test('quantities: what a first click orders obeys the rule, and a rule that leaves nothing says so', () => {
  const least = (more: Partial<typeof anyQuantity> | Record<string, string | null>) =>
    leastQuantity({ ...anyQuantity, ...more })
  assert.equal(least({}), '1')
  assert.equal(least({ min_quantity: '5', pack_quantity: '2' }), '6')
  assert.equal(least({ min_quantity: '5', pack_quantity: '6', max_quantity: '5' }), null)
  assert.equal(least({ decimals: '2', max_quantity: '0.5' }), '0.01')
  assert.equal(least({ pack_quantity: '-3', min_quantity: '0' }), '1', 'a bound of nothing bounds nothing')
  assert.equal(least({ pack_quantity: '1.5' }), '3', 'a pack that whole numbers cannot say')
  assert.equal(stepOf({ ...anyQuantity, pack_quantity: '12.000' }), '12')
  assert.equal(stepOf({ ...anyQuantity, decimals: '2' }), '1')
  assert.equal(orderableFrom('13', { ...anyQuantity, pack_quantity: '12' }), '24')
})

test('[L-15] a cart: net, VAT per rate or per line as the company rounds, gross; on request = no total', () => {
  const lines = ['10.03', '10.03', '10.03'].map((amount) => ({ amount, rate: '0.2000' }))
  assert.deepEqual(cartTotals(lines, 'half-up/rate'), {
    exclTax: '30.09',
    taxes: [{ rate: '0.2', base: '30.09', amount: '6.02' }],
    tax: '6.02',
    inclTax: '36.11',
  })
  assert.equal(cartTotals(lines, 'half-up/line').inclTax, '36.12')
  const mixed = [...lines, { amount: '5.00', rate: '0.2' }, { amount: '1.00', rate: '0' }]
  assert.equal(cartTotals(mixed, 'half-even/rate').taxes.length, 2)
  assert.equal(cartTotals([...lines, { amount: null, rate: '0.2' }], 'half-up/rate').exclTax, null)
  const unknown = cartTotals([...lines, { amount: '1.00', rate: null }], 'half-up/rate')
  assert.deepEqual([unknown.exclTax, unknown.tax, unknown.inclTax], ['31.09', null, null])
})

test('the price table says of every quantity what the price itself says', () => {
  const random = new Random('price table')
  let changes = 0
  for (let round = 0; round < 200; round++) {
    const rows = Array.from({ length: random.int(0, 6) }, () =>
      price(String(random.int(1, 12)), random.chance(0.1) ? null : `${random.int(1, 30)}.${random.int(0, 9)}`, {
        customer_id: random.chance(0.3) ? 'C' : null,
        price_list_id: random.chance(0.3) ? 'L' : null,
        valid_until: random.chance(0.2) ? '2026-11-20' : null,
      }),
    )
    const offers = Array.from({ length: random.int(0, 2) }, () =>
      promotion(String(random.int(1, 30)), { from_quantity: String(random.int(1, 12)) }),
    )
    const rule = { ...anyQuantity, pack_quantity: random.chance(0.4) ? String(random.int(2, 4)) : null }
    const sellable = article(rows, offers)
    const steps = priceSteps(sellable, rule, [], today)
    changes += steps.length - 1
    for (let quantity = 1; quantity <= 20; quantity++) {
      if (quantityFault(String(quantity), rule) !== null) continue
      const step = steps.findLast(({ fromQuantity }) => Number(fromQuantity) <= quantity)
      assert.deepEqual(step?.price?.unit, unitOf(sellable, String(quantity)) ?? undefined)
    }
  }
  assert.ok(changes > 100, 'tables with several rows were among them')
})
