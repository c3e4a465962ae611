/** Throttles: exact across processes, before any hashing, and never a lock that a stranger can turn. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { limits } from '../../bff/gate/sign-in/limits.ts'
import { giveBack, mark, marked, peek, take } from '../../bff/gate/throttle.ts'
import { demoLinks } from '../../bff/management/demo/people.ts'
import { demoCode } from '../../bff/management/demo/portal-rows.ts'
import { makePortalCode } from '../../bff/gate/sign-in/portal-code.ts'
import { randomBytes } from 'node:crypto'
import { Refused } from '../kit/client.ts'
import { type Counter, demoPassword, openCounter } from '../kit/counter.ts'
import { eachEngine } from '../kit/db.ts'

eachEngine((engine, rule) => {
  let counter: Counter
  before(async () => {
    counter = await openCounter(engine)
  })
  after(() => counter.close())

  const key = (text: string) => createHash('sha256').update(text).digest()

  describe('a bucket', () => {
    test('lets its burst pass, whoever asks at the same moment in however many processes', async () => {
      const other = await counter.another()
      const theirs = await other.deps.vendors.get('armoise')
      assert.ok(theirs)
      for (const burst of [1, 5, 20]) {
        const name = key(`burst ${burst}`)
        const tries: Promise<number>[] = Array.from({ length: 60 }, (_, n) =>
          take(n % 2 ? counter.vendor.db.gate : theirs.gate, name, { burst, period: 3600 }).then(
            () => 1 as number,
            () => 0,
          ),
        )
        const passed = (await Promise.all(tries)).reduce((sum, one) => sum + one, 0)
        assert.equal(passed, burst)
      }
    })

    test('says how long to wait, fills again, and takes back what was no failure', async () => {
      const gate = counter.vendor.db.gate
      const limit = { burst: 2, period: 600 }
      const name = key('wait')
      assert.equal(await peek(gate, name, limit), 0)
      await take(gate, name, limit)
      await take(gate, name, limit)
      await assert.rejects(take(gate, name, limit), (error: { code: string; details: { retryAfter: number } }) => {
        return error.code === 'too-many-attempts' && error.details.retryAfter > 290 && error.details.retryAfter <= 300
      })
      await giveBack(gate, name, limit)
      await take(gate, name, limit)
      await counter.admin.query(`update portal.throttle set tat = tat - interval '300 seconds' where key = $1`, [name])
      await take(gate, name, limit)
      await mark(gate, key('mark'), 60)
      assert.ok(await marked(gate, key('mark')))
      assert.ok(!(await marked(gate, key('unmarked'))))
    })
  })

  const outcome = (promise: Promise<unknown>) =>
    promise.then(
      () => 'in',
      (error: unknown) => (error instanceof Refused ? error.code : String(error)),
    )

  test('50 wrong passwords: ten are answered, forty wait; the right one waits too, another network does not', async () => {
    const other = await counter.another()
    const clients = [counter.client({ peer: '198.51.100.1' }), other.client({ peer: '198.51.100.200' })]
    for (const client of clients) await client.call('GET /portal')
    const outcomes: string[] = []
    for (let n = 0; n < 50; n++) {
      outcomes.push(await outcome((clients[n % 2] as (typeof clients)[0]).signIn('dupond', `wrong-password-${n}`)))
    }
    assert.equal(outcomes.filter((code) => code === 'sign-in-refused').length, limits.login.burst)
    assert.equal(outcomes.filter((code) => code === 'too-many-attempts').length, 50 - limits.login.burst)
    assert.equal(await outcome((clients[0] as (typeof clients)[0]).signIn('dupond', demoPassword)), 'too-many-attempts')
    const response = await (clients[0] as (typeof clients)[0]).send('/session', {
      body: { login: 'dupond', password: 'x' },
    })
    assert.equal(response.status, 429)
    assert.ok(Number(response.headers.get('retry-after')) > 0)
    assert.equal(await outcome(counter.client({ peer: '203.0.113.5' }).signIn('dupond', demoPassword)), 'in')
    assert.equal(await outcome(counter.client({ peer: '198.51.100.9' }).signIn('martin', demoPassword)), 'in')
  })

  rule('an unknown login is throttled exactly as a known one', async () => {
    const answers = async (login: string, peer: string) => {
      const client = counter.client({ peer })
      const codes = []
      for (let n = 0; n < 12; n++) codes.push(await outcome(client.signIn(login, `wrong-password-${n}`)))
      return codes
    }
    assert.deepEqual(await answers('nobody-here', '198.51.101.1'), await answers('lefevre', '198.51.102.1'))
  })

  rule('a network that guesses codes is slowed down; people who get in are not counted', async () => {
    const guesser = counter.client({ peer: '198.51.103.1' })
    const codes = []
    for (let n = 0; n < limits.network.burst + 5; n++) {
      codes.push(
        await outcome(guesser.call('POST /session/code/preview', { body: { code: makePortalCode(randomBytes(26)) } })),
      )
    }
    assert.equal(codes.filter((code) => code === 'code-refused').length, limits.network.burst)
    // A person signs in oftener than a login may be tried, and colleagues follow their link: more than a network may fail.
    const office = '198.51.104.1'
    const link = demoLinks.find(({ vendor }) => vendor === 'armoise')
    assert.ok(link)
    for (let n = 0; n < limits.network.burst + 5; n++) {
      const client = counter.client({ peer: office })
      const entering: Promise<unknown> =
        n < limits.login.burst + 2 ? client.signIn('martin', demoPassword) : client.signInByCode(demoCode(link))
      assert.equal(await outcome(entering), 'in')
    }
  })

  rule(
    'many networks trying a little each fill the portal’s limit: strangers wait, known networks get in',
    async () => {
      const known = counter.client({ peer: '198.51.105.1' })
      await known.signIn('dupond', demoPassword)
      const { fingerprint } = await import('../../bff/gate/secrets.ts').then(({ loadSecrets }) =>
        loadSecrets(counter.vendor.db.gate),
      )
      const name = Buffer.from(fingerprint('portal', 'pk_armoise_demodemodemodemo'))
      // Stands for all failures but one: the next is still answered, and fills it.
      const { burst, period } = limits.portal
      await counter.admin.query(
        `insert into portal.throttle (key, tat) values ($1, now() + make_interval(secs => $2::float8))
         on conflict (key) do update set tat = excluded.tat`,
        [name, (period / burst) * (burst - 1) - 1],
      )
      const stranger = (network: number) => counter.client({ peer: `198.51.${network}.1` })
      assert.equal(await outcome(stranger(108).signIn('martin', demoPassword)), 'in')
      assert.equal(await outcome(stranger(109).signIn('dupond', 'wrong-password')), 'sign-in-refused')
      assert.equal(await outcome(stranger(106).signIn('dupond', demoPassword)), 'too-many-attempts')
      assert.equal(await outcome(known.signIn('dupond', demoPassword)), 'in')
      await counter.admin.query('delete from portal.throttle where key = $1', [name])
      const [noted] = await counter.admin.query<{ n: string }>(
        `select count(*)::text as n from portal.journal where event = 'sign-in-throttled'`,
      )
      // The refused of a network are noted once a minute, however many they are: nobody can fill the journal.
      const [networks] = await counter.admin.query<{ n: string }>(
        `select count(distinct network)::text as n from portal.journal where event = 'sign-in-throttled'`,
      )
      assert.ok(Number(networks?.n) >= 2)
      assert.ok(Number(noted?.n) >= Number(networks?.n) && Number(noted?.n) < 40)
    },
  )

  rule('a header that claims another address changes nothing without a trusted proxy', async () => {
    const codes = new Set<string>()
    for (let n = 0; n < limits.login.burst + 3; n++) {
      const client = counter.client({ peer: '198.51.107.1' })
      await client.call('GET /portal')
      const response = await client.raw('/session', {
        headers: {
          ...client.headers({ url: client.url('/session') }),
          'x-forwarded-for': `203.0.113.${n}, 198.18.${n}.1`,
        },
        body: JSON.stringify({ login: 'roux', password: 'wrong-password' }),
      })
      codes.add(((await response.json()) as { code: string }).code)
    }
    assert.ok(codes.has('too-many-attempts'))
  })

  rule('the table shows neither logins nor networks', async () => {
    const rows = await counter.admin.query<{ key: Buffer }>('select key from portal.throttle')
    assert.ok(rows.length > 5)
    assert.ok(rows.every(({ key: stored }) => stored.length === 32))
  })
})
