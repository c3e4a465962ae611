/**
 * A crowd of browsers in a process of its own: the widgets' request for a list over raw sockets, each with a proof that
 * nobody has seen, so that asking costs the machine little. Open loop: requests leave when they are due, however the
 * answers come, and the time counts from that moment, so that a queue on this side hides nothing.
 */
import { createHash, createPrivateKey, type JsonWebKey, randomBytes, sign } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { origin, pk, publicUrl } from '../bench/place.ts'

export interface Person {
  port: number
  handle: string
  key: JsonWebKey
}

/** `hands`: so many ask again as soon as they have their answer, or after a short rest when they were refused. `rate`: so many a second, at random moments. */
export type FloodWish = { seconds: number } & ({ hands: number } | { rate: number })

export interface Flooded {
  /** Status, or why there was no answer. One per request, in the order in which they were due. */
  statuses: (number | string)[]
  /** Milliseconds from the beginning at which each was due, and until its last byte. */
  due: number[]
  spent: number[]
  /** Refused without telling when to come back, or unreadable for the website. */
  untold: number
  /** Refused only when they had come in. */
  inside: number
  /** Milliseconds that this process itself was late, 99th percentile. */
  late: number
}

/** Connections at most: those of a crowd of browsers that wait. */
const most = 2_000
/** Milliseconds after which an idle connection is not used any more: the counter closes it after 5 s. */
const idle = 3_000

interface Wire {
  socket: Socket
  since: number
  got: Buffer
  answered: ((answer: Answer) => void) | undefined
}
interface Answer {
  status: number | string
  /** Of the one call in the batch: it had come in. */
  inside: boolean
  head: string
  body: string
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const body = '[{"key":"GET /invoices","query":{"limit":20}}]'
const header = (head: string, name: string) => new RegExp(`^${name}: (.*)\r$`, 'im').exec(head)?.[1]

class Crowd {
  readonly #person: Person
  readonly #privateKey
  readonly #start: string
  readonly #ath: string
  readonly #jwtHead = encode({ typ: 'dpop+jwt', alg: 'ES256' })
  readonly #free: Wire[] = []
  readonly #line: (() => void)[] = []
  /** Signed, and turned away at the door with the request that carried it: nobody has seen it. */
  readonly #unseen: string[] = []
  #wires = 0
  #nonce = 'x'
  untold = 0
  inside = 0

  constructor(person: Person) {
    this.#person = person
    this.#privateKey = createPrivateKey({ key: person.key, format: 'jwk' })
    this.#ath = createHash('sha256').update(person.handle).digest('base64url')
    this.#start = `POST /v1/${pk}/batch HTTP/1.1\r\nHost: localhost\r\nOrigin: ${origin}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nAuthorization: DPoP ${person.handle}\r\nDPoP: `
  }

  #proof(): string {
    const claims = {
      htm: 'POST',
      htu: `${publicUrl}/v1/${pk}/batch`,
      iat: Math.floor(Date.now() / 1000),
      jti: randomBytes(16).toString('base64url'),
      ath: this.#ath,
      nonce: this.#nonce,
    }
    const text = `${this.#jwtHead}.${encode(claims)}`
    const signature = sign('sha256', Buffer.from(text), { key: this.#privateKey, dsaEncoding: 'ieee-p1363' })
    return `${text}.${signature.toString('base64url')}`
  }

  /** A stale nonce is replaced and the question put again, as a page does. */
  async ask(): Promise<number | string> {
    let { status, head, body: text } = await this.#once()
    if (status === 401) ({ status, head, body: text } = await this.#once())
    const readable = header(head, 'access-control-allow-origin') === origin
    if (status === 503 && !(readable && /"retryAfter":[1-9]\b/.test(text))) this.untold++
    return status
  }

  async #once(): Promise<Answer> {
    const wire = this.#take() ?? (await this.#open())
    const proof = this.#unseen.pop() ?? this.#proof()
    const answer = await new Promise<Answer>((resolve) => {
      wire.answered = resolve
      wire.socket.write(`${this.#start}${proof}\r\n\r\n${body}`)
    })
    if (answer.status === 503 && !answer.inside) this.#unseen.push(proof)
    const nonce = header(answer.head, 'dpop-nonce')
    if (nonce) this.#nonce = nonce
    return answer
  }

  #take(): Wire | undefined {
    for (let wire = this.#free.pop(); wire; wire = this.#free.pop()) {
      if (performance.now() - wire.since < idle && !wire.socket.destroyed) return wire
      wire.socket.destroy()
    }
    return undefined
  }

