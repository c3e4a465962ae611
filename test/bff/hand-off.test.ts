/** Hand-off from the website's own sign-in: what an assertion opens, and everything that it must not. */
import assert from 'node:assert/strict'
import { createSecretKey, randomBytes } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { UnsecuredJWT } from 'jose'
import { readPublicKey } from '../../bff/cli/hand-off.ts'
import { readAssertion, RefusedAssertion } from '../../bff/gate/hand-off/assertion.ts'
import { refusal, type Refused, type TestClient } from '../kit/client.ts'
import { type Counter, demoPassword, fixedClock, openCounter, pk } from '../kit/counter.ts'
import { eachEngine } from '../kit/db.ts'
import { assertion, type Bend, issuer, makeKey, register, type WebsiteKey } from '../kit/website.ts'

const first = makeKey('first')
const second = makeKey('second', 'ES256')
const mapped = makeKey('mapped')
const making = makeKey('making', 'ES256')
const strange = makeKey('strange')

/** Each is one change to a good assertion. The reason stands in the journal. */
const bent: [name: string, reason: string, bend: Bend | ((key: WebsiteKey) => Bend)][] = [
  ['another portal', 'audience', { claims: { aud: 'pk_brumaire_demodemodemodemo' } }],
  ['two portals', 'claims', { claims: { aud: [pk, 'pk_brumaire_demodemodemodemo'] } }],
  ['no portal', 'claims', { claims: { aud: undefined } }],
  ['another issuer', 'issuer', { claims: { iss: 'https://evil.example' } }],
  ['no issuer', 'claims', { claims: { iss: undefined } }],
  ['a key nobody registered', 'kid', { header: { kid: 'nobody' } }],
  ['no key named', 'kid', { header: { kid: undefined } }],
  ['another key than it names', 'signature', { signer: strange.privateKey }],
  ['another algorithm than the key’s', 'algorithm', { header: { alg: 'ES256' }, signer: second.privateKey }],
  [
    'the public key as a shared secret',
    'algorithm',
    (key) => ({ header: { alg: 'HS256' }, signer: createSecretKey(Buffer.from(key.publicKey)) as never }),
  ],
  ['another type of token', 'type', { header: { typ: 'JWT' } }],
  ['no type', 'type', { header: { typ: undefined } }],
  ['expired', 'expired', { later: -66 }],
  ['not yet', 'too-early', { later: 6 }],
  ['nbf in the future', 'too-early', { claims: { nbf: Math.floor(fixedClock.now().getTime() / 1000) + 30 } }],
  ['a long life', 'too-long', { claims: { exp: Math.floor(fixedClock.now().getTime() / 1000) + 61 } }],
  ['no end', 'claims', { claims: { exp: undefined } }],
  ['no beginning', 'claims', { claims: { iat: undefined } }],
  ['another browser’s key', 'another-key', { claims: { cnf: { jkt: 'A'.repeat(43) } } }],
  ['no browser’s key', 'claims', { claims: { cnf: undefined } }],
  ['no id', 'claims', { claims: { jti: undefined } }],
  ['a short id', 'claims', { claims: { jti: 'short' } }],
  ['nobody', 'claims', { claims: { sub: undefined } }],
  ['a name with a NUL', 'claims', { claims: { sub: 'dup\0ond' } }],
  ['an unknown person', 'unknown', { claims: { sub: 'nobody-at-all' } }],
  ['somebody who is disabled', 'disabled', { claims: { sub: 'gone' } }],
  ['a customer that is not the person’s', 'no-customer', { claims: { customer: '987654' } }],
]

const bendOf = (bend: Bend | ((key: WebsiteKey) => Bend)) => (typeof bend === 'function' ? bend(first) : bend)

