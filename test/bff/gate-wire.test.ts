/** The way of a request: origins, limits, the batch, the plain routes, the log. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { codeOf, type TestClient } from '../kit/client.ts'
import { type Counter, demoPassword, openCounter, origin, pk } from '../kit/counter.ts'
import { eachEngine } from '../kit/db.ts'

type Problem = { code: string; request: string; fields?: Record<string, string>; title: string }

const json = { 'content-type': 'application/json' }
const portalCall = JSON.stringify([{ key: 'GET /portal' }])

async function problemOf(response: Response): Promise<Problem> {
  assert.equal(response.headers.get('content-type'), 'application/problem+json')
  const body = (await response.json()) as Problem
  assert.equal(body.request, response.headers.get('x-request-id'))
  return body
}

eachEngine((engine) => {
  let counter: Counter
  let dupond: TestClient
  let martin: TestClient

  before(async () => {
    counter = await openCounter(engine)
    dupond = counter.client()
    martin = counter.client()
    await dupond.signIn('dupond', demoPassword)
    await martin.signIn('martin', demoPassword)
  })
  after(() => counter.close())

  const ask = (headers: Record<string, string | null> = {}, body: string = portalCall) =>
    counter.client().raw('/batch', { headers: { ...json, ...headers }, body })

  describe('origins', () => {
    for (const odd of [
      null,
      'null',
      '*',
      'http://localhost:8802',
      'https://evil.example',
      `${origin}/`,
      `${origin}.evil.example`,
    ]) {
      test(`refuses ${odd ?? 'a missing one'}, and lets no browser read the answer`, async () => {
        const response = await ask({ origin: odd })
        assert.equal(response.status, 403)
        assert.equal((await problemOf(response)).code, 'origin-refused')
        assert.equal(response.headers.get('access-control-allow-origin'), null)
        assert.match(response.headers.get('vary') ?? '', /Origin/)
      })
    }

    test('lets its own in, without credentials, and exposes what the widgets read', async () => {
      const response = await ask()
      assert.equal(response.status, 200)
      assert.equal(response.headers.get('access-control-allow-origin'), origin)
      assert.equal(response.headers.get('access-control-allow-credentials'), null)
      assert.equal(response.headers.get('access-control-expose-headers'), 'DPoP-Nonce, Retry-After, X-Request-Id')
    })

    test('one preflight per two hours; none for strangers', async () => {
      const preflight = (from: string) =>
        counter
          .client()
          .raw('/batch', { method: 'OPTIONS', headers: { origin: from, 'access-control-request-method': 'POST' } })
      const good = await preflight(origin)
      assert.equal(good.status, 204)
      assert.equal(good.headers.get('access-control-max-age'), '7200')
      assert.match(good.headers.get('access-control-allow-headers') ?? '', /Authorization, Content-Type, DPoP/)
      assert.equal((await preflight('https://evil.example')).status, 403)
    })

    test('a portal’s own list counts from the next few seconds on, another portal’s never', async () => {
      await counter.admin.query(
        `insert into portal.portal (key, name, origins, languages, features, sign_in)
         values ('pk_armoise_otherotherother1', 'Autre', '{https://other.example}', '{fr}', '{}', '{password}')`,
      )
      const other = counter.client({ pk: 'pk_armoise_otherotherother1', origin: 'https://other.example' })
      assert.deepEqual((await other.call('GET /portal')).features, [])
      assert.equal((await other.raw('/batch', { headers: { ...json, origin }, body: portalCall })).status, 403)
      other.handle = dupond.handle
      other.privateKey = dupond.privateKey
      await assert.rejects(other.call('GET /session'), { code: 'session-ended' })
    })
  })

  test('every answer is private, inert, and sets no cookie', async () => {
    const answers = [
      await ask(),
      await ask({ origin: 'null' }),
      await ask({}, '{'),
      await dupond.send('/session', { method: 'GET' }),
    ]
    for (const { headers } of answers) {
      assert.equal(headers.get('set-cookie'), null)
      assert.equal(headers.get('cache-control'), 'no-store')
      assert.equal(headers.get('x-content-type-options'), 'nosniff')
      assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'/)
      assert.equal(headers.get('referrer-policy'), 'no-referrer')
    }
  })

  describe('portals', () => {
    for (const key of [
      'pk_armoise_aaaaaaaaaaaaaaaa',
      'pk_nobody_demodemodemodemo',
      'pk_armoise_DEMODEMODEMODEMO',
      'pk_armoise_short',
      'x',
      '%00',
      'pk_armoise_demodemodemodemo%20',
    ]) {
      test(`there is none called ${key}`, async () => {
        const response = await counter.client({ pk: key }).raw('/batch', { headers: json, body: portalCall })
        assert.equal(response.status, 404)
        assert.equal((await problemOf(response)).code, 'portal-unknown')
      })
    }
  })

  describe('bodies', () => {
    const bad: [string, Record<string, string | null>, BodyInit, number, string][] = [
      ['text that is not JSON', {}, '[', 400, 'input-invalid'],
      ['bytes that are not UTF-8', {}, new Uint8Array([0x5b, 0xff, 0x5d]), 400, 'input-invalid'],
      ['no body', {}, '', 400, 'input-invalid'],
      ['another media type', { 'content-type': 'text/plain' }, portalCall, 400, 'input-invalid'],
      ['no media type', { 'content-type': null }, new TextEncoder().encode(portalCall), 400, 'input-invalid'],
      ['an object', {}, '{}', 400, 'input-invalid'],
      ['an empty batch', {}, '[]', 400, 'input-invalid'],
      [
        'twenty-one calls',
        {},
        JSON.stringify(Array.from({ length: 21 }, () => ({ key: 'GET /portal' }))),
        400,
        'input-invalid',
      ],
      ['a call without key', {}, '[{}]', 400, 'input-invalid'],
      ['a call with a field too many', {}, '[{"key":"GET /portal","admin":true}]', 400, 'input-invalid'],
      ['a key of 10,000 characters', {}, JSON.stringify([{ key: `GET /${'x'.repeat(10_000)}` }]), 400, 'input-invalid'],
      ['two writes', {}, '[{"key":"DELETE /session"},{"key":"PATCH /session"}]', 400, 'input-invalid'],
      ['more than 256 KiB', {}, JSON.stringify('x'.repeat(262_144)), 413, 'body-too-large'],
    ]
    for (const [name, headers, body, status, code] of bad) {
      test(`${name}: ${status} ${code}`, async () => {
        const response = await counter.client().raw('/batch', { headers: { ...json, ...headers }, body })
        assert.equal(response.status, status)
        assert.equal((await problemOf(response)).code, code)
        assert.equal((await ask()).status, 200, 'the next good request works')
      })
    }

    test('a stream without length is counted as it comes', async () => {
      let sent = 0
      const endless = new ReadableStream<Uint8Array>({
        pull(controller) {
          sent += 16_384
          controller.enqueue(new Uint8Array(16_384).fill(0x20))
        },
      })
      const response = await counter.client().raw('/batch', { headers: json, body: endless })
      assert.equal(response.status, 413)
      assert.ok(sent <= 512 * 1024, `${sent} bytes were taken`)
    })
  })

  describe('the batch', () => {
    test('twenty calls: one fails, nineteen answer', async () => {
      const calls = Array.from({ length: 20 }, (_, at) =>
        at === 7
          ? { key: 'GET /invoices/:id', params: { id: 'not-an-id' } }
          : { key: at % 2 ? 'GET /sites' : 'GET /session' },
      )
      const replies = await dupond.batch(calls)
      assert.equal(replies.length, 20)
      replies.forEach((reply, at) => assert.equal(reply.status, at === 7 ? 404 : 200))
      assert.equal(codeOf(replies[7]), 'not-found')
    })

    test('an unknown key, a route’s path and a prototype’s name are 404 of their own', async () => {
      const keys = [
        'GET /nothing',
        'get /portal',
        'GET /portal/',
        '/portal',
        '__proto__',
        'constructor',
        'GET /invoices/42',
        '',
      ]
      const replies = await dupond.batch([...keys.map((key) => ({ key })), { key: 'GET /session' }])
      for (const [at, key] of keys.entries()) assert.equal(codeOf(replies[at]), 'endpoint-unknown', key)
      assert.equal(replies.at(-1)?.status, 200)
    })

    test('a search of 10,000 characters is refused, the others answer', async () => {
      const [refused, answered] = await dupond.batch([
        { key: 'GET /invoices', query: { q: 'x'.repeat(10_000) } },
        { key: 'GET /invoices', query: { q: 'toner' } },
      ])
      assert.equal(refused?.status, 400)
      assert.deepEqual((refused?.body as Problem | undefined)?.fields, { 'query.q': 'too-long' })
      assert.equal(answered?.status, 200)
    })

    test('a part that an endpoint does not have is refused, and an empty one is none', async () => {
      const replies = await dupond.batch([
        { key: 'GET /session', query: { q: 'toner' } },
        { key: 'GET /session', params: { id: '1' } },
        { key: 'GET /session', body: { admin: true } },
        { key: 'GET /session', query: {}, params: {}, body: {} },
      ])
      assert.deepEqual(
        replies.map(({ status, body }) => [status, (body as Problem).fields]),
        [
          [400, { query: 'unknown-field' }],
          [400, { params: 'unknown-field' }],
          [400, { body: 'unknown-field' }],
          [200, undefined],
        ],
      )
    })

    test('a feature that is off is not there', async () => {
      await counter.admin.query(`update portal.portal set features = '{}' where key = $1`, [pk])
      const process = await counter.another()
      const client = dupond.sameThrough((request, env) => process.app.fetch(request, env))
      const [off, on] = await client.batch([{ key: 'GET /invoices' }, { key: 'GET /sites' }])
      assert.equal(codeOf(off), 'endpoint-unknown')
      assert.equal(on?.status, 200)
      await counter.admin.query(`update portal.portal set features = '{invoices}' where key = $1`, [pk])
    })

    test('a request that nobody waits for any more stops, and the next one works', async () => {
      const abort = new AbortController()
      const calls = Array.from({ length: 20 }, () => ({ key: 'GET /invoices' }))
      const going = dupond.send('/batch', { body: calls, signal: abort.signal })
      abort.abort()
      await going.catch(() => undefined)
      assert.equal((await dupond.call('GET /invoices', { query: { limit: 1 } })).rows.length, 1)
    })
  })

  describe('plain routes', () => {
    test('answer as the batch does', async () => {
      const [batched] = await dupond.batch([
        { key: 'GET /invoices', query: { limit: 3, state: ['paid'], sort: 'due' } },
      ])
      const plain = await dupond.rest('GET', '/invoices?limit=3&state=paid&sort=due')
      assert.equal(plain.status, 200)
      assert.deepEqual(plain.body, batched?.body)
      const row = (plain.body as { rows: { id: string }[] }).rows[0]
      const sheet = await dupond.rest('GET', `/invoices/${row?.id}`)
      assert.deepEqual(sheet.body, await dupond.call('GET /invoices/:id', { params: { id: row?.id ?? '' } }))
    })

    for (const path of [
      '/nothing',
      '/invoices/',
      '//invoices',
      '/invoices/1/2',
      '/%69nvoices%2f1',
      '/../batch',
      '/batch',
    ]) {
      test(`GET ${path} is not there`, async () => {
        const response = await dupond.send(path, { method: 'GET' })
        assert.equal(response.status, 404)
      })
    }

    test('the address has one spelling: not with its version in escapes', async () => {
      const url = dupond.url('/batch').replace('/v1/', '/%761/')
      const headers = { origin: dupond.options.origin, 'content-type': 'application/json' }
      const body = '[{"key":"GET /portal"}]'
      const response = await dupond.options.fetch(new Request(url, { method: 'POST', headers, body }))
      assert.equal(((await response.json()) as Problem).code, 'endpoint-unknown')
    })

    test('an encoded slash stays inside its parameter', async () => {
      const response = await dupond.send('/invoices/1%2F..%2F..%2Fsession', { method: 'GET' })
      assert.equal(((await response.json()) as Problem).code, 'not-found')
    })
  })

  test('what nobody foresaw shows the caller a reference and nothing else', async () => {
    const process = await counter.another()
    const { deps } = process
    const broken = counter.client({
      fetch: (request, env) => process.app.fetch(request, env),
    })
    deps.clock = {
      ...deps.clock,
      today() {
        throw new Error('secret-canary: postgres://user:password@host')
      },
    }
    await broken.signIn('dupond', demoPassword)
    const [reply, next] = await broken.batch([{ key: 'GET /invoices' }, { key: 'GET /session' }])
    assert.equal(reply?.status, 500)
    const body = reply?.body as Problem
    assert.equal(body.code, 'unexpected')
    assert.ok(!JSON.stringify(reply).includes('canary'))
    assert.equal(next?.status, 200)
    const logged = process.lines.find((line) => line.event === 'unexpected')
    assert.equal(logged?.request, body.request)
  })

  test('the log has one line per request, with what was asked and no secret', async () => {
    const { lines } = counter
    const from = lines.length
    const client = counter.client()
    await client.signIn('lefevre', demoPassword)
    await client.batch([{ key: 'GET /session' }, { key: 'GET /nothing' }])
    const mine = lines.slice(from).filter((line) => line.event === 'request')
    const last = mine.at(-1)
    assert.deepEqual(last?.keys, ['GET /session 200', 'GET /nothing 404'])
    assert.equal(last?.path, '/v1/:pk/batch')
    assert.equal(last?.vendor, 'armoise')
    assert.equal(last?.network, '192.0.2.0/24')
    assert.match(String(last?.session), /^[0-9a-f]{16}$/)
    const text = JSON.stringify(lines)
    for (const secret of [demoPassword, client.handle ?? '', client.handle?.slice(4) ?? '', '192.0.2.10']) {
      assert.ok(!text.includes(secret))
    }
  })
})
