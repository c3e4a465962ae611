/** What the demo's catalogue, orders and interventions must be, so that every screen has something true to show. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { inflateSync } from 'node:zlib'
import { multiply, sum, taxesOf, toUnits } from '../../bff/base/money.ts'
import { demoModel } from '../../bff/management/demo/model.ts'
import { picture, pictureNames } from '../../bff/management/demo/pictures/pictures.ts'
import type { DemoRow, DemoRows } from '../../bff/management/demo/rows.ts'

const today = '2026-11-21'
const models = (['armoise', 'brumaire'] as const).map((vendor) => demoModel({ vendor, today, size: 'small' }))

/** What is wrong in the arithmetic of an order; empty when nothing is. */
function orderFaults(order: DemoRow<'sales_order'>, lines: readonly DemoRow<'sales_order_line'>[]): string[] {
  const found: string[] = []
  const counted = lines.filter((line) => line.kind === 'line')
  if (counted.length === 0) found.push('no line')
  for (const line of counted) {
    const net = line.unit_price && multiply(line.quantity ?? '', line.unit_price, 2)
    if (net !== line.amount_excl_tax) found.push(`line ${line.position}: ${line.amount_excl_tax} is not ${net}`)
    const [done, asked] = [line.delivered_quantity ?? '', line.quantity ?? ''].map((text) => toUnits(text, 3))
    if (done === undefined || asked === undefined || done < 0n || done > asked)
      found.push(`line ${line.position}: delivered`)
    else if (order.state === 'delivered' && done !== asked) found.push(`line ${line.position}: not delivered`)
    else if (!['delivered', 'partly_delivered'].includes(order.state) && done !== 0n) found.push('delivered too early')
  }
  if (counted.some((line) => line.amount_excl_tax === null)) {
    if (order.total_excl_tax ?? order.total_tax ?? order.total_incl_tax) found.push('a total without all prices')
    return found
  }
  const net = sum(counted.map((line) => line.amount_excl_tax ?? ''))
  const taxed = counted.map((line) => ({ amount: line.amount_excl_tax ?? '', rate: line.tax_rate }))
  const tax = sum(taxesOf(taxed).map((one) => one.amount))
  const totals = [order.total_excl_tax, order.total_tax, order.total_incl_tax]
  if (JSON.stringify(totals) !== JSON.stringify([net, tax, sum([net, tax])])) found.push(`totals ${totals.join(' ')}`)
  return found
}

function allOrderFaults({ sales_order, sales_order_line }: DemoRows): string[] {
  const lines = Map.groupBy(sales_order_line, (line) => line.order_id)
  return sales_order.flatMap((order) =>
    orderFaults(order, lines.get(order.id) ?? []).map((text) => `${order.number} ${text}`),
  )
}

describe('demo: orders', () => {
  for (const { vendor, rows } of models) {
    it(`${vendor}: lines, VAT and totals agree to the cent, and deliveries with the state`, () => {
      assert.deepEqual(allOrderFaults(rows), [])
      const planted = structuredClone(rows)
      const [first] = planted.sales_order.filter((order) => order.total_tax !== null)
      assert.ok(first)
      first.total_tax = sum([first.total_tax ?? '', '0.01'])
      assert.equal(allOrderFaults(planted).length, 1)
    })

    it(`${vendor}: every state occurs, some for a machine, some partly delivered, some on request`, () => {
      assert.equal(new Set(rows.sales_order.map((order) => order.state)).size, 7)
      assert.ok(rows.sales_order_line.some((line) => line.equipment_id !== null))
      assert.ok(rows.sales_order.some((order) => order.total_incl_tax === null))
      const partly = new Set(rows.sales_order.filter((one) => one.state === 'partly_delivered').map((one) => one.id))
      const some = rows.sales_order_line.filter((line) => partly.has(line.order_id) && line.delivered_quantity !== null)
      assert.ok(some.some((line) => line.delivered_quantity !== '0.000'))
      assert.ok(some.some((line) => line.delivered_quantity !== line.quantity))
      assert.ok(rows.sales_order.every((order) => order.ordered_on <= today))
    })
  }
})

