/** What the mapping makes of every trap in test/kit/tryton-fixture.sql, column by column. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { conform } from '../../bff/management/conform.ts'
import { eachEngine, type TestVendor, testVendor } from '../kit/db.ts'
import { testSession } from '../kit/db-management.ts'
import { applyMapping, onFixture } from '../kit/tryton.ts'

/** Id -> the row's values as features get them, in the order of the columns asked for. */
type Table = Record<string, string>

const customers: Table = {
  '10': '10 | Hôtel du Pont | company | 552100554 | FR27552100554 | compta@hotel-du-pont.example | +33261910002 | 30 jours | true | 2026-05-01T09:30:00.000Z',
  '11': '11 | Jeanne Aubry | person | null | null | null | null | null | true | 2025-01-03T00:00:00.000Z',
  '12': 'M-12 | M-12 | company | null | null | null | null | null | false | 1970-01-01T00:00:00.000Z',
}
const customerColumns =
  'code, name, kind, registration_number, vat_number, email, phone, payment_terms, active, changed_at'

const sites: Table = {
  '100': '10 | Siège | 1 quai du Pont\nBâtiment A | 49000 | Angers | FR | 55210055400013 | true | false | true',
  '101': '10 | Annexe | 8 rue Haute | 49100 | Angers | FR | null | false | true | true',
  '102': '10 | Cholet | null | 49300 | Cholet | null | null | false | false | true',
  '110': '11 | Chez Jeanne | 2 place Verte | 44000 | Nantes | FR | null | true | true | true',
  '120': '12 | M-12 | null | null | null | null | null | true | true | true',
}
const siteColumns =
  'customer_id, name, street, postal_code, city, country_code, establishment_number, is_billing, is_delivery, active'

const contacts: Table = {
  m2: '10 | null | Comptabilité | null | compta@hotel-du-pont.example | null | true',
  m3: '10 | null | Ancien | null | ancien@hotel-du-pont.example | null | false',
  p1: '10 | null | Paul Lenoir | Comptable | paul@hotel-du-pont.example | +33639980002 | true',
}
const contactColumns = 'customer_id, site_id, name, role, email, phone, active'

const equipment: Table = {
  '1': '10 | 101 | Imprimante | SN-1 | 2026-02-01',
  '3': '11 | 110 | Imprimante | SN-3 | 2026-04-01',
  '4': '11 | null | Imprimante | SN-4 | 2025-06-01',
  '8': '12 | null | Imprimante | SN-8 | 2026-02-01',
  '9': '10 | null | Imprimante | SN-9 | 2025-02-01',
  '11': '11 | 110 | Imprimante | SN-11 | 2026-04-01',
}
const equipmentColumns = 'customer_id, site_id, label, serial_number, installed_on'

