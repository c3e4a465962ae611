/** What the mapping makes of every trap in test/kit/tryton-fixture-trade.sql: catalogue, stock, projects and sales. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type TestVendor, testVendor } from '../kit/db.ts'
import { testSession } from '../kit/db-management.ts'
import { onFixture } from '../kit/tryton.ts'

/** Id -> the row's values as features get them, in the order of the columns asked for. */
type Table = Record<string, string>

interface Expected {
  columns: string
  rows: Table
}

const relations: Record<string, Expected> = {
  customer: {
    columns: 'billing_site_id, price_list_id, catalogue',
    rows: { '10': '100 | 2 | all', '11': '110 | 1 | all', '12': '120 | 1 | all' },
  },
  article_family: {
    columns: 'parent_id, label, position',
    rows: { '20': '21 | Impression | 1', '21': 'null | Bureau | 1' },
  },
  article: {
    columns: 'family_id, code, label, unit, decimals, tax_rate',
    rows: {
      '1': '20 | IMP-1 | Imprimante | pce | 0 | 0.20',
      '3': 'null | VIS-1 | Vis – M4 | bte | 0 | 0.20',
      '4': '21 | CAB | Câble | m | 2 | 0.055',
    },
  },
  article_media: {
    columns: 'article_id, role, file_name, title, media_type, size',
    rows: {
      '12-1': '1 | document | fiche.pdf | null | application/pdf | 5',
      '38-1': '1 | image | fiche.jpg | Face | image/jpeg | 2',
    },
  },
  article_price: {
    columns: 'article_id, price_list_id, from_quantity, unit_price',
    rows: {
      '1-1': '1 | 1 | 1000 | 0.0012',
      '2-1': '1 | 1 | 1 | 100.0000',
      'l1-3': '3 | 1 | 1 | 5.0000',
      'l1-4': '4 | 1 | 0.01 | 8.0000',
      'l2-1': '1 | 2 | 1 | 100.0000',
      '11-1': '1 | 2 | 5 | 90.0000',
      '10-1': '1 | 2 | 10 | 80.0000',
      '16-3': '3 | 2 | 1 | 4.0000',
      '15-3': '3 | 2 | 10 | 3.5000',
      '17-4': '4 | 2 | 0.01 | null',
      '10-4': '4 | 2 | 10 | 6.4000',
      '20-1': '1 | 4 | 1 | 90.0000',
      'l4-3': '3 | 4 | 1 | 5.0000',
      'l4-4': '4 | 4 | 0.01 | 8.0000',
    },
  },
  stock: {
    columns: 'article_id, depot, quantity',
    rows: { '1-10': '1 | Dépôt | 0.0000', '3-10': '3 | Dépôt | 12.0000', '4-10': '4 | Dépôt | 3.5000' },
  },
  supplier_delay: { columns: 'article_id, days', rows: { '1': '1 | 2' } },
  service_contract: {
    columns: 'customer_id, number, label, state, starts_on, ends_on',
    rows: {
      '1': '11 | S1 | Location | running | 2025-01-01 | null',
      '2': '11 | S2 | Location | ended | 2025-01-01 | null',
      '3': '10 | S3 | Location | running | 2025-01-01 | null',
      '7': '10 | S7 | S7 | ended | 2019-01-01 | 2020-12-31',
    },
  },
  equipment: {
    columns: 'article_id, family_id, state, service_contract_id',
    rows: {
      '1': '1 | 20 | in_service | null',
      '3': '1 | 20 | in_service | null',
      '4': '1 | 20 | in_service | 1',
      '8': '1 | 20 | in_service | null',
      '9': '1 | 20 | in_service | 3',
      '11': '1 | 20 | in_service | null',
    },
  },
  nature: {
    columns: 'parent_id, label, equipment, offered',
    rows: {
      '1': 'null | Intervention | optional | true',
      '2': '1 | Dépannage | optional | true',
      '3': '1 | Entretien | optional | true',
      '4': '1 | Installation | optional | true',
      '5': '1 | Autre demande | optional | true',
      c1: 'null | Retard | none | false',
    },
  },
  intervention: {
    columns:
      'customer_id, site_id, nature_id, number, kind, state, title, description, planned_at, closed_at, work_done',
    rows: {
      c1: '10 | 101 | c1 | R1 | other | received | Retard | Rien reçu | null | null | null',
      c3: '11 | null | c1 | R3 | other | refused | Retard | null | null | 2026-04-04T10:00:00.000Z | null',
      w2: '10 | 101 | null | 2 | repair | received | Dépannage pompe | null | null | null | null',
      w3: '10 | 101 | null | 3 | preventive | done | Ramonage | null | 2026-03-01T23:30:00.000Z | 2026-03-02T23:00:00.000Z | null',
      w6: '10 | 101 | null | 6 | installation | planned | Pose | null | 2999-01-10T08:00:00.000Z | null | null',
      w8: '11 | null | null | 8 | other | in_progress | Divers | null | null | null | null',
    },
  },
  visit: {
    columns: 'intervention_id, customer_id, site_id, state, starts_at, ends_at, technician, work_done',
    rows: {
      l1: 'w3 | 10 | 101 | done | 2026-03-01T23:30:00.000Z | 2026-03-02T02:00:00.000Z | Paul Lenoir | null',
      l2: 'w3 | 10 | 101 | done | 2026-03-02T23:00:00.000Z | null | null | null',
      w6: 'w6 | 10 | 101 | planned | 2999-01-10T08:00:00.000Z | 2999-01-10T10:00:00.000Z | null | null',
    },
  },
  visit_work: {
    columns: 'visit_id, intervention_id, kind, label, quantity, unit',
    rows: { '1': 'l1 | w3 | labour | Ramonage | 2.50 | h', '2': 'l2 | w3 | labour | Conduit | 1.00 | h' },
  },
  exchange: {
    columns: 'intervention_id, customer_id, direction, author, body',
    rows: {
      '1': 'w2 | 10 | from_vendor | null | Nous passons demain.',
      '4': 'c1 | 10 | from_vendor | null | Parti ce matin',
    },
  },
  sales_order: {
    columns:
      'customer_id, site_id, billing_site_id, number, state, reference, comment, requester, expected_on, total_excl_tax, total_tax, total_incl_tax',
    rows: {
      '1': '10 | 101 | 100 | VT1 | delivered | BC-77 | null | Comptabilité | null | 300.12 | 60.02 | 360.14',
      '2': '10 | 101 | 100 | VT2 | partly_delivered | null | null | null | 2026-12-09 | 20.00 | 4.00 | 24.00',
      '3': '10 | 102 | 100 | VT3 | confirmed | null | null | null | null | 10.24 | 5.04 | 15.28',
      '4': '11 | null | null | VT4 | preparing | null | null | null | null | 1.00 | 0.00 | 1.00',
    },
  },
  sales_order_line: {
    columns:
      'order_id, article_id, position, kind, label, quantity, delivered_quantity, unit, amount_excl_tax, tax_rate',
    rows: {
      '1': '1 | 1 | 1 | line | Imprimante | 3 | 0.0000 | pce | 300.00 | 0.20',
      '2': '2 | 3 | 1 | line | Vis – M4 | 5 | 2.0000 | bte | 20.00 | 0.20',
      '3': '3 | 1 | 2 | line | Imprimante | 1 | 0.0000 | pce | 0.12 | 0.20',
      '4': '4 | 1 | 1 | line | Imprimante | 3 | 0.0000 | pce | 300.00 | null',
      '5': '3 | 1 | 3 | line | Imprimante | 1 | 0.0000 | pce | 0.12 | 0.20',
      '6': '3 | 4 | 4 | line | Au mètre | 10 | 0.0000 | m | 10.00 | null',
      '7': '3 | null | 1 | title | Fournitures | null | null | null | null | null',
    },
  },
}

