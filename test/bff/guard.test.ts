import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Problem } from '../../bff/base/problem.ts'
import { isMalformed } from '../../bff/db/errors.ts'
import type { ReadHandle, SessionRef } from '../../bff/db/types.ts'
import { eachEngine, type TestVendor, testVendor } from '../kit/db.ts'
import { smallManagement, testSession } from '../kit/db-management.ts'

const code = (wanted: string) => (error: unknown) => {
  assert.equal((error as Problem).code, wanted)
  return true
}

eachEngine((engine) => {
  let vendor: TestVendor
  before(async () => {
    vendor = await testVendor(engine, { setup: smallManagement, template: 'small' })
  })
  after(() => vendor?.close())

  async function read<T>(session: SessionRef, run: (db: ReadHandle) => Promise<T>, customer?: string): Promise<T> {
    const batch = await vendor.db.scoped(session)
    try {
      return await batch.read(run, { customer })
    } finally {
      await batch.release()
    }
  }

  type Shown = 'invoice' | 'contact' | 'equipment' | 'site' | 'customer' | 'company' | 'document'
  const ids = async (session: SessionRef, relation: Shown) =>
    (await read(session, (db) => db.selectFrom(relation).select('id').orderBy('id').execute())).map((row) => row.id)

  describe('rows', () => {
    it('shows a customer its own rows and no others', async () => {
      const one = await testSession(vendor.admin, { customer: '1' })
      const two = await testSession(vendor.admin, { customer: '2' })
      assert.deepEqual(await ids(one, 'invoice'), ['101', '102', '103'])
      assert.deepEqual(await ids(two, 'invoice'), ['201'])
      assert.deepEqual(await ids(one, 'customer'), ['1'])
      assert.deepEqual(await ids(two, 'site'), ['21'])
    })

    it('hides rows without a site from a session limited to sites, except where the contract shows them', async () => {
      const limited = await testSession(vendor.admin, { customer: '1', sites: ['11'] })
      assert.deepEqual(await ids(limited, 'invoice'), ['101'])
      assert.deepEqual(await ids(limited, 'site'), ['11'])
      assert.deepEqual(await ids(limited, 'equipment'), ['1'])
      assert.deepEqual(await ids(limited, 'contact'), ['1', '2'])
      assert.deepEqual(await ids(limited, 'customer'), ['1'])
      assert.deepEqual(await ids(limited, 'company'), ['1'])
    })

    it('shows nothing of sites to a session limited to no site', async () => {
      const none = await testSession(vendor.admin, { customer: '1', sites: [] })
      assert.deepEqual(await ids(none, 'invoice'), [])
    })

    it('[SY-02] hides what has no intervention from a session limited to one', async () => {
      const limited = await testSession(vendor.admin, { customer: '1', code: true, intervention: '7' })
      assert.deepEqual(await ids(limited, 'invoice'), [])
      assert.deepEqual(await ids(limited, 'customer'), ['1'])
    })

    it('[SY-03] [SY-04] works for a portal code as for an account: one site, or the whole customer', async () => {
      const site = await testSession(vendor.admin, { customer: '1', code: true, sites: ['12'] })
      assert.deepEqual(await ids(site, 'invoice'), ['102'])
      const whole = await testSession(vendor.admin, { customer: '1', code: true })
      assert.deepEqual(await ids(whole, 'invoice'), ['101', '102', '103'])
    })

    it('narrows at once when the account loses a site, even in a running session', async () => {
      const session = await testSession(vendor.admin, { customer: '1' })
      await vendor.admin.query('update portal.account_customer set site_ids = $1 where account_id = $2', [
        ['12'],
        session.accountId,
      ])
      assert.deepEqual(await ids(session, 'invoice'), ['102'])
    })
  })

  describe('rights', () => {
    it('[AR-001] shows no row without the right', async () => {
      const buyer = await testSession(vendor.admin, { customer: '1', profile: 'buyer' })
      assert.deepEqual(await ids(buyer, 'contact'), [])
      assert.deepEqual(await ids(buyer, 'invoice'), ['101', '102', '103'])
    })

    it('[EX-29] cuts amounts in the database, so that sort, filter and sum cannot betray them', async () => {
      const technical = await testSession(vendor.admin, { customer: '1', profile: 'technical' })
      const rows = await read(technical, (db) =>
        db.selectFrom('invoice').select(['number', 'total_incl_tax', 'remaining']).execute(),
      )
      assert.equal(rows.length, 3)
      assert.ok(rows.every((row) => row.total_incl_tax === null && row.remaining === null))
      const above = await read(technical, (db) =>
        db.selectFrom('invoice').select('id').where('total_incl_tax', '>', '1').execute(),
      )
      assert.deepEqual(above, [])
      const [sum] = await read(technical, (db) =>
        db
          .selectFrom('invoice')
          .select((e) => e.fn.sum('total_incl_tax').as('sum'))
          .execute(),
      )
      assert.equal(sum?.sum, null)
    })

    it('needs every right that a document of that subject asks for, and never shows a subject not listed', async () => {
      const files = async (profile: string) => {
        const session = await testSession(vendor.admin, { customer: '1', profile })
        return (
          await read(session, (db) => db.selectFrom('document').select('file_name').orderBy('file_name').execute())
        ).map((row) => row.file_name)
      }
      assert.deepEqual(await files('supervisor'), ['F101.pdf', 'manual.pdf', 'rules.pdf'])
      assert.deepEqual(await files('technical'), ['manual.pdf', 'rules.pdf'])
      assert.deepEqual(await files('buyer'), ['F101.pdf', 'manual.pdf'])
      assert.deepEqual(await files('accounting'), ['F101.pdf', 'rules.pdf'])
    })

    it('follows the profile as it is now', async () => {
      const session = await testSession(vendor.admin, { customer: '1', profile: 'supervisor' })
      assert.equal((await ids(session, 'contact')).length, 3)
      await vendor.admin.query("update portal.account_customer set profile_id = 'accounting' where account_id = $1", [
        session.accountId,
      ])
      assert.deepEqual(await ids(session, 'contact'), [])
    })
  })

  describe('sessions that are not live', () => {
    const changes: [string, string, string][] = [
      [
        'ended',
        "update portal.session set ended_at = now(), end_reason = 'signed-out' where hash = $1",
        'session-ended',
      ],
      [
        'rotated',
        "update portal.session set ended_at = now(), end_reason = 'rotated' where hash = $1",
        'session-rotated',
      ],
      [
        'idle for too long',
        "update portal.session set idle_until = now() - interval '1 second' where hash = $1",
        'session-ended',
      ],
      [
        'at its absolute end',
        "update portal.session set expires_at = now() - interval '1 second' where hash = $1",
        'session-ended',
      ],
      [
        'of a disabled account',
        'update portal.account set disabled_at = now() where id = (select account_id from portal.session where hash = $1)',
        'session-ended',
      ],
      [
        'of an account that lost the customer',
        'delete from portal.account_customer where account_id = (select account_id from portal.session where hash = $1)',
        'session-ended',
      ],
    ]
    for (const [title, change, problem] of changes)
      it(`refuses a session ${title}`, async () => {
        const session = await testSession(vendor.admin, { customer: '1' })
        assert.equal((await ids(session, 'invoice')).length, 3)
        await vendor.admin.query(change, [session.hash])
        await assert.rejects(ids(session, 'invoice'), code(problem))
      })

    for (const change of ['revoked_at = now()', "expires_at = now() - interval '1 second'"])
      it(`refuses the session of a code with ${change}`, async () => {
        const session = await testSession(vendor.admin, { customer: '1', code: true })
        assert.equal((await ids(session, 'invoice')).length, 3)
        await vendor.admin.query(`update portal.code set ${change} where id = $1`, [session.codeId])
        await assert.rejects(ids(session, 'invoice'), code('session-ended'))
      })

    it('refuses every session of a portal that was switched off', async () => {
      const own = await testSession(vendor.admin, { customer: '1' })
      await vendor.admin.query('update portal.portal set enabled = false')
      await assert.rejects(ids(own, 'company'), code('session-ended'))
      await vendor.admin.query('update portal.portal set enabled = true')
      assert.deepEqual(await ids(own, 'company'), ['1'])
    })

    it('refuses an unknown session, and asks even when no query is made', async () => {
      await assert.rejects(ids({ hash: Buffer.alloc(32, 9) }, 'company'), code('session-ended'))
      await assert.rejects(
        read({ hash: Buffer.alloc(32, 9) }, async () => 1),
        code('session-ended'),
      )
    })

    it('says scope-changed when the page shows another customer', async () => {
      const session = await testSession(vendor.admin, { customer: '1' })
      const count = (db: ReadHandle) => db.selectFrom('invoice').select('id').execute()
      assert.equal((await read(session, count, '1')).length, 3)
      await assert.rejects(read(session, count, '2'), code('scope-changed'))
    })
  })

  describe('ids', () => {
    const malformed = async (run: () => Promise<unknown>) =>
      assert.rejects(run(), (error: unknown) => {
        assert.ok(isMalformed(error), String(error))
        return true
      })

    it('tells malformed ids from failures', async () => {
      const session = await testSession(vendor.admin, { customer: '1' })
      for (const id of ['abc', '', '1.5', '99999999999999999999', '1 or true'])
        await malformed(() =>
          read(session, (db) => db.selectFrom('invoice').select('id').where('id', '=', id).execute()),
        )
      await malformed(() =>
        read(session, (db) => db.selectFrom('document').select('id').where('id', '=', '101').execute()),
      )
      await malformed(() =>
        read(session, (db) => db.selectFrom('invoice').select('id').where('number', '=', 'a\0b').execute()),
      )
      await malformed(() =>
        read(session, (db) => db.selectFrom('invoice').select('id').where('issued_on', '>', '2026-02-31').execute()),
      )
    })

    it("answers another customer's id as nothing", async () => {
      const session = await testSession(vendor.admin, { customer: '1' })
      assert.deepEqual(
        await read(session, (db) => db.selectFrom('invoice').select('id').where('id', '=', '201').execute()),
        [],
      )
    })
  })

  describe('the account itself', () => {
    it('shows one row, and lets only the language be written', async () => {
      const session = await testSession(vendor.admin, { customer: '1' })
      await testSession(vendor.admin, { customer: '2' })
      const rows = await read(session, (db) => db.selectFrom('own_account').selectAll().execute())
      assert.deepEqual(
        rows.map((row) => row.id),
        [session.accountId],
      )
      const batch = await vendor.db.scoped(session)
      try {
        const result = await batch.write('proof-language', (db) =>
          db.updateTable('own_account').set({ language: 'en' }).executeTakeFirst(),
        )
        assert.equal(result.numUpdatedRows, 1n)
        await assert.rejects(
          batch.write('proof-name', (db) => db.updateTable('own_account').set({ name: 'X' }).execute()),
          /permission denied/,
        )
      } finally {
        await batch.release()
      }
      const languages = await vendor.admin.query<{ id: string; language: string }>(
        "select id from portal.account where language = 'en'",
      )
      assert.deepEqual(languages, [{ id: session.accountId }])
    })

    it('is empty for a portal code', async () => {
      const session = await testSession(vendor.admin, { customer: '1', code: true })
      assert.deepEqual(await read(session, (db) => db.selectFrom('own_account').selectAll().execute()), [])
    })
  })

  describe('the order of pages', () => {
    it('comes from the index of the contract, so that a page is not paid with a sort of all that the customer has', async () => {
      const session = await testSession(vendor.admin, { customer: '1' })
      const { sql } = await import('kysely')
      const explain = sql<
        Record<string, string>
      >`explain select id from invoice order by issued_on desc, id desc limit 2`
      const { rows } = await read(session, (db) => explain.execute(db as never))
      const plan = rows.map((row) => Object.values(row)[0]).join('\n')
      assert.doesNotMatch(plan.split('Subquery Scan')[0] ?? '', /Sort/, plan)
    })
  })

  describe('the cards of the gate', () => {
    it('name customers and sites, and are not for features', async () => {
      const { sql } = await import('kysely')
      const cards = await sql`select * from portal.customer_cards(${['2', '3', '99']}) order by id`.execute(
        vendor.db.gate,
      )
      assert.deepEqual(cards.rows, [
        { id: '2', code: 'C2', name: 'Bureau Deux' },
        { id: '3', code: null, name: 'Cabinet Trois' },
      ])
      // Ids in our tables are texts: one that this vendor's type cannot read must not take the others with it.
      const odd = ['2', 'C2', '', '99999999999999999999', '2', null]
      const readable = await sql`select id from portal.customer_cards(${odd}::text[])`.execute(vendor.db.gate)
      assert.deepEqual(readable.rows, [{ id: '2' }])
      const sites = await sql`select * from portal.site_cards(${['x', '21']})`.execute(vendor.db.gate)
      assert.deepEqual(sites.rows, [{ id: '21', name: 'Tours' }])
      const session = await testSession(vendor.admin, { customer: '1' })
      await assert.rejects(
        read(session, (db) =>
          (db as never as import('kysely').Kysely<unknown>).executeQuery(
            sql`select * from portal.customer_cards('{2}')`.compile(db as never),
          ),
        ),
        /permission denied/,
      )
    })
  })
})