const invoices: Table = {
  '1': '10 | 101 | 100 | FA001 | invoice | open | 2026-10-05 | 2026-09-30 | 2026-11-04 | null | goods | EUR | 300.12 | 60.02 | 360.14 | 360.14',
  '2': '10 | null | 100 | FA002 | invoice | paid | 2026-09-30 | null | 2026-10-30 | null | both | EUR | 120.00 | 24.00 | 144.00 | 0.00',
  '3': '10 | null | 100 | FA003 | invoice | open | 2026-08-10 | null | 2026-10-10 | null | services | EUR | 1000.00 | 200.00 | 1200.00 | 349.50',
  '4': '10 | 101 | 100 | AV001 | credit_note | open | 2026-10-20 | null | 2026-10-20 | 1 | goods | EUR | -100.00 | -20.00 | -120.00 | -120.00',
  '5': '10 | null | null | FA004 | invoice | cancelled | 2026-07-01 | null | 2026-07-31 | null | null | EUR | 80.00 | 4.40 | 84.40 | 0.00',
  '6': '10 | null | 100 | AV002 | credit_note | paid | 2026-07-03 | null | 2026-07-03 | 5 | null | EUR | -80.00 | -4.40 | -84.40 | 0.00',
  '11': '11 | null | 110 | FA005 | invoice | open | 2026-03-02 | null | 2026-04-02 | null | null | USD | 250.00 | 50.00 | 300.00 | 158.38',
  '14': '11 | null | 110 | FA006 | invoice | cancelled | 2026-05-02 | null | null | null | null | EUR | 20.12 | 4.02 | 24.14 | 0.00',
  '15': '11 | null | 110 | FA007 | invoice | paid | 2026-06-01 | null | 2026-07-01 | null | null | EUR | 60.00 | 0.00 | 60.00 | 0.00',
  '16': '11 | null | 110 | FA008 | invoice | paid | 2026-06-02 | null | 2026-07-02 | null | null | EUR | 40.00 | 0.00 | 40.00 | 0.00',
  '17': '11 | null | 110 | FA009 | invoice | open | 2013-06-03 | null | 2013-07-03 | null | null | EUR | 50.00 | 9.80 | 59.80 | 59.80',
  '19': '11 | null | 110 | FA010 | invoice | open | 2026-09-09 | null | 2026-10-09 | null | null | EUR | 10.00 | 5.00 | 15.00 | 15.00',
}
const invoiceColumns =
  'customer_id, site_id, billing_site_id, number, kind, state, issued_on, supplied_on, due_on, original_id, operation, currency, total_excl_tax, total_tax, total_incl_tax, remaining'

/** Of the lines, those that tell something. */
const lines: Table = {
  '1': '1 | 101 | 3 | line | IMP-1 | Imprimante | 3 | pce | 100.0000 | 300.00 | 0.20 | S',
  '2': '1 | 101 | 1 | line | IMP-1 | Frais | 1 | null | 0.125 | 0.12 | 0.20 | S',
  '3': '1 | 101 | 2 | title | null | Fournitures | null | null | null | null | null | null',
  '4': '1 | 101 | 4 | comment | null | Merci | null | null | null | null | null | null',
  '6': '2 | null | 2 | line | null | Entretien | 1 | null | 20 | 20.00 | 0.20 | S',
  '8': '4 | 101 | 1 | line | IMP-1 | Retour | -1 | pce | 100 | -100.00 | 0.20 | S',
  '14': '15 | null | 1 | line | null | Réparation | 1 | null | 60 | 60.00 | null | null',
  '16': '17 | null | 1 | line | null | Ancienne | 1 | null | 50 | 50.00 | 0.196 | S',
  '17': '19 | null | 1 | line | null | Lampes | 10 | null | 1 | 10.00 | null | null',
}
const lineColumns =
  'invoice_id, site_id, position, kind, reference, label, quantity, unit, unit_price, amount_excl_tax, tax_rate, tax_category'

const taxes: Table = {
  '1': '1 | 0.20 | T.V.A. 20 % | 300.12 | 60.02',
  '2': '2 | 0.20 | T.V.A. 20 % | 120.00 | 24.00',
  '3': '3 | 0.20 | T.V.A. 20 % | 1000.00 | 200.00',
  '4': '4 | 0.20 | T.V.A. 20 % | -100.00 | -20.00',
  '5': '5 | 0.055 | T.V.A. 5,5 % | 80.00 | 4.40',
  '6': '6 | 0.055 | T.V.A. 5,5 % | -80.00 | -4.40',
  '11': '11 | 0.20 | T.V.A. 20 % | 250.00 | 50.00',
  '14': '14 | null | Saisie à la main | 20.12 | 4.02',
  '17': '17 | 0.196 | T.V.A. Taux normal | 50.00 | 9.80',
  '19': '19 | null | Hors TVA | 10.00 | 0.00',
  '20': '19 | null | Éco-participation | 10.00 | 5.00',
}

