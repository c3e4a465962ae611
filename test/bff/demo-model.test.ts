import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, it } from 'node:test'
import { multiply, round, sum, taxesOf, toUnits } from '../../bff/base/money.ts'
import { readPortalCode } from '../../bff/gate/sign-in/portal-code.ts'
import { type RelationName, relations } from '../../bff/management/contract.ts'
import { demoModel } from '../../bff/management/demo/model.ts'
import { iban, luhn, vatNumber } from '../../bff/management/demo/numbers.ts'
import { demoPeople } from '../../bff/management/demo/people.ts'
import type { DemoRow, DemoRows } from '../../bff/management/demo/rows.ts'

const today = '2026-11-21'
const models = [demoModel({ vendor: 'armoise', today }), demoModel({ vendor: 'brumaire', today })]

const digest = (model: unknown) => createHash('sha256').update(JSON.stringify(model)).digest('hex')

function groups<R extends { invoice_id: string }>(rows: readonly R[]): Map<string, R[]> {
  const map = new Map<string, R[]>()
  for (const row of rows) map.set(row.invoice_id, [...(map.get(row.invoice_id) ?? []), row])
  return map
}

/** What is wrong in one document's arithmetic; empty when nothing is. */
function faults(
  invoice: DemoRow<'invoice'>,
  lines: readonly DemoRow<'invoice_line'>[],
  taxes: readonly DemoRow<'invoice_tax'>[],
  dues: readonly DemoRow<'invoice_due'>[],
  payments: readonly DemoRow<'invoice_payment'>[],
): string[] {
  const found: string[] = []
  const same = (what: string, a: unknown, b: unknown) => {
    if (JSON.stringify(a) !== JSON.stringify(b)) found.push(`${what}: ${JSON.stringify(a)} is not ${JSON.stringify(b)}`)
  }
  const priced = lines.filter((line) => line.kind === 'line')
  if (priced.length === 0) found.push('no line')
  let block: string[] = []
  for (const line of lines) {
    if (line.kind === 'title') block = []
    if (line.kind === 'subtotal') same('subtotal', line.amount_excl_tax, sum(block))
    if (line.kind !== 'line') continue
    same('line', line.amount_excl_tax, multiply(line.quantity ?? '', line.unit_price ?? '', 2))
    block.push(line.amount_excl_tax ?? '')
  }
  const expected = taxesOf(priced.map((line) => ({ amount: line.amount_excl_tax ?? '', rate: line.tax_rate })))
  same(
    'taxes',
    taxes.map(({ rate, base, amount }) => ({ rate, base, amount })),
    expected,
  )
  same('net', invoice.total_excl_tax, sum(priced.map((line) => line.amount_excl_tax ?? '')))
  same('tax', invoice.total_tax, sum(taxes.map((tax) => tax.amount)))
  same('gross', invoice.total_incl_tax, sum([invoice.total_excl_tax, invoice.total_tax]))

  const paid = sum(payments.map((payment) => payment.amount))
  if (invoice.state === 'cancelled') {
    same('cancelled', [invoice.remaining, dues.length, payments.length, invoice.due_on], ['0.00', 0, 0, null])
    return found
  }
  same('remaining', sum([invoice.remaining, paid]), invoice.total_incl_tax)
  same('state', invoice.state, invoice.remaining === '0.00' ? 'paid' : 'open')
  if (invoice.kind === 'credit_note') {
    same('due of a credit note', [dues.length, invoice.due_on], [0, null])
    if (toUnits(invoice.total_incl_tax, 2) >= 0n) found.push('credit note is not negative')
    return found
  }
  same('dues', sum(dues.map((due) => due.amount)), invoice.total_incl_tax)
  const open = dues.filter((due) => !due.settled)
  same('due on', invoice.due_on, (open[0] ?? dues.at(-1))?.due_on)
  same('all settled', open.length === 0, invoice.remaining === '0.00')
  if (toUnits(invoice.remaining, 2) > toUnits(sum(open.map((due) => due.amount)), 2))
    found.push('a settled due is unpaid')
  if (toUnits(invoice.remaining, 2) < 0n) found.push('overpaid')
  return found
}

