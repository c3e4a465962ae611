/** Portal codes: typed ones, expired ones that renew themselves, old ones that ask for a second proof, and their limits. */
import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'
import { limits } from '../../bff/gate/sign-in/limits.ts'
import { makePortalCode } from '../../bff/gate/sign-in/portal-code.ts'
import { makeTypedCode, readTypedCode, typedCodeRow } from '../../bff/gate/sign-in/typed-code.ts'
import { run } from '../../bff/cli/run.ts'
import { refusal, sendCopies, type TestClient } from '../kit/client.ts'
import { type Counter, openCounter, origin } from '../kit/counter.ts'
import { eachEngine } from '../kit/db.ts'
import { type Letters, lettersOf, secretIn } from '../kit/letters.ts'

test('a typed code is read as people write it, and has 60 random bits', () => {
  assert.equal(readTypedCode(' k7qm.3f9t–2xwb '), 'K7QM3F9T2XWB')
  assert.equal(readTypedCode('OIL0-0000-0000'), '011000000000')
  for (const wrong of ['', 'K7QM-3F9T', 'K7QM-3F9T-2XWB-1', 'K7QM-3F9T-2XWU', 'K7QM_3F9T_2XWB']) {
    assert.equal(readTypedCode(wrong), undefined, wrong)
  }
  const drawn = new Set(Array.from({ length: 500 }, () => makeTypedCode(randomBytes(12))))
  assert.equal(drawn.size, 500)
  for (const code of drawn) assert.match(code, /^([0-9A-HJKMNP-TV-Z]{4}-){2}[0-9A-HJKMNP-TV-Z]{4}$/)
})

