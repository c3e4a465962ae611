/** What an operator does about commands: a management of one's own, a portal off and on, dead letters tried again. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { featuresOf } from '../../bff/gate/portal.ts'
import { run } from '../../bff/cli/run.ts'
import type { AdminDb } from '../../bff/db/admin.ts'
import { openAdmin } from '../../bff/db/admin.ts'
import { functionNames } from '../../bff/management/functions.ts'
import { type RelationName, relations } from '../../bff/management/contract.ts'
import { serverUrl } from '../kit/db.ts'
import { testPortal, testPortalKey } from '../kit/db-management.ts'

let url: string
let admin: AdminDb

before(async () => {
  const base = new URL(await serverUrl())
  const database = `command_cli_${process.pid}`
  const server = await openAdmin({ name: 'test', url: base.href, dataDir: '' })
  await server.query(`create database ${database}`)
  await server.close()
  base.pathname = `/${database}`
  url = base.href
  admin = await openAdmin({ name: 'armoise', url, dataDir: '' })
})
after(() => admin.close())

async function cli(...line: string[]): Promise<{ code: number; out: string; err: string }> {
  let out = ''
  let err = ''
  const environment = { GUICHET_VENDORS: `armoise=${url}` }
  const code = await run(line, { out: (text) => void (out += text), err: (text) => void (err += text), environment })
  return { code, out, err }
}

test('reference create makes a management of its own, once, with functions and guards', async () => {
  assert.match((await cli('reference', 'create')).err, /run guichet migrate first/)
  await cli('migrate')
  assert.equal((await cli('reference', 'create', '--ids', 'text')).code, 1)
  const made = await cli('reference', 'create', '--ids', 'uuid')
  assert.deepEqual([made.code, made.err], [0, ''])
  const [row] = await admin.query<{ n: string }>(
    `select count(*)::text as n from pg_proc where pronamespace = 'management'::regnamespace and proname = any ($1)`,
    [functionNames],
  )
  assert.equal(row?.n, String(functionNames.length))
  assert.match((await cli('reference', 'create')).err, /has a schema "management" already: nothing was changed/)
})

test('a portal is switched off and on', async () => {
  await testPortal(admin)
  const enabled = async () =>
    (await admin.query<{ enabled: boolean }>('select enabled from portal.portal where key = $1', [testPortalKey]))[0]
      ?.enabled
  assert.equal((await cli('portal', 'disable', testPortalKey)).out, `Portal ${testPortalKey} is off.\n`)
  assert.equal(await enabled(), false)
  assert.equal((await cli('portal', 'enable', testPortalKey)).code, 0)
  assert.equal(await enabled(), true)
  assert.match((await cli('portal', 'disable', 'pk_armoise_0123456789abcdef')).err, /There is no portal/)
})

test('dead letters are listed with their failure, and tried again for another three days', async () => {
  await admin.script(`
    insert into portal.command (owner, key, body_hash, receipt, function, customer_id, aggregate, portal_key, language, author, payload, state, settled_at)
      values ('account:x', gen_random_uuid(), sha256('x'), 'R7K3-F92Q', 'reply', '1', 'a', 'pk', 'fr', '{}', '{}', 'failed', now());
    insert into portal.outbox (kind, command_id, aggregate, attempts, last_error, created_at, dead_at)
      select 'deliver', id, 'a', 80, 'the ERP is closed', now() - interval '4 days', now() from portal.command`)
  assert.match((await cli('outbox', 'list', '--dead')).out, /R7K3-F92Q +reply +yes +80 .*the ERP is closed/)
  assert.match((await cli('outbox', 'retry', 'AAAA-AAAA')).err, /Nothing of "AAAA-AAAA" waits/)
  assert.equal((await cli('outbox', 'retry', 'r7k3-f92q')).out, '1 will be tried now.\n')
  assert.deepEqual(
    await admin.query(`select o.dead_at, o.created_at > now() - interval '1 hour' as fresh, c.state, c.settled_at
      from portal.outbox o join portal.command c on c.id = o.command_id`),
    [{ dead_at: null, fresh: true, state: 'received', settled_at: null }],
  )
  assert.equal((await cli('outbox', 'list', '--dead')).out.trim(), 'Nothing waits.')
  assert.match((await cli('outbox', 'list')).out, /R7K3-F92Q/)
})

test('[OG-01] features follow what the vendor’s database has: an act without its function is off, reading goes on', () => {
  const all = new Set(Object.keys(relations) as RelationName[])
  const wanted = ['interventions', 'requests', 'orders']
  const on = (functions: string[], has = all) =>
    featuresOf(wanted, { relations: has, functions: new Set(functions) as never })
  assert.deepEqual(on([...functionNames]), ['interventions', 'requests', 'orders', 'replying', 'ordering'])
  assert.deepEqual(on([]), ['interventions', 'orders'])
  assert.deepEqual(on(['reply']), ['interventions', 'orders', 'replying'])
  assert.deepEqual(on(['reply', 'place_order'], new Set<RelationName>(['customer', 'site', 'intervention'])), [
    'interventions',
    'replying',
  ])
  // An operator cannot name an act where its feature is off.
  assert.deepEqual(featuresOf(['ordering'], { relations: all, functions: new Set(functionNames) }), [])
})
