/** What an operator relies on: a port of his own, figures, a log without secrets, refusals instead of slowness. */
import assert from 'node:assert/strict'
import { connect, type Socket } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { logTo } from '../../bff/base/log.ts'
import { Metrics, textOf, together } from '../../bff/base/metrics.ts'
import { redactText } from '../../bff/base/redact.ts'
import { Line } from '../../bff/db/line.ts'
import { Load } from '../../bff/gate/load.ts'
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

describe('load', () => {
  test('a slow event loop refuses more each second, never all; a quick one less, until none', () => {
    const load = new Load(200)
    const passing = () => Array.from({ length: 100 }, () => load.admits()).filter(Boolean).length
    load.observe(199)
    assert.equal(passing(), 100)
    const seen = [201, 500, 500, 500, 500].map((p99) => (load.observe(p99), passing()))
    assert.deepEqual(seen, [75, 50, 25, 10, 10])
    const better = [50, 50, 50, 50].map((p99) => (load.observe(p99), load.refused))
    assert.equal(better.at(-1), 0)
    assert.equal(passing(), 100)
  })

  test('zero switches it off', () => {
    const load = new Load(0)
    load.observe(60_000)
    assert.equal(load.refused, 0)
  })
})

describe('the line for a connection', () => {
  /** A line of so many, and a clock that the test moves. */
  function standing(places: number) {
    let now = 0
    const line = new Line(places, () => now)
    const leavers: (() => void)[] = []
    return {
      pass: (milliseconds: number) => void (now += milliseconds),
      /** Comes and waits, or is told no. */
      come() {
        if (!line.admits()) return false
        void line.stand(new Promise<void>((go) => leavers.push(go)))
        return true
      },
      async leave(many: number) {
        for (const go of leavers.splice(0, many)) go()
        await new Promise((done) => setImmediate(done))
      },
    }
  }
  const many = (count: number, come: () => boolean) => Array.from({ length: count }, come).filter(Boolean).length

  test('a burst waits, as long as twice the pool and no longer', async () => {
    const { come, leave, pass } = standing(10)
    assert.equal(many(50, come), 20)
    pass(99)
    await leave(20)
    pass(99)
    assert.equal(many(50, come), 20, 'it was gone within a tenth of a second')
  })

  test('once it has stood for a tenth of a second it is short, until nobody was refused for a second', async () => {
    const { come, leave, pass } = standing(10)
    assert.equal(many(50, come), 20)
    pass(101)
    assert.equal(many(50, come), 0)
    await leave(19)
    assert.equal(many(50, come), 1, 'two in line, where there were twenty')
    pass(900)
    await leave(2)
    assert.equal(many(50, come), 2, 'it was empty for a moment: more still come than go')
    pass(900)
    await leave(2)
    assert.equal(many(1, come), 1)
    await leave(1)
    pass(999)
    assert.equal(many(2, come), 2)
    await leave(2)
    pass(1_001)
    assert.equal(many(50, come), 20, 'nobody was refused for a second')
  })

  test('it never holds a connection idle: one may always wait', async () => {
    const { come, leave, pass } = standing(1)
    many(50, come)
    pass(101)
    assert.equal(many(50, come), 0)
    await leave(20)
    assert.equal(many(50, come), 1)
  })
})

