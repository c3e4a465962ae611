import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { type RelationName, relations } from '../../bff/management/contract.ts'
import { Random } from '../../bff/management/demo/random.ts'
import type { TestVendor } from '../kit/db.ts'
import { demoVendor } from '../kit/db-demo.ts'
import { demoModel, oracleOf, type ProbeSession, profileRights } from '../kit/model.ts'

const today = '2026-11-21'
const names = Object.keys(relations) as RelationName[]

const sessionOf = (customer: string, profile: string, more: Partial<ProbeSession> = {}): ProbeSession => ({
  customer,
  sites: null,
  intervention: null,
  profile,
  rights: new Set(profileRights[profile]),
  ...more,
})

describe('oracle: by hand', () => {
  const model = demoModel({ vendor: 'armoise', today, size: 'small' })
  const oracle = oracleOf(model)
  const { rows } = model
  const [marchand, immobilier] = rows.customer.map((row) => row.id)
  assert.ok(marchand && immobilier)

  it('a supervisor sees all of his customer and nothing of another', () => {
    const session = sessionOf(marchand, 'supervisor')
    const own = rows.invoice.filter((row) => row.customer_id === marchand).map((row) => row.id)
    assert.ok(own.length > 20)
    assert.deepEqual(oracle.visible(session, 'invoice'), own)
    const foreign = rows.invoice.find((row) => row.customer_id === immobilier)
    assert.equal(oracle.may(session, 'invoice', foreign?.id ?? ''), false)
    assert.equal(oracle.may(session, 'invoice', '999999'), false)
  })

  it('a link holder sees one site, no row without site, and the people of the whole customer', () => {
    const code = model.codes[0]
    const session = sessionOf(marchand, 'user', { sites: code?.site_ids ?? [] })
    const seen = oracle.visible(session, 'invoice')
    assert.ok(seen.length > 0)
    assert.ok(seen.every((id) => rows.invoice.find((row) => row.id === id)?.site_id === code?.site_ids?.[0]))
    assert.deepEqual(oracle.visible(session, 'site'), code?.site_ids)
    const direction = rows.contact.find((row) => row.customer_id === marchand && row.site_id === null)
    assert.equal(oracle.may(session, 'contact', direction?.id ?? ''), true)
    assert.deepEqual(oracle.visible(sessionOf(marchand, 'user', { sites: [] }), 'invoice_line'), [])
  })

  it('a technician sees invoices without amounts, and none of their files', () => {
    const session = sessionOf(marchand, 'technical')
    const [id] = oracle.visible(session, 'invoice')
    const row = oracle.row(session, 'invoice', id ?? '')
    assert.equal(row?.total_incl_tax, null)
    assert.equal(row?.remaining, null)
    assert.equal(typeof row?.number, 'string')
    const kinds = oracle
      .visible(session, 'document')
      .map((one) => rows.document.find((d) => d.id === one)?.subject_kind)
    assert.deepEqual(new Set(kinds), new Set(['customer', 'equipment', 'intervention', 'exchange']))
    const seesFiles = oracle.visible(sessionOf(marchand, 'accounting'), 'document')
    assert.ok(seesFiles.some((one) => rows.document.find((d) => d.id === one)?.subject_kind === 'invoice'))
  })

  it('a session of one intervention sees this one with all that hangs on it, and what everybody sees', () => {
    const [one, other] = rows.intervention.filter((row) => row.customer_id === marchand && row.state === 'done')
    assert.ok(one && other)
    const session = sessionOf(marchand, 'supervisor', { intervention: one.id })
    assert.deepEqual(oracle.visible(session, 'intervention'), [one.id])
    for (const name of ['visit', 'visit_work', 'exchange'] as const) {
      const all: readonly { id: string; intervention_id: string }[] = rows[name]
      const own: string[] = all.filter((row) => row.intervention_id === one.id).map((row) => row.id)
      assert.deepEqual(oracle.visible(session, name), own, name)
    }
    const seen: readonly RelationName[] = ['company', 'customer', 'nature', 'article_family', 'article']
    for (const name of seen) assert.ok(oracle.visible(session, name).length > 0, name)
    for (const name of ['site', 'contact', 'equipment', 'service_contract', 'sales_order', 'invoice'] as const) {
      assert.deepEqual(oracle.visible(session, name), [], name)
    }
    const elsewhere = sessionOf(marchand, 'supervisor', { intervention: one.id, sites: [] })
    assert.deepEqual(oracle.visible(elsewhere, 'intervention'), [])
  })

  it('a price of one customer is his alone, that of a list his who has it, and a limited catalogue limits', () => {
    const patrimoine = rows.customer.find((row) => row.catalogue === 'listed')
    assert.ok(patrimoine)
    const own = rows.article_price.find((row) => row.customer_id === marchand)
    const listA = rows.article_price.find((row) => row.price_list_id === 'TARIF-A')
    const may = (customer: string, relation: RelationName, id: string | undefined, profile = 'buyer') =>
      oracle.may(sessionOf(customer, profile), relation, id ?? '')
    assert.deepEqual(
      [marchand, immobilier].map((who) => may(who, 'article_price', own?.id)),
      [true, false],
    )
    assert.deepEqual(
      [marchand, immobilier].map((who) => may(who, 'article_price', listA?.id)),
      [true, false],
    )
    assert.equal(may(marchand, 'article_price', own?.id, 'technical'), false)
    const copier = rows.article.find((row) => row.code === 'KV-C4050')
    assert.deepEqual(
      [marchand, patrimoine.id].map((who) => may(who, 'article', copier?.id)),
      [true, false],
    )
    const shown = oracle.visible(sessionOf(patrimoine.id, 'buyer'), 'article').length
    assert.ok(shown > 10 && shown < rows.article.length)
  })

  it('random sessions are worth probing: a fair part of what is asked must be allowed', () => {
    const random = new Random('probes')
    let allowed = 0
    let asked = 0
    for (let i = 0; i < 20_000; i++) {
      const session = oracle.session(random)
      const relation = random.pick(names)
      const id = oracle.pick(random, relation, random.chance(0.7) ? session.customer : undefined)
      if (id === undefined) continue
      asked++
      if (oracle.may(session, relation, id)) allowed++
    }
    console.log(`${asked} asked, ${allowed} allowed`)
    assert.ok(allowed > asked * 0.3)
    assert.ok(allowed < asked * 0.7)
  })
})

