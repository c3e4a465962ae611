/** Too much at once: who waits, who is refused, how, and what it leaves in the log. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { getRequestListener } from '@hono/node-server'
import { inTime } from '../../bff/base/in-time.ts'
import { logTo, silentLog } from '../../bff/base/log.ts'
import { Line } from '../../bff/db/line.ts'
import type { Deps } from '../../bff/deps.ts'
import { readUpload } from '../../bff/files/uploads-body.ts'
import { readJson } from '../../bff/gate/limits.ts'
import { Load, type Look } from '../../bff/gate/load.ts'
import { trace } from '../../bff/gate/trace.ts'
import { type Serving, serve } from '../../bff/main.ts'
import { type Counter, openCounter, origin, pk, testConfig } from '../kit/counter.ts'

describe('the line for a connection', () => {
  /** A line of so many, and a clock that the test moves. */
  function standing(places: number) {
    let now = 0
    let flooded = false
    const line = new Line(places, () => now)
    const leavers: (() => void)[] = []
    return {
      pass: (milliseconds: number) => void (now += milliseconds),
      gaveBack: (after: number) => line.gaveBack(after),
      flood: (is: boolean) => void (flooded = is),
      /** Comes and waits, or is told no. */
      come() {
        if (!line.admits(0, flooded)) return false
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

  /** So many who wait, each for as long as the one before him holds his connection. */
  async function takeTurns(many: number, each: number, { pass, leave, come }: ReturnType<typeof standing>) {
    for (let n = 0; n < many; n++) {
      pass(each)
      await leave(1)
      come()
    }
  }

  test('a burst waits, as long as twice the pool and no longer', async () => {
    const { come, leave, pass } = standing(10)
    assert.equal(many(50, come), 20)
    pass(99)
    await leave(20)
    pass(99)
    assert.equal(many(50, come), 20, 'it was gone within a tenth of a second')
  })

  test('a line that never ends is no flood while each waits for a few turns only', async () => {
    const line = standing(3)
    for (let n = 0; n < 200; n++) line.gaveBack(12)
    many(13, line.come)
    await takeTurns(500, 4, line)
    assert.equal(many(50, line.come), 7, 'twenty in line: it is not short')
  })

  test('where even the luckiest has waited too long for a tenth of a second it is short', async () => {
    const line = standing(3)
    for (let n = 0; n < 200; n++) line.gaveBack(12)
    assert.equal(many(50, line.come), 20)
    await takeTurns(60, 4, line)
    assert.equal(many(50, line.come), 0)
    await line.leave(20)
    assert.equal(many(50, line.come), 1, 'one in line, where there were twenty')
  })

  test('where nobody gets a connection any more it is short just as soon', () => {
    const { come, pass } = standing(10)
    assert.equal(many(5, come), 5)
    pass(125)
    assert.equal(many(50, come), 15)
    pass(1)
    assert.equal(many(50, come), 0)
  })

  test('where a connection is held for longer, people may wait for longer: half a second and as long again, at most', async () => {
    const slow = standing(10)
    for (let n = 0; n < 200; n++) slow.gaveBack(80)
    assert.equal(many(50, slow.come), 20)
    slow.pass(559)
    assert.equal(many(50, slow.come), 0, 'it is as long as ever')
    await slow.leave(1)
    assert.equal(many(50, slow.come), 1)
    slow.pass(2)
    await slow.leave(1)
    assert.equal(many(50, slow.come), 0, 'for two turns everybody had waited for more than five')
    const stuck = standing(10)
    for (let n = 0; n < 200; n++) stuck.gaveBack(30_000)
    stuck.come()
    stuck.pass(1_001)
    assert.equal(many(50, stuck.come), 1, 'two in line, the first included')
  })

  test('it is short until few of those who come are refused, or nobody for a second', async () => {
    const line = standing(10)
    const { come, leave, pass } = line
    assert.equal(many(50, come), 20)
    pass(126)
    assert.equal(many(50, come), 0)
    await leave(19)
    assert.equal(many(50, come), 1, 'two in line, where there were twenty')
    for (let n = 0; n < 100; n++) {
      pass(10)
      await leave(2)
      assert.equal(many(10, come), 2, 'it is empty now and then: more still come than go')
    }
    for (let n = 0; n < 50; n++) {
      pass(10)
      await leave(2)
      assert.equal(come(), true)
    }
    await leave(2)
    assert.equal(many(50, come), 20, 'as many come as go')
    pass(126)
    assert.equal(many(50, come), 0)
    await leave(20)
    assert.equal(many(50, come), 2)
    await leave(2)
    pass(1_001)
    assert.equal(many(50, come), 20, 'nobody was refused for a second')
  })

  test('in a flood, which is turned away before it comes here, it is short at once and stays so', async () => {
    const { come, leave, pass, flood } = standing(10)
    assert.equal(many(50, come), 20)
    await leave(20)
    flood(true)
    assert.equal(many(50, come), 2)
    for (let n = 0; n < 100; n++) {
      pass(50)
      await leave(2)
      assert.equal(come(), true)
    }
    assert.equal(many(50, come), 1)
    flood(false)
    await leave(2)
    pass(1_001)
    assert.equal(many(50, come), 20)
  })

  test('it never holds a connection idle: one may always wait', async () => {
    const { come, leave, pass } = standing(1)
    many(50, come)
    pass(126)
    assert.equal(many(50, come), 0)
    await leave(20)
    assert.equal(many(50, come), 1)
  })
})

/** Knows of the event loop what the test says, not how it is. */
class Told extends Load {
  override observe(): void {}
  look(look: Look): void {
    super.observe(look)
  }
}

describe('a process that has too much to do', () => {
  /** What the process stands on, as the tests bend it. */
  const bent = { room: true, asked: 0, load: new Told(20) }
  const lines: Record<string, unknown>[] = []
  let counter: Counter
  let other: Serving
  let url: string
  before(async () => {
    counter = await openCounter('postgres')
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
  after(async () => {
    await other.stop(0)
    await counter.close()
  })
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

  test('long turns of the event loop refuse most of them', async () => {
    for (let n = 0; n < 12; n++) {
      for (let asking = 0; asking < 20; asking++) bent.load.admits()
      bent.load.look({ turn: 40, used: 1 })
    }
    const answers = await Promise.all(Array.from({ length: 20 }, () => send()))
    for (let n = 0; n < 30; n++) bent.load.look({ turn: 1, used: 0.1 })
    const refused = answers.filter(({ status }) => status === 503)
    assert.ok(refused.length >= 10, `${refused.length}`)
    assert.equal((await send()).status, 200, 'twin: with short turns the same request comes in')
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

describe('a body that trickles', () => {
  /** A request whose body begins and never ends. */
  const trickle = (first: string, headers: Record<string, string> = {}) =>
    new Request('http://localhost/', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode(first)) }),
      duplex: 'half',
    } as RequestInit)

  test('is not waited for: JSON has a deadline of its own, and its first bytes earn nothing', async () => {
    await assert.rejects(readJson(trickle('['), undefined, 20), { code: 'body-too-slow', status: 408 })
    const whole = new Request('http://localhost/', {
      method: 'POST',
      body: '[1]',
      headers: { 'Content-Type': 'application/json' },
    })
    assert.deepEqual(await readJson(whole, undefined, 60_000), [1], 'twin')
  })

  test('a file has more time the more of it has come', async () => {
    const pace = { patience: 20, rate: 1_000_000 }
    const announced = { 'Content-Length': '1000000' }
    await assert.rejects(readUpload(trickle('%PDF-', announced), 1_000_000, pace), { code: 'body-too-slow' })
    let more: ReadableStreamDefaultController<Uint8Array> | undefined
    const body = new ReadableStream<Uint8Array>({ start: (controller) => void (more = controller) })
    const read: number[] = []
    const all = (async () => {
      for await (const { length } of inTime(body, pace)) {
        read.push(length)
        // Well after the first deadline, which a million bytes have put off by a second.
        if (read.length === 1) setTimeout(() => more?.enqueue(new Uint8Array(1)), 60)
        else more?.close()
      }
    })()
    more?.enqueue(new Uint8Array(1_000_000))
    await all
    assert.deepEqual(read, [1_000_000, 1])
  })

  test('over a real line: the typed answer comes, then the connection ends', async () => {
    const listener = getRequestListener((request) =>
      trace({ config: testConfig, log: silentLog } as Deps, request, undefined, async () => {
        await readJson(request, undefined, 20)
        return new Response('never')
      }),
    )
    const server = createServer((incoming, outgoing) => void listener(incoming, outgoing))
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
    socket.write('POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n[')
    let told = ''
    socket.setEncoding('utf8').on('data', (text: string) => void (told += text))
    await once(socket, 'close')
    assert.match(told, /^HTTP\/1\.1 408 /)
    assert.match(told, /"code":"body-too-slow"/)
    server.close()
  })
})