describe('demo: catalogue', () => {
  for (const { vendor, rows } of models) {
    const byId = new Map(rows.article.map((article) => [article.id, article]))

    it(`${vendor}: families are a tree of two levels, and every article stands in a leaf`, () => {
      const parents = new Map(rows.article_family.map((family) => [family.id, family.parent_id]))
      for (const parent of parents.values()) if (parent !== null) assert.equal(parents.get(parent), null)
      for (const article of rows.article) assert.ok(parents.get(article.family_id ?? ''), article.code)
      for (const [id, parent] of parents)
        if (parent !== null)
          assert.ok(
            rows.article.some((article) => article.family_id === id),
            id,
          )
      assert.equal(new Set(rows.article.map((article) => article.code)).size, rows.article.length)
    })

    it(`${vendor}: prices have breaks, lists, customers of their own, and articles on request`, () => {
      const everybody = rows.article_price.filter((price) => price.customer_id === null && price.price_list_id === null)
      assert.ok(everybody.some((price) => price.unit_price === null))
      assert.ok(everybody.some((price) => toUnits(price.from_quantity, 3) >= 50_000n))
      assert.deepEqual([...new Set(rows.article_price.flatMap((price) => price.price_list_id ?? []))].toSorted(), [
        'TARIF-A',
        'TARIF-B',
      ])
      assert.ok(rows.article_price.some((price) => price.customer_id !== null))
      assert.ok(rows.article_price.some((price) => price.valid_until !== null))
      assert.ok(rows.article_price.every((price) => price.unit_price === null || toUnits(price.unit_price, 4) > 0n))
      const running = rows.article_promotion.filter(
        (one) => (one.starts_on ?? '') <= today && (one.ends_on ?? '9') >= today,
      )
      assert.ok(running.some((one) => one.customer_id === null) && running.some((one) => one.customer_id !== null))
      assert.ok(rows.article_promotion.some((one) => (one.ends_on ?? '9') < today))
    })

    it(`${vendor}: kits have parts that are always in and parts to choose; one cannot be priced`, () => {
      const kits = rows.article.filter((article) => article.kind === 'kit')
      const partsOf = (kit: string) => rows.article_option.filter((option) => option.kit_id === kit)
      for (const kit of kits)
        assert.ok(
          partsOf(kit.id).some((part) => !part.optional),
          kit.code,
        )
      assert.ok(kits.some((kit) => partsOf(kit.id).some((part) => part.optional)))
      const priced = new Set(
        rows.article_price.filter((price) => price.unit_price !== null).map((price) => price.article_id),
      )
      assert.ok(
        kits.some(
          (kit) =>
            !priced.has(kit.id) && partsOf(kit.id).some((part) => !part.optional && !priced.has(part.article_id)),
        ),
      )
    })

    it(`${vendor}: stock is there, or nowhere, or with delays, or never kept`, () => {
      const quantity = (id: string) =>
        rows.stock.filter((one) => one.article_id === id).reduce((total, one) => total + toUnits(one.quantity, 3), 0n)
      const kept = new Set(rows.stock.map((one) => one.article_id))
      const delays = (id: string) => rows.supplier_delay.filter((one) => one.article_id === id).map((one) => one.days)
      const out = [...kept].filter((id) => quantity(id) === 0n)
      assert.ok(out.some((id) => JSON.stringify(delays(id)) === JSON.stringify(['7', '5', null])))
      assert.ok([...byId.keys()].some((id) => delays(id).length === 1 && delays(id)[0] === null))
      assert.ok([...byId.keys()].some((id) => !kept.has(id)))
      assert.equal(new Set(rows.stock.map((one) => one.depot)).size, 2)
    })

    it(`${vendor}: some customers see a list only, and what they have ordered is on it`, () => {
      const listed = rows.customer.filter((customer) => customer.catalogue === 'listed')
      assert.ok(listed.length > 0 && listed.every((customer) => customer.name !== 'Ateliers Marchand'))
      for (const customer of listed) {
        const access = new Set(
          rows.article_access.filter((one) => one.customer_id === customer.id).map((one) => one.article_id),
        )
        assert.ok(access.size > 5 && access.size < rows.article.length)
        const ordered = rows.sales_order_line.filter((line) => line.customer_id === customer.id && line.article_id)
        for (const line of ordered) assert.ok(access.has(line.article_id ?? ''), line.label)
      }
    })

    it(`${vendor}: every machine is an article of the catalogue, with what fits it`, () => {
      assert.ok(rows.equipment.every((machine) => byId.get(machine.article_id ?? '')?.label === machine.label))
      assert.ok(rows.equipment.every((machine) => byId.get(machine.article_id ?? '')?.family_id === machine.family_id))
      assert.equal(new Set(rows.equipment.map((machine) => machine.state)).size, 3)
      assert.ok(rows.equipment.some((machine) => machine.service_contract_id !== null))
    })
  }

  it('[AR-057] a colour printer has its four colours as reference, and three that fit too', () => {
    const { rows } = models[0] as (typeof models)[number]
    const machine = rows.article.find((article) => article.code === 'KV-C3025')
    const inks = rows.article_compatibility
      .filter((one) => one.machine_id === machine?.id)
      .map((one) => ({ colour: rows.article.find((article) => article.id === one.article_id)?.colour, ...one }))
      .filter((one) => one.colour && one.colour !== 'other')
    const colours = (preferred: boolean) => inks.filter((one) => one.preferred === preferred).map((one) => one.colour)
    assert.deepEqual(colours(true), ['black', 'cyan', 'magenta', 'yellow'])
    assert.deepEqual(colours(false), ['black', 'cyan', 'magenta'])
  })

  it('pictures are PNG files of 480 × 360 that a decoder can read, a few kilobytes each', () => {
    for (const name of pictureNames) {
      const bytes = picture(name)
      assert.ok(bytes.length > 800 && bytes.length < 9_000, `${name}: ${bytes.length} bytes`)
      assert.deepEqual([bytes.readUInt32BE(16), bytes.readUInt32BE(20)], [480, 360])
      const data = bytes.indexOf('IDAT')
      const pixels = inflateSync(bytes.subarray(data + 4, data + 4 + bytes.readUInt32BE(data - 4)))
      assert.equal(pixels.length, 481 * 360)
      assert.ok(new Set(pixels).size > 6, `${name} shows something`)
    }
  })
})

