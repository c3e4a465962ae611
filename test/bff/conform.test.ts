/** The check of a vendor's `management`: silent on what keeps the contract, and each fault named when it is planted. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { conform, type Finding } from '../../bff/management/conform.ts'
import { type RelationName, relations } from '../../bff/management/contract.ts'
import { referenceSchema } from '../../bff/management/reference/schema.ts'
import { eachEngine, type TestVendor, testVendor } from '../kit/db.ts'
import { smallManagement, smallRelations } from '../kit/db-management.ts'

const told = (findings: Finding[]) =>
  findings.map(({ relation, kind, column, count }) => [relation, kind, column, count])

eachEngine((engine) => {
  let vendor: TestVendor
  before(async () => {
    // After the guards were made, so none stands on these tables and forbids to bend them.
    vendor = await testVendor(engine)
    await smallManagement(vendor.admin)
  })
  after(() => vendor.close())

  /** Plants a fault in a transaction's worth of statements, looks, and takes it out again. */
  async function findings(plant: string, remove: string): Promise<Finding[]> {
    await vendor.admin.script(plant)
    try {
      return (await conform((sql) => vendor.admin.query(sql))).flatMap((report) => report.findings)
    } finally {
      await vendor.admin.script(remove)
    }
  }

  test('relations that are not mapped are absent, not wrong', async () => {
    const reports = await conform((sql) => vendor.admin.query(sql))
    assert.deepEqual(
      reports.filter(({ present }) => !present).map(({ relation, rows }) => [relation, rows]),
      Object.keys(relations).flatMap((name) => (smallRelations.includes(name as RelationName) ? [] : [[name, null]])),
    )
    assert.equal(reports.find(({ relation }) => relation === 'invoice')?.rows, 4)
    // The sample carries one forbidden subject on purpose.
    assert.deepEqual(told(reports.flatMap((report) => report.findings)), [['document', 'choice', 'subject_kind', 1]])
  })

  const rest = ['document', 'choice', 'subject_kind', 1]
  const faults: [name: string, plant: string, remove: string, expected: unknown[][]][] = [
    [
      'a missing column and one too many',
      'alter table management.site rename column street to strasse',
      'alter table management.site rename column strasse to street',
      [
        ['site', 'missing', 'street', null],
        ['site', 'extra', 'strasse', null],
      ],
    ],
    [
      'money as float, an instant without zone',
      `alter table management.invoice alter remaining type double precision;
       alter table management.customer alter changed_at type timestamp`,
      `alter table management.invoice alter remaining type numeric(14, 2);
       alter table management.customer alter changed_at type timestamptz`,
      [
        ['customer', 'type', 'changed_at', null],
        ['invoice', 'type', 'remaining', null],
      ],
    ],
    [
      'no name, an unknown state, half a cent',
      `alter table management.site alter name drop not null; update management.site set name = null where id = 21;
       alter table management.invoice alter total_tax type numeric;
       update management.invoice set state = 'posted', total_tax = total_tax + 0.005 where id in (101, 102)`,
      `update management.site set name = 'Tours' where id = 21; alter table management.site alter name set not null;
       update management.invoice set state = 'open', total_tax = total_tax - 0.005 where id in (101, 102);
       alter table management.invoice alter total_tax type numeric(14, 2)`,
      [
        ['site', 'null', 'name', 1],
        ['invoice', 'choice', 'state', 2],
        ['invoice', 'decimals', 'total_tax', 2],
      ],
    ],
    [
      'a key twice',
      `alter table management.contact drop constraint contact_pkey;
       insert into management.contact (id, customer_id, name) values (1, 1, 'Siège')`,
      `delete from management.contact where ctid = (select max(ctid) from management.contact where id = 1);
       alter table management.contact add primary key (id)`,
      [['contact', 'duplicate', null, 1]],
    ],
    [
      'a customer that does not exist, a site of somebody else',
      'update management.equipment set customer_id = 9, site_id = null where id = 2; update management.invoice set site_id = 21 where id = 101',
      'update management.equipment set customer_id = 1 where id = 2; update management.invoice set site_id = 11 where id = 101',
      [
        ['equipment', 'orphan', 'customer_id', 1],
        ['invoice', 'stranger', 'site_id', 1],
      ],
    ],
  ]
  for (const [name, plant, remove, expected] of faults) {
    test(`finds ${name}`, async () => {
      const found = await findings(plant, remove)
      assert.deepEqual(told(found), [...expected, rest])
      assert.ok(found.every(({ relation, message }) => message.startsWith(`management.${relation}`)))
    })
  }

  test('references that cannot be compared are said, not tried', async () => {
    const found = await findings(
      'alter table management.contact alter customer_id type text',
      'alter table management.contact alter customer_id type integer using customer_id::integer',
    )
    assert.deepEqual(told(found), [['contact', 'type', 'customer_id', null], rest])
  })
})

eachEngine((engine) => {
  for (const ids of ['bigint', 'uuid'] as const) {
    test(`the reference implementation keeps the contract, ids ${ids}`, async () => {
      const vendor = await testVendor(engine)
      await vendor.admin.script(referenceSchema({ ids }))
      try {
        const reports = await conform((sql) => vendor.admin.query(sql))
        assert.ok(reports.every(({ present }) => present))
        assert.deepEqual(told(reports.flatMap((report) => report.findings)), [])
      } finally {
        await vendor.close()
      }
    })
  }
})