function allFaults(rows: DemoRows): string[] {
  const [lines, taxes, dues, payments] = [
    groups(rows.invoice_line),
    groups(rows.invoice_tax),
    groups(rows.invoice_due),
    groups(rows.invoice_payment),
  ] as const
  return rows.invoice.flatMap((invoice) => {
    const of = <T>(map: Map<string, T[]>) => map.get(invoice.id) ?? []
    return faults(invoice, of(lines), of(taxes), of(dues), of(payments)).map((text) => `${invoice.number} ${text}`)
  })
}

describe('demo: repeatable', () => {
  for (const model of models) {
    it(`${model.vendor}: the same day gives the same bytes`, () => {
      const again = demoModel({ vendor: model.vendor, today })
      assert.equal(digest(again), digest(model))
      assert.notEqual(digest(demoModel({ vendor: model.vendor, today: '2026-11-22' })), digest(model))
    })

    it(`${model.vendor}: the size that was asked for`, () => {
      const { rows } = model
      console.log(Object.fromEntries(Object.entries(rows).map(([name, list]) => [name, list.length])))
      assert.equal(rows.company.length, 1)
      assert.equal(rows.customer.length, 60)
      assert.equal(rows.invoice.length, 1_500)
      assert.equal(rows.equipment.length, 900)
      assert.ok(rows.site.length > 120 && rows.site.length < 300)
    })
  }
})

describe('demo: money', () => {
  for (const model of models) {
    it(`${model.vendor}: lines, VAT, totals, dues, payments and remaining agree to the cent`, () => {
      assert.deepEqual(allFaults(model.rows), [])
    })

    it(`${model.vendor}: the check above finds a planted cent`, () => {
      const planted = structuredClone(model.rows)
      const pick = <T>(list: T[], at: number) => list[at] as T
      pick(planted.invoice, 10).total_tax = sum([pick(planted.invoice, 10).total_tax, '0.01'])
      pick(planted.invoice_payment, 500).amount = sum([pick(planted.invoice_payment, 500).amount, '-0.01'])
      const numbers = new Set(allFaults(planted).map((text) => text.split(' ')[0]))
      assert.equal(numbers.size, 2)
    })

    it(`${model.vendor}: every fate of a document occurs, and nothing is dated after today`, () => {
      const { rows } = model
      const count = (test: (row: DemoRow<'invoice'>) => boolean) => rows.invoice.filter(test).length
      const open = (row: DemoRow<'invoice'>) => row.kind === 'invoice' && row.state === 'open'
      const fates = {
        overdue: count((row) => open(row) && row.due_on !== null && row.due_on < today),
        dueToday: count((row) => open(row) && row.due_on === today),
        dueLater: count((row) => open(row) && row.due_on !== null && row.due_on > today),
        partlyPaid: count((row) => open(row) && row.remaining !== row.total_incl_tax),
        cancelled: count((row) => row.state === 'cancelled'),
        creditUsed: count((row) => row.kind === 'credit_note' && row.state === 'paid'),
        creditUnused: count((row) => row.kind === 'credit_note' && row.state === 'open'),
        creditLinked: count((row) => row.original_id !== null),
        instalments: [...groups(rows.invoice_due).values()].filter((dues) => dues.length === 3).length,
        withoutSite: count((row) => row.site_id === null),
        withReference: count((row) => row.reference !== null),
      }
      console.log(model.vendor, fates)
      for (const [name, found] of Object.entries(fates)) assert.ok(found >= 1, name)
      assert.ok(rows.invoice.every((row) => row.issued_on <= today && row.issued_on > '2023-11-20'))
      assert.ok(rows.invoice_payment.every((row) => row.paid_on <= today))
      const rates = new Set(rows.invoice_tax.map((row) => row.rate))
      assert.deepEqual(
        [...rates].sort((a, b) => Number(a) - Number(b)),
        model.vendor === 'armoise' ? ['0.2000'] : ['0.0550', '0.1000', '0.2000'],
      )
    })

    it(`${model.vendor}: numbers are gapless in each series and follow the days`, () => {
      const series = new Map<string, { next: number; on: string }>()
      for (const invoice of model.rows.invoice.toSorted((a, b) => (a.number < b.number ? -1 : 1))) {
        const name = invoice.number.slice(0, 7)
        const before = series.get(name) ?? { next: 1, on: '' }
        assert.equal(Number(invoice.number.slice(8)), before.next)
        assert.ok(before.on <= invoice.issued_on)
        series.set(name, { next: before.next + 1, on: invoice.issued_on })
      }
      assert.equal(
        [...series.values()].reduce((total, one) => total + one.next - 1, 0),
        1_500,
      )
    })
  }

  it('half of a cent goes up: 3 × 10.03 at 20 % has 6.02 of VAT', () => {
    const line = { amount: '10.03', rate: '0.2000' }
    assert.equal(taxesOf([line, line, line])[0]?.amount, '6.02')
    assert.equal(round('1.005', 2), '1.01')
  })
})

