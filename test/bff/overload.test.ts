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
import { Load, type Look, watchLoop } from '../../bff/gate/load.ts'
import { trace } from '../../bff/gate/trace.ts'
import { Turns } from '../../bff/gate/turns.ts'
import { type Serving, serve } from '../../bff/main.ts'
import { type Counter, openCounter, origin, pk, testConfig } from '../kit/counter.ts'

describe('load', () => {
  const long: Look = { turn: 40, used: 0.95 }
  const short: Look = { turn: 10, used: 0.6 }
  /** A quarter of a second in which so many ask, evenly; then a look. @returns how many were let in */
  function quarter(bent: { load: Load; now: number }, asking: number, look: Look): number {
    let admitted = 0
    for (let n = 0; n < asking; n++) {
      bent.now += 250 / asking
      if (bent.load.admits()) admitted++
    }
    bent.load.observe(look)
    return admitted
  }
  function bending(longest: number): { load: Load; now: number } {
    const bent: { load: Load; now: number } = { now: 0, load: new Load(longest, () => bent.now) }
    return bent
  }

  test('where the turns of the event loop are long less is let in, each time, and never nothing', () => {
    const bent = bending(20)
    const seen = Array.from({ length: 20 }, () => quarter(bent, 100, long))
    assert.deepEqual(seen.slice(0, 2), [100, 100], 'one long turn is no crowd')
    assert.ok(seen[2] === 80 && seen[3] === 64, `${seen}`)
    assert.ok(
      seen.slice(-4).every((n) => n === 2 || n === 3),
      `ten a second: ${seen}`,
    )
    assert.ok(bent.load.refused > 0.9)
  })

  test('where they are short again more is let in, and after two seconds without a refusal everybody', () => {
    const bent = bending(20)
    for (let n = 0; n < 12; n++) quarter(bent, 100, long)
    const rising = Array.from({ length: 30 }, () => quarter(bent, 100, short))
    assert.deepEqual(
      rising.toSorted((a, b) => a - b),
      rising,
    )
    assert.equal(rising.at(-1), 100)
    for (let n = 0; n < 8; n++) quarter(bent, 100, short)
    assert.equal(Array.from({ length: 5_000 }, () => bent.load.admits()).every(Boolean), true, 'no limit any more')
  })

  test('where they are very short it goes quickly', () => {
    const bent = bending(20)
    for (let n = 0; n < 20; n++) quarter(bent, 100, long)
    const rising = Array.from({ length: 12 }, () => quarter(bent, 100, { turn: 3, used: 0.3 }))
    assert.ok(rising.includes(100), `back in three seconds: ${rising}`)
  })

  test('between long and short it stays; a burst waits for the next tenth of a second', () => {
    const bent = bending(20)
    for (let n = 0; n < 3; n++) quarter(bent, 100, long)
    const kept = Array.from({ length: 4 }, () => quarter(bent, 100, { turn: 17, used: 0.9 }))
    assert.equal(new Set(kept.slice(1)).size, 1, `${kept}`)
    bent.now += 10_000
    const atOnce = Array.from({ length: 1_000 }, () => bent.load.admits()).filter(Boolean).length
    assert.ok(atOnce <= 32, `${atOnce} of a limit of 256 a second`)
  })

  test('what takes long without a crowd is nobody’s fault: a big document, or a process with time to spare', () => {
    for (const [asking, look] of [
      [19, { turn: 250, used: 1 }],
      [100, { turn: 40, used: 0.5 }],
      [100, { turn: 19, used: 1 }],
    ] as const) {
      const bent = bending(20)
      for (let n = 0; n < 6; n++) assert.equal(quarter(bent, asking, look), asking)
    }
  })

  test('a flood is not waited for: three turns running, each a crowd and twice too long', () => {
    /** Lets in 25 of a quiet quarter, then sees these turns. @returns how many of the next quarter come in */
    const after = (turns: readonly (readonly [requests: number, length: number])[], longest = 20): number => {
      const bent = bending(longest)
      quarter(bent, 25, short)
      for (const [requests, length] of turns) bent.load.turned(requests, length)
      return quarter(bent, 400, short)
    }
    const flood = [80, 41] as const
    assert.ok(after([flood, flood, flood]) <= 24, 'four fifths of what came in before, and the burst of a tenth')
    assert.equal(after([flood, flood]), 400, 'what a pause has piled up is gone by then')
    assert.equal(after([flood, flood, [19, 41], flood, flood]), 400, 'no crowd between')
    assert.equal(after([flood, flood, [80, 40], flood, flood]), 400, 'not so long between')
    assert.equal(after([flood, flood, flood], 0), 400, 'switched off')
  })

  test('zero switches it off', () => {
    const bent = bending(0)
    for (let n = 0; n < 6; n++) assert.equal(quarter(bent, 100, { turn: 60_000, used: 1 }), 100)
  })

  const work = (milliseconds: number) => {
    const until = performance.now() + milliseconds
    while (performance.now() < until);
  }
  /** At the end of what this turn of the event loop has to do. */
  const turned = () => new Promise((turn) => setImmediate(turn))

  test('the event loop is looked at: a turn that is kept busy is long', async () => {
    const looks: Look[] = []
    const turns = new Turns()
    const watch = watchLoop(turns, (look) => looks.push(look))
    const end = performance.now() + 600
    while (performance.now() < end) {
      turns.came()
      work(30)
      await turned()
    }
    const busy = looks.at(-1)
    watch.stop()
    assert.ok(busy && busy.turn >= 25 && busy.used > 0.8, JSON.stringify(looks))
  })

  test('a turn counts as often as requests were read in it: a crowd’s is not hidden behind many short ones', async () => {
    const seen: number[] = []
    const turns = new Turns((requests) => seen.push(requests))
    assert.equal(turns.take(), 0, 'nobody came')
    for (let n = 0; n < 20; n++) {
      turns.came()
      await turned()
    }
    for (let n = 0; n < 80; n++) turns.came()
    work(40)
    await turned()
    const mean = turns.take()
    assert.ok(mean > 0.7 * 40, `${mean} ms`)
    assert.equal(turns.take(), 0, 'asked once more, nobody came since')
    assert.deepEqual(seen, [...Array.from({ length: 20 }, () => 1), 80], 'each turn is told')
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
      gaveBack: (after: number) => line.gaveBack(after),
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

  test('where a connection is held for longer, the line may stand for longer: for two turns, a second at most', async () => {
    const slow = standing(10)
    for (let n = 0; n < 200; n++) slow.gaveBack(300)
    assert.equal(many(50, slow.come), 20)
    slow.pass(599)
    await slow.leave(19)
    assert.equal(many(50, slow.come), 19)
    slow.pass(2)
    assert.equal(many(50, slow.come), 0)
    const stuck = standing(10)
    for (let n = 0; n < 200; n++) stuck.gaveBack(30_000)
    stuck.come()
    stuck.pass(1_001)
    assert.equal(many(50, stuck.come), 1, 'two in line, the first included')
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
    const server = createServer(
      getRequestListener((request) =>
        trace({ config: testConfig, log: silentLog } as Deps, request, undefined, async () => {
          await readJson(request, undefined, 20)
          return new Response('never')
        }),
      ),
    )
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