for (const vendor of ['armoise', 'brumaire'] as const) {
  describe(`oracle: agrees with the guards of ${vendor}`, () => {
    const oracle = oracleOf(demoModel({ vendor, today, size: 'small' }))
    let database: TestVendor

    before(async () => {
      database = await demoVendor('postgres', { vendor, today, size: 'small' })
    })
    after(() => database.close())

    /** What the guards show of every relation to a session that is written for this one visit. */
    async function shown(session: ProbeSession): Promise<Map<RelationName, Record<string, unknown>[]>> {
      const hash = createHash('sha256').update('probe').digest()
      const done = new Error('rolled back on purpose')
      const rows = new Map<RelationName, Record<string, unknown>[]>()
      await database.admin.portal
        .transaction()
        .execute(async (trx) => {
          const code = await trx
            .insertInto('portal.code')
            .values({
              secret_hash: hash,
              label: 'probe',
              language: 'fr',
              customer_id: session.customer,
              site_ids: session.sites ? [...session.sites] : null,
              intervention_id: session.intervention,
              profile_id: session.profile,
              expires_at: new Date(Date.now() + 3_600_000),
            })
            .returning('id')
            .executeTakeFirstOrThrow()
          await trx
            .insertInto('portal.session')
            .values({
              hash,
              kind: 'code',
              code_id: code.id,
              portal_key: `pk_${vendor}_demodemodemodemo`,
              origin: 'http://localhost',
              public_x: 'x',
              public_y: 'y',
              thumbprint: 't',
              customer_id: session.customer,
              site_ids: session.sites ? [...session.sites] : null,
              intervention_id: session.intervention,
              idle_seconds: 60,
              idle_until: new Date(Date.now() + 60_000),
              expires_at: new Date(Date.now() + 60_000),
            })
            .execute()
          await sql`select set_config('guichet.session', ${hash.toString('hex')}, true)`.execute(trx)
          for (const name of names) {
            const columns = Object.keys(relations[name].columns).filter((column) => column !== 'content')
            const query = sql.raw<Record<string, unknown>>(`select ${columns.join(', ')} from guard.${name}`)
            rows.set(name, (await query.execute(trx)).rows)
          }
          throw done
        })
        .catch((error: unknown) => {
          if (error !== done) throw error
        })
      return rows
    }

    it('the same rows with the same values, for many sessions and every relation', async () => {
      const random = new Random(`guards of ${vendor}`)
      let compared = 0
      for (let i = 0; i < 15; i++) {
        const session = oracle.session(random, i < 3 ? 'one' : undefined)
        const seen = await shown(session)
        for (const relation of names) {
          const rows = seen.get(relation) ?? []
          const expected = oracle.visible(session, relation)
          const told = `${relation} for ${JSON.stringify({ ...session, rights: undefined })}`
          assert.deepEqual(rows.map((row) => String(row.id)).sort(), expected.toSorted(), told)
          for (const row of rows) {
            const { content: _, ...cells } = oracle.row(session, relation, String(row.id)) ?? {}
            assert.deepEqual(row, cells, told)
            compared++
          }
        }
      }
      console.log(`${vendor}: ${compared} rows compared`)
      assert.ok(compared > 1_000)
    })
  })
}
