/** What customers send arrives in Tryton as drafts: once, priced and taxed as Tryton does, or refused in words. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { CommandResult, FunctionName } from '../../bff/management/functions.ts'
import { type TestVendor, testVendor } from '../kit/db.ts'
import { testSession } from '../kit/db-management.ts'
import { onFixture } from '../kit/tryton.ts'

let vendor: TestVendor
const query = <T = Record<string, unknown>>(sql: string, values: unknown[] = []) => vendor.admin.query<T>(sql, values)
const rows = async (table: string) => Number((await query<{ n: string }>(`select count(*) as n from ${table}`))[0]?.n)

let sent = 0
const commandOf = (payload: object) => ({
  command_id: `00000000-0000-4000-8000-${String(++sent).padStart(12, '0')}`,
  customer_id: '10',
  author: { name: 'Camille Aubry', login: 'aubry', email: 'aubry@hotel-du-pont.example' },
  received_at: '2026-11-20T23:30:00.000Z',
  portal: 'pk_tryton',
  language: 'fr',
  site_id: null,
  files: [],
  ...payload,
})

async function deliver(name: FunctionName, command: object): Promise<CommandResult> {
  const [row] = await query<{ result: CommandResult }>(`select management.${name}($1::jsonb) as result`, [
    JSON.stringify(command),
  ])
  assert.ok(row)
  return row.result
}

const line = (article: string, quantity: string, more: object = {}) => ({
  ...{ article_id: article, reference: `A${article}`, label: 'Article', quantity, unit_price: null },
  ...{ amount_excl_tax: null, tax_rate: null, equipment_id: null, options: [], ...more },
})
const orderOf = (lines: object[], more: object = {}) =>
  commandOf({
    ...{ billing_site_id: null, reference: null, comment: null, currency: 'EUR' },
    ...{ total_excl_tax: null, total_incl_tax: null, lines, ...more },
  })
const requestOf = (more: object = {}) =>
  commandOf({
    ...{
      equipment_id: null,
      serial_number: null,
      nature_id: '2',
      urgent: false,
      description: 'En panne\ndepuis lundi',
    },
    ...{ address: null, contact_name: null, contact_phone: null, reply_to: null },
    ...{ wished_on: null, wished_at: null, wish_firm: false, ...more },
  })

/** Refused for good, in these words; anything else would be delivered again. */
const refusal = (message: string | RegExp) => (error: { code?: string; message: string }) => {
  assert.equal(error.code, 'GR001', error.message)
  assert.match(error.message, typeof message === 'string' ? new RegExp(`^${message}$`) : message)
  return true
}

