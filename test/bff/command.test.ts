/** How a command comes in: key, right, scope, what is stored, and who sees it afterwards. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { Problem } from '../../bff/base/problem.ts'
import type { NewCommand } from '../../bff/outbox/submit.ts'
import type { FunctionName } from '../../bff/management/functions.ts'
import { eachEngine, type TestVendor } from '../kit/db.ts'
import { commandVendor, idOf, inWrite, newCommand, relayOf, reply, send } from '../kit/db-commands.ts'
import { type TestSession, testSession } from '../kit/db-management.ts'
import { submitCommand } from '../../bff/outbox/submit.ts'

type Person = Awaited<ReturnType<typeof testSession>>

eachEngine((engine, rule) => {
  // One kind of ids on each engine: what is done with them is the same SQL.
  const ids = engine === 'pglite' ? 'bigint' : 'uuid'
  const id = (n: number) => idOf(ids, n)
  let vendor: TestVendor
  let someone: Person
  const person = (wanted: Partial<TestSession> = {}) => testSession(vendor.admin, { customer: id(1), ...wanted })
  const sent = (who: Person, change: Partial<NewCommand<FunctionName>> = {}) => send(vendor.db, who, newCommand(change))
  const refused = (code: string) => (error: unknown) => error instanceof Problem && error.code === code
  const counts = async () => {
    const [row] = await vendor.admin.query<{ commands: string; tasks: string }>(
      'select (select count(*) from portal.command) as commands, (select count(*) from portal.outbox) as tasks',
    )
    return [Number(row?.commands), Number(row?.tasks)]
  }
  const stored = async (command: string) =>
    (await vendor.admin.query<Record<string, never>>('select * from portal.command where id = $1', [command]))[0]

  before(async () => {
    vendor = await commandVendor(engine, ids)
  })
  before(async () => {
    someone = await person()
  })
  after(() => vendor.close())

  describe('one key', () => {
    test('[EX-52] the same content is the same command, with the first receipt', async () => {
      const command = newCommand({ siteId: id(11) })
      const first = await send(vendor.db, someone, command)
      assert.match(first.receipt, /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/)
      assert.deepEqual(
        { state: first.state, number: first.number, reason: first.reason },
        { state: 'received', number: null, reason: null },
      )
      assert.equal(first.replayed, undefined)
      const before = await counts()
      // Another order of the same fields is the same content.
      const again = {
        ...command,
        payload: { equipment_id: null, urgent: false, description: 'Le bac 2 bourre' } as never,
      }
      assert.deepEqual(await send(vendor.db, someone, again), { ...first, replayed: true })
      assert.deepEqual(await counts(), before)
    })

    test('another content is refused, whatever differs', async () => {
      const command = newCommand({ siteId: id(11) })
      await send(vendor.db, someone, command)
      const others: Partial<NewCommand<FunctionName>>[] = [
        { payload: { description: 'Autre chose', urgent: false, equipment_id: null } as never },
        { siteId: id(12) },
        { siteId: null },
        { function: 'place_order' },
        { uploads: [randomUUID()] },
      ]
      for (const change of others)
        await assert.rejects(send(vendor.db, someone, { ...command, ...change }), refused('key-reused'))
    })

    rule('belongs to its owner: with somebody else it is another command', async () => {
      const command = newCommand()
      const mine = await send(vendor.db, someone, command)
      const theirs = await send(vendor.db, await person(), command)
      const byCode = await send(vendor.db, await person({ code: true }), command)
      assert.equal(new Set([mine.id, theirs.id, byCode.id]).size, 3)
    })

    rule('stays its account’s in another session, and for another customer it is reused', async () => {
      const command = newCommand()
      const first = await send(vendor.db, someone, command)
      const session = async (customer: string) => {
        const other = await person({ customer })
        await vendor.admin.query(
          `insert into portal.account_customer select $1, $2, 'supervisor', null on conflict do nothing`,
          [someone.accountId, customer],
        )
        await vendor.admin.query('update portal.session set account_id = $1 where hash = $2', [
          someone.accountId,
          other.hash,
        ])
        return other
      }
      assert.equal((await send(vendor.db, await session(id(1)), command)).id, first.id)
      await assert.rejects(send(vendor.db, await session(id(2)), command), refused('key-reused'))
    })

    test('twins at the same moment make one command', async () => {
      const command = newCommand()
      const before = await counts()
      const receipts = await Promise.all(Array.from({ length: 6 }, () => send(vendor.db, someone, command)))
      assert.equal(new Set(receipts.map((one) => one.id)).size, 1)
      assert.equal(receipts.filter((one) => !one.replayed).length, 1)
      assert.deepEqual(await counts(), [(before[0] ?? 0) + 1, (before[1] ?? 0) + 1])
    })

    test('a write that fails afterwards leaves nothing of it', async () => {
      const before = await counts()
      const command = newCommand()
      await assert.rejects(
        inWrite(vendor.db, someone, async (db) => {
          await submitCommand({ db }, command)
          throw new Error('later')
        }),
        /later/,
      )
      assert.deepEqual(await counts(), before)
      assert.equal((await send(vendor.db, someone, command)).replayed, undefined)
    })
  })

  describe('who may send what', () => {
    rule('[CO-14] each function needs its right: the buyer orders, the technician asks and answers', async () => {
      const may = async (profile: string) => {
        const who = await person({ profile })
        const tries = [
          newCommand(),
          reply(id(31), 'Oui'),
          newCommand({ function: 'place_order', payload: { lines: [] } as never }),
        ]
        const answers = []
        for (const one of tries)
          answers.push(
            await send(vendor.db, who, one).then(
              () => true,
              (error: unknown) => {
                assert.ok(refused('right-missing')(error))
                return false
              },
            ),
          )
        return answers
      }
      assert.deepEqual(await may('buyer'), [false, false, true])
      assert.deepEqual(await may('technical'), [true, true, false])
      assert.deepEqual(await may('accounting'), [false, false, false])
      assert.deepEqual(await may('supervisor'), [true, true, true])
    })

    const outside: [
      string,
      (n: typeof id) => Partial<TestSession>,
      (n: typeof id) => Partial<NewCommand<FunctionName>>,
    ][] = [
      ['a site of another customer', () => ({}), (n) => ({ siteId: n(21) })],
      ['a site that is not there', () => ({}), (n) => ({ siteId: n(99) })],
      ['a site beyond the session’s', (n) => ({ sites: [n(11)] }), (n) => ({ siteId: n(12) })],
      ['no site, in a session that is limited to some', (n) => ({ sites: [n(11)] }), () => ({ siteId: null })],
      ['an intervention of another customer', () => ({}), (n) => reply(n(41), 'x')],
      ['an intervention at another site', (n) => ({ sites: [n(11)] }), (n) => reply(n(32), 'x')],
      ['an intervention at no site, in a limited session', (n) => ({ sites: [n(11)] }), (n) => reply(n(33), 'x')],
      [
        'another intervention than the session’s',
        (n) => ({ intervention: n(31), code: true }),
        (n) => reply(n(32), 'x'),
      ],
      [
        'a request, by a link to one intervention',
        (n) => ({ intervention: n(31), code: true }),
        (n) => ({ siteId: n(11) }),
      ],
      ['a reply to nothing', () => ({}), () => ({ function: 'reply' })],
      [
        'a reply whose site is another than the intervention’s',
        () => ({}),
        (n) => reply(n(31), 'x', { siteId: n(12) }),
      ],
      ['an upload that is not there', () => ({}), () => ({ uploads: [randomUUID()] })],
    ]
    for (const [title, session, change] of outside)
      rule(`refuses ${title}`, async () => {
        const before = await counts()
        await assert.rejects(sent(await person(session(id)), change(id)), refused('not-found'))
        assert.deepEqual(await counts(), before)
      })

    rule('takes what is within: the session’s site, its intervention', async () => {
      assert.ok(await sent(await person({ sites: [id(11)] }), { siteId: id(11) }))
      assert.ok(await sent(await person({ sites: [id(11)] }), reply(id(31), 'Oui')))
      assert.ok(await sent(await person({ intervention: id(31), code: true }), reply(id(31), 'Oui')))
    })

    rule('a malformed id is one that is not there', async () => {
      await assert.rejects(
        sent(someone, { siteId: 'abc' }),
        (error: unknown) => (error as { code: string }).code === '22P02',
      )
    })

    test('features have no other way in', async () => {
      for (const text of [
        'select * from portal.command',
        'delete from portal.outbox',
        'select portal.deliver_command(null)',
        'insert into own_command (receipt) values (null)',
      ])
        await assert.rejects(
          inWrite(vendor.db, someone, (db) => sql.raw(text).execute(db)),
          /permission denied|cannot insert/,
        )
      await assert.rejects(sql`select payload from portal.command`.execute(vendor.db.gate), /permission denied/)
      await assert.rejects(sql`select guard.new_receipt()`.execute(vendor.db.gate), /permission denied/)
    })
  })

  test('what is stored: who, for whom, about what, in the guards’ own spelling', async () => {
    const who = await person({ sites: [id(11)] })
    const receipt = await sent(
      who,
      reply(id(31), 'Oui', { payload: { body: 'Oui', intervention_id: 'forged' } as never }),
    )
    const row = (await stored(receipt.id)) as unknown as Record<string, unknown>
    assert.deepEqual(
      {
        owner: row.owner,
        customer: row.customer_id,
        site: row.site_id,
        intervention: row.intervention_id,
        language: row.language,
      },
      { owner: `account:${who.accountId}`, customer: id(1), site: id(11), intervention: id(31), language: 'fr' },
    )
    assert.deepEqual(row.payload, { body: 'Oui', intervention_id: id(31), files: [] })
    assert.equal(
      (row.author as { login: string }).login,
      (row.author as { name: string }).name.toLowerCase().replace(' ', ''),
    )
    if (ids === 'bigint') {
      const other = await sent(someone, { siteId: ' 0011' })
      assert.equal(((await stored(other.id)) as unknown as { site_id: string }).site_id, '11')
    }
  })

  test('joined uploads go along once, and only the own clean ones', async () => {
    const owner = await person()
    const make = async (state: string, of = owner.accountId) =>
      (
        await vendor.admin.query<{ id: string }>(
          `insert into portal.upload (account_id, customer_id, file_name, media_type, size, state, content)
         values ($1, $2, 'bac.jpg', 'image/jpeg', 3, $3, case when $3 in ('clean', 'quarantine') then '\\x010203'::bytea end) returning id`,
          [of, id(1), state],
        )
      )[0]?.id ?? ''
    const [one, two, quarantined, foreign] = [
      await make('clean'),
      await make('clean'),
      await make('quarantine'),
      await make('clean', someone.accountId),
    ]
    for (const wrong of [[quarantined], [foreign], [one, foreign]])
      await assert.rejects(sent(owner, { uploads: wrong }), refused('not-found'))
    const receipt = await sent(owner, { uploads: [two, one] })
    const row = (await stored(receipt.id)) as unknown as { payload: { files: { id: string }[] } }
    assert.deepEqual(
      row.payload.files,
      [two, one].map((file) => ({ id: file, file_name: 'bac.jpg', media_type: 'image/jpeg', size: 3 })),
    )
    await assert.rejects(sent(owner, { uploads: [one] }), refused('not-found'))
    await relayOf(vendor.db).drain()
    assert.deepEqual(
      await vendor.admin.query(`select file_name, subject_kind, role, size::text, content from management.document`),
      [1, 2].map(() => ({
        file_name: 'bac.jpg',
        subject_kind: 'intervention',
        role: 'attachment',
        size: '3',
        content: Buffer.from([1, 2, 3]),
      })),
    )
  })

  test('a vendor without the function answers as switched off', async () => {
    // As after `guichet migrate` without it: the guard function knows which there are.
    const [own] = await vendor.admin.query<{ text: string }>(
      `select pg_get_functiondef(oid) as text from pg_proc where proname = 'submit_command'`,
    )
    await vendor.admin.script((own?.text ?? '').replace("'reply', 'place_order']::text[]", "'place_order']::text[]"))
    await assert.rejects(sent(someone, reply(id(31), 'x')), refused('endpoint-unknown'))
    assert.ok(await sent(someone))
    await vendor.admin.script(own?.text ?? '')
    assert.ok(await sent(someone, reply(id(31), 'x')))
  })
})
