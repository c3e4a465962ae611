import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { InvoiceRow } from '../../bff/features/invoices/api.ts'
import { migrateVendor } from '../../bff/db/migrate.ts'
import { vendorOnServer } from '../../bff/db/vendors.ts'
import { type RelationName, relations } from '../../bff/management/contract.ts'
import type { TestClient } from '../kit/client.ts'
import { type Counter, openCounter } from '../kit/counter.ts'
import { eachEngine, type TestVendor, testVendor } from '../kit/db.ts'
import { smallManagement, smallRelations, testSession } from '../kit/db-management.ts'
import { enter } from '../kit/enter.ts'

eachEngine((engine) => {
  describe('a relation that the vendor does not have', () => {
    let vendor: TestVendor
    before(async () => {
      vendor = await testVendor(engine, { setup: smallManagement, template: 'small' })
    })
    after(() => vendor?.close())

    it('is named as absent, and reads as empty in the shape of the contract', async () => {
      const names = Object.keys(relations) as RelationName[]
      const absent = names.filter((name) => !vendor.db.relations.has(name))
      assert.deepEqual(
        names.filter((name) => !absent.includes(name)),
        smallRelations,
      )
      const { hash } = await testSession(vendor.admin, { customer: '1' })
      const batch = await vendor.db.scoped({ hash })
      try {
        for (const name of absent) {
          const columns = Object.keys(relations[name].columns)
          const rows = await batch.read((db) =>
            db
              .selectFrom(name)
              .select(columns as never)
              .execute(),
          )
          assert.deepEqual(rows, [], name)
        }
      } finally {
        await batch.release()
      }
    })

    it('has ids of the type of what they point to: joins compare like with like', async () => {
      const { hash } = await testSession(vendor.admin, { customer: '1' })
      const batch = await vendor.db.scoped({ hash })
      try {
        const rows = await batch.read((db) =>
          db
            .selectFrom('invoice')
            .leftJoin('invoice_line', 'invoice_line.invoice_id', 'invoice.id')
            .select(['invoice.id', 'invoice_line.label'])
            .orderBy('invoice.id')
            .execute(),
        )
        assert.deepEqual(
          rows.map((row) => [row.id, row.label]),
          [
            ['101', null],
            ['102', null],
            ['103', null],
          ],
        )
      } finally {
        await batch.release()
      }
    })

    it('takes the type from a column that refers to it, when it is the target itself', async () => {
      const own = await testVendor(engine, { setup: smallManagement, template: 'small' })
      try {
        await own.admin.script('drop table management.site cascade')
        await migrateVendor(own.admin)
        const [type] = await own.admin.query<{ type: string }>(
          "select format_type(atttypid, null) as type from pg_attribute where attrelid = 'guard.site'::regclass and attname = 'id'",
        )
        assert.equal(type?.type, 'bigint')
      } finally {
        await own.close()
      }
    })
  })

  describe('a counter over invoices alone: no file, VAT, due date, payment or place', () => {
    const gone = ['document', 'invoice_tax', 'invoice_due', 'invoice_payment', 'site'] as const
    let counter: Counter
    let client: TestClient
    before(async () => {
      counter = await openCounter(engine)
      await counter.admin.script(gone.map((name) => `drop table management.${name} cascade;`).join('\n'))
      await migrateVendor(counter.admin)
      const [row] = await counter.admin.query<{ customer: string }>(
        'select customer_id::text as customer from management.invoice group by 1 order by count(*) desc limit 1',
      )
      client = counter.client()
      await enter(counter.admin, client, { customer: row?.customer ?? '' })
    })
    after(() => counter?.close())

    it('serves the list, its search and its totals', async () => {
      const { rows, totals } = await client.call('GET /invoices', { query: {} })
      const [{ n } = { n: '' }] = await counter.admin.query<{ n: string }>(
        'select count(*)::text as n from management.invoice where customer_id::text = $1',
        [(await client.call('GET /session')).customer.id],
      )
      assert.ok(rows.length > 0)
      assert.equal(String(totals.count), n)
      assert.ok(rows.every((one: InvoiceRow) => one.site === null))
      const [first] = rows
      const found = await client.call('GET /invoices', { query: { q: first?.number ?? '' } })
      assert.ok(found.rows.some((one) => one.id === first?.id))
    })

    it('serves the sheet with its lines', async () => {
      const { rows } = await client.call('GET /invoices', { query: {} })
      const sheet = await client.call('GET /invoices/:id', { params: { id: rows[0]?.id ?? '' } })
      assert.ok(sheet.lines.length > 0)
      assert.ok(sheet.taxes.length > 0, 'computed from the lines, where none is booked')
      assert.deepEqual([sheet.dues, sheet.payments], [[], []])
    })

    it('finds no place, and says which relations are absent', async () => {
      assert.deepEqual((await client.call('GET /sites', { query: {} })).rows, [])
      if (engine !== 'postgres') return
      const again = await vendorOnServer(counter.vendor.place)
      try {
        for (const name of gone) assert.equal(again.relations.has(name), false, name)
        assert.equal(again.relations.has('invoice'), true)
      } finally {
        await again.close()
      }
    })
  })
})
