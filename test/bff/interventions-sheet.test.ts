import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { type Counter, openCounter, type Person } from '../kit/ask.ts'
import { refused } from '../kit/client.ts'
import { insert, type Made, type MadeRows, makeInterventions } from '../kit/intervention-rows.ts'

for (const [engine, vendor] of [
  ['postgres', 'armoise'],
  ['pglite', 'brumaire'],
] as const) {
  describe(`${vendor} on ${engine}`, () => {
    let counter: Counter
    let made: MadeRows
    let person: Person
    /** One with a machine that takes replies, one that was called off, one of a stranger. */
    let own: Made
    let off: Made
    let foreign: Made

    before(async () => {
      counter = await openCounter(engine, vendor)
      Object.assign(counter.portal, { features: ['interventions', 'replying'] })
      made = await makeInterventions(counter.admin, counter.model)
      person = await counter.enter({ customer: made.customer, profile: 'technical' })
      const mine = made.interventions.filter((row) => row.customer_id === made.customer && row.site_id !== null)
      own = mine.find((row) => row.equipment_id !== null && row.nature_id !== null && row.state === 'waiting') as Made
      off = mine.find((row) => row.state === 'cancelled') as Made
      foreign = made.interventions.find((row) => row.customer_id === made.stranger && row.site_id !== null) as Made
      const of = { customer_id: own.customer_id, site_id: own.site_id, intervention_id: own.id }
      const visit = { ...of, technician: 'Julie Abgrall', work_done: null }
      await insert(counter.admin, 'visit', [
        { ...visit, id: made.id(1), state: 'done', starts_at: '2026-11-03 08:00:00', ends_at: '2026-11-03 09:30:00' },
        { ...visit, id: made.id(2), state: 'planned', starts_at: '2026-11-27 13:00:00', ends_at: null },
      ])
      await insert(counter.admin, 'visit_work', [
        {
          ...of,
          id: made.id(2),
          visit_id: made.id(1),
          position: 2,
          kind: 'part',
          label: 'Rouleau',
          quantity: 1,
          unit: 'pce',
        },
        {
          ...of,
          id: made.id(1),
          visit_id: made.id(1),
          position: 1,
          kind: 'labour',
          label: 'Dépannage',
          quantity: 1.5,
          unit: 'h',
        },
      ])
      await insert(counter.admin, 'exchange', [
        {
          ...of,
          id: made.id(2),
          direction: 'from_vendor',
          author: 'Atelier',
          body: 'Quel code ?',
          sent_at: '2026-11-04 10:00:00',
        },
        {
          ...of,
          id: made.id(1),
          direction: 'from_customer',
          author: 'Théo Martin',
          body: 'Bourrage.',
          sent_at: '2026-11-02 10:00:00',
        },
      ])
      const file = { ...of, media_type: 'image/png', size: 4, content: '\\x89504e47' }
      await insert(counter.admin, 'document', [
        {
          ...file,
          id: made.id(1),
          subject_kind: 'intervention',
          subject_id: own.id,
          role: 'attachment',
          file_name: 'apres.png',
        },
        {
          ...file,
          id: made.id(2),
          subject_kind: 'exchange',
          subject_id: made.id(1),
          role: 'attachment',
          file_name: 'panne.png',
        },
        {
          ...file,
          id: made.id(3),
          subject_kind: 'intervention',
          subject_id: own.id,
          role: 'original',
          file_name: 'bon.pdf',
          media_type: 'application/pdf',
        },
      ])
    })
    after(() => counter?.close())

    const sheetOf = (who: Person, id: string) => counter.ask(who, 'GET /interventions/:id', { params: { id } })
    const reply = (who: Person, id: string, body: string, key = randomUUID()) =>
      counter.ask(who, 'POST /interventions/:id/replies', { params: { id }, body: { key, body } })

    test('[AR-067] [CA-02] [CA-31] a sheet says what it is about, where, and where it stands', async () => {
      const sheet = await sheetOf(person, own.id)
      const machine = counter.model.rows.equipment.find((row) => row.id === own.equipment_id)
      const site = counter.model.rows.site.find((row) => row.id === own.site_id)
      assert.deepEqual(
        [sheet.number, sheet.state, sheet.equipment?.label, sheet.machine?.serialNumber, sheet.address?.city],
        [own.number, 'waiting', machine?.label, machine?.serial_number, site?.city],
      )
      assert.ok(sheet.nature)
      assert.deepEqual(
        sheet.steps.map(({ state, progress }) => `${state} ${progress}`),
        ['received done', 'planned done', 'in_progress done', 'waiting current', 'done next'],
      )
      assert.equal(sheet.steps[2]?.at, '2026-11-03T08:00:00.000Z')
    })

    test('[AR-068] [AR-069] [CA-32] visits, what is to come first, with what was done in each', async () => {
      const { visits } = await sheetOf(person, own.id)
      assert.deepEqual(
        visits.map(({ id, state, technician, endsAt }) => [id, state, technician, endsAt]),
        [
          [made.id(2), 'planned', 'Julie Abgrall', null],
          [made.id(1), 'done', 'Julie Abgrall', '2026-11-03T09:30:00.000Z'],
        ],
      )
      assert.deepEqual(
        visits.map(({ works }) =>
          works.map(({ kind, label, quantity, unit }) => [kind, label, Number(quantity), unit]),
        ),
        [
          [],
          [
            ['labour', 'Dépannage', 1.5, 'h'],
            ['part', 'Rouleau', 1, 'pce'],
          ],
        ],
      )
    })

    test('[AR-070] [AR-071] [CA-04] [CA-33] the thread in order, each file with what it was joined to', async () => {
      const { exchanges, documents } = await sheetOf(person, own.id)
      assert.deepEqual(
        exchanges.map(({ direction, body, files }) => [direction, body, files.map((file) => file.fileName)]),
        [
          ['from_customer', 'Bourrage.', ['panne.png']],
          ['from_vendor', 'Quel code ?', []],
        ],
      )
      assert.deepEqual(
        documents.map(({ fileName, role, mediaType, size }) => [fileName, role, mediaType, size]),
        [
          ['bon.pdf', 'original', 'application/pdf', 4],
          ['apres.png', 'attachment', 'image/png', 4],
        ],
      )
      const [slip, photo] = documents
      assert.equal(slip?.image, null)
      assert.match(photo?.image ?? '', /^https:\/\/counter\.example\/v1\/pk_\w+\/media\/[\w.-]+$/)
      const ticket = await counter.ask(person, 'POST /documents/:id/ticket', {
        params: { id: exchanges[0]?.files[0]?.id ?? '' },
        body: {},
      })
      assert.equal(ticket.fileName, 'panne.png')
    })

    test('foreign, malformed and absent ids are one and the same 404', async () => {
      const ids = [
        foreign.id,
        'x',
        '0',
        '-1',
        '9'.repeat(60),
        "1' or true --",
        `0${own.id}`,
        ` ${own.id}`,
        'é',
        made.id(800),
      ]
      for (const id of ids) {
        await assert.rejects(sheetOf(person, id), refused('not-found'), id)
        await assert.rejects(reply(person, id, 'Bonjour'), refused('not-found'), id)
      }
    })

    test('[AR-061] a session of another site, or of another intervention, does not see it; its own link does', async () => {
      const elsewhere = counter.model.rows.site.find(
        (row) => row.customer_id === made.customer && row.id !== own.site_id,
      )
      const there = await counter.enter({ customer: made.customer, sites: [elsewhere?.id ?? ''] })
      await assert.rejects(sheetOf(there, own.id), refused('not-found'))
      const link = await counter.enter({
        customer: made.customer,
        intervention: own.id,
        profile: 'technical',
        code: true,
      })
      const sheet = await sheetOf(link, own.id)
      assert.deepEqual([sheet.visits.length, sheet.exchanges.length, sheet.documents.length], [2, 2, 2])
      assert.deepEqual([sheet.equipment, sheet.site], [null, null])
      await assert.rejects(sheetOf(link, off.id), refused('not-found'))
      await assert.rejects(reply(link, off.id, 'Bonjour'), refused('not-found'))
      const at = await reply(link, own.id, 'Je suis sur place.')
      assert.deepEqual(
        (await sheetOf(link, own.id)).pending.map((one) => one.receipt),
        [at.receipt],
      )
      await counter.admin.query('delete from portal.command where receipt = $1', [at.receipt])
    })

    test('[EX-50] a reply is shown at once with its receipt, until the thread has it', async () => {
      const key = randomUUID()
      const receipt = await reply(person, own.id, '  Code 12-3.\nMerci ! ', key)
      assert.deepEqual([receipt.state, receipt.function], ['received', 'reply'])
      assert.equal((await reply(person, own.id, 'Code 12-3.\nMerci !', key)).receipt, receipt.receipt)
      await assert.rejects(reply(person, own.id, 'Autre chose', key), refused('key-reused'))
      const { pending } = await sheetOf(person, own.id)
      assert.deepEqual(
        pending.map((one) => [one.receipt, one.body, one.state]),
        [[receipt.receipt, 'Code 12-3.\nMerci !', 'received']],
      )
      const colleague = await counter.enter({ customer: made.customer })
      assert.equal((await sheetOf(colleague, own.id)).pending.length, 1)
      await insert(counter.admin, 'exchange', [
        {
          ...{ id: made.id(3), intervention_id: own.id, customer_id: own.customer_id, site_id: own.site_id },
          ...{ direction: 'from_customer', body: 'Code 12-3.', sent_at: '2026-11-21 09:30:00', command_id: receipt.id },
        },
      ])
      const settled = await sheetOf(person, own.id)
      assert.deepEqual([settled.pending, settled.exchanges.length], [[], 3])
      // Called off meanwhile: what was taken before is answered as ever, and nothing new is.
      const state = (to: string) =>
        counter.admin.query('update management.intervention set state = $2 where id::text = $1', [own.id, to])
      await state('cancelled')
      assert.equal((await reply(person, own.id, 'Code 12-3.\nMerci !', key)).receipt, receipt.receipt)
      await assert.rejects(reply(person, own.id, 'Encore'), refused('closed'))
      await state(own.state)
    })

    test('[AR-061] what was called off takes no reply, and no one replies without the right', async () => {
      assert.equal((await sheetOf(person, own.id)).mayReply, true)
      assert.equal((await sheetOf(person, off.id)).mayReply, false)
      await assert.rejects(reply(person, off.id, 'Pourquoi ?'), refused('closed'))
      await counter.admin.query(
        `insert into portal.profile (id, name_fr, name_en, rights) values ('reader', 'x', 'x', '{interventions.read}')`,
      )
      const reader = await counter.enter({ customer: made.customer, profile: 'reader' })
      Object.assign(reader, { rights: new Set(['interventions.read']) })
      assert.equal((await sheetOf(reader, own.id)).mayReply, false)
      // The gate asks first; the database does not take the gate's word for it.
      await assert.rejects(reply(reader, own.id, 'Bonjour'), refused('right-missing'))
    })

    test('what is no reply is refused before any query', async () => {
      const key = randomUUID()
      for (const body of [
        { key, body: '   ' },
        { key, body: 'x'.repeat(5_001) },
        { key, body: 'a\u0000b' },
        { key, body: '\ud800' },
        { key: 'again', body: 'Bonjour' },
        { key, body: 'Bonjour', uploads: ['1'] },
        { key, body: 'Bonjour', uploads: Array.from({ length: 6 }, () => key) },
      ]) {
        const asked = counter.ask(person, 'POST /interventions/:id/replies', { params: { id: own.id }, body })
        await assert.rejects(asked, refused('input-invalid'), JSON.stringify(body).slice(0, 60))
      }
      const unknown = { key: randomUUID(), body: 'Bonjour', uploads: [randomUUID()] }
      const asked = counter.ask(person, 'POST /interventions/:id/replies', { params: { id: own.id }, body: unknown })
      await assert.rejects(asked, refused('not-found'))
    })

    test('[SY-27] [CO-21] a new request stands above the list at once, with its receipt, until it is an intervention', async () => {
      const send = async (state: string, more: Record<string, unknown> = {}) => {
        const [row] = await counter.admin.query<{ id: string; receipt: string }>(
          `insert into portal.command (owner, key, body_hash, receipt, function, customer_id, site_id, aggregate,
              portal_key, language, author, payload, state, vendor_id, vendor_number, reason, settled_at, created_at)
            select 'account:' || $1, gen_random_uuid(), sha256('x'), left(gen_random_uuid()::text, 8), 'create_request',
              $2, $3, 'x', $4, 'fr', '{"name": "Théo Martin"}', $5, $6, $7, $8, $9,
              case when $6 = 'received' then null else now() end, now() - ($10 || ' days')::interval
            returning id, receipt`,
          [
            ...[person.accountId, made.customer, more.site ?? own.site_id, counter.portal.key],
            ...[
              JSON.stringify({ description: more.words ?? 'Bac 2 vide', equipment_id: more.equipment ?? null }),
              state,
            ],
            ...[state === 'delivered' ? '1' : null, more.number ?? null, state === 'refused' ? 'Hors contrat' : null],
            String(more.days ?? 0),
          ],
        )
        return row as { id: string; receipt: string }
      }
      const old = await send('refused', { days: 15 })
      const refusal = await send('refused', { days: 2 })
      const arrived = await send('delivered', { days: 1, number: own.number })
      const byId = await send('delivered', { days: 1, number: 'DI-0' })
      const fresh = await send('received', { equipment: own.equipment_id })
      const pendingOf = async (who: Person, query = {}) =>
        (await counter.ask(who, 'GET /interventions', { query })).pending
      const before = await pendingOf(person)
      assert.deepEqual(
        before.map(({ receipt, state, reason, requester }) => [receipt, state, reason, requester]),
        [
          [fresh.receipt, 'received', null, 'Théo Martin'],
          [byId.receipt, 'delivered', null, 'Théo Martin'],
          [refusal.receipt, 'refused', 'Hors contrat', 'Théo Martin'],
        ],
        `neither ${old.receipt}, which is old news, nor ${arrived.receipt}, whose number is in the list`,
      )
      await counter.admin.query('update management.intervention set command_id = $1 where number = $2', [
        byId.id,
        off.number,
      ])
      const receipts = async (query = {}) => (await pendingOf(person, query)).map((one) => one.receipt)
      assert.deepEqual(await receipts(), [fresh.receipt, refusal.receipt])
      assert.deepEqual(await receipts({ equipment: own.equipment_id, q: 'nothing of it' }), [fresh.receipt])
      assert.deepEqual(await receipts({ site: foreign.site_id }), [])
      const { next } = await counter.ask(person, 'GET /interventions', { query: { limit: 1 } })
      assert.deepEqual(await receipts({ after: next, limit: 1 }), [], 'with the first page only')
      const stranger = await counter.enter({ customer: made.stranger })
      assert.deepEqual(await pendingOf(stranger), [])
      const elsewhere = counter.model.rows.site.find(
        (row) => row.customer_id === made.customer && row.id !== own.site_id,
      )
      assert.deepEqual(
        await pendingOf(await counter.enter({ customer: made.customer, sites: [elsewhere?.id ?? ''] })),
        [],
      )
    })
  })
}
