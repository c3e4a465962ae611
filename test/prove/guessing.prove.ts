/** Codes guessed at the real door: as fast as the throttles let it be, and as if there were no throttles. */
import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { after, before, it } from 'node:test'
import { hash } from '@node-rs/argon2'
import { limits, oneTime } from '../../bff/gate/sign-in/limits.ts'
import { makePortalCode } from '../../bff/gate/sign-in/portal-code.ts'
import { Random } from '../../bff/management/demo/random.ts'
import { codeOf, type TestClient } from '../kit/client.ts'
import { type Counter, openCounter } from '../kit/counter.ts'

const guesses = Number(process.env.GUICHET_GUESSES ?? 500)
const person = 'dupond'
let counter: Counter
/** The clock of the counter stands still, and so does what a way in must know of it. */
let nonce: string | null

before(async () => {
  counter = await openCounter('postgres')
  const first = counter.client()
  await first.raw('/batch', { headers: { 'content-type': 'application/json' }, body: '[{"key":"GET /portal"}]' })
  nonce = first.nonce
  assert.ok(nonce)
})
after(() => counter.close())

const forget = () => counter.admin.query('delete from portal.throttle')
/** Another browser in a network of its own, which does not have to be told the nonce first. */
const stranger = (n: number): TestClient =>
  Object.assign(counter.client({ peer: `10.${(n >> 8) & 255}.${n & 255}.7` }), { nonce })

/** As many at a time as a portal lets fail, all throttles empty before them. @param of how many one of them tries */
async function unhindered(many: number, of: number, work: (n: number) => Promise<void>): Promise<void> {
  const wide = Math.floor((limits.portal.burst * 0.8) / of)
  for (let from = 0; from < many; from += wide) {
    await forget()
    await Promise.all(Array.from({ length: Math.min(wide, many - from) }, (_, n) => work(from + n)))
  }
}

it('portal codes, from one network: how many guesses an hour are even looked at', async (t) => {
  const client = counter.client({ peer: '203.0.113.9' })
  let looked = 0
  for (let n = 0; n < 200; n++) {
    const [reply] = await client.batch([
      { key: 'POST /session/code/preview', body: { code: makePortalCode(randomBytes(26)) } },
    ])
    if (codeOf(reply) === 'code-refused') looked++
    else assert.equal(codeOf(reply), 'too-many-attempts')
  }
  t.diagnostic(`figure portal codes from one network: ${looked} of 200 guesses looked at, 0 right, of 2^130`)
  assert.ok(looked <= limits.network.burst + 1)
})

it(`portal codes without throttles: ${guesses} guesses`, async (t) => {
  let right = 0
  await unhindered(guesses, 4, async (n) => {
    const [reply] = await stranger(n).batch([
      { key: 'POST /session/code/preview', body: { code: makePortalCode(randomBytes(26)) } },
    ])
    if (codeOf(reply) !== 'code-refused') right++
  })
  t.diagnostic(`figure portal codes without throttles: ${guesses} guesses, ${right} right`)
  assert.equal(right, 0)
})

const digits = (n: number) => String(n).padStart(oneTime.digits, '0')

async function ask(client: TestClient): Promise<string | undefined> {
  const { status, body } = await client.rest('POST', '/session/one-time-code', { identifier: person })
  assert.ok(status === 200 || status === 429, JSON.stringify(body))
  return (body as { challenge?: string }).challenge
}

async function guess(client: TestClient, challenge: string, code: string) {
  const { status, body } = await client.rest('POST', '/session/one-time-code/open', { challenge, code })
  const { code: problem, fields } = body as { code?: string; fields?: Record<string, string> }
  return status === 200 ? 'opened' : (fields?.['body.code'] ?? problem)
}

/** Each with a relay's round and a hash. */
const hindered = Math.ceil(guesses / 5)

it(`one-time codes with everything in place, for one person, a network for each challenge: ${hindered} guesses`, async (t) => {
  await forget()
  const started = performance.now()
  const told = { opened: 0, wrong: 0, over: 0, 'too-many-attempts': 0 }
  let challenges = 0
  for (let n = 0; n < hindered; n += 6) {
    const client = stranger(n)
    const challenge = await ask(client)
    if (challenge === undefined) continue
    challenges++
    await counter.post()
    for (let k = 0; k < 6; k++) {
      const answer = await guess(client, challenge, digits((n + k) * 7))
      assert.ok(answer !== undefined && answer in told, answer)
      told[answer as keyof typeof told]++
    }
  }
  const [sent] = await counter.admin.query<{ n: string }>(
    'select count(*)::text as n from portal.challenge where code_hash is not null',
  )
  t.diagnostic(
    `figure one-time codes, one person, ${challenges} networks: ${hindered} guesses, ${sent?.n} codes sent in all (a day’s: ${limits.codes.burst}), ${told.wrong + told.over} guesses looked at, ${told['too-many-attempts']} refused unseen, ${told.opened} right; ${limits.codes.burst} × ${oneTime.tries} of 10⁶ a day: 2.5·10⁻⁵`,
  )
  assert.ok(Number(sent?.n) <= limits.codes.burst)
  const refilled = Math.ceil(((performance.now() - started) / 1000 / limits.portal.period) * limits.portal.burst)
  assert.ok(told.wrong + told.over <= limits.portal.burst + refilled + 1, 'a portal has so many failures an hour')
  assert.equal(told.opened, 0)
})

it(`one-time codes without throttles, the right one among the guesses now and then: ${guesses} guesses`, async (t) => {
  const random = new Random('one-time codes')
  const [account] = await counter.admin.query<{ id: string }>('select id from portal.account where login = $1', [
    person,
  ])
  const each = 10
  let judged = 0
  let late = 0
  const opened: number[] = []
  const due: number[] = []
  // Drawn before, so that it does not matter who comes first.
  const drawn = Array.from({ length: Math.ceil(guesses / each) }, () => ({
    code: digits(random.int(0, 999_999)),
    // The right one is guessed at this try, or never.
    at: random.chance(0.3) ? random.int(0, each - 1) : -1,
  }))
  await unhindered(drawn.length, each, async (n) => {
    const { code, at } = drawn[n] ?? assert.fail()
    const client = stranger(n)
    const challenge = (await ask(client)) ?? assert.fail('no challenge')
    // As the relay would have stored it, but for a hash that costs little: tries are counted here, not their work.
    const stored = await hash(code, { memoryCost: 64, timeCost: 1, parallelism: 1 })
    await counter.admin.query(
      `update portal.challenge set account_id = $2, code_hash = $3, channel = 'mail' where hash = $1`,
      [createHash('sha256').update(Buffer.from(challenge, 'base64url')).digest(), account?.id, stored],
    )
    if (at >= 0 && at < oneTime.tries) due.push(n)
    if (at >= oneTime.tries) late++
    for (let k = 0; k < each; k++) {
      const answer = await guess(client, challenge, k === at ? code : digits((Number(code) + 1 + k) % 1_000_000))
      if (answer === 'opened') {
        opened.push(n)
        break
      }
      assert.equal(answer, k + 1 < oneTime.tries ? 'wrong' : 'over', `try ${k + 1} of challenge ${n}`)
      if (k < oneTime.tries) judged++
    }
  })
  t.diagnostic(
    `figure one-time codes without throttles: ${guesses} guesses, ${judged + opened.length} judged, ${opened.length} opened by the right code within five tries, 0 of ${late} by the right code after them`,
  )
  assert.deepEqual(opened.toSorted(), due.toSorted())
  assert.ok(late > 0 && due.length > 0)
})
