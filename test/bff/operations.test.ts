/** What an operator relies on: a port of his own, figures, a log without secrets, refusals instead of slowness. */
import assert from 'node:assert/strict'
import { connect, type Socket } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { logTo } from '../../bff/base/log.ts'
import { Metrics, textOf, together } from '../../bff/base/metrics.ts'
import { redactText } from '../../bff/base/redact.ts'
import { type Serving, serve } from '../../bff/main.ts'
import { postMessage } from '../../bff/mail/post.ts'
import { TestClient } from '../kit/client.ts'
import { type Counter, demoPassword, openCounter, origin, pk, publicUrl, testConfig } from '../kit/counter.ts'

describe('figures', () => {
  test('counters, histograms and gauges in Prometheus’s text form', async () => {
    const metrics = new Metrics()
    const counter = metrics.counter('made_total', 'How many were made')
    counter.add({ what: 'a "quoted" one\nand \\ more' })
    counter.add({ what: 'b' }, 2)
    const histogram = metrics.histogram('took_seconds', 'How long')
    for (const seconds of [0.005, 0.02, 3, 60]) histogram.observe({}, seconds)
    metrics.gauge('now', 'At this moment', async () => [{ labels: {}, value: 7 }])
    metrics.gauge('gone', 'Cannot be read', () => {
      throw new Error('no')
    })
    const lines = textOf(await metrics.families()).split('\n')
    assert.deepEqual(lines.slice(0, 4), [
      '# HELP made_total How many were made',
      '# TYPE made_total counter',
      'made_total{what="a \\"quoted\\" one\\nand \\\\ more"} 1',
      'made_total{what="b"} 2',
    ])
    for (const line of [
      'took_seconds_bucket{le="0.005"} 1',
      'took_seconds_bucket{le="0.025"} 2',
      'took_seconds_bucket{le="2.5"} 2',
      'took_seconds_bucket{le="5"} 3',
      'took_seconds_bucket{le="+Inf"} 4',
      'took_seconds_sum 63.025',
      'took_seconds_count 4',
      'now 7',
    ])
      assert.ok(lines.includes(line), line)
    assert.ok(!lines.some((line) => line.includes('gone')))
  })

  test('several processes are told apart, each family once', async () => {
    const families = async (value: number) => {
      const metrics = new Metrics()
      metrics.gauge('now', 'At this moment', () => [{ labels: { a: 'b' }, value }])
      return metrics.families()
    }
    const both = together(
      new Map([
        ['1', await families(3)],
        ['2', await families(4)],
      ]),
    )
    assert.equal(
      textOf(both),
      '# HELP now At this moment\n# TYPE now gauge\nnow{a="b",process="1"} 3\nnow{a="b",process="2"} 4\n',
    )
  })
})

describe('the log', () => {
  const canary = 'KanarienVogel7Q2xR9mT4w'
  const evil: readonly [string, unknown][] = [
    ['note', `handle cps_${canary}${canary}`],
    ['note', `code cp_${canary.toUpperCase()}`],
    ['note', `key whsec_${canary}`],
    ['note', `Bearer ${canary}`],
    ['note', `Authorization: DPoP ${canary}`],
    ['note', `postgres://owner:${canary}@db.internal/erp`],
    ['note', `smtps://counter%40x:${canary}@mail.example.com:465`],
    ['note', `https://www.example.com/espace-client#guichet.code=${canary}`],
    ['note', `https://www.example.com/#guichet.password=${canary}&x=1`],
    ['note', `$argon2id$v=19$m=65536,t=3,p=1$${canary}$${canary}`],
    ['note', `eyJhbGciOiJFUzI1NiJ9.${canary}.${canary}`],
    ['note', `-----BEGIN PRIVATE KEY-----\n${canary}\n-----END PRIVATE KEY-----`],
    ['password', canary],
    ['Authorization', canary],
    ['set-cookie', canary],
    ['token', [canary]],
    ['deep', { inside: [{ secret: canary }, `cps_${canary}`] }],
    ['error', [`Error: connect postgres://u:${canary}@h/d`, `cause: Bearer ${canary}`]],
  ]
  for (const isTTY of [false, true]) {
    test(`a secret that gets there is blacked out, ${isTTY ? 'on a terminal' : 'as JSON'}`, () => {
      let told = ''
      const log = logTo({ isTTY, write: (text: string) => void (told += text) })
      for (const [name, value] of evil) {
        told = ''
        log.write('info', 'canary', { [name]: value })
        assert.ok(!told.toLowerCase().includes(canary.toLowerCase()), `${name}: ${told}`)
        assert.match(told, /\[redacted\]/)
      }
    })
  }

  test('twin: what an operator needs stays as it is', () => {
    for (const harmless of [
      'GET /invoices',
      '7K3M-9QXT',
      'pk_armoise_demodemodemodemo',
      'R7K3-F92Q',
      'https://counter.example.com/v1/pk/batch',
      'postgres://db.internal:5432/erp',
      'SMTP EENVELOPE 550',
      '192.0.2.0/24',
      '00000000-0000-4000-8000-000000000001',
    ])
      assert.equal(redactText(harmless), harmless)
  })
})