describe('demo: identifiers', () => {
  const mod97 = (text: string) =>
    BigInt(
      Array.from(text.slice(4) + text.slice(0, 4))
        .map((char) => Number.parseInt(char, 36))
        .join(''),
    ) % 97n

  it('known vectors: SIREN and VAT key, IBAN', () => {
    assert.equal(luhn('732829320'), 0)
    assert.notEqual(luhn('732829321'), 0)
    assert.equal(vatNumber('732829320'), 'FR44732829320')
    assert.equal(iban('30006', '00001', '12345678901'), 'FR7630006000011234567890189')
  })

  for (const { vendor, rows, idType } of models) {
    it(`${vendor}: SIREN, SIRET, VAT and IBAN have right keys; telephones never ring; addresses are .example`, () => {
      const company = rows.company[0]
      assert.ok(company)
      assert.equal(luhn(company.registration_number ?? ''), 0)
      assert.equal(mod97(company.iban ?? ''), 1n)
      for (const customer of rows.customer) {
        const number = customer.registration_number
        assert.equal(number === null, customer.kind === 'person')
        if (number) assert.equal(luhn(number), 0)
        assert.equal(customer.vat_number, number && vatNumber(number))
      }
      for (const site of rows.site) {
        if (site.establishment_number) assert.match(site.establishment_number, /^\d{14}$/)
        assert.equal(luhn(site.establishment_number ?? '0'), 0)
        assert.match(site.postal_code ?? '', /^\d{5}$/)
      }
      for (const one of [company, ...rows.customer, ...rows.contact]) {
        assert.match(one.phone ?? '', /^(02 61 91|06 39 98) \d\d \d\d$/)
        assert.match(one.email ?? '', /^[a-z0-9.-]+@[a-z0-9.-]+\.example$/)
      }
    })

    it(`${vendor}: ids are ${idType} and unique`, () => {
      const form =
        idType === 'bigint' ? /^[1-9]\d*$/ : /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/
      for (const [name, list] of Object.entries(rows)) {
        for (const row of list) assert.match(row.id, form)
        assert.equal(new Set(list.map((row) => row.id)).size, list.length, name)
      }
    })
  }
})