describe('commands on Tryton', () => {
  before(async () => {
    vendor = await testVendor('postgres', onFixture)
  })
  after(() => vendor.close())

  describe('an order', () => {
    test('is a draft sale with the customer’s list, terms and addresses, priced and taxed by Tryton', async () => {
      const command = orderOf([line('1', '10'), line('3', '10', { equipment_id: '1' })], {
        ...{ site_id: '101', reference: 'BC-90', comment: 'Merci', total_excl_tax: '835.00' },
      })
      const { id, number } = await deliver('place_order', command)
      assert.equal(number, id)
      const [sale] = await query(
        `select company, state, party, price_list, currency, payment_term, shipment_address, invoice_address, warehouse,
        invoice_method, shipment_method, invoice_state, shipment_state, number, sale_date::text, reference, comment, web_id
        from public.sale_sale where id = $1::integer`,
        [id],
      )
      assert.deepEqual(sale, {
        ...{ company: '1', state: 'draft', party: '10', price_list: '2', currency: '1', payment_term: '1' },
        ...{ shipment_address: '101', invoice_address: '100', warehouse: '10', number: null, reference: 'BC-90' },
        ...{ invoice_method: 'shipment', shipment_method: 'order', invoice_state: 'none', shipment_state: 'none' },
        // In Angers it was the next day already.
        ...{ sale_date: '2026-11-21', comment: 'Merci', web_id: command.command_id },
      })
      const lines = await query(
        `select l.sequence, l.product, l.unit, l.quantity::text, l.unit_price, l.note,
        (select array_agg(t.tax::text) from public.sale_line_account_tax t where t.line = l.id) as taxes
        from public.sale_line l where l.sale = $1::integer order by l.sequence`,
        [id],
      )
      assert.deepEqual(lines, [
        { sequence: '10', product: '1', unit: '1', quantity: '10', unit_price: '80.0000', note: null, taxes: ['1'] },
        {
          sequence: '20',
          product: '3',
          unit: '2',
          quantity: '10',
          unit_price: '3.5000',
          note: 'Imprimante SN-1',
          taxes: ['1'],
        },
      ])
      const [seen] = await query(
        `select state, site_id, requester, comment, command_id, total_excl_tax, total_tax, total_incl_tax
        from management.sales_order where id = $1::integer`,
        [id],
      )
      assert.deepEqual(seen, {
        ...{ state: 'received', site_id: '101', requester: 'Camille Aubry', comment: 'Merci' },
        ...{ command_id: command.command_id, total_excl_tax: '835.00', total_tax: '167.00', total_incl_tax: '1002.00' },
      })

      // Turned down before it was confirmed.
      await query("update public.sale_sale set state = 'cancelled' where id = $1::integer", [id])
      const [cancelled] = await query('select state from management.sales_order where id = $1::integer', [id])
      assert.equal(cancelled?.state, 'refused')
    })

    test('delivered again, and several times at once, is one sale and one answer', async () => {
      const command = orderOf([line('1', '1')])
      const before = await rows('public.sale_sale')
      const answers = await Promise.all([1, 2, 3, 4].map(() => deliver('place_order', command)))
      // Even when what it was made of has gone meanwhile.
      answers.push(await deliver('place_order', { ...command, lines: [line('2', '1')] }))
      assert.equal(new Set(answers.map(({ id }) => id)).size, 1)
      assert.equal(await rows('public.sale_sale'), before + 1)
    })

    test('says so where the customer confirmed another total; a price on request leaves the total open', async () => {
      const commentOf = async (id: string) =>
        (await query<{ comment: string }>('select comment from public.sale_sale where id = $1::integer', [id]))[0]
          ?.comment
      const other = await deliver('place_order', orderOf([line('1', '1')], { total_excl_tax: '99.00' }))
      assert.equal(await commentOf(other.id), 'Total HT confirmé par le client : 99.00. Selon le tarif : 100.00.')
      const open = await deliver('place_order', orderOf([line('4', '2.5'), line('1', '1')], { comment: 'Vite' }))
      assert.equal(await commentOf(open.id), 'Vite')
      const [seen] = await query(
        `select total_excl_tax, total_tax, (select array_agg(amount_excl_tax order by position)
        from management.sales_order_line where order_id = o.id) as amounts from management.sales_order o where id = $1::integer`,
        [open.id],
      )
      assert.deepEqual(seen, { total_excl_tax: null, total_tax: null, amounts: [null, '100.00'] })
    })

    test('is refused in words, in the customer’s language, and leaves nothing behind', async () => {
      const before = [await rows('public.sale_sale'), await rows('public.sale_line'), await rows('management._command')]
      const cases: [object, string | RegExp][] = [
        [orderOf([line('1', '1'), line('2', '1')]), 'L’article A2 n’est plus au catalogue.'],
        [orderOf([line('6', '1')], { language: 'en' }), 'Article A6 is no longer in the catalogue.'],
        [orderOf([line('1', '1.5')]), 'La quantité de l’article A1 ne convient pas.'],
        [orderOf([line('1', '0')]), 'La quantité de l’article A1 ne convient pas.'],
        [orderOf([line('1', '1', { options: [{ article_id: '3', quantity: '1' }] })]), /A1 n’est plus au catalogue/],
        [orderOf([]), 'Cette commande est vide.'],
        [orderOf([line('1', '1')], { site_id: '110' }), 'Ce site n’est plus en service.'],
        [orderOf([line('1', '1')], { customer_id: '12' }), 'Ce compte client n’est plus actif.'],
        [orderOf([line('1', '1')], { customer_id: '14' }), 'Ce compte client n’est plus actif.'],
      ]
      for (const [command, message] of cases) await assert.rejects(deliver('place_order', command), refusal(message))
      const left = [await rows('public.sale_sale'), await rows('public.sale_line'), await rows('management._command')]
      assert.deepEqual(left, before)
    })
  })

  describe('a request', () => {
    test('is a project of its own at the end of the tree, with all that was said and the files', async () => {
      await testSession(vendor.admin, { customer: '10' })
      const [file] = await query<{ id: string }>(
        `insert into portal.upload (account_id, customer_id, file_name, media_type, size, state, content)
        select id, '10', 'fuite.jpg', 'image/jpeg', 4, 'clean', '\\xffd8ffe0'::bytea from portal.account limit 1 returning id`,
      )
      const command = requestOf({
        ...{ site_id: '101', equipment_id: '1', urgent: true, contact_name: 'Paul', contact_phone: '06 39 98 00 01' },
        ...{ wished_on: '2026-11-25', wished_at: '14:00', wish_firm: true },
        files: [{ id: file?.id, file_name: 'fuite.jpg', media_type: 'image/jpeg', size: 4 }],
      })
      const { id, number } = await deliver('create_request', command)
      assert.deepEqual(await deliver('create_request', command), { id, number })
      const [work] = await query(
        `select company, type, parent, party, party_address, status, name, comment, "left", "right"
        from public.project_work where id = $1::integer`,
        [number],
      )
      assert.deepEqual(work, {
        ...{
          company: '1',
          type: 'project',
          parent: null,
          party: '10',
          party_address: '101',
          status: '1',
          left: '33',
          right: '34',
        },
        name: 'URGENT – Dépannage – Imprimante',
        comment: `En panne\ndepuis lundi\n\nDemandé par : Camille Aubry, aubry@hotel-du-pont.example\nMachine : Imprimante SN-1
Sur place : Paul, 06 39 98 00 01\nSouhaité le : 2026-11-25 14:00 (impératif)`,
      })
      const seen = await query(
        `select id, site_id, equipment_id, nature_id, kind, state, urgent, description, requester, contact, requested_at, command_id
        from management.intervention where command_id is not null`,
      )
      assert.deepEqual(seen, [
        {
          ...{ id, site_id: '101', equipment_id: '1', nature_id: '2', kind: 'repair', state: 'received', urgent: true },
          ...{ description: 'En panne\ndepuis lundi', requester: 'Camille Aubry', contact: 'Paul, 06 39 98 00 01' },
          ...{ requested_at: seen[0]?.requested_at, command_id: command.command_id },
        },
      ])
      assert.equal(new Date(String(seen[0]?.requested_at)).toISOString(), command.received_at)
      const files = await query<{ content: Buffer }>(
        'select content from management.document where intervention_id = $1',
        [id],
      )
      assert.deepEqual(
        files.map(({ content }) => content.toString('hex')),
        ['ffd8ffe0'],
      )
    })

    test('what staff plan and work below it are its visits, not another intervention', async () => {
      const before = await rows('management.intervention')
      const { id, number } = await deliver('create_request', requestOf())
      await query(
        `insert into public.project_work (id, type, parent, name, "left", "right", constraint_start_time)
        select 300, 'task', id, 'Passage', "left" + 1, "left" + 2, '2999-02-01 09:00' from public.project_work where id = $1::integer`,
        [number],
      )
      await query('update public.project_work set "right" = "right" + 2 where id = $1::integer', [number])
      const stateOf = async () =>
        (await query('select state from management.intervention where id = $1', [id]))[0]?.state
      assert.equal(await stateOf(), 'planned')
      const visits = () => query('select id, state from management.visit where intervention_id = $1', [id])
      assert.deepEqual(await visits(), [{ id: 'w300', state: 'planned' }])
      await query("insert into public.timesheet_work values (300, 'project.work,300')")
      await query("insert into public.timesheet_line values (300, 300, '2026-11-21', '1:00', 1)")
      assert.equal(await stateOf(), 'in_progress')
      assert.deepEqual(await visits(), [{ id: 'l300', state: 'done' }])
      assert.equal(await rows('management.intervention'), before + 1)
    })

    test('is refused for what is not the customer’s; waits for a file that is not there; the tree stays whole', async () => {
      const before = [await rows('public.project_work'), await rows('management._command')]
      await assert.rejects(
        deliver('create_request', requestOf({ equipment_id: '3' })),
        refusal('Cette machine n’est plus dans votre parc.'),
      )
      await assert.rejects(
        deliver('create_request', requestOf({ nature_id: 'c1', language: 'en' })),
        refusal('This kind of request is no longer offered.'),
      )
      const lost = [
        { id: '11111111-1111-4111-8111-111111111111', file_name: 'x.jpg', media_type: 'image/jpeg', size: 1 },
      ]
      await assert.rejects(
        deliver('create_request', requestOf({ files: lost })),
        (error: { code?: string }) => error.code !== 'GR001',
      )
      assert.deepEqual([await rows('public.project_work'), await rows('management._command')], before)
      await Promise.all([1, 2, 3].map(() => deliver('create_request', requestOf())))
      const twice = await query(
        `select v from (select "left" as v from public.project_work union all select "right" from public.project_work) x
        group by v having count(*) > 1`,
      )
      assert.deepEqual(twice, [])
    })
  })

  test('a reply is a note under the customer’s name, on his own interventions only', async () => {
    const command = commandOf({ intervention_id: 'w2', body: 'Le code est 12B.' })
    const { id, number } = await deliver('reply', command)
    assert.deepEqual(await deliver('reply', command), { id, number })
    assert.equal(number, null)
    const [note] = await query('select resource, message from public.ir_note where id = $1::integer', [id])
    assert.deepEqual(note, { resource: 'project.work,2', message: 'Camille Aubry :\nLe code est 12B.' })
    const messages = await query(
      "select direction, author, body from management.exchange where intervention_id = 'w2' order by id",
    )
    assert.deepEqual(messages, [
      { direction: 'from_vendor', author: null, body: 'Nous passons demain.' },
      { direction: 'from_customer', author: 'Camille Aubry', body: 'Le code est 12B.' },
    ])
    for (const other of ['w8', 'w10', 'c2', 'w999'])
      await assert.rejects(
        deliver('reply', commandOf({ intervention_id: other, body: 'x' })),
        refusal('Cette intervention n’existe plus.'),
      )
  })

  test('[CO-73] through the counter’s own function a stored command arrives', async () => {
    const { command_id, customer_id, author, language, portal, received_at, ...payload } = orderOf([line('1', '2')])
    await query(
      `insert into portal.command (id, owner, key, body_hash, receipt, function, customer_id, aggregate, portal_key, language, author, payload)
      values ($1, 'account:x', gen_random_uuid(), sha256('x'), 'R-1', 'place_order', $2, 'order', $3, $4, $5, $6)`,
      [command_id, customer_id, portal, language, JSON.stringify(author), JSON.stringify(payload)],
    )
    const [row] = await query<{ result: CommandResult }>('select portal.deliver_command($1) as result', [command_id])
    const [seen] = await query('select total_excl_tax, command_id from management.sales_order where id = $1::integer', [
      row?.result.id,
    ])
    assert.deepEqual(seen, { total_excl_tax: '200.00', command_id })
    assert.ok(received_at)
  })

  test('what runs with the owner’s rights is the owner’s to run; what everybody may run reads nothing', async () => {
    const functions = await query<{ name: string; definer: boolean; path: boolean; everybody: boolean; pure: boolean }>(
      `select p.proname::text as name, p.prosecdef as definer, coalesce(p.proconfig::text like '%search_path=pg_catalog, pg_temp%', false) as path,
      p.provolatile = 'i' as pure, has_function_privilege('guichet_app', p.oid, 'execute') or has_function_privilege('guichet_gate', p.oid, 'execute') as everybody
      from pg_catalog.pg_proc p where p.pronamespace = 'management'::regnamespace order by 1`,
    )
    assert.ok(functions.length >= 9)
    for (const { name, definer, path, everybody, pure } of functions) {
      assert.equal(everybody, !definer, name)
      assert.ok(definer ? path : pure, name)
    }
    assert.deepEqual(
      functions.filter(({ definer }) => !definer).map(({ name }) => name),
      ['_formula', '_half_even'],
    )
  })
})
