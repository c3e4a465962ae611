/** Ways in: login and password, portal code, password link. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { demoCode } from '../../bff/management/demo/portal-rows.ts'
import { demoLinks } from '../../bff/management/demo/people.ts'
import { Passwords } from '../../bff/gate/sign-in/hash.ts'
import { makeLinkToken } from '../../bff/gate/sign-in/link-token.ts'
import { makePortalCode } from '../../bff/gate/sign-in/portal-code.ts'
import { randomBytes } from 'node:crypto'
import { refusal, sendCopies, type TestClient } from '../kit/client.ts'
import { type Counter, demoPassword, openCounter } from '../kit/counter.ts'
import { eachEngine } from '../kit/db.ts'

eachEngine((engine, rule) => {
  let counter: Counter
  /** Every test from a network of its own, so that one's throttles are not another's. */
  let peers = 0
  const fresh = () => counter.client({ peer: `198.51.${++peers}.7` })
  const signedIn = async (login: string, remember = false) => {
    const client = fresh()
    const opened = await client.signIn(login, demoPassword, remember)
    return { client, opened }
  }
  const sql = <T>(text: string, parameters: unknown[] = []) => counter.admin.query<T>(text, parameters)

  before(async () => {
    counter = await openCounter(engine)
  })
  after(() => counter.close())

  describe('login and password', () => {
    test('[CO-12] [CO-04] open a session that knows who, as what, and for whom', async () => {
      const { client, opened } = await signedIn('dupond')
      assert.match(opened.handle, /^cps_[\w-]{43}$/)
      const { session } = opened
      assert.equal(session.name, 'Claire Dupond')
      assert.equal(session.profile.id, 'buyer')
      assert.deepEqual(session.profile.name, { fr: 'Acheteur', en: 'Buyer' })
      assert.ok(session.rights.includes('invoices.amounts'))
      assert.equal(session.customer.name, 'Ateliers Marchand')
      assert.equal(session.sites, null)
      assert.deepEqual(await client.call('GET /session'), session)
      const life = (Date.parse(session.expiresAt) - Date.now()) / 3_600_000
      assert.ok(life > 11.9 && life <= 12.01)
    })

    rule('the first call after it needs no challenge: two requests on a warm page are two', async () => {
      const client = fresh()
      await client.call('GET /portal')
      const before = client.requests
      await client.signIn('dupond', demoPassword)
      await client.call('GET /session')
      assert.equal(client.requests - before, 2)
    })

    rule('«remember me» lasts 7 days idle, 30 days in all', async () => {
      const { opened } = await signedIn('dupond', true)
      const days = (instant: string) => (Date.parse(instant) - Date.now()) / 86_400_000
      assert.ok(Math.abs(days(opened.session.idleUntil) - 7) < 0.01)
      assert.ok(Math.abs(days(opened.session.expiresAt) - 30) < 0.01)
    })

    rule('a login in capitals and with spaces around it is the same person', async () => {
      assert.equal((await fresh().signIn('  DUPOND ', demoPassword)).session.login, 'dupond')
    })

    rule('a login is the same person whether its accents come composed or apart', async () => {
      await sql(`update portal.account set login = 'am\u00e9lie' where login = 'berger'`)
      assert.equal((await fresh().signIn('AME\u0301LIE', demoPassword)).session.login, 'am\u00e9lie')
      await sql(`update portal.account set login = 'berger' where login = 'am\u00e9lie'`)
    })

    rule('a login with a character that nobody sees is refused before any work', async () => {
      for (const unseen of ['\u0007', '\u200b', '\u202e', '\ud800', '\u2028']) {
        const refused = await refusal(fresh().signIn(`dup${unseen}ond`, demoPassword))
        assert.deepEqual([refused.code, refused.body.fields], ['input-invalid', { 'body.login': 'invalid' }])
      }
    })

    test('an unknown account, a wrong password, a disabled one and one without customer: the same bytes', async () => {
      await sql(
        `insert into portal.account (login, name, password_hash) select 'nowhere', 'Personne', password_hash from portal.account where login = 'dupond'`,
      )
      await sql(
        `insert into portal.account (login, name, password_hash, disabled_at) select 'gone', 'Partie', password_hash, now() from portal.account where login = 'dupond'`,
      )
      await sql(`insert into portal.account (login, name) values ('invited', 'Invitée')`)
      const cases: [string, string][] = [
        ['nobody', demoPassword],
        ['dupond', 'wrong-password-1'],
        ['gone', demoPassword],
        ['nowhere', demoPassword],
        ['invited', demoPassword],
        ['dupond', `${demoPassword} `],
        ['dupond', demoPassword.toUpperCase()],
        ["' or 1=1 --", demoPassword],
      ]
      const answers = []
      for (const [login, password] of cases) {
        const client = fresh()
        const response = await client.send('/session', { body: { login, password } })
        const text = await response.text()
        const reference = response.headers.get('x-request-id') ?? ''
        const headers = [...response.headers].filter(([name]) => !/^(x-request-id|dpop-nonce)$/.test(name))
        answers.push(JSON.stringify([response.status, text.replace(reference, '…'), text.length, headers]))
      }
      assert.equal(new Set(answers).size, 1, [...new Set(answers)].join('\n'))
      assert.match(answers[0] ?? '', /^\[401,.*sign-in-refused/)
    })

    rule('the same work is done for an unknown account: as many statements, one hash', async () => {
      const count = async (login: string) => {
        const before = await sql<{ n: string }>('select count(*)::text as n from portal.journal')
        await refusal(fresh().signIn(login, 'wrong-password-1'))
        const after = await sql<{ n: string }>('select count(*)::text as n from portal.journal')
        return Number(after[0]?.n) - Number(before[0]?.n)
      }
      assert.equal(await count('dupond'), await count('nobody-at-all'))
    })

    test('a hash of other parameters is renewed at the next sign-in', async () => {
      const stored = async () => {
        const [row] = await sql<{ hash: string }>(
          `select password_hash as hash from portal.account where login = 'martin'`,
        )
        return row?.hash ?? ''
      }
      assert.match(await stored(), /^\$argon2id\$v=19\$m=8,t=1,p=1\$/)
      const { client } = await counter.another({ passwords: new Passwords() })
      await client({ peer: '198.51.100.77' }).signIn('martin', demoPassword)
      const renewed = await stored()
      assert.match(renewed, /^\$argon2id\$v=19\$m=65536,t=3,p=1\$/)
      await client({ peer: '198.51.100.77' }).signIn('martin', demoPassword)
      assert.equal(await stored(), renewed)
    })

    rule('what is longer than any login or password is refused before any work', async () => {
      for (const body of [
        { login: 'x'.repeat(10_000), password: 'x' },
        { login: 'dupond', password: 'x'.repeat(10_000) },
        { login: 'dupond' },
        {},
        [],
        null,
        'x',
        { login: 1, password: 2 },
        { login: 'dupond', password: demoPassword, admin: true },
      ]) {
        const [reply] = await fresh().batch([{ key: 'POST /session', body }])
        assert.equal(reply?.status, 400)
      }
    })

    rule('where the portal does not offer it, the right password is refused like a wrong one', async () => {
      await sql(`update portal.portal set sign_in = '{code}'`)
      const { client } = await counter.another()
      const here = client({ peer: '198.51.100.78' })
      for (const password of [demoPassword, 'wrong-password-1'])
        assert.equal((await refusal(here.signIn('dupond', password))).code, 'sign-in-refused')
      await sql(`update portal.portal set sign_in = '{password,code,one-time-code,registration}'`)
    })

    rule('the copy of a request that opened a session opens none at another process', async () => {
      const client = fresh()
      await client.call('GET /portal')
      const process = await counter.another()
      const twin = client.sameThrough((request, env) => process.app.fetch(request, env))
      const live = () => sql(`select 1 from portal.live_session`)
      const before = (await live()).length
      const said = await sendCopies(client, twin, {
        key: 'POST /session',
        body: { login: 'martin', password: demoPassword },
      })
      assert.deepEqual(said, [
        [200, undefined],
        [401, 'proof-invalid'],
      ])
      assert.equal((await live()).length - before, 1)
    })

    test('at most ten live sessions of one person: the oldest ends', async () => {
      const clients = []
      for (let n = 0; n < 11; n++) clients.push((await signedIn('lefevre')).client)
      const [live] = await sql<{ n: string }>(
        `select count(*)::text as n from portal.live_session s join portal.account a on a.id = s.account_id where a.login = 'lefevre'`,
      )
      assert.equal(live?.n, '10')
      assert.equal((await refusal((clients[0] as TestClient).call('GET /session'))).code, 'session-ended')
      assert.equal((await (clients[10] as TestClient).call('GET /session')).login, 'lefevre')
    })
  })

  describe('portal code', () => {
    const link = demoLinks.find(({ vendor }) => vendor === 'armoise')
    assert.ok(link)
    const code = demoCode(link)

    rule('is looked at before anything is opened, and a look consumes nothing', async () => {
      const client = fresh()
      for (let n = 0; n < 3; n++) {
        const seen = await client.call('POST /session/code/preview', { body: { code } })
        assert.equal(seen.label, link.label)
        assert.equal(seen.customer, 'Ateliers Marchand')
        assert.deepEqual(seen.sites, [link.site])
      }
      const [none] = await sql<{ n: string }>(
        'select count(*)::text as n from portal.session where code_id is not null',
      )
      assert.equal(none?.n, '0')
    })

    test('opens a session limited to its site, and sees nothing beside it', async () => {
      const client = fresh()
      const { session } = await client.signInByCode(code.toLowerCase())
      assert.equal(session.kind, 'code')
      assert.equal(session.login, null)
      assert.deepEqual(
        session.sites?.map(({ name }) => name),
        [link.site],
      )
      const { rows, totals } = await client.call('GET /invoices', { query: { limit: 100 } })
      assert.ok(rows.every(({ site }) => site?.name === link.site))
      assert.equal(totals.count, rows.length)
      assert.equal((await refusal(client.switchTo(session.customer.id))).code, 'not-found')
    })

    rule(
      'unknown, mistyped, revoked, revoked and expired: the same refusal; expired alone says that it can be renewed',
      async () => {
        const insert = async (change: string) => {
          const text = makePortalCode(randomBytes(26))
          await sql(
            `insert into portal.code (secret_hash, label, customer_id, profile_id, expires_at, revoked_at)
           select $1, 'x', customer_id, profile_id, ${change} from portal.code limit 1`,
            [createHash('sha256').update(text).digest()],
          )
          return text
        }
        const codes = [
          makePortalCode(randomBytes(26)),
          `${code.slice(0, -2)}00`,
          'x',
          await insert(`now() - interval '1 second', now()`),
          await insert(`now() + interval '1 day', now()`),
        ]
        const expired = await insert(`now() - interval '1 second', null`)
        assert.equal((await refusal(fresh().signInByCode(expired))).code, 'code-expired')
        for (const one of codes) {
          assert.equal((await refusal(fresh().signInByCode(one))).code, 'code-refused')
          assert.equal(
            (await refusal(fresh().call('POST /session/code/preview', { body: { code: one } }))).code,
            'code-refused',
          )
        }
        assert.equal((await fresh().signInByCode(await insert(`now() + interval '1 day', null`))).session.kind, 'code')
      },
    )

    rule(
      '[EX-06] revoked: the next call of an open session says so within a second, in another process too',
      async () => {
        const client = fresh()
        const text = makePortalCode(randomBytes(26))
        const [row] = await sql<{ id: string }>(
          `insert into portal.code (secret_hash, label, customer_id, profile_id, expires_at)
         select $1, 'x', customer_id, profile_id, now() + interval '1 day' from portal.code limit 1 returning id`,
          [createHash('sha256').update(text).digest()],
        )
        await client.signInByCode(text)
        const process = await counter.another()
        const twin = client.sameThrough((request, env) => process.app.fetch(request, env))
        await twin.call('GET /session')
        await sql('update portal.code set revoked_at = now() where id = $1', [row?.id])
        await sql(`select pg_notify('guichet_session', '*')`)
        await new Promise((resolve) => setTimeout(resolve, 500))
        assert.equal((await refusal(twin.call('GET /session'))).code, 'session-ended')
        assert.equal((await refusal(client.call('GET /invoices', { query: {} }))).code, 'session-ended')
      },
    )
  })

  describe('password link', () => {
    const makeLink = async (login: string, life = '1 hour') => {
      const { token, hash } = makeLinkToken(randomBytes(32))
      await sql(
        `insert into portal.password_link (hash, account_id, expires_at) select $1, id, now() + $2::interval from portal.account where login = $3`,
        [hash, life, login],
      )
      return token
    }
    const set = (client: TestClient, token: string, password: string) =>
      client.call('POST /session/password-link', { body: { token, password } })

    test('[EX-09] sets a password once, ends the other sessions, and signs nobody in', async () => {
      const { client: open } = await signedIn('martin')
      const token = await makeLink('martin')
      const client = fresh()
      assert.deepEqual(await set(client, token, 'trois petits chats gris'), { login: 'martin' })
      assert.equal(client.handle, null)
      assert.equal((await refusal(open.call('GET /session'))).code, 'session-ended')
      assert.equal((await refusal(set(fresh(), token, 'un autre secret bien long'))).code, 'link-refused')
      assert.equal((await refusal(fresh().signIn('martin', demoPassword))).code, 'sign-in-refused')
      assert.equal((await fresh().signIn('martin', 'trois petits chats gris')).session.login, 'martin')
    })

    rule('refuses weak passwords, says why, and stays good', async () => {
      const token = await makeLink('dupond')
      for (const [password, why] of [
        ['short', 'too-short'],
        ['azertyuiop123', 'pattern'],
        ['motdepasse2026', 'common'],
        ['Marchand-2026!', 'context'],
        ['x'.repeat(300), 'too-long'],
      ] as const) {
        const { code, body } = await refusal(set(fresh(), token, password))
        assert.equal(code, 'password-weak')
        assert.deepEqual(body.fields, { 'body.password': why })
      }
      assert.deepEqual(await set(fresh(), token, demoPassword), { login: 'dupond' })
    })

    rule('expired, unknown, malformed or of a disabled account: the same refusal', async () => {
      for (const token of [
        await makeLink('dupond', '-1 second'),
        makeLinkToken(randomBytes(32)).token,
        'x',
        await makeLink('gone'),
      ]) {
        assert.equal((await refusal(set(fresh(), token, 'un secret bien long à moi'))).code, 'link-refused')
      }
    })

    rule('two at once: one sets it', async () => {
      const token = await makeLink('dupond')
      const both = await Promise.allSettled([set(fresh(), token, demoPassword), set(fresh(), token, demoPassword)])
      assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
    })
  })
})
