/** One's own account: sessions and devices, the password, and showing once more who one is. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Challenge } from '../../bff/api.ts'
import { endpoint, gateEndpoint } from '../../bff/base/endpoint.ts'
import { answerBatch } from '../../bff/gate/batch.ts'
import { browserOf } from '../../bff/gate/browser.ts'
import { trace } from '../../bff/gate/trace.ts'
import { VendorGates } from '../../bff/gate/vendor.ts'
import { enter as enterPortal } from '../../bff/gate/visit.ts'
import { refusal, type TestClient } from '../kit/client.ts'
import { type Counter, demoPassword, openCounter, pk } from '../kit/counter.ts'
import { eachEngine } from '../kit/db.ts'
import { type Letters, lettersOf } from '../kit/letters.ts'

const firefox = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:153.0) Gecko/20100101 Firefox/153.0'
const iphone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1'

test('a browser is a family and a system, and nothing more', () => {
  const edge =
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36 Edg/156.0'
  const android =
    'Mozilla/5.0 (Linux; Android 16; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Mobile Safari/537.36'
  assert.deepEqual(browserOf(firefox), { browser: 'Firefox', system: 'Windows' })
  assert.deepEqual(browserOf(iphone), { browser: 'Safari', system: 'iOS' })
  assert.deepEqual(browserOf(edge), { browser: 'Edge', system: 'Windows' })
  assert.deepEqual(browserOf(android), { browser: 'Chrome', system: 'Android' })
  for (const none of [null, '', 'curl/8', '<script>', 'x'.repeat(100_000)]) {
    assert.deepEqual(browserOf(none), { browser: null, system: null })
  }
})

eachEngine((engine, rule) => {
  let counter: Counter
  let letters: Letters
  let networks = 0
  before(async () => {
    counter = await openCounter(engine)
    letters = lettersOf(counter.vendor.db, counter.deps.log)
  })
  after(() => counter.close())

  const sql = <T>(text: string, values: unknown[] = []) => counter.admin.query<T>(text, values)
  const fetching = (agent: string) => (request: Request, env?: unknown) => {
    request.headers.set('user-agent', agent)
    return counter.app.fetch(request, env)
  }
  const browser = (agent = firefox, peer = `198.19.${networks++ & 255}.7`) =>
    counter.client({ peer, fetch: fetching(agent) })
  const signedIn = async (login: string, agent?: string, peer?: string) => {
    const client = browser(agent, peer)
    await client.signIn(login, demoPassword)
    return client
  }
  const list = (client: TestClient, query = {}) => client.call('GET /sessions', { query })
  const age = (seconds: number) =>
    sql(`update portal.session set proved_at = now() - make_interval(secs => $1::float8)`, [seconds])

  test('one’s own sessions: where, since when, which is this one; in pages; nobody else’s', async () => {
    const first = await signedIn('lefevre', firefox, '203.0.113.9')
    const second = await signedIn('lefevre', iphone)
    await signedIn('dupond')
    const { rows, next } = await list(second)
    assert.equal(next, null)
    assert.equal(rows.length, 2)
    const [own, other] = [rows.find(({ current }) => current), rows.find(({ current }) => !current)]
    assert.deepEqual([own?.browser, own?.system, own?.kind], ['Safari', 'iOS', 'password'])
    assert.deepEqual([other?.browser, other?.system, other?.network], ['Firefox', 'Windows', '203.0.113.0/24'])
    assert.match(other?.id ?? '', /^[0-9a-f]{16}$/)
    const page = await list(first, { limit: 1 })
    assert.equal(page.rows.length, 1)
    const rest = await list(first, { limit: 1, after: page.next ?? '' })
    assert.deepEqual([...page.rows, ...rest.rows].map(({ id }) => id).sort(), rows.map(({ id }) => id).sort())
    assert.equal(rest.next, null)
    for (const after of ['x', Buffer.from('["seen desc","not a day","y"]').toString('base64url')]) {
      assert.equal((await refusal(list(first, { after }))).code, 'input-invalid')
    }
  })

  test('one is ended, or all others, or all; a stranger’s id is not found', async () => {
    const [a, b, c] = [await signedIn('berger'), await signedIn('berger'), await signedIn('berger')]
    const stranger = await signedIn('dupond')
    const idOf = async (client: TestClient) => (await list(client)).rows.find(({ current }) => current)?.id ?? ''
    const id = await idOf(a)
    assert.equal((await refusal(stranger.call('DELETE /sessions/:id', { params: { id } }))).code, 'not-found')
    await a.call('GET /session')
    await b.call('DELETE /sessions/:id', { params: { id } })
    assert.equal((await refusal(a.call('GET /session'))).code, 'session-ended')
    assert.equal((await refusal(b.call('DELETE /sessions/:id', { params: { id } }))).code, 'not-found')
    assert.deepEqual(await b.call('DELETE /sessions', { query: {} }), { ended: 1 })
    assert.equal((await refusal(c.call('GET /session'))).code, 'session-ended')
    assert.deepEqual(await b.call('DELETE /sessions', { query: { all: true } }), { ended: 1 })
    assert.equal((await refusal(b.call('GET /session'))).code, 'session-ended')
    assert.equal((await stranger.call('GET /session')).login, 'dupond')
  })

  rule('the first device is nobody’s news; of another browser or network the person is told, once', async () => {
    await letters.read()
    await signedIn('martin', firefox, '203.0.113.77')
    assert.deepEqual(await letters.read(), [])
    await signedIn('martin', firefox, '203.0.113.78')
    assert.deepEqual(await letters.read(), [])
    await signedIn('martin', iphone, '203.0.113.77')
    const [letter, ...others] = await letters.read()
    assert.equal(others.length, 0)
    assert.equal(letter?.template, 'new-device')
    assert.equal(letter?.to, 'martin@armoise-clients.example')
    assert.deepEqual({ ...letter?.values, when: '' }, { when: '', browser: 'Safari, iOS', network: '203.0.113.0/24' })
    await signedIn('martin', iphone, '203.0.113.77')
    assert.deepEqual(await letters.read(), [])
    await signedIn('martin', firefox, '198.51.100.3')
    assert.equal((await letters.read())[0]?.values.network, '198.51.100.0/24')
  })

  test('the password is changed with the former one: other sessions end, this one moves on, the address on file hears of it', async () => {
    const [here, there] = [await signedIn('dupond'), await signedIn('dupond')]
    await letters.read()
    const change = (body: { current?: string; password: string }) => here.call('POST /session/password', { body })
    const password = 'sept locomotives bleues'
    assert.equal((await refusal(change({ current: 'wrong-password-1', password }))).code, 'sign-in-refused')
    assert.equal((await refusal(change({ password }))).code, 'input-invalid')
    assert.deepEqual((await refusal(change({ current: demoPassword, password: 'Marchand-2026!' }))).body.fields, {
      'body.password': 'context',
    })
    const before = here.handle
    here.keep(await change({ current: demoPassword, password }))
    assert.notEqual(here.handle, before)
    assert.equal((await here.call('GET /session')).login, 'dupond')
    assert.equal((await refusal(there.call('GET /session'))).code, 'session-ended')
    assert.deepEqual(
      (await letters.read()).map(({ template, to }) => [template, to]),
      [['password-changed', 'dupond@armoise-clients.example']],
    )
    assert.equal((await refusal(browser().signIn('dupond', demoPassword))).code, 'sign-in-refused')
    here.keep(await here.call('POST /session/password', { body: { current: password, password: demoPassword } }))
  })

  test('step-up by password or by code opens delicate acts for five minutes, on a new handle', async () => {
    const client = await signedIn('berger')
    await sql(`update portal.account set password_hash = null where login = 'berger'`)
    const first = { body: { password: 'sept locomotives bleues' } }
    await age(301)
    const view = await client.call('GET /session')
    assert.equal(view.hasPassword, false)
    // What is remembered of the session says how old the factor is: another process looks for itself.
    const process = await counter.another()
    const twin = client.sameThrough((request, env) => process.app.fetch(request, env))
    assert.equal((await refusal(twin.call('POST /session/password', first))).code, 'step-up-required')
    await letters.read()
    const { challenge } = await twin.call('POST /session/step-up/code', { body: {} })
    const [letter] = await letters.read()
    assert.equal(letter?.template, 'second-proof')
    assert.equal(letter?.to, 'berger@armoise-clients.example')
    const before = twin.handle
    const code = letter?.values.code ?? ''
    twin.keep(await twin.call('POST /session/step-up', { body: { challenge, code } }))
    assert.notEqual(twin.handle, before)
    twin.keep(await twin.call('POST /session/password', first))
    assert.equal((await twin.call('GET /session')).hasPassword, true)
    assert.equal(
      (await refusal(twin.call('POST /session/step-up', { body: { password: 'x' } }))).code,
      'sign-in-refused',
    )
    assert.equal((await refusal(twin.call('POST /session/step-up', { body: {} }))).code, 'input-invalid')
    assert.equal(
      (await refusal(twin.call('POST /session/step-up', { body: { challenge, code } }))).code,
      'code-refused',
    )
    twin.keep(await twin.call('POST /session/step-up', { body: { password: 'sept locomotives bleues' } }))
  })

  rule('a code that somebody else was sent steps nobody up, also where both have signed in with one key', async () => {
    const own = await signedIn('lefevre')
    // Somebody who finds a session open signs in beside it with an account of his own.
    const beside = own.sameThrough(own.options.fetch)
    await beside.signIn('martin', demoPassword)
    for (const other of [await signedIn('martin'), beside]) {
      await letters.read()
      const { challenge } = await other.call('POST /session/step-up/code', { body: {} })
      const code = (await letters.read())[0]?.values.code ?? ''
      const body = { challenge, code }
      assert.equal((await refusal(own.call('POST /session/step-up', { body }))).code, 'code-refused')
      other.keep(await other.call('POST /session/step-up', { body }))
    }
  })

  rule(
    'a code is good for what it was asked for: to step up opens no session, to sign in steps nobody up',
    async () => {
      await sql('delete from portal.throttle')
      const client = await signedIn('dupond')
      const out = client.sameThrough(client.options.fetch)
      out.handle = null
      await letters.read()
      const codeOf = async ({ challenge }: Challenge) => ({
        challenge,
        code: (await letters.read()).at(-1)?.values.code ?? '',
      })
      const up = await codeOf(await client.call('POST /session/step-up/code', { body: {} }))
      const into = await codeOf(await out.call('POST /session/one-time-code', { body: { identifier: 'dupond' } }))
      const open = (body: typeof up) => out.call('POST /session/one-time-code/open', { body })
      assert.equal((await refusal(open(up))).body.fields?.['body.code'], 'over')
      const stepUp = (body: typeof up) => client.call('POST /session/step-up', { body })
      assert.equal((await refusal(stepUp(into))).body.fields?.['body.code'], 'over')
      client.keep(await stepUp(up))
      assert.equal((await open(into)).session.login, 'dupond')
    },
  )

  rule('an endpoint that wants a fresh session refuses one that is not, whoever asks', async () => {
    const client = await signedIn('lefevre')
    await age(299)
    let runs = 0
    const delicate = gateEndpoint('DELETE /session', {
      needs: 'session',
      input: {},
      fresh: true,
      async run() {
        runs++
        return { ended: true }
      },
    })
    const read = endpoint('GET /changes', {
      needs: 'session',
      input: {},
      fresh: true,
      async run() {
        runs++
        return { marks: {} }
      },
    })
    const gates = new VendorGates(counter.deps)
    const table = new Map([delicate, read].map((one) => [one.key as string, one as never]))
    const through = client.sameThrough((request) =>
      trace(counter.deps, request, '192.0.2.1', async (exchange) =>
        answerBatch(await enterPortal(exchange, gates, pk), table),
      ),
    )
    await through.call('DELETE /session')
    await through.call('GET /changes')
    await age(301)
    await sql(`select pg_notify('guichet_session', '*')`)
    await gates.close()
    const late = new VendorGates(counter.deps)
    const again = client.sameThrough((request) =>
      trace(counter.deps, request, '192.0.2.1', async (exchange) =>
        answerBatch(await enterPortal(exchange, late, pk), table),
      ),
    )
    assert.equal((await refusal(again.call('DELETE /session'))).code, 'step-up-required')
    assert.equal((await refusal(again.call('GET /changes'))).code, 'step-up-required')
    await sql('update portal.session set proved_at = null')
    await late.close()
    assert.equal(runs, 2)
  })

  if (engine === 'postgres') {
    rule('two processes with one single-use code: exactly one gets in', async () => {
      const process = await counter.another()
      for (let round = 0; round < 4; round++) {
        await sql('delete from portal.throttle')
        const client = browser()
        const { challenge } = await client.call('POST /session/one-time-code', { body: { identifier: 'martin' } })
        const letter = (await letters.read()).find(({ template }) => template === 'one-time-code')
        const body = { challenge, code: letter?.values.code ?? '' }
        const twin = client.sameThrough((request, env) => process.app.fetch(request, env))
        const both = await Promise.allSettled(
          [client, twin, client, twin].map((one) => one.call('POST /session/one-time-code/open', { body })),
        )
        assert.equal(both.filter(({ status }) => status === 'fulfilled').length, 1)
      }
    })
  }
})
