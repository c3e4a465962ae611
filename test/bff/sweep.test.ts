/** What is kept goes when its time has come, and not before; the gate cannot make the journal forget anything recent. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { sweepKept } from '../../bff/gate/sweep.ts'
import { type Counter, demoPassword, openCounter } from '../kit/counter.ts'
import { eachEngine } from '../kit/db.ts'

eachEngine((engine) => {
  let counter: Counter
  before(async () => {
    counter = await openCounter(engine)
  })
  after(() => counter.close())
  const ask = <T>(text: string) => counter.admin.query<T>(text)

  describe('retention', () => {
    test('sessions go 30 days after their end, whichever end it was, and take their tickets along', async () => {
      await counter.client().signIn('dupond', demoPassword)
      const copy = (n: number, ends: string) =>
        ask(`insert into portal.session (hash, kind, account_id, portal_key, origin, public_x, public_y, thumbprint,
            customer_id, idle_seconds, idle_until, expires_at, ended_at, end_reason)
          select sha256('${n}'), kind, account_id, portal_key, origin, public_x, public_y, 'copy ${n}', customer_id,
            1, ${ends} from portal.session where thumbprint not like 'copy%' limit 1`)
      const old = `now() - interval '31 days'`
      const recent = `now() - interval '29 days'`
      await copy(1, `now(), now(), ${old}, 'signed-out'`)
      await copy(2, `${old}, now() + interval '1 day', null, null`)
      await copy(3, `${old}, ${old}, null, null`)
      await copy(4, `${recent}, ${recent}, ${recent}, 'signed-out'`)
      await copy(5, `now() + interval '1 day', now() + interval '1 day', null, null`)
      await ask(`insert into portal.ticket (hash, session_hash, subject_kind, subject_id, language, expires_at)
        select sha256(hash), hash, 'invoice', '1', 'fr', case when thumbprint = 'copy 5' then now() - interval '2 days' else now() end
        from portal.session where thumbprint like 'copy%'`)
      await ask(`insert into portal.password_link (hash, account_id, expires_at)
        select sha256(n::text::bytea), a.id, now() - make_interval(days => n) from portal.account a, unnest(array[29, 31]) n
        where a.login = 'dupond'`)
      await sweepKept(counter.vendor.db.gate)
      assert.deepEqual(
        await ask(`select thumbprint as kept from portal.session where thumbprint like 'copy%' order by 1`),
        [{ kept: 'copy 4' }, { kept: 'copy 5' }],
      )
      assert.deepEqual(
        await ask('select s.thumbprint as of from portal.ticket t join portal.session s on s.hash = t.session_hash'),
        [{ of: 'copy 4' }],
      )
      assert.deepEqual(
        await ask(`select (now() - expires_at < interval '30 days') as young from portal.password_link`),
        [{ young: true }],
      )
    })

    test('the journal forgets what is older than twelve months, and nothing else, whoever asks', async () => {
      await ask(
        `insert into portal.journal (event, at) values ('old', now() - interval '13 months'), ('young', now() - interval '11 months')`,
      )
      await sweepKept(counter.vendor.db.gate)
      assert.deepEqual(await ask(`select event from portal.journal where event in ('old', 'young')`), [
        { event: 'young' },
      ])
      await assert.rejects(ask('delete from portal.journal'), /append-only/)
      await assert.rejects(ask('truncate portal.journal'), /append-only/)
      await assert.rejects(sql`delete from portal.journal`.execute(counter.vendor.db.gate), /permission denied/)
      await assert.rejects(sql`select * from portal.journal`.execute(counter.vendor.db.gate), /permission denied/)
    })
  })
})