  async #open(): Promise<Wire> {
    while (this.#wires >= most) {
      await new Promise<void>((go) => this.#line.push(go))
      const wire = this.#take()
      if (wire) return wire
    }
    this.#wires++
    const socket = connect(this.#person.port, '127.0.0.1')
    socket.setNoDelay(true)
    const wire: Wire = { socket, since: 0, got: Buffer.alloc(0), answered: undefined }
    const end = (why: string) => {
      const { answered } = wire
      wire.answered = undefined
      answered?.({ status: why, inside: false, head: '', body: '' })
    }
    socket.on('data', (bytes) => this.#read(wire, bytes))
    socket.on('error', (error: NodeJS.ErrnoException) => end(error.code ?? error.message))
    socket.on('close', () => {
      this.#wires--
      end('cut off')
      this.#line.shift()?.()
    })
    return wire
  }

  #read(wire: Wire, bytes: Buffer): void {
    wire.got = wire.got.length === 0 ? bytes : Buffer.concat([wire.got, bytes])
    const split = wire.got.indexOf('\r\n\r\n')
    if (split < 0) return
    const head = wire.got.toString('latin1', 0, split + 2)
    const length = header(head, 'content-length')
    const whole =
      length === undefined
        ? wire.got.subarray(-5).toString('latin1') === '0\r\n\r\n'
        : wire.got.length >= split + 4 + Number(length)
    if (!whole) return
    const status = Number(head.slice(9, 12))
    // A batch is 200; what became of its one call stands inside.
    const body = wire.got.toString('latin1', split + 4, split + 400)
    const inside = /\[\{"status":(\d+)/.exec(body)?.[1]
    if (inside === '503') this.inside++
    wire.got = Buffer.alloc(0)
    wire.since = performance.now()
    const { answered } = wire
    wire.answered = undefined
    if (header(head, 'connection') === 'close') wire.socket.destroy()
    else this.#free.push(wire)
    this.#line.shift()?.()
    answered?.({ status: status === 200 ? Number(inside ?? 0) : status, inside: status === 200, head, body })
  }

  close(): void {
    for (const { socket } of this.#free) socket.destroy()
  }
}

async function flood(crowd: Crowd, wish: FloodWish): Promise<Flooded> {
  const told: Flooded = { statuses: [], due: [], spent: [], untold: 0, inside: 0, late: 0 }
  const before = { untold: crowd.untold, inside: crowd.inside }
  const own = monitorEventLoopDelay({ resolution: 1 })
  own.enable()
  const started = performance.now()
  const end = started + wish.seconds * 1000
  const one = async (due: number) => {
    const place = told.due.push(due - started) - 1
    const status = await crowd.ask()
    told.statuses[place] = status
    told.spent[place] = performance.now() - due
    return status
  }
  if ('hands' in wish) {
    const hand = async () => {
      while (performance.now() < end) if ((await one(performance.now())) !== 200) await sleep(50)
    }
    await Promise.all(Array.from({ length: wish.hands }, hand))
  } else {
    const gap = () => (-Math.log(1 - Math.random()) * 1000) / wish.rate
    const waiting: Promise<unknown>[] = []
    await new Promise<void>((over) => {
      let due = started + gap()
      const timer = setInterval(() => {
        for (const now = performance.now(); due <= now && due < end; due += gap()) waiting.push(one(due))
        if (performance.now() < end) return
        clearInterval(timer)
        over()
      }, 1)
    })
    await Promise.all(waiting)
  }
  own.disable()
  return {
    ...told,
    untold: crowd.untold - before.untold,
    inside: crowd.inside - before.inside,
    late: own.percentile(99) / 1e6,
  }
}

process.once('message', (person: Person) => {
  const crowd = new Crowd(person)
  process.on('message', (wish: FloodWish) => void flood(crowd, wish).then((told) => process.send?.(told)))
  process.send?.('ready')
  process.once('disconnect', () => {
    crowd.close()
    process.exit(0)
  })
})
