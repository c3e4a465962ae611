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

before(async () => {
  counter = await openCounter('postgres')
})
after(() => counter.close())

const forget = () => counter.admin.query('delete from portal.throttle')
/** A network of its own for each. */
const network = (n: number) => `10.${(n >> 8) & 255}.${n & 255}.7`

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
  for (let n = 0; n < guesses; n++) {
    if (n % 25 === 0) await forget()
    const client = counter.client({ peer: network(n) })
    const [reply] = await client.batch([
      { key: 'POST /session/code/preview', body: { code: makePortalCode(randomBytes(26)) } },
    ])
    if (codeOf(reply) !== 'code-refused') right++
  }
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
    const client = counter.client({ peer: network(n) })
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
  for (let n = 0; n * each < guesses; n++) {
    await forget()
    const client = counter.client({ peer: network(n) })
    const challenge = (await ask(client)) ?? assert.fail('no challenge')
    const code = digits(random.int(0, 999_999))
    // As the relay would have stored it, but for a hash that costs little: tries are counted here, not their work.
    const stored = await hash(code, { memoryCost: 64, timeCost: 1, parallelism: 1 })
    await counter.admin.query(
      `update portal.challenge set account_id = $2, code_hash = $3, channel = 'mail' where hash = $1`,
      [createHash('sha256').update(Buffer.from(challenge, 'base64url')).digest(), account?.id, stored],
    )
    // The right one is guessed at this try, or never.
    const at = random.chance(0.3) ? random.int(0, each - 1) : -1
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
  }
  t.diagnostic(
    `figure one-time codes without throttles: ${guesses} guesses, ${judged + opened.length} judged, ${opened.length} opened by the right code within five tries, 0 of ${late} by the right code after them`,
  )
  assert.deepEqual(opened, due)
  assert.ok(late > 0 && due.length > 0)
})