const dues: Table = {
  '1': '1 | 2026-11-04 | 360.14 | false',
  '10': '2 | 2026-10-30 | 144.00 | true',
  '20': '3 | 2026-09-10 | 600.00 | true',
  '21': '3 | 2026-10-10 | 600.00 | false',
  '30': '4 | 2026-10-20 | -120.00 | false',
  '40': '5 | 2026-07-31 | 84.40 | true',
  '41': '6 | 2026-07-03 | -84.40 | true',
  '50': '11 | 2026-04-02 | 300.00 | false',
  '70': '15 | 2026-07-01 | 60.00 | true',
  '71': '16 | 2026-07-02 | 40.00 | true',
  '80': '17 | 2013-07-03 | 59.80 | false',
  '90': '19 | 2026-10-09 | 15.00 | false',
}

const payments: Table = {
  '11': '2 | 2026-10-01 | 143.99 | Caisse',
  '22': '3 | 2026-09-09 | 600.00 | Banque',
  '23': '3 | 2026-10-12 | 250.50 | Banque',
  '51': '11 | 2026-03-20 | 100.00 | Banque',
  '52': '11 | 2026-03-25 | 41.62 | Banque',
  '70': '15 | 2026-06-15 | 60.00 | Banque',
  '71': '16 | 2026-06-15 | 40.00 | Banque',
}

const documents: Table = {
  a1: '10 | 101 | invoice | 1 | attachment | Facture_FA001.pdf | application/pdf | 12',
  a15: '10 | 101 | equipment | 1 | attachment | plaque.jpeg | image/jpeg | 2',
  a2: '10 | 101 | invoice | 1 | original | Facture_FA001.pdf | application/pdf | 12',
  a3: '10 | 101 | invoice | 1 | attachment | bon.PNG | image/png | 4',
  a30: '10 | 101 | order | 1 | attachment | Devis.pdf | application/pdf | 5',
  a32: '10 | 101 | intervention | w3 | attachment | rapport.pdf | application/pdf | 5',
  a34: '10 | 101 | intervention | c1 | attachment | photo.png | image/png | 1',
  a6: '10 | null | invoice | 2 | attachment | Facture_FA002.pdf | application/pdf | 9',
  a7: '11 | null | invoice | 19 | attachment | Facture_FA010.pdf | application/pdf | 14',
  r19: '11 | null | invoice | 19 | original | Facture_FA010.pdf | application/pdf | 14',
}
const documentColumns = 'customer_id, site_id, subject_kind, subject_id, role, file_name, media_type, size'