eachEngine((engine, rule) => {
  let counter: Counter
  let peers = 0
  const fresh = () => counter.client({ peer: `198.51.${++peers}.7` })
  const sql = <T>(text: string, parameters: unknown[] = []) => counter.admin.query<T>(text, parameters)
  const enter = async (client: TestClient, token: string) => {
    client.handle = null
    return client.keep(await client.call('POST /session/hand-off', { body: { token } }))
  }
  const lastReason = async () => {
    const [row] = await sql<{ reason: string }>(
      `select detail ->> 'reason' as reason from portal.journal where event = 'hand-off-refused' order by id desc limit 1`,
    )
    return row?.reason
  }

  before(async () => {
    counter = await openCounter(engine)
    await register(counter.admin, first)
    await register(counter.admin, second)
    await register(counter.admin, mapped, { subject: 'mapped' })
    await register(counter.admin, making, { subject: 'mapped', profile: 'technical' })
    await sql(`insert into portal.account (login, name, disabled_at) values ('gone', 'Partie', now())`)
  })
  after(() => counter.close())

  describe('[EX-08] hand-off', () => {
    for (const key of [first, second]) {
      test(`${key.algorithm}: opens the person's session, 15 minutes idle and 8 hours in all`, async () => {
        const client = fresh()
        const { session } = await enter(client, await assertion(key, client, 'DUPOND'))
        assert.deepEqual(
          [session.kind, session.login, session.customer.name],
          ['hand-off', 'dupond', 'Ateliers Marchand'],
        )
        assert.equal((await client.call('GET /session')).login, 'dupond')
        assert.ok((await client.call('GET /invoices', { query: {} })).rows.length > 0)
        const minutes = (instant: string) => Math.round((Date.parse(instant) - Date.now()) / 60_000)
        assert.deepEqual([minutes(session.idleUntil), minutes(session.expiresAt)], [15, 480])
      })
    }

    test('moves to another customer and stays a hand-off', async () => {
      const client = fresh()
      const { session } = await enter(client, await assertion(first, client, 'berger'))
      const other = session.customers.find(({ id }) => id !== session.customer.id)?.id ?? ''
      assert.equal((await client.switchTo(other)).session.kind, 'hand-off')
      const again = fresh()
      const begun = await enter(again, await assertion(first, again, 'berger', { claims: { customer: other } }))
      assert.equal(begun.session.customer.id, other)
    })

    rule('each wrong assertion is refused, for its own reason, all with one answer', async () => {
      const answers = new Set<string>()
      for (const [name, reason, bend] of bent) {
        const client = fresh()
        const token = await assertion(first, client, 'dupond', bendOf(bend))
        const response = await client.send('/session/hand-off', { body: { token } })
        const text = (await response.text()).replace(response.headers.get('x-request-id') ?? '', '…')
        answers.add(`${response.status} ${text}`)
        assert.equal(await lastReason(), reason, name)
      }
      assert.equal(answers.size, 1, [...answers].join('\n'))
      assert.match([...answers][0] ?? '', /^401 .*hand-off-refused/)
    })

    rule('a customer that somebody else reaches opens nothing', async () => {
      const theirs = (await fresh().signIn('berger', demoPassword)).session.customer.id
      const client = fresh()
      const token = await assertion(first, client, 'dupond', { claims: { customer: theirs } })
      assert.equal((await refusal(enter(client, token))).code, 'hand-off-refused')
      assert.equal(await lastReason(), 'no-customer')
    })

    rule('no signature at all, and what is no token', async () => {
      const client = fresh()
      const good = await assertion(first, client, 'dupond')
      const [head = '', body = '', tail = ''] = good.split('.')
      const bare = new UnsecuredJWT({ sub: 'dupond' }).encode()
      for (const token of [
        bare,
        `${head}.${body}.`,
        `${head}.${body}`,
        `${good}.${tail}`,
        `.${body}.${tail}`,
        '...',
        'é',
      ]) {
        assert.equal((await refusal(enter(fresh(), token))).code, 'hand-off-refused', token)
      }
      assert.equal((await refusal(enter(fresh(), 'A'.repeat(4097)))).code, 'input-invalid')
    })

    rule('clocks may differ by five seconds', async () => {
      for (const later of [-64, 5]) {
        const client = fresh()
        await enter(client, await assertion(first, client, 'dupond', { later }))
      }
    })

    rule('stolen it is useless: another browser has another key', async () => {
      const victim = fresh()
      const token = await assertion(first, victim, 'dupond')
      assert.equal((await refusal(enter(fresh(), token))).code, 'hand-off-refused')
      assert.equal(await lastReason(), 'another-key')
      // What a thief has tried does not use it up.
      await enter(victim, token)
    })

    test('is good once, also with the right key', async () => {
      const client = fresh()
      const token = await assertion(first, client, 'dupond')
      await enter(client, token)
      assert.equal((await refusal(enter(client, token))).code, 'hand-off-refused')
      assert.equal(await lastReason(), 'used')
    })

    rule('of many at once, through two processes, one opens a session', async () => {
      const other = await counter.another()
      const client = fresh()
      await client.call('GET /portal')
      const token = await assertion(first, client, 'dupond')
      const clients = Array.from({ length: 8 }, (_, at) =>
        at % 2 === 0 ? client.sameThrough(client.options.fetch) : client.sameThrough(other.client().options.fetch),
      )
      const results = await Promise.allSettled(clients.map((one) => enter(one, token)))
      assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1)
      for (const result of results)
        if (result.status === 'rejected') assert.equal((result.reason as Refused).code, 'hand-off-refused')
    })

    test("a website's own id: only who was mapped, and no account of that login", async () => {
      const client = fresh()
      assert.equal((await refusal(enter(client, await assertion(mapped, client, '4711')))).code, 'hand-off-refused')
      await sql(
        `insert into portal.hand_off_person (portal_key, issuer, subject, account_id) select $1, $2, '4711', id from portal.account where login = 'martin'`,
        [pk, issuer],
      )
      assert.equal((await enter(client, await assertion(mapped, client, '4711'))).session.login, 'martin')
      assert.equal((await refusal(enter(client, await assertion(mapped, client, 'dupond')))).code, 'hand-off-refused')
    })

    test('makes an account where the key may: that customer, that profile, no password, nobody taken over', async () => {
      const [customer, other] = await sql<{ id: string }>(
        'select id::text as id from management.customer order by id limit 2',
      )
      const about = {
        customer: customer?.id,
        name: 'Ana Nouvelle',
        email: 'claire.dupond@armoise.example',
        language: 'en',
      }
      const client = fresh()
      const { session } = await enter(client, await assertion(making, client, 'u-1', { claims: about }))
      assert.deepEqual(
        [session.name, session.profile.id, session.language, session.customers.map(({ id }) => id)],
        ['Ana Nouvelle', 'technical', 'en', [customer?.id]],
      )
      const again = fresh()
      const next = await enter(again, await assertion(making, again, 'u-1', { claims: { ...about, name: 'Ana N.' } }))
      assert.deepEqual([next.session.login, next.session.name], [session.login, 'Ana N.'])
      const [row] = await sql<{ hash: string | null; reached: string }>(
        `select password_hash as hash, (select count(*)::text from portal.account_customer where account_id = a.id) as reached
         from portal.account a where login = $1`,
        [session.login],
      )
      assert.deepEqual(row, { hash: null, reached: '1' })
      // The website says that the person works for another company now: the session of the first one ends.
      await enter(again, await assertion(making, again, 'u-1', { claims: { ...about, customer: other?.id } }))
      assert.equal((await refusal(client.call('GET /session'))).code, 'session-ended')
      for (const claims of [{ customer: '987654321' }, {}]) {
        const stranger = fresh()
        assert.equal(
          (await refusal(enter(stranger, await assertion(making, stranger, 'u-2', { claims })))).code,
          'hand-off-refused',
        )
      }
      const [left] = await sql<{ n: string }>(
        `select count(*)::text as n from portal.hand_off_person where subject = 'u-2'`,
      )
      assert.equal(left?.n, '0')
    })

    rule('two first visits of one person at once make one account', async () => {
      const [customer] = await sql<{ id: string }>('select id::text as id from management.customer order by id limit 1')
      const clients = [fresh(), fresh(), fresh()]
      const logins = await Promise.all(
        clients.map(async (client) => {
          const token = await assertion(making, client, 'u-3', { claims: { customer: customer?.id, name: 'Zoé' } })
          return (await enter(client, token)).session.login
        }),
      )
      assert.equal(new Set(logins).size, 1)
    })

    rule('failures are throttled by network, sign-ins are not', async () => {
      const client = counter.client({ peer: '203.0.113.7' })
      for (let at = 0; at < 35; at++) await enter(client, await assertion(first, client, 'dupond'))
      const codes = new Set<string>()
      for (let at = 0; at < 32; at++) codes.add((await refusal(enter(client, 'a.b.c'))).code)
      assert.deepEqual([...codes], ['hand-off-refused', 'too-many-attempts'])
    })

    rule('a revoked or expired key opens nothing', async () => {
      const late = makeKey('late')
      await register(counter.admin, late)
      const client = fresh()
      await enter(client, await assertion(late, client, 'dupond'))
      for (const change of [`expires_at = now() - interval '1 second'`, 'expires_at = null, revoked_at = now()']) {
        await sql(`update portal.hand_off_key set ${change} where kid = 'late'`)
        assert.equal((await refusal(enter(client, await assertion(late, client, 'dupond')))).code, 'hand-off-refused')
        assert.equal(await lastReason(), 'kid')
      }
    })
  })
})

