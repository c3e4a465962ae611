/** What a session is worth, what moves it, and how it ends. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { demoCode } from '../../bff/management/demo/portal-rows.ts'
import { demoLinks } from '../../bff/management/demo/people.ts'
import { refusal, type TestClient } from '../kit/client.ts'
import { type Counter, demoPassword, openCounter, origin, pk } from '../kit/counter.ts'
import { eachEngine } from '../kit/db.ts'

eachEngine((engine, rule) => {
  let counter: Counter
  /** Every test from a network of its own, so that one's throttles are not another's. */
  let peers = 0
  const fresh = () => counter.client({ peer: `198.51.${++peers}.7` })
  const signedIn = async (login: string, remember = false) => {
    const client = fresh()
    const opened = await client.signIn(login, demoPassword, remember)
    return { client, opened }
  }
  const hashOf = (client: TestClient) =>
    createHash('sha256')
      .update(client.handle ?? '')
      .digest()
  const sql = <T>(text: string, parameters: unknown[] = []) => counter.admin.query<T>(text, parameters)

  before(async () => {
    counter = await openCounter(engine)
  })
  after(() => counter.close())
  describe('a signed-in person', () => {
    test('[EX-12] moves to another company: new handle, other rows, the old handle says it has moved', async () => {
      const { client, opened } = await signedIn('berger')
      const { customers, customer, expiresAt } = opened.session
      assert.equal(customers.length, 2)
      const target = customers.find(({ id }) => id !== customer.id)
      const before = await client.call('GET /invoices', { query: { limit: 100 } })
      const old = client.sameThrough(client.options.fetch)
      const moved = await client.switchTo(target?.id ?? '')
      assert.notEqual(moved.handle, opened.handle)
      assert.equal(moved.session.customer.id, target?.id)
      assert.ok(
        Math.abs(Date.parse(moved.session.expiresAt) - Date.parse(expiresAt)) < 1000,
        'a switch does not prolong',
      )
      const after = await client.call('GET /invoices', { query: { limit: 100 } })
      assert.ok(!after.rows.some(({ id }) => before.rows.some((row) => row.id === id)))
      assert.equal((await refusal(old.call('GET /session'))).code, 'session-rotated')
      assert.equal(
        (await refusal(client.call('GET /invoices', { query: {}, customer: customer.id }))).code,
        'scope-changed',
      )
      // A page that still shows the former company changes nothing either.
      const late = { body: { language: 'en' }, customer: customer.id } as const
      assert.equal((await refusal(client.call('PATCH /session', late))).code, 'scope-changed')
      const again = fresh()
      assert.equal(
        (await again.signIn('berger', demoPassword)).session.customer.id,
        target?.id,
        'the last company is shown first',
      )
    })

    rule('reaches no company but the own ones', async () => {
      const { client, opened } = await signedIn('dupond')
      const [other] = await sql<{ id: string }>(
        'select id::text as id from management.customer where id::text <> $1 limit 1',
        [opened.session.customer.id],
      )
      for (const id of [other?.id ?? '', 'x', '-1'])
        assert.equal((await refusal(client.switchTo(id))).code, 'not-found')
      assert.equal((await client.call('GET /session')).login, 'dupond')
    })

    rule('two switches at once end in one living handle', async () => {
      const { client, opened } = await signedIn('berger')
      const target = opened.session.customers.find(({ id }) => id !== opened.session.customer.id)?.id ?? ''
      const both = await Promise.allSettled([1, 2].map(() => client.sameThrough(client.options.fetch).switchTo(target)))
      assert.equal(both.filter(({ status }) => status === 'fulfilled').length, 1)
      const lost = both.find((one) => one.status === 'rejected')
      assert.equal((lost as PromiseRejectedResult).reason.code, 'session-rotated')
    })

    rule('changes the language, with a login and without', async () => {
      const { client } = await signedIn('dupond')
      assert.equal((await client.call('PATCH /session', { body: { language: 'en' } })).language, 'en')
      assert.equal((await client.call('GET /session')).language, 'en')
      await client.call('PATCH /session', { body: { language: 'fr' } })
      const [link] = demoLinks
      const guest = fresh()
      await guest.signInByCode(demoCode(link as (typeof demoLinks)[number]))
      const colleague = fresh()
      const { session } = await colleague.signInByCode(demoCode(link as (typeof demoLinks)[number]))
      assert.equal((await guest.call('PATCH /session', { body: { language: 'en' } })).language, 'en')
      assert.equal((await guest.call('GET /session')).language, 'en')
      assert.equal(session.language, 'fr')
      assert.equal((await colleague.call('GET /session')).language, 'fr', 'a choice of one holder is not the others’')
    })

    test('signs out: the handle is worth nothing, here and in another process within a second', async () => {
      const { client } = await signedIn('dupond')
      const process = await counter.another()
      const twin = client.sameThrough((request, env) => process.app.fetch(request, env))
      await twin.call('GET /session')
      assert.deepEqual(await client.call('DELETE /session'), { ended: true })
      assert.equal((await refusal(client.call('GET /session'))).code, 'session-ended')
      await new Promise((resolve) => setTimeout(resolve, 500))
      assert.equal((await refusal(twin.call('GET /session'))).code, 'session-ended')
      assert.equal((await refusal(twin.call('GET /invoices', { query: {} }))).code, 'session-ended')
    })

    rule('[CO-04] loses a right: the next call is refused', async () => {
      const { client } = await signedIn('dupond')
      await client.call('GET /invoices', { query: {} })
      const [row] = await sql<{ rights: string[] }>(`select rights from portal.profile where id = 'buyer'`)
      await sql(`update portal.profile set rights = '{orders.read}' where id = 'buyer'`)
      await sql(`select pg_notify('guichet_session', '*')`)
      await new Promise((resolve) => setTimeout(resolve, 500))
      assert.equal((await refusal(client.call('GET /invoices', { query: {} }))).code, 'right-missing')
      await sql(`update portal.profile set rights = $1 where id = 'buyer'`, [row?.rights])
      await sql(`select pg_notify('guichet_session', '*')`)
    })

    rule('is refused from another website, even one of the same portal', async () => {
      await sql(`update portal.portal set origins = '{http://localhost:8801,http://127.0.0.1:8801}' where key = $1`, [
        pk,
      ])
      const { client } = await signedIn('dupond')
      const moved = client.sameThrough(client.options.fetch)
      Object.assign(moved.options, { origin: 'http://127.0.0.1:8801' })
      assert.equal((await refusal(moved.call('GET /session'))).code, 'session-ended')
      assert.equal((await client.call('GET /session')).login, 'dupond')
      assert.equal(client.options.origin, origin)
    })
  })

  describe('time', () => {
    const age = async (client: TestClient, change: string) => {
      await sql(`update portal.session set ${change} where hash = $1`, [hashOf(client)])
      await sql(`select pg_notify('guichet_session', $1)`, [hashOf(client).toString('hex')])
      await new Promise((resolve) => setTimeout(resolve, 300))
    }

    test('ends a session that nobody used, and one that is old', async () => {
      for (const change of [`idle_until = now() - interval '1 second'`, `expires_at = now() - interval '1 second'`]) {
        const { client } = await signedIn('dupond')
        await client.call('GET /session')
        await age(client, change)
        assert.equal((await refusal(client.call('GET /session'))).code, 'session-ended')
        assert.equal((await refusal(client.call('GET /sites', { query: {} }))).code, 'session-ended')
      }
    })

    rule('ends a session also while a process remembers it', async (t) => {
      const { client } = await signedIn('dupond')
      await age(client, `expires_at = now() + interval '4.5 seconds'`)
      // The clock of what is remembered stands still: a busy machine would use the seconds up.
      const instant = performance.now()
      let passed = 0
      const clock = t.mock.method(performance, 'now', () => instant + passed)
      assert.equal((await client.call('GET /sessions', { query: {} })).rows.filter(({ current }) => current).length, 1)
      // As if its last seconds had passed: nobody tells a process of that.
      await sql(`update portal.session set expires_at = now() - interval '1 second' where hash = $1`, [hashOf(client)])
      passed = 4_900
      assert.equal((await refusal(client.call('GET /sessions', { query: {} }))).code, 'session-ended')
      clock.mock.restore()
    })

    test('is prolonged by use, at most once a minute, never by a timer of the page, never beyond the end', async () => {
      const { client } = await signedIn('dupond')
      const idle = async () => {
        const [row] = await sql<{ left: string }>(
          `select extract(epoch from idle_until - now())::text as left from portal.session where hash = $1`,
          [hashOf(client)],
        )
        return Number(row?.left)
      }
      await age(client, `last_seen_at = now() - interval '10 minutes', idle_until = now() + interval '20 minutes'`)
      await client.call('GET /session', { background: true })
      await client.batch([
        { key: 'GET /changes', background: true },
        { key: 'GET /sites', background: true },
      ])
      assert.ok((await idle()) < 1201)
      await client.call('GET /session')
      assert.ok((await idle()) > 1790)
      await age(client, `idle_until = now() + interval '20 minutes'`)
      await client.call('GET /session')
      assert.ok((await idle()) < 1201, 'seen less than a minute ago')
      await age(
        client,
        `last_seen_at = now() - interval '10 minutes', expires_at = now() + interval '5 minutes', idle_until = now() + interval '4 minutes'`,
      )
      await client.call('GET /session')
      assert.ok((await idle()) <= 300)
    })
  })

  rule('a write’s proof has one effect, also when it is sent to two processes at once', async () => {
    const { client } = await signedIn('dupond')
    const process = await counter.another()
    const body = JSON.stringify([{ key: 'PATCH /session', body: { language: 'en' } }])
    for (let round = 0; round < 5; round++) {
      await client.call('GET /session')
      const headers = client.headers({ body })
      const twin = client.sameThrough((request, env) => process.app.fetch(request, env))
      const answers = await Promise.all([
        client.raw('/batch', { headers, body }),
        twin.raw('/batch', { headers, body }),
      ])
      const statuses = []
      for (const answer of answers) statuses.push(((await answer.json()) as { status: number }[])[0]?.status)
      assert.deepEqual(new Set(statuses), new Set([200, 401]))
    }
  })

  test('the journal keeps what happened: who, from which network, nothing secret; and cannot be changed', async () => {
    const client = counter.client({ peer: '203.0.113.77' })
    await refusal(client.signIn('dupond', 'wrong-password-1'))
    await client.signIn('dupond', demoPassword)
    await client.call('DELETE /session')
    const rows = await sql<{ event: string; network: string; detail: unknown; session: string | null; login: string }>(
      `select j.event, j.network, j.detail, j.session, a.login from portal.journal j join portal.account a on a.id = j.account_id where j.network = '203.0.113.0/24' order by j.id`,
    )
    assert.deepEqual(
      rows.map(({ event }) => event),
      ['sign-in-refused', 'new-device', 'sign-in', 'sign-out'],
    )
    assert.ok(rows.every(({ login }) => login === 'dupond'))
    assert.equal(rows[2]?.session, hashOf(client).toString('hex').slice(0, 16))
    const all = JSON.stringify(await sql('select * from portal.journal'))
    for (const secret of [demoPassword, 'wrong-password-1', client.handle ?? '', '203.0.113.77'])
      assert.ok(!all.includes(secret))
    await assert.rejects(sql('delete from portal.journal'), /append-only/)
    await assert.rejects(sql(`update portal.journal set event = 'x'`), /append-only/)
  })
})
