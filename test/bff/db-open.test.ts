import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import { eachEngine, type TestVendor, testVendor } from '../kit/db.ts'
import { smallManagement, testSession } from '../kit/db-management.ts'

eachEngine((engine) => {
  let vendor: TestVendor
  before(async () => {
    vendor = await testVendor(engine, { setup: smallManagement, template: 'small' })
  })
  after(() => vendor?.close())

  it('opens a migrated database and knows which relations it has', () => {
    assert.equal(vendor.db.engine, engine)
    assert.deepEqual([...vendor.db.relations].sort(), [
      'company',
      'contact',
      'customer',
      'document',
      'equipment',
      'invoice',
      'site',
    ])
  })

  it('reads as one session', async () => {
    const session = await testSession(vendor.admin, { customer: '1' })
    const batch = await vendor.db.scoped(session)
    const rows = await batch.read((db) =>
      db.selectFrom('invoice').select(['id', 'number', 'issued_on', 'total_incl_tax']).orderBy('id').execute(),
    )
    await batch.release()
    assert.deepEqual(rows, [
      { id: '101', number: 'F101', issued_on: '2026-01-10', total_incl_tax: '120.00' },
      { id: '102', number: 'F102', issued_on: '2026-02-10', total_incl_tax: '240.00' },
      { id: '103', number: 'F103', issued_on: '2026-03-10', total_incl_tax: '360.00' },
    ])
  })
})