describe('demo: rows fit together', () => {
  for (const { vendor, rows } of models) {
    it(`${vendor}: every reference is met, inside the same customer`, () => {
      for (const name of Object.keys(relations) as RelationName[]) {
        for (const [column, { refers, nullable, choices }] of Object.entries(relations[name].columns)) {
          const targets: readonly { id: string; customer_id?: string | null }[] = refers
            ? rows[refers as RelationName]
            : []
          const owner = new Map(targets.map((row) => [row.id, row.customer_id ?? undefined]))
          for (const row of rows[name] as Record<string, unknown>[]) {
            const value = row[column]
            assert.ok(value !== undefined && (nullable || value !== null), `${name}.${column}`)
            if (choices && value !== null)
              assert.ok(choices.includes(value as string), `${name}.${column} = ${JSON.stringify(value)}`)
            if (!refers || value === null) continue
            assert.ok(owner.has(value as string), `${name}.${column} = ${JSON.stringify(value)}`)
            const target = owner.get(value as string)
            const self = name === 'customer' ? row.id : row.customer_id
            if (target !== undefined) assert.equal(target, self, `${name}.${column} of another customer`)
          }
        }
      }
    })

    it(`${vendor}: parts of a document carry its customer and its site`, () => {
      const invoices = new Map(rows.invoice.map((row) => [row.id, row]))
      for (const part of [rows.invoice_line, rows.invoice_tax, rows.invoice_due, rows.invoice_payment].flat()) {
        assert.equal(part.customer_id, invoices.get(part.invoice_id)?.customer_id)
        assert.equal(part.site_id, invoices.get(part.invoice_id)?.site_id)
      }
    })

    it(`${vendor}: documents are files of the kind that they say, about something of their customer`, () => {
      const originals = rows.document.filter((row) => row.role === 'original' && row.subject_kind === 'invoice')
      if (vendor === 'armoise') assert.ok(originals.length >= 60, `${originals.length} originals`)
      else assert.equal(originals.length, 0)
      const owners = (list: readonly { id: string; customer_id: string }[]) =>
        new Map(list.map((row) => [row.id, row.customer_id]))
      const subjects = {
        invoice: owners(rows.invoice),
        equipment: owners(rows.equipment),
        customer: new Map(rows.customer.map((row) => [row.id, row.id])),
        intervention: owners(rows.intervention),
        exchange: owners(rows.exchange),
        order: owners(rows.sales_order),
      }
      const interventionOf = new Map(rows.exchange.map((row) => [row.id, row.intervention_id]))
      for (const row of rows.document) {
        assert.equal(subjects[row.subject_kind].get(row.subject_id), row.customer_id, row.file_name)
        const about = row.subject_kind === 'exchange' ? interventionOf.get(row.subject_id) : row.subject_id
        const service = row.subject_kind === 'exchange' || row.subject_kind === 'intervention'
        assert.equal(row.intervention_id, service ? about : null, row.file_name)
        const bytes = Buffer.from(row.content ?? '')
        assert.equal(String(bytes.length), row.size)
        assert.ok(bytes.length < 10_000)
        const starts = row.media_type === 'image/png' ? Buffer.from('\x89PNG', 'latin1') : Buffer.from('%PDF-')
        assert.ok(bytes.subarray(0, starts.length).equals(starts), row.file_name)
      }
      for (const [kind, list] of Object.entries(subjects))
        assert.ok(
          (kind === 'invoice' && vendor === 'brumaire') || rows.document.some((row) => row.subject_kind === kind),
          `${kind} of ${list.size}`,
        )
    })
  }
})

describe('demo: people', () => {
  for (const model of models) {
    it(`${model.vendor}: everybody reaches existing customers`, () => {
      const customers = new Set(model.rows.customer.map((row) => row.id))
      const people = demoPeople.filter((person) => person.vendor === model.vendor)
      assert.deepEqual(
        model.accounts.map((one) => one.login),
        people.map((one) => one.login),
      )
      for (const one of [...model.memberships, ...model.codes]) assert.ok(customers.has(one.customer_id))
      const count = Map.groupBy(model.memberships, (one) => one.account_id)
      assert.ok([...count.values()].some((list) => list.length === 2))
    })

    it(`${model.vendor}: the link holder's code is well formed and limited to one site that has invoices`, () => {
      const code = model.codes[0]
      assert.ok(code)
      assert.equal(readPortalCode(code.text), code.text)
      assert.equal(code.site_ids?.length, 1)
      assert.ok(model.rows.invoice.some((row) => row.site_id === code.site_ids?.[0]))
    })
  }
})
