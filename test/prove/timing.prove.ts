/** Existing against missing account, taken in turn by chance: neither the time of the answer nor its bytes may tell. */
import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import { endpoints } from '../../bff/endpoints.ts'
import { Passwords } from '../../bff/gate/sign-in/hash.ts'
import { Random } from '../../bff/management/demo/random.ts'
import { type Counter, openCounter } from '../kit/counter.ts'

const pairs = Number(process.env.GUICHET_TIMINGS ?? 200)
let counter: Counter

/** Customer code and last invoice of somebody who may register, and the contact who would be asked. */
let pair: { code: string; number: string; email: string }

before(async () => {
  // As dear as in production: what a hash costs is half of what is measured.
  counter = await openCounter('postgres', { passwords: new Passwords() })
  const [row] = await counter.admin.query<typeof pair>(
    `select c.code, k.email, (select i.number from management.invoice i where i.customer_id = c.id and i.kind = 'invoice'
        and i.state <> 'cancelled' order by i.issued_on desc, i.id desc limit 1) as number
      from management.customer c join management.contact k on k.customer_id = c.id and k.active and k.email is not null
      where c.active and c.kind = 'company'
        and not exists (select from portal.account a where lower(a.email) = lower(k.email))
        and exists (select from management.invoice i where i.customer_id = c.id and i.kind = 'invoice')
      order by c.id, k.id limit 1`,
  )
  assert.ok(row)
  pair = row
})
after(() => counter.close())

interface Way {
  words: string
  key: string
  path: string
  body: (known: boolean, n: number) => unknown
}

const ways: readonly Way[] = [
  {
    words: 'login and password',
    key: 'POST /session',
    path: '/session',
    body: (known, n) => ({ login: known ? 'dupond' : `nobody${n}`, password: 'not the password 12' }),
  },
  {
    words: 'forgotten password',
    key: 'POST /session/password-reset',
    path: '/session/password-reset',
    body: (known, n) => ({ login: known ? 'dupond' : `nobody${n}` }),
  },
  {
    words: 'one-time code',
    key: 'POST /session/one-time-code',
    path: '/session/one-time-code',
    body: (known, n) => ({ identifier: known ? 'dupond' : `nobody${n}` }),
  },
  {
    words: 'registration',
    key: 'POST /session/registration',
    path: '/session/registration',
    body: (known, n) => ({
      // As often the same between two cleanings of the throttles as the one that there is: how often a code was asked
      // about is what the throttle knows, of whatever code.
      customerCode: known ? pair.code : `C${String(90_000 + (Math.floor(n / 10) % 9_000))}`,
      invoiceNumber: known ? pair.number : `F2026-${String(n % 100_000).padStart(5, '0')}`,
      name: 'Ana Essai',
      email: pair.email,
    }),
  },
]

/** Chance that an answer about somebody who exists takes longer than one about nobody: 0.5 = nothing to learn. */
function auc(existing: readonly number[], missing: readonly number[]): number {
  const all = [...existing.map((time) => ({ time, yes: true })), ...missing.map((time) => ({ time, yes: false }))]
  all.sort((a, b) => a.time - b.time)
  let ranks = 0
  for (const [at, { yes }] of all.entries()) if (yes) ranks += at + 1
  const [n, m] = [existing.length, missing.length]
  return (ranks - (n * (n + 1)) / 2) / (n * m)
}

for (const { words, key, path, body } of ways) {
  const there = endpoints.some((endpoint) => endpoint.key === (key as never))
  it(`${words}: ${pairs} of each`, { skip: !there && 'not an endpoint of this counter' }, async (t) => {
    const random = new Random(`timing ${words}`)
    const times = { known: [] as number[], unknown: [] as number[] }
    const answers = new Set<string>()
    const challenge = counter.client()
    await challenge.send(path, { body: body(false, 0) })
    for (let n = 0; times.known.length < pairs || times.unknown.length < pairs; n++) {
      const known = random.chance(0.5)
      // Each from a network of its own, and with an empty bucket: what is measured is the answer, not the throttle.
      if (n % 10 === 0) await counter.admin.query('delete from portal.throttle')
      const client = counter.client({ peer: `10.${(n >> 8) & 255}.${n & 255}.7` })
      Object.assign(client, { privateKey: challenge.privateKey, jwk: challenge.jwk, nonce: challenge.nonce })
      const started = performance.now()
      const response = await client.send(path, { body: body(known, n) })
      const text = await response.text()
      const spent = performance.now() - started
      challenge.nonce = client.nonce
      // The first after a cleaning is slower, and chance may give more of those to one side.
      if (n >= 20 && n % 10 !== 0) times[known ? 'known' : 'unknown'].push(spent)
      const reference = response.headers.get('x-request-id') ?? ''
      answers.add(
        `${response.status} ${text.replace(reference, '…').replace(/"challenge":"[\w-]{43}"/, '"challenge":"…"')}`,
      )
    }
    const area = auc(times.known, times.unknown)
    const sure = Math.max(0.03, 3 / Math.sqrt(6 * pairs))
    t.diagnostic(
      `figure ${words}: AUC ${area.toFixed(3)} (n = ${times.known.length} and ${times.unknown.length}), ${answers.size} kinds of answers`,
    )
    assert.deepEqual([...answers].slice(1), [], 'all answers are the same bytes')
    assert.ok(Math.abs(area - 0.5) <= sure, `AUC ${area}, allowed 0.5 ± ${sure.toFixed(3)}`)
  })
}

it('twin: a difference of a tenth of the spread would show', () => {
  const random = new Random('twin')
  const draw = (more: number) => Array.from({ length: 2000 }, () => random.int(0, 10_000) + more)
  assert.ok(auc(draw(1000), draw(0)) > 0.55)
  assert.ok(Math.abs(auc(draw(0), draw(0)) - 0.5) < 0.03)
})
