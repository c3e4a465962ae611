/** Asking for an account: what is typed proves nothing, and tells nobody anything. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { limits } from '../../bff/gate/sign-in/limits.ts'
import { run } from '../../bff/cli/run.ts'
import { refusal, type TestClient } from '../kit/client.ts'
import { type Counter, openCounter } from '../kit/counter.ts'
import { eachEngine } from '../kit/db.ts'
import { type Letters, lettersOf, secretIn } from '../kit/letters.ts'

/** Even digits from a seed: the same pairs every time. */
function* numbers(seed: number): Generator<number> {
  for (let state = seed; ; ) {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31
    yield state
  }
}

/** Has been told the nonce: the clock of the counter stands still, so it is good for everybody who comes. */
async function knocked(client: TestClient): Promise<TestClient> {
  await client.raw('/batch', { headers: { 'content-type': 'application/json' }, body: '[{"key":"GET /portal"}]' })
  return client
}

/** Some on each engine: the whole 10^4 is the long run's, on the server. */
const pairs = { pglite: 100, postgres: Number(process.env.GUICHET_PAIRS ?? 200) }

eachEngine((engine, rule) => {
  let counter: Counter
  let letters: Letters
  let networks = 0
  /** A company with a contact at one site and an address of its own. */
  const firm = { id: '', code: '', name: '', email: '', contact: '', site: '', last: '', older: '' }

  before(async () => {
    counter = await openCounter(engine)
    letters = lettersOf(counter.vendor.db, counter.deps.log)
    const [row] = await sql<typeof firm>(
      `select c.id::text as id, c.code, c.name, c.email, k.email as contact, k.site_id::text as site
       from management.customer c join management.contact k on k.customer_id = c.id and k.site_id is not null and k.active
         and k.email is not null
       where c.active and c.kind = 'company' and lower(k.email) <> lower(c.email)
         and (select count(*) from management.invoice i where i.customer_id = c.id and i.kind = 'invoice') > 3
         and not exists (select from portal.account a where lower(a.email) = lower(k.email))
       order by c.id, k.id limit 1`,
    )
    const invoices = await sql<{ number: string }>(
      `select number from management.invoice where customer_id::text = $1 and kind = 'invoice' and state <> 'cancelled'
       order by issued_on desc, id desc limit 3`,
      [row?.id],
    )
    Object.assign(firm, row, { last: invoices[0]?.number, older: invoices[2]?.number })
    assert.ok(firm.site && firm.last && firm.older)
  })
  after(() => counter.close())

  const fresh = () => counter.client({ peer: `198.${18 + ((networks >> 8) & 1)}.${networks++ & 255}.7` })
  const sql = <T>(text: string, values: unknown[] = []) => counter.admin.query<T>(text, values)
  const asking = (change: Partial<Record<'customerCode' | 'invoiceNumber' | 'name' | 'email', string>> = {}) => ({
    customerCode: firm.code,
    invoiceNumber: firm.last,
    name: 'Zoé Faure',
    email: firm.contact,
    ...change,
  })
  const register = (client: TestClient, body: ReturnType<typeof asking>) =>
    client.call('POST /session/registration', { body })
  const forget = () => sql('delete from portal.throttle')
  const accounts = async () => Number((await sql<{ n: string }>('select count(*) as n from portal.account'))[0]?.n)
  const clean = async () => {
    await forget()
    await sql('delete from portal.registration')
    await sql('delete from portal.account where login = any($1)', [
      [firm.contact.toLowerCase(), `zoe@${firm.email.split('@')[1]}`],
    ])
  }

  test('[AR-007] [AR-008] a contact on file confirms, sets a password, and has the least rights at the contact’s own site', async () => {
    const before = await accounts()
    const typed = asking({
      customerCode: ` ${firm.code.toLowerCase()} `,
      invoiceNumber: firm.last.toLowerCase(),
      email: firm.contact.toUpperCase(),
    })
    assert.deepEqual(await register(fresh(), typed), { accepted: true, minutes: 1440 })
    const [letter, ...others] = await letters.read()
    assert.equal(others.length, 0)
    assert.equal(letter?.template, 'self-registration')
    assert.equal(letter?.to, firm.contact.toLowerCase())
    assert.equal(await accounts(), before)
    const token = secretIn(letter)
    assert.deepEqual(await fresh().call('POST /session/registration/preview', { body: { token } }), {
      name: 'Zoé Faure',
      email: firm.contact.toLowerCase(),
      company: firm.name,
    })
    const confirmed = await fresh().call('POST /session/registration/confirm', { body: { token } })
    for (const key of ['POST /session/registration/confirm', 'POST /session/registration/preview'] as const)
      assert.equal((await refusal(fresh().call(key, { body: { token } }))).code, 'link-refused', key)
    assert.ok(confirmed.token)
    const password = 'six bicyclettes vertes 2026'
    await fresh().call('POST /session/password-link', { body: { token: confirmed.token, password } })
    const client = fresh()
    const { session } = await client.signIn(firm.contact, password)
    assert.equal(session.profile.id, 'newcomer')
    assert.deepEqual([...session.rights].sort(), ['fleet.read', 'interventions.read'])
    assert.deepEqual(
      session.sites?.map(({ id }) => id),
      [firm.site],
    )
    assert.equal((await refusal(client.call('GET /invoices', { query: {} }))).code, 'right-missing')
  })

  rule('a link that nobody followed in its day tells no name and opens nothing', async () => {
    await clean()
    const before = await accounts()
    await register(fresh(), asking())
    const token = secretIn((await letters.read())[0])
    await sql(`update portal.registration set expires_at = now() - interval '1 second'`)
    for (const key of ['POST /session/registration/preview', 'POST /session/registration/confirm'] as const)
      assert.equal((await refusal(fresh().call(key, { body: { token } }))).code, 'link-refused', key)
    assert.equal(await accounts(), before)
  })

  test('[AR-008] somebody else of the same company: its own address is asked, then the new person is invited', async () => {
    await clean()
    const email = `zoe@${firm.email.split('@')[1]}`
    await register(fresh(), asking({ email }))
    const [letter] = await letters.read()
    assert.equal(letter?.to, firm.email)
    const { token } = await fresh().call('POST /session/registration/confirm', { body: { token: secretIn(letter) } })
    assert.equal(token, null)
    const [invitation] = await letters.read()
    assert.equal(invitation?.template, 'invitation')
    assert.equal(invitation?.to, email)
  })

  test('[AR-008] an address that is not on file waits for the vendor, and is told nothing', async () => {
    await clean()
    const before = await accounts()
    await register(fresh(), asking({ email: 'zoe@elsewhere.example' }))
    assert.deepEqual(await letters.read(), [])
    const [row] = await sql<{ id: string; state: string }>('select id, state from portal.registration')
    assert.equal(row?.state, 'pending')
    assert.equal(await accounts(), before)
    if (engine !== 'postgres') return
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
    const list = JSON.parse((await cli('account', 'pending', '--json')).told) as { id: string; company: string }[]
    assert.deepEqual(
      list.map(({ company }) => company),
      [firm.name],
    )
    assert.equal((await cli('account', 'approve', list[0]?.id ?? '', '--profile', 'technical')).code, 0)
    const [invitation] = await letters.read()
    assert.equal(invitation?.to, 'zoe@elsewhere.example')
    assert.equal((await cli('account', 'approve', list[0]?.id ?? '')).code, 1)
    const [made] = await sql<{ profile: string }>(
      `select c.profile_id as profile from portal.account a join portal.account_customer c on c.account_id = a.id where a.login = 'zoe@elsewhere.example'`,
    )
    assert.equal(made?.profile, 'technical')
    await register(fresh(), asking({ email: 'eve@elsewhere.example' }))
    await letters.read()
    const [second] = await sql<{ id: string }>(`select id from portal.registration where state = 'pending'`)
    assert.equal((await cli('account', 'refuse', second?.id ?? '')).code, 0)
    assert.deepEqual(await letters.read(), [])
    assert.match((await cli('account', 'pending')).told, /Nobody waits/)
  })

  rule('who has an account already gets a link for a new password, at the address on file', async () => {
    await clean()
    await sql(`update portal.account set email = $1 where login = 'lefevre'`, [firm.contact])
    await register(fresh(), asking())
    const [letter] = await letters.read()
    assert.equal(letter?.template, 'password-reset')
    assert.equal(letter?.to, firm.contact)
    assert.deepEqual(await sql('select 1 from portal.registration'), [])
    await sql(`update portal.account set email = 'lefevre@armoise-clients.example' where login = 'lefevre'`)
  })

  rule('an older invoice, another customer’s number, a customer that is one no more: nothing', async () => {
    await clean()
    const [foreign] = await sql<{ code: string }>(
      'select code from management.customer where id::text <> $1 and active order by id limit 1',
      [firm.id],
    )
    for (const change of [
      { invoiceNumber: firm.older },
      { customerCode: foreign?.code ?? '' },
      { invoiceNumber: `${firm.last}0` },
    ]) {
      await register(fresh(), asking(change))
    }
    await sql('update management.customer set active = false where id::text = $1', [firm.id])
    await register(fresh(), asking())
    await letters.read()
    await sql('update management.customer set active = true where id::text = $1', [firm.id])
    assert.deepEqual(await letters.read(), [])
    assert.deepEqual(await sql('select 1 from portal.registration'), [])
  })

  rule(
    'of one network five an hour, for one customer code ten a day, of a portal twenty a day before the vendor decides',
    async () => {
      await clean()
      const client = fresh()
      const nowhere = (n: number) => asking({ customerCode: `X${n}`, email: 'zoe@elsewhere.example' })
      for (let n = 0; n < limits.registrations.burst; n++) await register(client, nowhere(n))
      assert.equal((await refusal(register(client, nowhere(9)))).code, 'too-many-attempts')
      for (let n = 0; n < limits.registrationsFor.burst; n++)
        await register(fresh(), asking({ invoiceNumber: `F${n}` }))
      assert.equal((await refusal(register(fresh(), asking()))).code, 'too-many-attempts')
      await sql('delete from portal.throttle')
      for (let n = 0; n < limits.registrationsAt.burst; n++) await register(fresh(), nowhere(100 + n))
      await letters.read()
      await register(fresh(), asking())
      assert.deepEqual(await letters.read(), [])
      const [row] = await sql<{ state: string }>('select state from portal.registration')
      assert.equal(row?.state, 'pending')
    },
  )

  rule(`[AR-008] ${pairs[engine]} random pairs: the same bytes, and nobody gets in`, async (t) => {
    await clean()
    const before = await accounts()
    const random = numbers(47)
    const next = () => random.next().value as number
    const answers = new Set<string>()
    const { nonce } = await knocked(fresh())
    const told = async (client: TestClient, body: ReturnType<typeof asking>) => {
      const response = await client.send('/session/registration', { body })
      const headers = [...response.headers].filter(([name]) => !/^(x-request-id|dpop-nonce)$/.test(name))
      return JSON.stringify([response.status, await response.text(), headers])
    }
    for (let n = 0; n < pairs[engine]; n += 10) {
      await forget()
      const asked = Array.from({ length: Math.min(10, pairs[engine] - n) }, () => {
        // Every tenth names a customer that there is.
        const customerCode = next() % 10 === 0 ? firm.code : `C${String(next() % 100_000).padStart(5, '0')}`
        const invoiceNumber = `F${2026 - (next() % 2)}-${String(next() % 100_000).padStart(5, '0')}`
        return told(Object.assign(fresh(), { nonce }), asking({ customerCode, invoiceNumber }))
      })
      for (const answer of await Promise.all(asked)) answers.add(answer)
      if (n % 100 === 90) assert.deepEqual(await letters.read(), [])
    }
    await forget()
    // And a right pair among them looks no different.
    answers.add(await told(fresh(), asking()))
    assert.equal(answers.size, 1, [...answers].join('\n'))
    const sent = await letters.read()
    assert.equal(sent.filter(({ template }) => template === 'self-registration').length, 1)
    assert.equal(await accounts(), before)
    t.diagnostic(`figure registration (${engine}): ${pairs[engine]} pairs, ${answers.size} kind of answer, 0 accounts`)
  })
})
