/** Links in letters: a forgotten password, an invitation, a new address; what they tell a stranger, and what they end. */
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import { run } from '../../bff/cli/run.ts'
import { limits } from '../../bff/gate/sign-in/limits.ts'
import { refusal, type TestClient } from '../kit/client.ts'
import { type Counter, demoPassword, openCounter, origin, pk } from '../kit/counter.ts'
import { eachEngine } from '../kit/db.ts'
import { type Letters, lettersOf, secretIn } from '../kit/letters.ts'

const page = `${origin}/espace-client`
const good = 'six bicyclettes vertes 2026'

eachEngine((engine, rule) => {
  let counter: Counter
  let letters: Letters
  let networks = 0
  before(async () => {
    counter = await openCounter(engine)
    letters = lettersOf(counter.vendor.db, counter.deps.log)
  })
  after(() => counter.close())

  const fresh = () => counter.client({ peer: `198.19.${networks++ & 255}.7` })
  const sql = <T>(text: string, values: unknown[] = []) => counter.admin.query<T>(text, values)
  const forgotten = (client: TestClient, login: string) =>
    client.call('POST /session/password-reset', { body: { login } })
  const look = (token: string) => fresh().call('POST /session/password-link/preview', { body: { token } })
  const set = (token: string, password = good) =>
    fresh().call('POST /session/password-link', { body: { token, password } })

  test('[AR-005] [OG-46] a forgotten password is replaced through a link to the address on file, once, and other sessions end', async () => {
    const open = fresh()
    await open.signIn('dupond', demoPassword)
    await letters.read()
    assert.deepEqual(await forgotten(fresh(), ' Dupond@Armoise-Clients.example'), { accepted: true, minutes: 15 })
    const [letter, ...others] = await letters.read()
    assert.equal(others.length, 0)
    assert.equal(letter?.template, 'password-reset')
    assert.equal(letter?.to, 'dupond@armoise-clients.example')
    assert.ok(letter?.values.link?.startsWith(`${page}#guichet.password=`), letter?.values.link)
    const token = secretIn(letter)
    const seen = await look(token)
    assert.deepEqual(seen, { purpose: 'reset', login: 'dupond', name: 'Claire Dupond', company: 'Ateliers Marchand' })
    // A weak one does not use the link up.
    assert.equal((await refusal(set(token, 'motdepasse2026'))).code, 'password-weak')
    assert.deepEqual(await set(token), { login: 'dupond' })
    assert.equal((await refusal(open.call('GET /session'))).code, 'session-ended')
    assert.equal((await refusal(set(token, 'encore un autre secret'))).code, 'link-refused')
    assert.equal((await refusal(look(token))).code, 'link-refused', 'used, it tells nobody’s name')
    assert.equal((await fresh().signIn('dupond', good)).session.login, 'dupond')
    const notice = (await letters.read()).find(({ template }) => template === 'password-changed')
    assert.equal(notice?.to, 'dupond@armoise-clients.example')
  })

  rule('a link lives for fifteen minutes, and a newer one ends it', async () => {
    await forgotten(fresh(), 'martin')
    const first = secretIn((await letters.read())[0])
    await forgotten(fresh(), 'martin')
    const second = secretIn((await letters.read())[0])
    assert.equal((await refusal(set(first))).code, 'link-refused')
    const [row] = await sql<{ minutes: string }>(
      `select round(extract(epoch from max(expires_at) - now()) / 60)::int as minutes from portal.password_link where used_at is null`,
    )
    assert.equal(row?.minutes, '15')
    await sql(`update portal.password_link set expires_at = now() - interval '1 second'`)
    assert.equal((await refusal(set(second))).code, 'link-refused')
    assert.equal((await refusal(look(second))).code, 'link-refused', 'expired, it tells nobody’s name')
  })

  rule(
    '[AR-006] known, unknown, disabled, without an address: the same bytes and rows; three letters a day to one person',
    async () => {
      await sql(`insert into portal.account (login, name) values ('mute', 'Sans adresse')`)
      await sql(
        `insert into portal.account (login, name, email, disabled_at) values ('gone', 'Partie', 'gone@x.example', now())`,
      )
      const answers = new Set<string>()
      const count = async () => (await sql<{ n: string }>('select count(*) as n from portal.outbox'))[0]?.n
      for (const login of ['lefevre', 'nobody', 'mute', 'gone', 'nobody@x.example', "' or 1=1 --"]) {
        const before = Number(await count())
        const response = await fresh().send('/session/password-reset', { body: { login } })
        const headers = [...response.headers].filter(([name]) => !/^(x-request-id|dpop-nonce)$/.test(name))
        answers.add(JSON.stringify([response.status, await response.text(), headers, Number(await count()) - before]))
        const sent = (await letters.read()).map(({ to }) => to)
        assert.deepEqual(sent, login === 'lefevre' ? ['lefevre@armoise-clients.example'] : [], login)
      }
      assert.equal(answers.size, 1, [...answers].join('\n'))
      for (let n = 0; n < 4; n++) await forgotten(fresh(), 'lefevre')
      assert.equal((await letters.read()).length, 2)
    },
  )

  rule('one network may ask five times for one person, then it waits', async () => {
    const client = fresh()
    for (let n = 0; n < 5; n++) await forgotten(client, 'nobody-in-particular')
    const { code, body } = await refusal(forgotten(client, 'nobody-in-particular'))
    assert.equal(code, 'too-many-attempts')
    assert.ok((body.retryAfter ?? 0) > 0)
    assert.deepEqual(await forgotten(fresh(), 'nobody-in-particular'), { accepted: true, minutes: 15 })
    await letters.read()
  })

  rule('and for however many people, only so many times', async () => {
    const client = fresh()
    for (let n = 0; n < limits.asking.burst; n++) await forgotten(client, `nobody-${n}`)
    assert.equal((await refusal(forgotten(client, 'nobody-else'))).code, 'too-many-attempts')
    assert.deepEqual(await forgotten(fresh(), 'nobody-else'), { accepted: true, minutes: 15 })
    await letters.read()
  })

  describe('[CO-06] the own e-mail address', () => {
    const own = 'roux@armoise-clients.example'
    let client: TestClient
    const addressOf = async (login: string) =>
      (await sql<{ email: string | null }>('select email from portal.account where login = $1', [login]))[0]?.email
    const ask = (email: string, from = client) => from.call('POST /session/email', { body: { email } })
    const preview = (token: string) => fresh().call('POST /session/email/preview', { body: { token } })
    const confirm = (token: string) => fresh().call('POST /session/email/confirm', { body: { token } })
    const sent = async (email: string) => {
      await ask(email)
      return secretIn((await letters.read()).find(({ template }) => template === 'email-confirm'))
    }
    const notice = async () => (await letters.read()).find(({ template }) => template === 'email-changed')

    // One person for all of them, with the demo's password.
    beforeEach(async () => {
      await sql("delete from portal.account where login = 'roux'")
      await sql('delete from portal.throttle')
      await sql(
        `with made as (
           insert into portal.account (login, name, email, password_hash)
           select 'roux', 'Nadia Roux', $1, password_hash from portal.account where login = 'berger' returning id)
         insert into portal.account_customer (account_id, customer_id, profile_id)
         select made.id, k.customer_id, 'user' from made, portal.account a
           join portal.account_customer k on k.account_id = a.id where a.login = 'martin'`,
        [own],
      )
      client = fresh()
      await client.signIn('roux', demoPassword)
      await letters.read()
    })

    test('is confirmed by the new mailbox; the former one is told, and may take it back', async () => {
      assert.deepEqual(await ask('Nadia@Ailleurs.example'), { accepted: true, minutes: 60 })
      const [letter, ...more] = await letters.read()
      assert.equal(more.length, 0)
      assert.deepEqual([letter?.template, letter?.to], ['email-confirm', 'nadia@ailleurs.example'])
      assert.ok(letter?.values.link?.startsWith(`${page}#guichet.email=`), letter?.values.link)
      assert.equal(await addressOf('roux'), own)

      const token = secretIn(letter)
      const seen = { purpose: 'confirm', email: 'nadia@ailleurs.example', login: 'roux' }
      for (const look of [1, 2]) assert.deepEqual(await preview(token), { ...seen, name: 'Nadia Roux' }, `look ${look}`)
      assert.deepEqual(await confirm(token), { ...seen, token: null })
      assert.equal((await client.call('GET /session')).email, 'nadia@ailleurs.example')
      assert.equal((await refusal(confirm(token))).code, 'link-refused')

      const told = await notice()
      assert.deepEqual([told?.to, told?.values.to], [own, 'n…a@ailleurs.example'])
      const undo = secretIn(told)
      assert.equal((await preview(undo)).purpose, 'undo')
      const { token: another, ...done } = await confirm(undo)
      assert.deepEqual(done, { purpose: 'undo', email: own, login: 'roux' })
      assert.equal(await addressOf('roux'), own)
      assert.equal((await refusal(client.call('GET /session'))).code, 'session-ended')
      assert.equal((await refusal(confirm(undo))).code, 'link-refused')
      await set(another ?? '')
      assert.equal((await refusal(fresh().signIn('roux', demoPassword))).code, 'sign-in-refused')
      const noted = await sql<{ event: string }>(
        `select event from portal.journal where event like 'email%' order by id desc limit 6`,
      )
      assert.deepEqual(
        noted.map(({ event }) => event),
        [
          'email-link-refused',
          'email-change-undone',
          'email-link-refused',
          'email-changed',
          'email-change-sent',
          'email-change-asked',
        ],
      )
    })

    rule('needs a fresh proof of who asks; links on their way to the former address lead nowhere', async () => {
      await forgotten(fresh(), 'roux')
      const reset = secretIn((await letters.read())[0])
      await confirm(await sent('nadia@ailleurs.example'))
      assert.equal((await refusal(set(reset))).code, 'link-refused')
      await sql("update portal.session set proved_at = now() - interval '6 minutes'")
      // What is remembered of the session says how old the proof is: another process looks for itself.
      const late = await counter.another()
      const there = client.sameThrough((request, env) => late.app.fetch(request, env))
      assert.equal((await refusal(ask('encore@ailleurs.example', there))).code, 'step-up-required')
      there.keep(await there.call('POST /session/step-up', { body: { password: demoPassword } }))
      await ask('encore@ailleurs.example', there)
    })

    rule('whose else an address is, nobody learns: the same answer, and no letter', async () => {
      const answers = new Set<string>()
      for (const email of ['libre@ailleurs.example', 'martin@armoise-clients.example', own]) {
        const { status, body } = await client.rest('POST', '/session/email', { email })
        answers.add(JSON.stringify([status, body]))
      }
      assert.equal(answers.size, 1)
      assert.deepEqual(
        (await letters.read()).map(({ to }) => to),
        ['libre@ailleurs.example'],
      )
    })

    rule(
      'only the newest link is good, for an hour, and not once the address is another’s; three letters a day',
      async () => {
        const first = await sent('un@ailleurs.example')
        const second = await sent('deux@ailleurs.example')
        assert.equal((await refusal(confirm(first))).code, 'link-refused')
        await sql("update portal.email_change set expires_at = now() - interval '1 second' where used_at is null")
        assert.equal((await refusal(preview(second))).code, 'link-refused')
        const third = await sent('trois@ailleurs.example')
        await sql(
          "insert into portal.account (login, name, email) values ('tiers', 'Un tiers', 'Trois@Ailleurs.example')",
        )
        assert.equal((await refusal(confirm(third))).code, 'link-refused')
        assert.equal(await addressOf('roux'), own)
        assert.equal(await sent('quatre@ailleurs.example'), '')
      },
    )

    rule(
      'a link is nothing at another portal, and nothing once the vendor has written another address down',
      async () => {
        const sibling = 'pk_armoise_siblingsibling12'
        await sql(
          `insert into portal.portal (key, name, origins, languages, features, sign_in)
         select $1, name, origins, languages, features, sign_in from portal.portal where key = $2`,
          [sibling, pk],
        )
        const there = counter.client({ pk: sibling, peer: '198.19.9.9' })
        const body = { token: await sent('nadia@ailleurs.example') }
        assert.equal((await refusal(there.call('POST /session/email/preview', { body }))).code, 'link-refused')
        assert.equal((await refusal(there.call('POST /session/email/confirm', { body }))).code, 'link-refused')
        assert.equal((await preview(body.token)).email, 'nadia@ailleurs.example')
        await sql("update portal.account set email = 'comptoir@ailleurs.example' where login = 'roux'")
        assert.equal((await refusal(confirm(body.token))).code, 'link-refused')
        assert.equal(await addressOf('roux'), 'comptoir@ailleurs.example')
        await sql('delete from portal.portal where key = $1', [sibling])
      },
    )

    rule('whoever moves on from a stolen account cannot outrun the way back', async () => {
      await confirm(await sent('voleur@ailleurs.example'))
      const undo = secretIn(await notice())
      await confirm(await sent('voleur2@ailleurs.example'))
      const thiefs = secretIn(await notice())
      await confirm(undo)
      assert.equal(await addressOf('roux'), own)
      assert.equal((await refusal(confirm(thiefs))).code, 'link-refused')
    })

    rule('not where the address follows a website; not what is no address; five times, then it waits', async () => {
      for (const email of ['', 'x', 'a@b', 'a b@c.example', `a@${'b'.repeat(300)}.example`])
        assert.equal((await refusal(ask(email))).code, 'input-invalid', email)
      await sql(
        `insert into portal.hand_off_person (portal_key, issuer, subject, account_id, made)
         select $1, 'https://x.example', 'roux', id, true from portal.account where login = 'roux'`,
        [pk],
      )
      assert.equal((await refusal(ask('a@b.example'))).code, 'right-missing')
      await sql("delete from portal.hand_off_person where subject = 'roux'")
      for (let time = 0; time < 5; time++) await ask('a@b.example')
      assert.equal((await refusal(ask('a@b.example'))).code, 'too-many-attempts')
    })
  })

  if (engine === 'postgres') {
    const cli = async (...line: string[]) => {
      let told = ''
      const environment = { GUICHET_VENDORS: `armoise=${counter.vendor.place.url}` }
      const code = await run(line, {
        out: (text) => void (told += text),
        err: (text) => void (told += text),
        environment,
      })
      return { code, told }
    }

    test('[EX-09] invited by command: the person sets the own secret; the command never shows it', async () => {
      await cli(
        'account',
        'create',
        'zoe',
        '--name',
        'Zoé Faure',
        '--customer',
        (await oneCustomer()).id,
        '--profile',
        'user',
      )
      const without = await cli('account', 'invite', 'zoe', '--portal', pk)
      assert.equal(without.code, 1)
      assert.match(without.told, /no e-mail address/)
      await cli('account', 'contact', 'zoe', '--email', 'zoe@faure.example')
      await letters.read()
      const { code, told } = await cli('account', 'invite', 'zoe', '--portal', pk)
      assert.equal(code, 0, told)
      const [letter] = await letters.read()
      assert.equal(letter?.template, 'invitation')
      assert.equal(letter?.to, 'zoe@faure.example')
      assert.equal(letter?.values.name, 'Zoé Faure')
      assert.equal(letter?.values.company, (await oneCustomer()).name)
      assert.equal(letter?.values.days, '7')
      const token = secretIn(letter)
      assert.ok(token.length === 43 && !told.includes(token))
      const seen = await look(token)
      assert.equal(seen.purpose, 'invitation')
      assert.equal(seen.name, 'Zoé Faure')
      await set(token)
      // A first password is nobody's news.
      assert.deepEqual(await letters.read(), [])
      assert.equal((await fresh().signIn('zoe', good)).session.login, 'zoe')
    })

    const oneCustomer = async () =>
      (
        await sql<{ id: string; name: string }>(
          'select id::text as id, name from management.customer order by id limit 1',
        )
      )[0] ?? {
        id: '',
        name: '',
      }
  }
})
