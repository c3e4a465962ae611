/** The way in by one-time code: who gets it, what it opens, and what guessing it is worth. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Challenge } from '../../bff/api.ts'
import { limits } from '../../bff/gate/sign-in/limits.ts'
import { refusal, sendCopies, type TestClient } from '../kit/client.ts'
import { type Counter, openCounter, pk } from '../kit/counter.ts'
import { eachEngine } from '../kit/db.ts'
import { type Letters, lettersOf } from '../kit/letters.ts'

eachEngine((engine, rule) => {
  let counter: Counter
  let letters: Letters
  let networks = 0
  before(async () => {
    counter = await openCounter(engine)
    letters = lettersOf(counter.vendor.db, counter.deps.log)
  })
  after(() => counter.close())

  /** A browser in a network of its own. */
  const fresh = () => counter.client({ peer: `198.${18 + (networks >> 8)}.${networks++ & 255}.7` })
  const sql = <T>(text: string, values: unknown[] = []) => counter.admin.query<T>(text, values)
  const ask = (client: TestClient, identifier: string, channel?: 'mail' | 'sms') =>
    client.call('POST /session/one-time-code', { body: { identifier, ...(channel && { channel }) } })
  const open = async (client: TestClient, { challenge }: Challenge, code: string) =>
    client.keep(await client.call('POST /session/one-time-code/open', { body: { challenge, code } }))
  /** Codes that went out; that a device was new is told by ways-account.test.ts. */
  const news = async () => (await letters.read()).filter(({ template }) => template === 'one-time-code')
  const otherThan = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')
  /** Forgets what an account has had sent today. */
  const forget = () => sql('delete from portal.throttle')

  describe('[CA+01] [EX-04] asked for and read', () => {
    test('by login: six digits to the address on file open a session of two hours at most', async () => {
      const client = fresh()
      const challenge = await ask(client, ' DUPOND ')
      assert.deepEqual(
        { ...challenge, challenge: challenge.challenge.length },
        { challenge: 43, digits: 6, minutes: 10 },
      )
      const [letter, ...others] = await news()
      assert.equal(others.length, 0)
      assert.equal(letter?.template, 'one-time-code')
      assert.equal(letter?.to, 'dupond@armoise-clients.example')
      assert.match(letter?.values.code ?? '', /^\d{6}$/)
      const code = letter?.values.code ?? ''
      const { session } = await open(client, challenge, `${code.slice(0, 3)} ${code.slice(3)}`)
      assert.equal(session.kind, 'one-time-code')
      assert.equal(session.login, 'dupond')
      assert.equal(session.profile.id, 'buyer')
      assert.ok(Date.parse(session.expiresAt) - Date.now() <= 2 * 3600 * 1000)
      assert.ok((await client.call('GET /invoices', { query: { limit: 1 } })).rows.length > 0)
    })

    test('[CA-11] by telephone number, however it is written: a text message, with the letter as its stand-in', async () => {
      for (const typed of ['06 39 98 01 01', '+33 (0)6 39 98 01 01', '0033639980101']) {
        await forget()
        const client = fresh()
        const challenge = await ask(client, typed)
        const [letter] = await news()
        assert.equal(letter?.channel, 'sms', typed)
        assert.equal(letter?.to, '+33639980101')
        assert.equal(letter?.elseTo, 'martin@armoise-clients.example')
        assert.equal((await open(client, challenge, letter?.values.code ?? '')).session.login, 'martin')
      }
    })

    rule('by e-mail address; one that two accounts share is nobody’s', async () => {
      await ask(fresh(), 'Lefevre@Armoise-Clients.example')
      assert.equal((await news())[0]?.to, 'lefevre@armoise-clients.example')
      await sql(`update portal.account set email = 'lefevre@armoise-clients.example' where login = 'berger'`)
      await ask(fresh(), 'lefevre@armoise-clients.example')
      assert.deepEqual(await news(), [])
      await sql(`update portal.account set email = 'berger@armoise-clients.example' where login = 'berger'`)
    })

    rule('asked for again, the newest only is good; used, none is', async () => {
      const client = fresh()
      const first = await ask(client, 'lefevre')
      const [old] = await news()
      const second = await ask(client, 'lefevre')
      const [letter] = await news()
      assert.equal((await refusal(open(client, first, old?.values.code ?? ''))).body.fields?.['body.code'], 'over')
      const code = letter?.values.code ?? ''
      await open(client, second, code)
      client.handle = null
      assert.equal((await refusal(open(client, second, code))).body.fields?.['body.code'], 'over')
    })

    rule('wrong may be typed again; the fifth wrong one ends it, and the right one comes too late', async () => {
      await forget()
      const client = fresh()
      const challenge = await ask(client, 'dupond')
      const code = (await news())[0]?.values.code ?? ''
      const said = []
      for (let n = 0; n < 5; n++)
        said.push((await refusal(open(client, challenge, otherThan(code)))).body.fields?.['body.code'])
      assert.deepEqual(said, ['wrong', 'wrong', 'wrong', 'wrong', 'over'])
      assert.equal((await refusal(open(client, challenge, code))).body.fields?.['body.code'], 'over')
    })

    rule('expired, or with another key than the one that asked: over', async () => {
      await forget()
      const client = fresh()
      const challenge = await ask(client, 'dupond')
      const code = (await news())[0]?.values.code ?? ''
      assert.equal((await refusal(open(fresh(), challenge, code))).body.fields?.['body.code'], 'over')
      await sql(`update portal.challenge set expires_at = now() - interval '1 second' where used_at is null`)
      assert.equal((await refusal(open(client, challenge, code))).body.fields?.['body.code'], 'over')
    })

    rule('asked for at one portal it opens no other of the same vendor', async () => {
      await forget()
      const sibling = 'pk_armoise_siblingsibling12'
      await sql(
        `insert into portal.portal (key, name, origins, languages, features, sign_in)
         select $1, name, origins, languages, features, sign_in from portal.portal where key = $2`,
        [sibling, pk],
      )
      const client = fresh()
      const challenge = await ask(client, 'dupond')
      const code = (await news())[0]?.values.code ?? ''
      const there = Object.assign(counter.client({ pk: sibling, peer: client.options.peer ?? '' }), {
        privateKey: client.privateKey,
        jwk: client.jwk,
      })
      assert.equal((await refusal(open(there, challenge, code))).body.fields?.['body.code'], 'over')
      assert.equal((await open(client, challenge, code)).session.login, 'dupond')
      // It is there for who asks there.
      const own = await ask(there, 'dupond')
      assert.equal((await open(there, own, (await news())[0]?.values.code ?? '')).session.login, 'dupond')
    })

    rule('the copy of a request for a code asks for none at another process', async () => {
      await forget()
      const client = fresh()
      await client.call('GET /portal')
      const process = await counter.another()
      const twin = client.sameThrough((request, env) => process.app.fetch(request, env))
      const said = await sendCopies(client, twin, {
        key: 'POST /session/one-time-code',
        body: { identifier: 'dupond' },
      })
      assert.deepEqual(said, [
        [200, undefined],
        [401, 'proof-invalid'],
      ])
      assert.equal((await news()).length, 1)
    })

    rule('a portal that does not offer it has no such endpoint', async () => {
      await sql(`update portal.portal set sign_in = '{password}'`)
      const process = await counter.another()
      const client = process.client({ peer: '198.51.100.9' })
      assert.equal((await refusal(ask(client, 'dupond'))).code, 'endpoint-unknown')
      await sql(`update portal.portal set sign_in = '{password,code,one-time-code,registration}'`)
    })
  })

  describe('what a stranger learns', () => {
    rule('known, unknown, disabled, without an address: the same bytes, the same rows, and no message', async () => {
      await sql(`insert into portal.account (login, name) values ('mute', 'Sans adresse')`)
      await sql(
        `insert into portal.account (login, name, email, disabled_at) values ('gone', 'Partie', 'gone@x.example', now())`,
      )
      const answers: string[] = []
      for (const identifier of [
        'berger',
        'nobody',
        'mute',
        'gone',
        '06 39 98 77 77',
        'nobody@x.example',
        "' or 1=1 --",
      ]) {
        const client = fresh()
        const before = await sql<{ n: string }>('select count(*) as n from portal.outbox')
        const response = await client.send('/session/one-time-code', { body: { identifier } })
        const after = await sql<{ n: string }>('select count(*) as n from portal.outbox')
        const body = (await response.json()) as Challenge
        const headers = [...response.headers].filter(([name]) => !/^(x-request-id|dpop-nonce)$/.test(name))
        const rows = Number(after[0]?.n) - Number(before[0]?.n)
        answers.push(JSON.stringify([response.status, { ...body, challenge: body.challenge.length }, headers, rows]))
        await news()
        if (identifier !== 'berger' && identifier !== 'nobody') continue
        // And so does guessing at it.
        const said = []
        for (let n = 0; n < 6; n++) said.push((await refusal(open(client, body, '000000'))).body.fields?.['body.code'])
        assert.deepEqual(said, ['wrong', 'wrong', 'wrong', 'wrong', 'over', 'over'])
      }
      assert.equal(new Set(answers).size, 1, [...new Set(answers)].join('\n'))
    })

    rule('what was typed is nowhere in clear, and not even sealed once it is done', async () => {
      await ask(fresh(), 'canary-zebra-47')
      const all = 'select payload::text as text from portal.outbox'
      assert.ok((await sql<{ text: string }>(all)).every(({ text }) => !text.includes('canary')))
      await news()
      const left = await sql<{ text: string }>(`${all} where kind = 'one-time-code' and payload <> '{}'`)
      assert.deepEqual(left, [])
      assert.ok(!JSON.stringify(counter.lines).includes('canary'))
    })
  })

  describe('[EX-04] guessed at', () => {
    rule('five codes a day go to one account when strangers ask, and its own network still gets one', async () => {
      await forget()
      const home = counter.client({ peer: '203.0.113.5' })
      const own = await ask(home, 'martin')
      await open(home, own, (await news())[0]?.values.code ?? '')
      for (let n = 0; n < 12; n++) await ask(fresh(), 'martin')
      assert.equal((await news()).length, limits.codes.burst)
      home.handle = null
      const again = await ask(home, 'martin')
      const [letter] = await news()
      assert.equal((await open(home, again, letter?.values.code ?? '')).session.login, 'martin')
    })

    rule('50 failed challenges of a portal within an hour: the operator hears of it, once', async () => {
      await forget()
      const before = counter.lines.filter(({ event }) => event === 'alarm').length
      // Stands for 50 challenges that were used up in the last hour: the 51st is made in full.
      const process = await counter.another()
      const count = async () => {
        const client = process.client({ peer: `198.${60 + (networks >> 8)}.${networks++ & 255}.7` })
        const challenge = await ask(client, 'nobody')
        for (let n = 0; n < 5; n++) await refusal(open(client, challenge, '000000'))
      }
      for (let n = 0; n < 2; n++) await count()
      assert.equal(process.lines.filter(({ event }) => event === 'alarm').length, 0)
      await sql(
        `update portal.throttle set tat = tat + interval '1 hour' where tat > now() + interval '2 minutes' and tat < now() + interval '3 minutes'`,
      )
      for (let n = 0; n < 2; n++) await count()
      const alarms = process.lines.filter(({ event }) => event === 'alarm')
      assert.equal(alarms.length - before, 1)
      assert.equal(alarms[0]?.alarm, 'one-time-codes-guessed')
      const noted = await sql(`select 1 from portal.journal where event = 'alarm'`)
      assert.equal(noted.length, 1)
    })
  })
})
