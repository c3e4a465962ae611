/** Codes guessed at the real door: as fast as the throttles let it be, and as if there were no throttles. */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, it } from 'node:test'
import { endpoints } from '../../bff/endpoints.ts'
import { makePortalCode } from '../../bff/gate/sign-in/portal-code.ts'
import { codeOf } from '../kit/client.ts'
import { type Counter, openCounter } from '../kit/counter.ts'

const guesses = Number(process.env.GUICHET_GUESSES ?? 500)
let counter: Counter

before(async () => {
  counter = await openCounter('postgres')
})
after(() => counter.close())

const there = (key: string) => endpoints.some((endpoint) => endpoint.key === (key as never))

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
  assert.ok(looked <= 31)
})

it(`portal codes without throttles: ${guesses} guesses`, async (t) => {
  let right = 0
  for (let n = 0; n < guesses; n++) {
    if (n % 25 === 0) await counter.admin.query('delete from portal.throttle')
    const client = counter.client({ peer: `10.${(n >> 8) & 255}.${n & 255}.7` })
    const [reply] = await client.batch([
      { key: 'POST /session/code/preview', body: { code: makePortalCode(randomBytes(26)) } },
    ])
    if (codeOf(reply) !== 'code-refused') right++
  }
  t.diagnostic(`figure portal codes without throttles: ${guesses} guesses, ${right} right`)
  assert.equal(right, 0)
})

const asking = 'POST /session/one-time-code'
it('one-time codes: five tries a challenge, whatever the network', {
  skip: !there(asking) && 'not an endpoint of this counter',
}, async (t) => {
  const rounds = Math.max(5, Math.round(guesses / 500))
  let judged = 0
  let opened = 0
  let most = 0
  for (let n = 0; n < rounds; n++) {
    await counter.admin.query('delete from portal.throttle')
    const client = counter.client({ peer: `10.9.${n >> 8}.${n & 255}` })
    const { status, body } = await client.rest('POST', '/session/one-time-code', { identifier: 'dupond' })
    assert.equal(status, 200, JSON.stringify(body))
    const { challenge } = body as { challenge: string }
    let tries = 0
    for (let guess = 0; guess < 12; guess++) {
      const from = client.sameThrough(client.options.fetch)
      const code = String((n * 12 + guess) % 1_000_000).padStart(6, '0')
      const answer = await from.rest('POST', '/session/one-time-code/open', { challenge, code })
      const { fields } = answer.body as { fields?: Record<string, string> }
      if (answer.status === 200) opened++
      else if (fields?.['body.code'] === 'wrong') tries++
    }
    judged += tries
    most = Math.max(most, tries)
  }
  t.diagnostic(
    `figure one-time codes: ${rounds} challenges, ${rounds * 12} guesses, ${judged} judged, at most ${most} a challenge, ${opened} right; 5 tries of 10⁶ a challenge, 5 challenges a day: 2.5·10⁻⁵`,
  )
  assert.ok(most <= 5)
  assert.equal(opened, 0)
})