eachEngine((engine) => {
  let vendor: TestVendor
  before(async () => {
    vendor = await testVendor(engine, onFixture)
  })
  after(() => vendor.close())

  async function read(relation: string, columns: string): Promise<Table> {
    const rows = await vendor.admin.query(`select id, ${columns} from management.${relation} order by id`)
    return Object.fromEntries(rows.map(({ id, ...rest }) => [String(id), Object.values(rest).map(String).join(' | ')]))
  }

  test('the company, with its bank account and its way of rounding', async () => {
    const [company] = await vendor.admin.query(
      'select name, street, city, country_code, registration_number, phone, iban, bic, currency, time_zone, vat_rounding from management.company',
    )
    assert.deepEqual(Object.values(company ?? {}), [
      ...['Lumen Bureautique', '3 rue du Lin', 'Angers', 'FR', '732829320', '+33261910001'],
      ...['FR7612345678901234567890185', 'AGRIFRPP', 'EUR', 'Europe/Paris', 'half-even/line'],
    ])
  })

  test('customers: no supplier, no contact, no merged party, no prospect, not the company itself', async () => {
    assert.deepEqual(await read('customer', customerColumns), customers)
  })

  test('sites of customers only, with a name whatever the address lacks', async () => {
    assert.deepEqual(await read('site', siteColumns), sites)
  })

  test('contacts: parties on the customer’s side of the relation, and e-mail lines', async () => {
    assert.deepEqual(await read('contact', contactColumns), contacts)
  })

  test('equipment: where the last done move took it, or who rents it now, once', async () => {
    assert.deepEqual(await read('equipment', equipmentColumns), equipment)
  })

  test('invoices: issued ones of the company, amounts from the ledger', async () => {
    assert.deepEqual(await read('invoice', invoiceColumns), invoices)
  })

  test('lines in their order, rounded half-even, VAT through dated children', async () => {
    const all = await read('invoice_line', lineColumns)
    assert.equal(Object.keys(all).length, 17)
    for (const [id, line] of Object.entries(lines)) assert.deepEqual(all[id], line, `line ${id}`)
  })

  test('taxes as booked', async () => {
    assert.deepEqual(await read('invoice_tax', 'invoice_id, rate, label, base, amount'), taxes)
  })

  test('due dates, settled or not', async () => {
    assert.deepEqual(await read('invoice_due', 'invoice_id, due_on, amount, settled'), dues)
  })

  test('payments: linked, by bank statement for two invoices; no write-off, no credit note', async () => {
    assert.deepEqual(await read('invoice_payment', 'invoice_id, paid_on, amount, method'), payments)
  })

  test('documents: a closed list, at most one original an invoice', async () => {
    assert.deepEqual(await read('document', documentColumns), documents)
    const [original] = await vendor.admin.query<{ content: Buffer }>(
      "select content from management.document where id = 'a2'",
    )
    assert.equal(original?.content.toString(), '%PDF-1.4 two')
  })

  // A hundred and fifty questions, the same to both engines.
  if (engine === 'postgres')
    test('every relation keeps the contract', async () => {
      const reports = await conform((sql) => vendor.admin.query(sql))
      assert.deepEqual(
        reports.filter(({ present }) => !present).map(({ relation }) => relation),
        ['article_access', 'article_property', 'article_promotion', 'article_option', 'article_compatibility'],
      )
      assert.ok(reports.every(({ present, rows }) => !present || (rows !== null && rows > 0)))
      assert.deepEqual(
        reports.flatMap(({ findings }) => findings),
        [],
      )
    })

  test('the mapping may be applied again under the guards, and keeps the settings', async () => {
    await vendor.admin.query('update management._settings set customer_files = true, language = $1', ['en'])
    await applyMapping(vendor.admin)
    const files = await vendor.admin.query("select id from management.document where subject_kind = 'customer'")
    assert.deepEqual(files, [{ id: 'a13' }])
    const [line] = await vendor.admin.query('select label from management.invoice_line where id = 6')
    assert.deepEqual(line, { label: 'Maintenance' })
    await vendor.admin.query('update management._settings set customer_files = false, language = $1', ['fr'])
  })

  test('through the guards a session sees its customer, and its site where it is limited to one', async () => {
    const numbers = async (wanted: Parameters<typeof testSession>[1]) => {
      const batch = await vendor.db.scoped(await testSession(vendor.admin, wanted))
      try {
        const rows = await batch.read((db) =>
          db.selectFrom('invoice').select(['id', 'total_incl_tax']).orderBy('id').execute(),
        )
        const documents = await batch.read((db) => db.selectFrom('document').select('id').orderBy('id').execute())
        return [rows.map(({ id, total_incl_tax }) => `${id}: ${total_incl_tax}`), documents.map(({ id }) => id)]
      } finally {
        await batch.release()
      }
    }
    assert.deepEqual(await numbers({ customer: '10' }), [
      ['1: 360.14', '2: 144.00', '3: 1200.00', '4: -120.00', '5: 84.40', '6: -84.40'],
      ['a1', 'a15', 'a2', 'a3', 'a30', 'a32', 'a34', 'a6'],
    ])
    assert.deepEqual(await numbers({ customer: '10', sites: ['101'] }), [
      ['1: 360.14', '4: -120.00'],
      ['a1', 'a15', 'a2', 'a3', 'a30', 'a32', 'a34'],
    ])
    assert.deepEqual(await numbers({ customer: '10', profile: 'technical' }), [
      ['1: null', '2: null', '3: null', '4: null', '5: null', '6: null'],
      ['a15', 'a32', 'a34'],
    ])
    assert.deepEqual(await numbers({ customer: '13' }), [[], []])
  })
})
