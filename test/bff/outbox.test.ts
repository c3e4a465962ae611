/** The relay: once, in order, again after a failure, given up after days; and what the reference functions make of it. */
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import { sql } from 'kysely'
import type { Log } from '../../bff/base/log.ts'
import { waitAfter } from '../../bff/outbox/backoff.ts'
import { deliverKind, managementDelivery } from '../../bff/outbox/delivery.ts'
import { take } from '../../bff/outbox/queue.ts'
import { Relay } from '../../bff/outbox/relay.ts'
import { eachEngine, type TestVendor } from '../kit/db.ts'
import { commandVendor, dueNow, idOf, newCommand, relayOf, reply, send } from '../kit/db-commands.ts'
import { testSession } from '../kit/db-management.ts'

type Person = Awaited<ReturnType<typeof testSession>>

eachEngine((engine) => {
  const ids = engine === 'pglite' ? 'uuid' : 'bigint'
  const id = (n: number) => idOf(ids, n)
  let vendor: TestVendor
  let someone: Person
  let relay: Relay
  let logged: string[]
  const log: Log = { write: (level, event) => void logged.push(`${level} ${event}`) }

  before(async () => {
    vendor = await commandVendor(engine, ids)
    someone = await testSession(vendor.admin, { customer: id(1) })
  })
  after(() => vendor.close())
  beforeEach(async () => {
    await vendor.admin.script('delete from portal.command')
    logged = []
    relay = relayOf(vendor.db, { log })
  })

  const ask = <T>(text: string, values: unknown[] = []) => vendor.admin.query<T>(text, values)
  const state = async (command: string) =>
    (
      await ask<{ state: string; number: string | null; reason: string | null; attempts: string }>(
        'select state, vendor_number as number, reason, attempts::text from portal.command where id = $1',
        [command],
      )
    )[0]
  const bodies = async () =>
    (await ask<{ body: string }>('select body from management.exchange order by changed_at, id')).map((row) => row.body)
  const answer = (body: string, intervention = 31) => send(vendor.db, someone, reply(id(intervention), body))

  /** The vendor's function with a fault, until it is mended. */
  async function broken(name: string, fault: string): Promise<() => Promise<void>> {
    const [own] = await ask<{ text: string }>(
      `select pg_get_functiondef(p.oid) as text from pg_proc p where p.oid = 'management.${name}(jsonb)'::regprocedure`,
    )
    await vendor.admin.script((own?.text ?? '').replace(/\nbegin\n/, `\nbegin\n${fault}\n`))
    return () => vendor.admin.script(own?.text ?? '')
  }

  test('[EX-52] [CO-73] delivers: the vendor’s own number and row come back', async () => {
    const sent = await send(vendor.db, someone, newCommand({ siteId: id(11) }))
    assert.equal(await relay.drain(), 1)
    const told = await state(sent.id)
    assert.match(told?.number ?? '', /^DI-2026-\d{5}$/)
    assert.deepEqual({ ...told, number: '' }, { state: 'delivered', number: '', reason: null, attempts: '1' })
    const [row] = await ask<{ site_id: string; command_id: string; state: string; requester: string }>(
      'select site_id, command_id, state, requester from management.intervention where command_id = $1',
      [sent.id],
    )
    assert.deepEqual([row?.site_id, row?.state], [id(11), 'received'])
    assert.match(row?.requester ?? '', /^Person \d+$/)
    assert.equal(await relay.drain(), 0)
  })

  test('a refusal is told in the vendor’s words, once and for good', async () => {
    const line = { article_id: id(79), label: 'Toner XL', quantity: '1', options: [] }
    const sent = await send(
      vendor.db,
      someone,
      newCommand({ function: 'place_order', payload: { currency: 'EUR', lines: [line] } as never }),
    )
    await relay.drain()
    assert.deepEqual(await state(sent.id), {
      state: 'refused',
      number: null,
      reason: 'L’article «\u00a0Toner XL\u00a0» n’est plus au catalogue.',
      attempts: '1',
    })
    await dueNow(vendor.admin)
    assert.equal(await relay.drain(), 0)
    assert.deepEqual(await ask('select from management.sales_order where command_id = $1', [sent.id]), [])
  })

  test('a function that raises for a while is asked again, with growing rests, and takes the command once', async () => {
    const mend = await broken('create_request', `raise exception 'not now';`)
    const rests: number[] = []
    const patient = relayOf(vendor.db, { log, wait: (attempt) => (rests.push(attempt), 3_600_000) })
    const sent = await send(vendor.db, someone, newCommand())
    for (let n = 0; n < 4; n++) {
      assert.equal(await patient.drain(), 1)
      assert.equal(await patient.drain(), 0, 'it rests')
      await dueNow(vendor.admin)
    }
    assert.equal((await state(sent.id))?.state, 'received')
    assert.deepEqual(await ask('select last_error, attempts::text from portal.outbox'), [
      { last_error: 'not now', attempts: '4' },
    ])
    await mend()
    await patient.drain()
    assert.deepEqual(rests, [1, 2, 3, 4])
    assert.deepEqual([(await state(sent.id))?.state, (await state(sent.id))?.attempts], ['delivered', '5'])
    assert.equal((await ask('select from management.intervention where command_id = $1', [sent.id])).length, 1)
    assert.deepEqual(new Set(logged), new Set(['warn outbox-later']))
  })

  test('an answer of another form than promised is not taken for a delivery', async () => {
    const mend = await broken('create_request', `return '{"number": "7"}'::jsonb;`)
    const sent = await send(vendor.db, someone, newCommand())
    await relay.drain()
    assert.equal((await state(sent.id))?.state, 'received')
    await mend()
    await dueNow(vendor.admin)
    await relay.drain()
    assert.equal((await state(sent.id))?.state, 'delivered')
  })

  test('order is kept per object: what waits holds its followers back, and nobody else’s', async () => {
    await ask('delete from management.exchange')
    const mend = await broken('reply', `if command ->> 'body' = 'un' then raise exception 'not now'; end if;`)
    for (const body of ['un', 'deux', 'trois']) await answer(body)
    await answer('ailleurs', 32)
    await relay.drain()
    assert.deepEqual(await bodies(), ['ailleurs'])
    await mend()
    await dueNow(vendor.admin)
    // Several at a time, yet one after the other.
    await Promise.all([relay.drain(), relayOf(vendor.db).drain()])
    await relay.drain()
    assert.deepEqual(await bodies(), ['ailleurs', 'un', 'deux', 'trois'])
    assert.deepEqual(await ask('select state from management.intervention where id = $1', [id(31)]), [
      { state: 'in_progress' },
    ])
  })

  test('killed between delivery and marking: delivered twice, one effect, the same number', async () => {
    const sent = await send(vendor.db, someone, newCommand())
    const [task] = await take(vendor.db.outbox, 1, 3600)
    assert.equal(task?.commandId, sent.id)
    const first = await managementDelivery(vendor.db).deliver(sent.id)
    // Here the process dies. Until the lease has run out nobody touches the task.
    assert.equal(await relay.drain(), 0)
    await dueNow(vendor.admin)
    assert.equal(await relay.drain(), 1)
    assert.equal((await ask('select from management.intervention where command_id = $1', [sent.id])).length, 1)
    assert.equal((await state(sent.id))?.number, first.state === 'delivered' && first.number)
  })

  test('the lease is thirty seconds', async () => {
    await send(vendor.db, someone, newCommand())
    await take(vendor.db.outbox, 1, 3600)
    const [row] = await ask<{ left: string }>(
      'select round(extract(epoch from lease_until - clock_timestamp()))::text as left from portal.outbox',
    )
    assert.ok(Number(row?.left) > 20 && Number(row?.left) <= 30, row?.left)
  })

  test('who comes back late with a failure says nothing about what has gone to somebody else', async () => {
    const sent = await send(vendor.db, someone, newCommand())
    let release = () => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    const late = relayOf(vendor.db, {
      log,
      kinds: {
        deliver: { run: async () => (await held, Promise.reject(new Error('lost'))), giveUp: () => async () => {} },
      },
    })
    const lateWork = late.drain()
    while ((await ask('select from portal.outbox where lease_until is not null')).length === 0)
      await new Promise(setImmediate)
    await dueNow(vendor.admin)
    await relay.drain()
    release()
    await lateWork
    assert.equal((await state(sent.id))?.state, 'delivered')
    assert.deepEqual(await ask('select last_error, done_at is not null as done from portal.outbox'), [
      { last_error: null, done: true },
    ])
    assert.deepEqual(logged, [])
  })

  test('after three days a command that still fails is given up, loudly; what follows it goes on', async () => {
    const mend = await broken('reply', `if command ->> 'body' = 'jamais' then raise exception 'not now'; end if;`)
    await ask('delete from management.exchange')
    const dead = await answer('jamais')
    const next = await answer('ensuite')
    await ask(`update portal.outbox set created_at = now() - interval '71 hours' where command_id = $1`, [dead.id])
    await relay.drain()
    assert.equal((await state(dead.id))?.state, 'received')
    await ask(`update portal.outbox set created_at = now() - interval '73 hours' where command_id = $1`, [dead.id])
    await dueNow(vendor.admin)
    await relay.drain()
    assert.deepEqual([(await state(dead.id))?.state, (await state(next.id))?.state], ['failed', 'delivered'])
    assert.deepEqual(logged, ['warn outbox-later', 'error outbox-dead'])
    assert.deepEqual(
      await ask('select dead_at is not null as dead, last_error from portal.outbox where command_id = $1', [dead.id]),
      [{ dead: true, last_error: 'not now' }],
    )
    await dueNow(vendor.admin)
    assert.equal(await relay.drain(), 0)
    await mend()
  })

  test('a task of a kind that this version does not know waits for one that does', async () => {
    await ask(`insert into portal.outbox (kind, aggregate) values ('carrier-pigeon', 'x')`)
    assert.equal(await relay.drain(), 1)
    assert.match(
      (await ask<{ last_error: string }>('select last_error from portal.outbox'))[0]?.last_error ?? '',
      /knows no kind/,
    )
    await ask(`delete from portal.outbox where kind = 'carrier-pigeon'`)
  })

  test('started, it hears of a command by itself, also of one that was there before; stopped, it lets its work end', async () => {
    const before = await send(vendor.db, someone, newCommand())
    let atWork = 0
    const delivery = managementDelivery(vendor.db)
    const heard = new Promise<string[]>((resolve) => {
      const seen: string[] = []
      const kind = deliverKind({
        async deliver(command) {
          atWork++
          const outcome = await delivery.deliver(command)
          seen.push(command)
          if (seen.length === 2) resolve(seen)
          atWork--
          return outcome
        },
      })
      // It never looks by itself: only a notification can wake it.
      relay = new Relay(vendor.db, { log, kinds: { deliver: kind }, poll: 2 ** 31 - 1 })
    })
    await relay.start()
    const after = await send(vendor.db, someone, newCommand())
    assert.deepEqual((await heard).sort(), [before.id, after.id].sort())
    await relay.stop()
    assert.equal(atWork, 0)
    assert.deepEqual([(await state(before.id))?.state, (await state(after.id))?.state], ['delivered', 'delivered'])
    const late = await send(vendor.db, someone, newCommand())
    await new Promise((resolve) => setTimeout(resolve, 50))
    assert.equal((await state(late.id))?.state, 'received')
  })

  describe('the reference functions', () => {
    const sent = async (change: Parameters<typeof newCommand>[0]) => {
      const receipt = await send(vendor.db, someone, newCommand(change))
      await relay.drain()
      return { ...(await state(receipt.id)), id: receipt.id }
    }

    test('[AR-053] a request arrives with everything that was told, for people to read', async () => {
      const made = await sent({
        siteId: id(11),
        payload: {
          equipment_id: id(61),
          serial_number: null,
          nature_id: id(51),
          urgent: true,
          description: '  Bac 2 bloqué\nDepuis hier  ',
          address: 'Bâtiment B',
          contact_name: 'Zoé Petit',
          contact_phone: '02 61 91 00 00',
          reply_to: 'zoe@example.org',
          wished_on: '2026-11-25',
          wished_at: '14:00',
          wish_firm: true,
        },
      })
      const [row] = await ask<Record<string, unknown>>(
        `select title, description, contact, urgent, equipment_id::text, nature_id::text, kind from management.intervention where command_id = $1`,
        [made.id],
      )
      assert.deepEqual(row, {
        title: 'Panne\u00a0: Bac 2 bloqué',
        description:
          'Bac 2 bloqué\nDepuis hier\n\nAdresse\u00a0: Bâtiment B\nIntervention souhaitée le 25/11/2026 à 14:00 (impératif)\nRépondre à\u00a0: zoe@example.org',
        contact: 'Zoé Petit, 02 61 91 00 00',
        urgent: true,
        equipment_id: id(61),
        nature_id: id(51),
        kind: 'repair',
      })
    })

    test('a machine that has gone meanwhile is refused, in the customer’s language', async () => {
      await ask(`update portal.account set language = 'en' where id = $1`, [someone.accountId])
      const made = await sent({ payload: { description: 'x', equipment_id: id(62) } as never })
      assert.deepEqual([made.state, made.reason], ['refused', 'This machine is no longer in your fleet.'])
      await ask(`update portal.account set language = 'fr' where id = $1`, [someone.accountId])
    })

    test('a closed intervention takes no reply', async () => {
      const made = await sent(reply(id(33), 'Et maintenant\u00a0?'))
      assert.equal(made.state, 'refused')
      assert.match(made.reason ?? '', /close/)
    })

    test('[AR-104] an order arrives as received, with its lines, the options of a kit below it, and no invented price', async () => {
      const line = {
        reference: null,
        unit_price: '5.0000',
        amount_excl_tax: '10.00',
        tax_rate: '0.2',
        equipment_id: id(61),
        options: [],
      }
      const made = await sent({
        function: 'place_order',
        siteId: id(12),
        payload: {
          billing_site_id: id(11),
          reference: 'BC 7',
          comment: null,
          currency: 'EUR',
          total_excl_tax: '10.00',
          total_incl_tax: '12.00',
          lines: [
            { ...line, article_id: id(71), label: 'Toner', quantity: '2' },
            {
              ...line,
              article_id: id(72),
              label: 'Kit',
              quantity: '1',
              unit_price: null,
              amount_excl_tax: null,
              equipment_id: null,
              options: [{ article_id: id(71), quantity: '3' }],
            },
          ],
        } as never,
      })
      assert.match(made.number ?? '', /^CW-2026-\d{5}$/)
      assert.deepEqual(
        await ask(
          `select state, reference, total_tax::text, site_id::text, billing_site_id::text from management.sales_order where command_id = $1`,
          [made.id],
        ),
        [{ state: 'received', reference: 'BC 7', total_tax: '2.00', site_id: id(12), billing_site_id: id(11) }],
      )
      assert.deepEqual(
        await ask(
          `select l.position::text, l.reference, l.quantity::float8::text as quantity, l.unit_price::text, l.equipment_id::text from management.sales_order_line l
          join management.sales_order o on o.id = l.order_id where o.command_id = $1 order by l.position`,
          [made.id],
        ),
        [
          { position: '1', reference: 'T1', quantity: '2', unit_price: '5.0000', equipment_id: id(61) },
          { position: '2', reference: 'K1', quantity: '1', unit_price: null, equipment_id: null },
          { position: '3', reference: 'T1', quantity: '3', unit_price: null, equipment_id: null },
        ],
      )
    })

    test('two deliveries of one command at the same moment have one effect', async () => {
      const receipt = await send(vendor.db, someone, newCommand())
      const delivery = managementDelivery(vendor.db)
      const outcomes = await Promise.all([
        delivery.deliver(receipt.id),
        delivery.deliver(receipt.id),
        delivery.deliver(receipt.id),
      ])
      assert.equal(new Set(outcomes.map((one) => JSON.stringify(one))).size, 1)
      assert.equal((await ask('select from management.intervention where command_id = $1', [receipt.id])).length, 1)
    })

    test('nobody but the owner may call them', async () => {
      await assert.rejects(sql`select management.reply('{}')`.execute(vendor.db.gate), /permission denied/)
    })
  })
})

test('the rest doubles from one second to an hour, spread by half of it', () => {
  assert.deepEqual(
    [1, 2, 3, 12, 13, 40].map((attempt) => waitAfter(attempt, 0.5)),
    [1000, 2000, 4000, 2_048_000, 3_600_000, 3_600_000],
  )
  assert.deepEqual(
    [0, 1].map((chance) => waitAfter(1, chance)),
    [500, 1500],
  )
})