/** Knows of the event loop what the test says, not how it is. */
class Told extends Load {
  override observe(): void {}
  look(p99: number): void {
    super.observe(p99)
  }
}

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
      /^guichet_database_connections\{vendor="armoise",pool="app",state="max"\} 10$/m,
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

  describe('that has too much to do', () => {
    /** What the process stands on, as the tests bend it. */
    const bent = { room: true, asked: 0, load: new Told(200) }
    const lines: Record<string, unknown>[] = []
    let other: Serving
    let url: string
    before(async () => {
      const db = new Proxy(counter.vendor.db, {
        get(target, name) {
          if (name === 'hasRoom') return () => bent.room
          if (name === 'scoped' || name === 'gate') bent.asked++
          return Reflect.get(target, name)
        },
      })
      const vendors = { names: [db.name], get: async () => db, close: async () => {} }
      const log = logTo({ write: (text: string) => lines.push(JSON.parse(text) as Record<string, unknown>) })
      other = await serve({ ...counter.deps, vendors, log, load: bent.load, config: { ...testConfig, adminPort: 0 } })
      url = `http://localhost:${other.port}`
    })
    after(() => other.stop(0))
    const send = (init: RequestInit & { headers?: Record<string, string> } = {}) =>
      fetch(`${url}/v1/${pk}/batch`, {
        method: 'POST',
        body: '[{"key":"GET /portal"}]',
        ...init,
        headers: { Origin: origin, 'Content-Type': 'application/json', ...init.headers },
      })

    test('refuses at the door: typed, readable for the website, told when to come back, and nothing was asked', async () => {
      assert.equal((await send()).status, 200)
      bent.room = false
      bent.asked = 0
      const answers = await Promise.all(
        Array.from({ length: 9 }, () => send({ headers: { Authorization: 'DPoP x', DPoP: 'no proof' } })),
      )
      const bodies = (await Promise.all(answers.map((answer) => answer.json()))) as Record<string, unknown>[]
      assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([503]))
      for (const [n, { headers }] of answers.entries()) {
        assert.equal(headers.get('access-control-allow-origin'), origin)
        assert.match(headers.get('access-control-expose-headers') ?? '', /Retry-After/)
        assert.equal(headers.get('content-type'), 'application/problem+json')
        assert.equal(headers.get('cache-control'), 'no-store')
        assert.equal(headers.get('retry-after'), String(bodies[n]?.['retryAfter']))
        assert.equal(headers.get('x-request-id'), bodies[n]?.['request'])
        assert.equal(bodies[n]?.['code'], 'overloaded')
      }
      const waits = bodies.map((body) => body['retryAfter']).toSorted()
      assert.deepEqual(waits, [1, 1, 1, 2, 2, 2, 3, 3, 3], 'they do not all come back at once')
      assert.equal(bent.asked, 0, 'the database was not asked for any of them')
      const figures = await (await fetch(`http://localhost:${other.adminPort}/metrics`)).text()
      assert.match(figures, /^guichet_shed_total 9$/m)
      bent.room = true
      assert.equal((await send()).status, 200, 'twin: with room the same request comes in')
    })

    test('a website that is not the portal’s may not read the refusal; a preflight is never refused', async () => {
      bent.room = false
      const strange = await send({ headers: { Origin: 'https://elsewhere.example' } })
      assert.deepEqual([strange.status, strange.headers.get('access-control-allow-origin')], [503, null])
      const preflight = await send({ method: 'OPTIONS', body: null })
      assert.equal(preflight.status, 204)
      assert.equal(preflight.headers.get('access-control-allow-origin'), origin)
      assert.match(preflight.headers.get('access-control-allow-headers') ?? '', /DPoP/)
      assert.equal((await fetch(`${url}/live`)).status, 200)
      assert.equal((await fetch(`${url}/v1/${pk}/files/${'a'.repeat(43)}`)).status, 404, 'a link of a page is answered')
      bent.room = true
    })

    test('the connection stays for the next request, unless more is on its way than anybody wants to read', async () => {
      bent.room = false
      const close = async (body: string) => (await send({ body })).headers.get('connection')
      assert.deepEqual([await close('[]'), await close('x'.repeat(300_000))], ['keep-alive', 'close'])
      bent.room = true
    })

    test('a late event loop refuses a part of them', async () => {
      for (let n = 0; n < 4; n++) bent.load.look(1_000)
      const answers = await Promise.all(Array.from({ length: 20 }, () => send()))
      for (let n = 0; n < 4; n++) bent.load.look(0)
      const refused = answers.filter(({ status }) => status === 503)
      assert.ok(refused.length >= 17 && refused.length < 20, `${refused.length}`)
    })

    test('the log has a line a second for all of them, under the reference that they were told', async () => {
      bent.room = false
      lines.length = 0
      const { request } = (await (await send()).json()) as { request: string }
      await send()
      bent.room = true
      await other.stop(0)
      assert.ok(!lines.some(({ event }) => event === 'request'))
      const told = lines.filter(({ event, request: reference }) => event === 'shed' && reference === request)
      assert.equal(told.length, 1)
      assert.deepEqual([told[0]?.['portal'], told[0]?.['vendor'], told[0]?.['level']], [pk, 'armoise', 'warn'])
      assert.ok(Number(told[0]?.['refused']) >= 2)
    })
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
