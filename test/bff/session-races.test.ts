/** Two things at the same moment: whatever the order, a session that a new password must end is ended. */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { makeLinkToken } from '../../bff/gate/sign-in/link-token.ts'
import { Refused } from '../kit/client.ts'
import { type Counter, demoPassword, openCounter } from '../kit/counter.ts'

const outcome = (promise: Promise<unknown>) =>
  promise.then(
    () => 'in',
    (error: unknown) => (error instanceof Refused ? error.code : String(error)),
  )

// The embedded database has one connection: there, transactions already follow each other.
describe('on postgres', () => {
  let counter: Counter
  before(async () => {
    counter = await openCounter('postgres')
    await counter.admin.query(
      `do $$ begin
         execute format('alter role guichet_gate in database %I set lock_timeout = ''60s''', current_database());
         execute format('alter role guichet_gate in database %I set statement_timeout = ''60s''', current_database());
         perform pg_terminate_backend(pid) from pg_stat_activity
           where datname = current_database() and usename = 'guichet_gate';
       end $$`,
    )
  })
  after(() => counter.close())

  /** Until so many of the gate's connections wait for a lock; they give up late here, so that no race is lost to a clock. */
  const waiting = async (wanted: number) => {
    for (let tries = 0; tries < 3000; tries++) {
      const [row] = await counter.admin.query<{ n: string }>(
        `select count(*) as n from pg_stat_activity
         where datname = current_database() and usename = 'guichet_gate' and wait_event_type = 'Lock'`,
      )
      if (Number(row?.n) >= wanted) return
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }

  test('a sign-in whose password is replaced while its hash is being computed opens nothing', async () => {
    const client = counter.client({ peer: '198.51.1.1' })
    const other = await counter.deps.passwords.hash('quatre petits chats noirs')
    let signingIn: Promise<string> | undefined
    await counter.admin.portal.transaction().execute(async (trx) => {
      await sql`update portal.account set password_hash = ${other} where login = 'dupond'`.execute(trx)
      signingIn = outcome(client.signIn('dupond', demoPassword))
      await waiting(1)
    })
    assert.equal(await signingIn, 'sign-in-refused')
    const [last] = await counter.admin.query<{ detail: { reason: string } }>(
      `select detail from portal.journal where event = 'sign-in-refused' order by id desc limit 1`,
    )
    assert.equal(last?.detail.reason, 'changed')
  })

  test('of two who sign in at once the second comes in, too, when the first has renewed the hash', async () => {
    const client = counter.client({ peer: '198.51.1.2' })
    const renewed = await counter.deps.passwords.hash(demoPassword)
    let signingIn: Promise<string> | undefined
    await counter.admin.portal.transaction().execute(async (trx) => {
      await sql`update portal.account set password_hash = ${renewed} where login = 'martin'`.execute(trx)
      signingIn = outcome(client.signIn('martin', demoPassword))
      await waiting(1)
    })
    assert.equal(await signingIn, 'in')
  })

  test('of two who set a password by one link at once, one does', async () => {
    const { token, hash } = makeLinkToken(randomBytes(32))
    await counter.admin.query(
      `insert into portal.password_link (hash, account_id, expires_at)
       select $1, id, now() + interval '1 hour' from portal.account where login = 'lefevre'`,
      [hash],
    )
    const passwords = ['onze bicyclettes vertes', 'douze bicyclettes vertes']
    let setting: Promise<string>[] = []
    await counter.admin.portal.transaction().execute(async (trx) => {
      // Both have found the link unused and stop here, before they use it.
      await sql`select 1 from portal.password_link where hash = ${hash} for update`.execute(trx)
      setting = passwords.map((password, n) => {
        const body = { token, password }
        return outcome(counter.client({ peer: `198.51.5.${n}` }).call('POST /session/password-link', { body }))
      })
      await waiting(2)
    })
    const said = await Promise.all(setting)
    assert.deepEqual(said.toSorted(), ['in', 'link-refused'])
    const entering = passwords.map((password) =>
      outcome(counter.client({ peer: '198.51.6.1' }).signIn('lefevre', password)),
    )
    assert.deepEqual(
      await Promise.all(entering),
      said.map((one) => (one === 'in' ? 'in' : 'sign-in-refused')),
    )
  })

  test('a session that moves to another customer while a password is set does not outlive it', async () => {
    const client = counter.client({ peer: '198.51.2.1' })
    const { session } = await client.signIn('berger', demoPassword)
    const target = session.customers.find(({ id }) => id !== session.customer.id)?.id ?? ''
    const { token, hash } = makeLinkToken(randomBytes(32))
    const [account] = await counter.admin.query<{ id: string }>(
      `insert into portal.password_link (hash, account_id, expires_at)
       select $1, id, now() + interval '1 hour' from portal.account where login = 'berger' returning account_id as id`,
      [hash],
    )
    let moving: Promise<string> | undefined
    let setting: Promise<string> | undefined
    await counter.admin.portal.transaction().execute(async (trx) => {
      // The switch has ended the old row and stops here, before it opens the new one.
      await sql`select pg_advisory_xact_lock(hashtextextended(${`account.${account?.id}`}::text, 0))`.execute(trx)
      moving = outcome(client.switchTo(target))
      await waiting(1)
      const body = { token, password: 'trois petits chats gris' }
      setting = outcome(counter.client({ peer: '198.51.3.1' }).call('POST /session/password-link', { body }))
      await waiting(2)
    })
    assert.equal(await moving, 'in')
    assert.equal(await setting, 'in')
    assert.equal(await outcome(client.call('GET /session')), 'session-ended')
    assert.equal(await outcome(client.call('GET /invoices', { query: {} })), 'session-ended')
  })

  test('a session that moves while its account is shut out goes nowhere', async () => {
    const client = counter.client({ peer: '198.51.4.1' })
    const { session } = await client.signIn('berger', 'trois petits chats gris')
    const target = session.customers.find(({ id }) => id !== session.customer.id)?.id ?? ''
    let moving: Promise<string> | undefined
    await counter.admin.portal.transaction().execute(async (trx) => {
      await sql`update portal.account set disabled_at = now() where login = 'berger'`.execute(trx)
      moving = outcome(client.switchTo(target))
      await waiting(1)
    })
    assert.equal(await moving, 'session-ended')
  })
})