describe('a serving process', () => {
  let counter: Counter
  let serving: Serving
  let base: string
  let admin: string
  before(async () => {
    counter = await openCounter('postgres')
    const vendors = { ...counter.deps.vendors, close: async () => {} }
    serving = await serve({ ...counter.deps, vendors, config: { ...testConfig, adminPort: 0 } })
    base = `http://localhost:${serving.port}`
    admin = `http://localhost:${serving.adminPort}`
  })
  after(async () => {
    await serving?.stop(0)
    await counter.close()
  })
  const client = () =>
    new TestClient({
      fetch: async (request) => {
        const body = request.body ? await request.arrayBuffer() : undefined
        const url = request.url.replace(publicUrl, base)
        return fetch(url, { method: request.method, headers: request.headers, ...(body && { body }) })
      },
      pk,
      origin,
    })

  test('its own port tells live, ready and figures, and nothing else', async () => {
    await client().signIn('dupond', demoPassword)
    await postMessage(counter.vendor.db.gate, {
      channel: 'mail',
      template: 'password-changed',
      to: null,
      language: 'fr',
      portal: pk,
      values: { when: '2026-11-21T10:00:00Z' },
    })
    const get = async (path: string) => {
      const answer = await fetch(admin + path)
      return { status: answer.status, text: await answer.text(), type: answer.headers.get('content-type') }
    }
    assert.equal((await get('/live')).text, 'live\n')
    assert.deepEqual((await get('/ready')).status, 200)
    assert.equal((await get('/v1/x')).status, 404)
    const { text, type } = await get('/metrics')
    assert.equal(type, 'text/plain; version=0.0.4; charset=utf-8')
    for (const line of [
      /^guichet_requests_total\{method="POST",route="\/v1\/:pk\/batch",status="200"\} \d+$/m,
      /^guichet_calls_total\{key="POST \/session",status="200"\} 1$/m,
      /^guichet_request_duration_seconds_bucket\{route="\/v1\/:pk\/batch",le="\+Inf"\} \d+$/m,
      /^guichet_event_loop_delay_seconds\{quantile="0\.99"\} [\d.e-]+$/m,
      /^guichet_password_hashes\{state="waiting"\} 0$/m,
      /^guichet_database_up\{vendor="armoise"\} 1$/m,
      /^guichet_database_connections\{vendor="armoise",pool="app",state="max"\} [3-6]$/m,
      /^guichet_shed_total 0$/m,
      /^process_resident_memory_bytes \d+$/m,
    ])
      assert.match(text, line)
    // No name, no login, no address of anybody.
    assert.doesNotMatch(text, /dupond|127\.0\.0\.1|cps_/)
    assert.equal((await fetch(`${base}/metrics`)).status, 404)
  })

  test('labels come from tables: a caller who invents addresses and keys makes no new line', async () => {
    const lines = async () => (await (await fetch(`${admin}/metrics`)).text()).split('\n').length
    await fetch(`${base}/no-such-0`)
    await client()
      .call('GET /no-such-0' as never)
      .catch(() => undefined)
    const before = await lines()
    for (let n = 1; n <= 20; n++) {
      await fetch(`${base}/no-such-${n}`)
      await client()
        .call(`GET /no-such-${n}` as never)
        .catch(() => undefined)
    }
    assert.ok((await lines()) - before <= 2)
  })

  test('two hundred connections that send one byte and wait hold up nobody', async () => {
    const sockets = await Promise.all(
      Array.from(
        { length: 200 },
        () =>
          new Promise<Socket>((resolve, reject) => {
            const socket = connect(serving.port, 'localhost', () => {
              socket.write('POST /v1/')
              resolve(socket)
            })
            socket.once('error', reject)
          }),
      ),
    )
    assert.equal((await fetch(`${admin}/live`)).status, 200)
    assert.equal((await fetch(`${base}/live`)).status, 200)
    assert.equal((await client().call('GET /portal')).key, pk)
    for (const socket of sockets) socket.destroy()
  })

  test('while it stops: not ready on either port, and each answer asks the caller to come back elsewhere', async () => {
    const vendors = { ...counter.deps.vendors, close: async () => {} }
    const other = await serve({ ...counter.deps, vendors, config: { ...testConfig, adminPort: 0 } })
    const [one, two] = [`http://localhost:${other.port}`, `http://localhost:${other.adminPort}`]
    const stopped = other.stop(300)
    for (const url of [one, two]) assert.equal((await fetch(`${url}/ready`)).status, 503)
    const answer = await fetch(`${one}/live`)
    assert.deepEqual([answer.status, answer.headers.get('connection')], [200, 'close'])
    await stopped
    for (const url of [one, two]) await assert.rejects(fetch(`${url}/live`))
  })
})
