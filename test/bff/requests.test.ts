/** Requests for an intervention: what the form is filled with, what is refused field by field, and the receipt. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import type { NewRequest } from '../../bff/api.ts'
import type { Refused, TestClient } from '../kit/client.ts'
import { type Counter, demoPassword, openCounter } from '../kit/counter.ts'
import { eachEngine } from '../kit/db.ts'
import { jpeg } from '../kit/pictures.ts'

interface Payload {
  payload: Record<string, unknown> & { files: { file_name: string; media_type: string }[] }
}

eachEngine((engine, rule) => {
  let counter: Counter
  let martin: TestClient
  /** Of Martin's customer, with a site; of another customer; taken away. */
  const ids = { mine: '', mySite: '', otherSite: '', theirs: '', theirSite: '', removed: '' }
  const nature = { domain: '', required: '', none: '', hidden: '', orphan: '' }
  const sql = async (text: string, given: unknown[] = []) =>
    (await counter.admin.query<{ id: string }>(text, given))[0]?.id ?? ''

  before(async () => {
    counter = await openCounter(engine)
    martin = counter.client()
    const { session } = await martin.signIn('martin', demoPassword)
    const me = session.customer.id
    const equipment = (where: string) =>
      sql(
        `select id from management.equipment where customer_id ${where} and site_id is not null and state <> 'removed' order by id limit 1`,
        [me],
      )
    ids.mine = await equipment('= $1')
    ids.theirs = await equipment('<> $1')
    ids.mySite = await sql('select site_id as id from management.equipment where id = $1', [ids.mine])
    ids.otherSite = await sql(
      'select id from management.site where customer_id = $1 and id <> $2 and active order by id limit 1',
      [me, ids.mySite],
    )
    ids.theirSite = await sql('select site_id as id from management.equipment where id = $1', [ids.theirs])
    ids.removed = await sql(
      `insert into management.equipment (customer_id, label, state) values ($1, 'Parti', 'removed') returning id`,
      [me],
    )
    const add = (label: string, parent: string | null, about: string, offered = true, position = 900) =>
      sql(
        `insert into management.nature (parent_id, label, position, equipment, offered) values ($1, $2, $3, $4, $5) returning id`,
        [parent, label, position, about, offered],
      )
    nature.domain = await add('Un domaine', null, 'optional')
    nature.required = await add('Panne', nature.domain, 'required', true, 1)
    nature.none = await add('Question', nature.domain, 'none', true, 2)
    nature.hidden = await add('Ancienne', nature.domain, 'optional', false, 0)
    nature.orphan = await add('Sans domaine', await add('Retiré', null, 'optional', false), 'optional')
    await counter.admin.query(
      `insert into management.intervention (customer_id, site_id, equipment_id, number, kind, state, urgent, title)
         values ($1, $2, $3, 'DI-OUVERTE', 'repair', 'planned', false, 'Bourrage'), ($1, $2, $3, 'DI-FINIE', 'repair', 'done', false, 'Vieux')`,
      [me, ids.mySite, ids.mine],
    )
  })
  after(() => counter.close())

  const send = (change: Partial<NewRequest> = {}, client = martin) =>
    client.call('POST /requests', {
      body: { key: randomUUID(), urgent: false, description: 'Bourrage papier', ...change },
    })
  const refusal = async (change: Partial<NewRequest>, client = martin) => {
    const error = await send(change, client).then(
      () => assert.fail('was taken'),
      (thrown: Refused) => thrown,
    )
    const { code, fields } = error.body
    return { status: error.status, code, ...(fields && { fields }) }
  }
  const payload = async (id: string) =>
    (await counter.admin.query<Payload>('select payload from portal.command where id = $1', [id]))[0]?.payload

  test('[AR-051] [AR-052] [CA-28] the tree is the vendor’s own, in its order, without what is not offered', async () => {
    const { domains } = await martin.call('GET /natures')
    const own = domains.find(({ id }) => id === nature.domain)
    assert.deepEqual(
      own?.natures.map(({ label, equipment }) => [label, equipment]),
      [
        ['Panne', 'required'],
        ['Question', 'none'],
      ],
    )
    const all = domains.flatMap((domain) => [domain, ...domain.natures]).map(({ id }) => id)
    assert.ok(!all.includes(nature.hidden) && !all.includes(nature.orphan))
    assert.deepEqual(await refusal({ natureId: nature.orphan }), {
      status: 404,
      code: 'not-found',
      fields: { 'body.natureId': 'not-found' },
    })
  })

  test('[SY-20] the form comes filled: places, who asks, the machine and what is open on it', async () => {
    const form = await martin.call('GET /requests/form', { query: { equipment: ids.mine } })
    assert.equal(form.machine?.id, ids.mine)
    assert.equal(form.machine.siteId, ids.mySite)
    assert.ok(form.open.some(({ number }) => number === 'DI-OUVERTE'))
    assert.ok(form.open.every(({ number }) => number !== 'DI-FINIE'))
    assert.equal(form.contact.name, 'Paul Martin')
    assert.ok(form.sites.some(({ id }) => id === ids.mySite) && form.sites.every(({ id }) => id !== ids.theirSite))
    assert.deepEqual([form.today, form.siteRequired, form.fleet, form.limits.files], ['2026-11-21', false, true, 5])
    for (const equipment of [ids.theirs, ids.removed, 'abc', `0${ids.mine}`]) {
      await assert.rejects(martin.call('GET /requests/form', { query: { equipment } }), { status: 404 }, equipment)
    }
    assert.equal((await martin.call('GET /requests/form', { query: {} })).machine, null)
  })

  rule('[SY-21] the description alone is enough', async () => {
    const sent = await send()
    assert.match(sent.receipt, /^[0-9A-Z]{4}-[0-9A-Z]{4}$/)
    assert.equal(sent.function, 'create_request')
    assert.equal((await payload(sent.id))?.description, 'Bourrage papier')
    for (const description of ['', '   ', 'x'.repeat(5001), 'a\0b']) {
      assert.equal((await refusal({ description })).code, 'input-invalid')
    }
    assert.ok(await send({ description: 'x'.repeat(5000) }))
  })

  test('[AR-050] [CO-35] [CO-37] [SY-24] [SY-25] [CA-21] [CA-22] [CA-23] [CA-25] [SY+03] everything that was said arrives', async () => {
    const sent = await send({
      natureId: nature.required,
      equipmentId: ids.mine,
      urgent: true,
      address: 'Bâtiment C, 2ᵉ étage',
      contact: { name: 'Léa Morel', phone: '06 12 34 56 78' },
      replyTo: 'lea.morel@marchand.example',
      wish: { on: '2026-11-24', at: '14:30', firm: true },
    })
    const { files, ...said } = (await payload(sent.id)) ?? { files: [] }
    assert.deepEqual(files, [])
    assert.deepEqual(said, {
      site_id: ids.mySite,
      equipment_id: ids.mine,
      serial_number: null,
      nature_id: nature.required,
      urgent: true,
      description: 'Bourrage papier',
      address: 'Bâtiment C, 2ᵉ étage',
      contact_name: 'Léa Morel',
      contact_phone: '06 12 34 56 78',
      reply_to: 'lea.morel@marchand.example',
      wished_on: '2026-11-24',
      wished_at: '14:30',
      wish_firm: true,
    })
  })

  rule('[CO-30] a serial number by hand stands in for a machine of the fleet', async () => {
    const sent = await send({ natureId: nature.required, serialNumber: 'SN-4471-X', siteId: ids.otherSite })
    const said = await payload(sent.id)
    assert.deepEqual([said?.serial_number, said?.equipment_id, said?.site_id], ['SN-4471-X', null, ids.otherSite])
  })

  rule('what does not fit together is refused by its field', async () => {
    const invalid = async (change: Partial<NewRequest>) => {
      const { status, code, fields } = (await refusal(change)) as { status: number; code: string; fields: unknown }
      assert.deepEqual([status, code], [400, 'input-invalid'])
      return fields
    }
    assert.deepEqual(await invalid({ natureId: nature.required }), { 'body.equipmentId': 'missing' })
    assert.deepEqual(await invalid({ natureId: nature.none, equipmentId: ids.mine }), {
      'body.equipmentId': 'not-about-a-machine',
    })
    assert.deepEqual(await invalid({ natureId: nature.none, serialNumber: 'X' }), {
      'body.serialNumber': 'not-about-a-machine',
    })
    assert.deepEqual(await invalid({ equipmentId: ids.mine, serialNumber: 'X' }), { 'body.serialNumber': 'not-both' })
    assert.deepEqual(await invalid({ wish: { on: '2026-11-20' } }), { 'body.wish.on': 'past' })
    // The clock of the test stands at 11:00 in Paris.
    assert.deepEqual(await invalid({ wish: { on: '2026-11-21', at: '10:59' } }), { 'body.wish.at': 'past' })
    assert.ok(await send({ wish: { on: '2026-11-21', at: '11:01' } }))
    assert.deepEqual(await invalid({ wish: { on: '2026-11-24', at: '25:00' } }), { 'body.wish.at': 'invalid' })
    assert.deepEqual(await invalid({ replyTo: 'nobody' }), { 'body.replyTo': 'invalid' })
    assert.deepEqual(await invalid({ uploads: Array.from({ length: 30 }, () => randomUUID()) }), {
      'body.uploads': 'too-big',
    })
  })

  rule('what this session cannot see is not found: machine, site, nature, file', async () => {
    const cases: [Partial<NewRequest>, string][] = [
      [{ equipmentId: ids.theirs }, 'equipmentId'],
      [{ equipmentId: ids.removed }, 'equipmentId'],
      [{ equipmentId: 'abc' }, 'equipmentId'],
      [{ equipmentId: `0${ids.mine}` }, 'equipmentId'],
      [{ siteId: ids.theirSite }, 'siteId'],
      [{ siteId: "1' or '1'='1" }, 'siteId'],
      [{ natureId: nature.hidden }, 'natureId'],
      [{ natureId: '999999' }, 'natureId'],
      [{ uploads: [randomUUID()] }, 'uploads.0'],
    ]
    for (const [change, field] of cases) {
      assert.deepEqual(
        await refusal(change),
        { status: 404, code: 'not-found', fields: { [`body.${field}`]: 'not-found' } },
        field,
      )
    }
  })

  describe('who is limited', () => {
    const limited = async (sites: string[]) => {
      await counter.admin.query(
        `update portal.account_customer set site_ids = $1 where account_id = (select id from portal.account where login = 'martin')`,
        [sites],
      )
      const client = counter.client()
      await client.signIn('martin', demoPassword)
      return client
    }
    after(() => counter.admin.query('update portal.account_customer set site_ids = null'))

    rule('to one site asks there, and nowhere else', async () => {
      const client = await limited([ids.mySite])
      const sent = await send({}, client)
      assert.equal((await payload(sent.id))?.site_id, ids.mySite)
      assert.equal((await refusal({ siteId: ids.otherSite }, client)).status, 404)
      assert.equal((await client.call('GET /requests/form', { query: {} })).siteRequired, true)
    })
    rule('to several must say which', async () => {
      const client = await limited([ids.mySite, ids.otherSite])
      assert.deepEqual(await refusal({}, client), {
        status: 400,
        code: 'input-invalid',
        fields: { 'body.siteId': 'missing' },
      })
      assert.ok(await send({ siteId: ids.otherSite }, client))
    })
    rule('[CO-14] to buying asks for nothing', async () => {
      const dupond = counter.client()
      await dupond.signIn('dupond', demoPassword)
      assert.deepEqual(await refusal({}, dupond), { status: 403, code: 'right-missing' })
    })
  })

  describe('sent twice', () => {
    rule('a double click has one receipt', async () => {
      const body = { key: randomUUID(), natureId: nature.domain }
      const [one, two] = await Promise.all([send(body), send(body)])
      assert.equal(one.receipt, two.receipt)
      const [row] = await counter.admin.query<{ count: string }>('select count(*) from portal.command where key = $1', [
        body.key,
      ])
      assert.equal(row?.count, '1')
    })
    test('what came before is answered with its receipt, though its moment has passed and its nature is gone', async () => {
      const natureId = await sql(
        `insert into management.nature (label, position, equipment, offered) values ('Passager', 901, 'optional', true) returning id`,
      )
      const body = { key: randomUUID(), natureId, equipmentId: ids.mine, wish: { on: '2026-11-21', at: '11:30' } }
      const first = await send(body)
      await counter.admin.query('update management.nature set offered = false where id = $1', [natureId])
      assert.equal((await send(body)).receipt, first.receipt)
      assert.equal((await refusal({ ...body, key: randomUUID() })).status, 404)
      const other = counter.client()
      await other.signIn('berger', demoPassword)
      assert.equal((await refusal(body, other)).status, 404, 'the key is nobody else’s')
    })
    rule('another content under the same key is refused', async () => {
      const key = randomUUID()
      await send({ key })
      assert.deepEqual(await refusal({ key, description: 'Autre chose' }), { status: 422, code: 'key-reused' })
    })
  })

  test('[CO-32] [CO-34] files go along, once', async () => {
    const bytes = jpeg()
    const { id, url } = await martin.call('POST /uploads', {
      body: { fileName: 'Écran.jpg', mediaType: 'image/jpeg', size: bytes.length },
    })
    assert.deepEqual(await refusal({ uploads: [id] }), {
      status: 400,
      code: 'input-invalid',
      fields: { 'body.uploads.0': 'not-ready' },
    })
    const headers = { origin: martin.options.origin, 'content-length': String(bytes.length) }
    const answer = await counter.app.fetch(new Request(url, { method: 'PUT', headers, body: new Uint8Array(bytes) }))
    assert.equal(answer.status, 200)
    const body = { key: randomUUID(), uploads: [id] }
    const sent = await send(body)
    assert.deepEqual(
      (await payload(sent.id))?.files.map(({ file_name, media_type }) => [file_name, media_type]),
      [['Écran.jpg', 'image/jpeg']],
    )
    assert.equal((await send(body)).receipt, sent.receipt)
    assert.equal((await refusal({ uploads: [id] })).status, 404)
    await assert.rejects(martin.call('DELETE /uploads/:id', { params: { id } }), { status: 404 })
  })
})