describe('demo: interventions', () => {
  for (const { vendor, rows } of models) {
    const named = rows.customer.slice(0, 4)
    const closed = new Set(['done', 'cancelled', 'refused'])

    it(`${vendor}: every state and kind occurs, with urgent ones, natures that are not offered, and open ones`, () => {
      assert.equal(new Set(rows.intervention.map((one) => one.state)).size, 7)
      assert.ok(new Set(rows.intervention.map((one) => one.kind)).size >= 3)
      assert.ok(
        rows.intervention.some((one) => one.urgent) && rows.intervention.some((one) => one.equipment_id === null),
      )
      assert.equal(new Set(rows.nature.map((one) => one.equipment)).size, 3)
      assert.equal(rows.nature.filter((one) => !one.offered).length, 1)
      for (const customer of named) {
        const open = rows.intervention.filter((one) => one.customer_id === customer.id && !closed.has(one.state))
        if (customer.kind === 'person') assert.ok(open.length >= 3, customer.name)
        else assert.ok(open.length >= 6 && open.length <= 12, `${customer.name}: ${open.length} open`)
      }
    })

    it(`${vendor}: states, days, visits and messages tell one story`, () => {
      const visits = Map.groupBy(rows.visit, (visit) => visit.intervention_id)
      const said = Map.groupBy(rows.exchange, (one) => one.intervention_id)
      for (const one of rows.intervention) {
        const own = (visits.get(one.id) ?? []).toSorted((a, b) => (a.starts_at < b.starts_at ? -1 : 1))
        const words = `${one.number} ${one.state}`
        assert.equal(one.closed_at !== null, closed.has(one.state), words)
        assert.equal(one.planned_at, own.at(-1)?.starts_at ?? null, words)
        assert.equal(
          own.some((visit) => visit.state === 'planned'),
          one.state === 'planned',
          words,
        )
        assert.equal(one.work_done !== null, one.state === 'done', words)
        if (one.state === 'waiting') assert.equal(said.get(one.id)?.at(-1)?.direction, 'from_vendor', words)
        if (one.state === 'done')
          assert.ok(
            own.every((visit) => visit.state === 'done' && visit.work_done !== null),
            words,
          )
        for (const visit of own) {
          assert.ok(visit.starts_at >= one.requested_at, words)
          assert.ok(visit.ends_at === null || visit.ends_at > visit.starts_at, words)
          assert.equal(visit.state === 'planned', visit.starts_at.slice(0, 10) > today, words)
        }
        assert.ok(one.requested_at.slice(0, 10) <= today, words)
        assert.ok(one.closed_at === null || one.closed_at >= one.requested_at, words)
        for (const exchange of said.get(one.id) ?? []) assert.ok(exchange.sent_at >= one.requested_at, words)
      }
    })

    it(`${vendor}: parts of an intervention carry its customer and its site`, () => {
      const owners = new Map(rows.intervention.map((one) => [one.id, one]))
      const parts: readonly { intervention_id: string; customer_id: string; site_id: string | null }[] = [
        ...rows.visit,
        ...rows.visit_work,
        ...rows.exchange,
      ]
      for (const part of parts) {
        const owner = owners.get(part.intervention_id)
        assert.deepEqual([part.customer_id, part.site_id], [owner?.customer_id, owner?.site_id])
      }
      const orders = new Map(rows.sales_order.map((one) => [one.id, one]))
      for (const line of rows.sales_order_line) {
        const order = orders.get(line.order_id)
        assert.deepEqual([line.customer_id, line.site_id], [order?.customer_id, order?.site_id])
      }
    })

    it(`${vendor}: French texts have no space that could break before a high sign`, () => {
      const texts = [...rows.article, ...rows.nature, ...rows.intervention, ...rows.exchange, ...rows.visit].flatMap(
        (row) => Object.values(row).filter((value): value is string => typeof value === 'string'),
      )
      assert.deepEqual(
        texts.filter((text) => / [:;?!»%]|« /.test(text)),
        [],
      )
    })
  }
})