// On the embedded engine; tryton-commands, tryton-portal and tryton-dump-trade ask the same views on the other.
describe('catalogue, service and sales', () => {
  let vendor: TestVendor
  before(async () => {
    vendor = await testVendor('pglite', onFixture)
  })
  after(() => vendor.close())

  for (const [relation, { columns, rows }] of Object.entries(relations))
    test(`${relation}: what there is to see of it, and nothing else`, async () => {
      const found = await vendor.admin.query(`select id, ${columns} from management.${relation}`)
      assert.deepEqual(
        Object.fromEntries(
          found.map(({ id, ...rest }) => [String(id), Object.values(rest).map(String).join(' | ')] as const),
        ),
        rows,
      )
    })

  test('formulas: what arithmetic says; whatever else Python may do is no price', async () => {
    const price = async (formula: string) => {
      const [row] = await vendor.admin.query<{ price: string | null }>(
        'select management._formula($1, 10, 8, 4) as price',
        [formula],
      )
      return row?.price === null ? null : Number(row?.price)
    }
    const understood: [string, number][] = [
      ['unit_price', 10],
      [' list_price*0.5 ', 4],
      ['cost_price / 0.5', 8],
      ['Decimal("0.09")', 0.09],
      ["(list_price + Decimal('2')) * (1 - 0.25) - cost_price / 2", 5.5],
      ['- cost_price + 10', 6],
    ]
    for (const [formula, expected] of understood) assert.equal(await price(formula), expected, formula)
    const refused = ['', 'price', 'unit_price ** 2', 'unit_price // 3', 'min(1, 2)', 'unit_price / 0', '1; select 2']
    for (const formula of [...refused, 'unit_price -- 1', '(select 1)', '2 unit_price', '$1', '1e3', '(1'])
      assert.equal(await price(formula), null, formula)
  })

  test('the price without a list is everybody’s, once the company has no default list', async () => {
    await vendor.admin.query('update public.sale_configuration_sale_price_list set sale_price_list = null where id = 1')
    const prices = await vendor.admin.query(
      'select id, article_id, from_quantity, unit_price from management.article_price where price_list_id is null order by 1',
    )
    assert.deepEqual(
      prices.map((row) => Object.values(row).join(' ')),
      ['l0-1 1 1 100.0000', 'l0-3 3 1 5.0000', 'l0-4 4 0.01 8.0000'],
    )
    await vendor.admin.query('update public.sale_configuration_sale_price_list set sale_price_list = 1 where id = 1')
  })

  test('staff’s own words show when the vendor says so', async () => {
    await vendor.admin.query('update management._settings set work_notes = true')
    const notes = await vendor.admin.query(
      "select work_done from management.intervention where id = 'w3' union all select work_done from management.visit where id = 'l1'",
    )
    assert.deepEqual(
      notes.map(({ work_done }) => work_done),
      ['Fait', 'Suie'],
    )
    await vendor.admin.query('update management._settings set work_notes = false')
  })

  test('through the guards: own rows, own prices, and those of one site or of one intervention where limited to it', async () => {
    const seen = async (wanted: Parameters<typeof testSession>[1]) => {
      const batch = await vendor.db.scoped(await testSession(vendor.admin, wanted))
      try {
        return await batch.read(async (db) => ({
          orders: (await db.selectFrom('sales_order').select('id').orderBy('id').execute()).map(({ id }) => id),
          interventions: (await db.selectFrom('intervention').select('id').orderBy('id').execute()).map(({ id }) => id),
          visits: (await db.selectFrom('visit').select('id').orderBy('id').execute()).map(({ id }) => id),
          lists: (await db.selectFrom('article_price').select('price_list_id').distinct().execute()).map(
            (row) => row.price_list_id,
          ),
        }))
      } finally {
        await batch.release()
      }
    }
    const all = {
      orders: ['1', '2', '3'],
      interventions: ['c1', 'w2', 'w3', 'w6'],
      visits: ['l1', 'l2', 'w6'],
      lists: ['2'],
    }
    assert.deepEqual(await seen({ customer: '10' }), all)
    assert.deepEqual(await seen({ customer: '10', sites: ['101'] }), { ...all, orders: ['1', '2'] })
    assert.deepEqual(await seen({ customer: '11' }), {
      ...{ orders: ['4'], interventions: ['c3', 'w8'], visits: [], lists: ['1'] },
    })
    assert.deepEqual(await seen({ customer: '10', profile: 'technical' }), { ...all, orders: [], lists: [] })
  })
})