describe('the checks of an assertion', () => {
  const client = { jwk: { x: 'x', y: 'y' }, options: { pk } } as unknown as TestClient
  const good = async (bend: Bend) => ({ token: await assertion(first, client, 'dupond', bend) })

  /** What would be accepted if the reader forgot a check: the same token, with what that check compares made to fit. */
  test('twin: each check that compares with something is the only one that holds its wrong assertion', async () => {
    const { payload } = {
      payload: JSON.parse(Buffer.from((await good({})).token.split('.')[1] ?? '', 'base64url').toString()) as {
        cnf: { jkt: string }
      },
    }
    const right = { key: { ...first, issuer }, audience: pk, thumbprint: payload.cnf.jkt, now: fixedClock.now() }
    const later = (seconds: number) => ({ now: new Date(fixedClock.now().getTime() + seconds * 1000) })
    const cases: [Bend, Partial<typeof right>][] = [
      [{ claims: { aud: 'pk_other' } }, { audience: 'pk_other' }],
      [{ claims: { iss: 'https://evil.example' } }, { key: { ...first, issuer: 'https://evil.example' } }],
      [{ signer: strange.privateKey }, { key: { ...strange, issuer } }],
      [{ header: { alg: 'ES256' }, signer: second.privateKey }, { key: { ...second, issuer } }],
      [{ later: -66 }, later(-66)],
      [{ later: 6 }, later(6)],
      [{ claims: { cnf: { jkt: 'A'.repeat(43) } } }, { thumbprint: 'A'.repeat(43) }],
    ]
    for (const [bend, blind] of cases) {
      const { token } = await good(bend)
      await assert.rejects(readAssertion(token, right), RefusedAssertion)
      assert.equal((await readAssertion(token, { ...right, ...blind })).sub, 'dupond')
    }
  })
})

test('only public keys of the two kinds are registered', () => {
  for (const key of [first, second])
    assert.deepEqual(readPublicKey(key.publicKey), { algorithm: key.algorithm, spki: key.publicKey })
  const secret = first.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string
  assert.throws(() => readPublicKey(secret), /private key/)
  assert.throws(() => readPublicKey(randomBytes(40).toString('base64')), /no public key/)
})