eachEngine((engine, rule) => {
  let counter: Counter
  let letters: Letters
  let networks = 0
  let customer = { id: '', code: '', email: '' }
  before(async () => {
    counter = await openCounter(engine)
    letters = lettersOf(counter.vendor.db, counter.deps.log)
    const [row] = await counter.admin.query<typeof customer>(
      'select id::text as id, code, email from management.customer order by id limit 1',
    )
    customer = row ?? customer
  })
  after(() => counter.close())

  const fresh = () => counter.client({ peer: `198.19.${networks++ & 255}.7` })
  const sql = <T>(text: string, values: unknown[] = []) => counter.admin.query<T>(text, values)

  interface Wanted {
    life?: string
    age?: string
    contact?: string | null
    phone?: string | null
    proofAfter?: number | null
    intervention?: string | null
    sites?: string[] | null
  }
  /** A link's code as somebody made it `age` ago, with `life` left. */
  async function makeLink(wanted: Wanted = {}) {
    const text = makePortalCode(randomBytes(26))
    const { life = '1 day', age = '30 days', contact = null, phone = null, proofAfter = null } = wanted
    const [row] = await sql<{ id: string }>(
      `insert into portal.code (secret_hash, label, customer_id, profile_id, created_at, expires_at, contact_email,
         contact_phone, second_proof_after_days, intervention_id, site_ids)
       values ($1, 'Accueil', $2, 'technical', now() - $3::interval, now() + $4::interval, $5, $6, $7, $8, $9) returning id`,
      [
        createHash('sha256').update(text).digest(),
        customer.id,
        age,
        life,
        contact,
        phone,
        proofAfter,
        wanted.intervention ?? null,
        wanted.sites ?? null,
      ],
    )
    return { text, id: row?.id ?? '' }
  }

  async function makeTyped() {
    const text = makeTypedCode(randomBytes(12))
    const row = await typedCodeRow(readTypedCode(text) ?? '', customer.code, counter.deps.passwords)
    await sql(
      `insert into portal.code (typed_hash, typed_prefix, customer_code, label, customer_id, profile_id, expires_at)
       values ($1, $2, $3, 'Atelier', $4, 'technical', now() + interval '1 day')`,
      [row.typed_hash, row.typed_prefix, row.customer_code, customer.id],
    )
    return text
  }
  const openTyped = (client: TestClient, code: string, number: string) =>
    client.call('POST /session/code', { body: { code, customer: number } })

  test('a typed code opens with the customer number beside it, however both are written', async () => {
    const text = await makeTyped()
    const client = fresh()
    const body = { code: text.toLowerCase().replaceAll('-', ' '), customer: ` ${customer.code.toLowerCase()} ` }
    assert.equal((await client.call('POST /session/code/preview', { body })).label, 'Atelier')
    const { session } = client.keep(await client.call('POST /session/code', { body }))
    assert.equal(session.customer.id, customer.id)
    assert.equal(session.kind, 'code')
    // Without the number, or beside another one, it is nothing.
    assert.equal((await refusal(fresh().signInByCode(text))).code, 'code-refused')
    assert.equal((await refusal(openTyped(fresh(), text, 'C99999'))).code, 'code-refused')
    const kept = JSON.stringify(await sql('select * from portal.code'))
    assert.ok(!kept.includes(text) && !kept.includes(readTypedCode(text) ?? ''))
  })

  rule(
    'ten failures of one code delay it everywhere, other codes not at all, and it opens again after the delay',
    async () => {
      const [text, other] = [await makeTyped(), await makeTyped()]
      const wrong = `${text.slice(0, -1)}${text.endsWith('0') ? '1' : '0'}`
      for (let n = 0; n < limits.typedCode.burst; n++) {
        assert.equal((await refusal(openTyped(fresh(), wrong, customer.code))).code, 'code-refused')
      }
      const { code, body } = await refusal(openTyped(fresh(), text, customer.code))
      assert.equal(code, 'too-many-attempts')
      assert.ok((body.retryAfter ?? 0) <= limits.typedCode.period / limits.typedCode.burst)
      assert.equal((await openTyped(fresh(), other, customer.code)).session.kind, 'code')
      await sql(`update portal.throttle set tat = tat - interval '7 minutes'`)
      assert.equal((await openTyped(fresh(), text, customer.code)).session.kind, 'code')
    },
  )

  test('[EX-03] an expired link says so, and a fresh one goes to whom it was given; whoever asks learns nothing', async () => {
    const { text: old, id } = await makeLink({ life: '-1 second', contact: 'accueil@marchand.example', sites: null })
    assert.equal((await refusal(fresh().signInByCode(old))).code, 'code-expired')
    assert.equal(
      (await refusal(fresh().call('POST /session/code/preview', { body: { code: old } }))).code,
      'code-expired',
    )
    const answers = new Set<string>()
    const stranger = makePortalCode(randomBytes(26))
    for (const code of [old, stranger, (await makeLink()).text]) {
      const response = await fresh().send('/session/code/renew', { body: { code } })
      answers.add(`${response.status} ${await response.text()}`)
    }
    assert.deepEqual([...answers], ['200 {"accepted":true}'])
    const [letter, ...others] = await letters.read()
    assert.equal(others.length, 0)
    assert.equal(letter?.template, 'code-renewed')
    assert.equal(letter?.to, 'accueil@marchand.example')
    assert.ok(letter?.values.link?.startsWith(`${origin}/espace-client#guichet.code=`))
    assert.equal(letter?.values.days, '30')
    const code = secretIn(letter)
    const { session } = await fresh().signInByCode(code)
    assert.equal(session.name, 'Accueil')
    assert.equal(session.profile.id, 'technical')

    // [SY+01] Revoking any of the family ends them all, and renewal with it.
    const client = fresh()
    await client.signInByCode(code)
    if (engine === 'postgres') {
      const environment = { GUICHET_VENDORS: `armoise=${counter.vendor.place.url}` }
      assert.equal(await run(['code', 'revoke', id], { out: () => {}, err: () => {}, environment }), 0)
    } else {
      await sql(
        'update portal.code set revoked_at = now() where family = (select family from portal.code where id = $1)',
        [id],
      )
    }
    assert.equal((await refusal(fresh().signInByCode(code))).code, 'code-refused')
    assert.equal((await refusal(fresh().signInByCode(old))).code, 'code-refused')
    await fresh().call('POST /session/code/renew', { body: { code: old } })
    assert.deepEqual(await letters.read(), [])
  })

  rule('[EX-03] [CA-11] whose number alone is known gets the fresh link as a text message', async () => {
    const { text, id } = await makeLink({ life: '-1 second' })
    await sql("update portal.code set contact_phone = '+33612345678' where id = $1", [id])
    assert.deepEqual(await fresh().call('POST /session/code/renew', { body: { code: text } }), { accepted: true })
    const [message, ...others] = await letters.read()
    assert.equal(others.length, 0)
    assert.deepEqual(
      [message?.channel, message?.template, message?.to, message?.elseTo],
      ['sms', 'code-renewed', '+33612345678', null],
    )
    assert.equal((await fresh().signInByCode(secretIn(message))).session.kind, 'code')
  })

  rule('[EX-03] without a contact it goes to the customer’s own address; three a day at most', async () => {
    const { text } = await makeLink({ life: '-1 second' })
    for (let n = 0; n < 5; n++) await fresh().call('POST /session/code/renew', { body: { code: text } })
    const read = await letters.read()
    assert.deepEqual(
      read.map(({ to }) => to),
      Array<string>(limits.links.burst).fill(customer.email),
    )
  })

  test('[EX-05] an old link asks for six digits that go to its contact; a young one does not', async () => {
    const young = await makeLink({ age: '13 days', proofAfter: 14 })
    assert.equal((await fresh().signInByCode(young.text)).session.kind, 'code')
    const { text } = await makeLink({
      age: '14 days',
      proofAfter: 14,
      contact: 'accueil@marchand.example',
      phone: '+33639980190',
    })
    const client = fresh()
    assert.equal((await client.call('POST /session/code/preview', { body: { code: text } })).secondProof, true)
    assert.equal((await refusal(client.signInByCode(text))).code, 'second-proof-required')
    const { challenge } = await client.call('POST /session/code/proof', { body: { code: text, channel: 'sms' } })
    const [letter] = await letters.read()
    assert.equal(letter?.template, 'second-proof')
    assert.equal(letter?.to, '+33639980190')
    const code = letter?.values.code ?? ''
    const open = (who: TestClient, digits: string) =>
      who.call('POST /session/code', { body: { code: text, proof: { challenge, code: digits } } })
    assert.equal(
      (await refusal(open(client, code === '000000' ? '000001' : '000000'))).body.fields?.['body.code'],
      'wrong',
    )
    assert.equal((await refusal(open(fresh(), code))).body.fields?.['body.code'], 'over')
    assert.equal((await open(client, code)).session.name, 'Accueil')
    assert.equal((await refusal(open(client, code))).body.fields?.['body.code'], 'over')
  })

  rule(
    '[EX-05] the digits sent for one link open no other, and the portal’s own number of days holds where the code has none',
    async () => {
      await sql('update portal.portal set second_proof_after_days = 10')
      const one = await makeLink({ age: '10 days', contact: 'a@marchand.example' })
      const other = await makeLink({ age: '10 days', contact: 'b@marchand.example' })
      const client = fresh()
      const { challenge } = await client.call('POST /session/code/proof', { body: { code: one.text } })
      const code = (await letters.read())[0]?.values.code ?? ''
      const proof = { challenge, code }
      assert.equal(
        (await refusal(client.call('POST /session/code', { body: { code: other.text, proof } }))).code,
        'code-refused',
      )
      await sql('update portal.portal set second_proof_after_days = null')
      assert.equal((await fresh().signInByCode(other.text)).session.kind, 'code')
    },
  )

  test('a code for one intervention shows that one, and nothing else of the customer', async () => {
    const found = await sql<{ id: string }>(
      'select id::text as id from management.intervention where customer_id::text = $1 order by id limit 2',
      [customer.id],
    )
    const [one, other] = found as [{ id: string }, { id: string }]
    const { text } = await makeLink({ intervention: one.id })
    const client = fresh()
    const { session } = await client.signInByCode(text)
    assert.equal(session.intervention, one.id)
    assert.equal((await client.call('GET /interventions/:id', { params: { id: one.id } })).id, one.id)
    assert.equal((await refusal(client.call('GET /interventions/:id', { params: { id: other.id } }))).code, 'not-found')
    assert.deepEqual(
      (await client.call('GET /interventions', { query: {} })).rows.map(({ id }) => id),
      [one.id],
    )
    assert.deepEqual((await client.call('GET /invoices', { query: {} })).rows, [])
  })

  rule('a session stays within what its code was limited to, however far the code reaches later', async () => {
    const [site] = await sql<{ id: string }>(
      'select id::text as id from management.site where customer_id::text = $1 order by id limit 1',
      [customer.id],
    )
    const [intervention] = await sql<{ id: string }>(
      'select id::text as id from management.intervention where customer_id::text = $1 order by id limit 1',
      [customer.id],
    )
    const limited = await makeLink({ sites: [site?.id ?? ''] })
    const single = await makeLink({ intervention: intervention?.id ?? '' })
    const [here, there] = [fresh(), fresh()]
    await here.signInByCode(limited.text)
    await there.signInByCode(single.text)
    await sql('update portal.code set site_ids = null, intervention_id = null where id in ($1, $2)', [
      limited.id,
      single.id,
    ])
    const ids = ({ rows }: { rows: readonly { id: string }[] }) => rows.map(({ id }) => id)
    assert.deepEqual(ids(await here.call('GET /sites', { query: {} })), [site?.id])
    assert.deepEqual(ids(await there.call('GET /interventions', { query: {} })), [intervention?.id])
    // Whoever opens it now sees more.
    const wide = fresh()
    await wide.signInByCode(limited.text)
    assert.ok(ids(await wide.call('GET /sites', { query: {} })).length > 1)
  })

  rule('a portal that does not offer codes knows none', async () => {
    const { text, id } = await makeLink({ contact: 'accueil@marchand.example' })
    await sql(`update portal.portal set sign_in = '{password}'`)
    const process = await counter.another()
    const client = process.client({ peer: '198.51.100.9' })
    const body = { code: text }
    for (const key of ['POST /session/code', 'POST /session/code/preview', 'POST /session/code/proof'] as const)
      assert.equal((await refusal(client.call(key, { body }))).code, 'code-refused', key)
    assert.equal((await refusal(client.call('POST /session/code/renew', { body }))).code, 'endpoint-unknown')
    const opened = await sql('select 1 from portal.session where code_id = $1', [id])
    assert.deepEqual([opened, await letters.read()], [[], []])
    await sql(`update portal.portal set sign_in = '{password,code,one-time-code,registration}'`)
  })

  rule('the copy of a request that opened a session opens none at another process', async () => {
    const { text, id } = await makeLink()
    const client = fresh()
    await client.call('POST /session/code/preview', { body: { code: text } })
    const process = await counter.another()
    const twin = client.sameThrough((request, env) => process.app.fetch(request, env))
    const said = await sendCopies(client, twin, { key: 'POST /session/code', body: { code: text } })
    assert.deepEqual(said, [
      [200, undefined],
      [401, 'proof-invalid'],
    ])
    assert.equal((await sql('select 1 from portal.session where code_id = $1', [id])).length, 1)
  })
})
