/**
 * What the wall holds when the code does not: an endpoint that is injectable on purpose, behind the guards like any
 * other. By hand, with sqlmap, and the real endpoints with sqlmap and wapiti; both from the system's packages.
 */
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, it } from 'node:test'
import { sql } from 'kysely'
import { z } from 'zod'
import { endpoint } from '../../bff/base/endpoint.ts'
import { endpoints } from '../../bff/endpoints.ts'
import type { TestClient } from '../kit/client.ts'
import { type Counter, openCounter } from '../kit/counter.ts'
import { enter } from '../kit/enter.ts'
import { me, rows, stranger } from '../kit/walk-samples.ts'
import { type SigningProxy, signingProxy } from './signing-proxy.ts'

/** Never part of the product: put into this process's table, before the counter opens. */
const drill = endpoint(
  'GET /drill' as never,
  {
    needs: 'session',
    input: { query: z.strictObject({ q: z.string().max(2000) }) } as never,
    async run(call: { db: unknown; query: { q: string } }) {
      const text = `select id, number from invoice where number like '%${call.query.q}%' limit 50`
      return { rows: (await sql.raw(text).execute(call.db as never)).rows }
    },
  } as never,
)

/** What belongs to others only. */
const secrets = (() => {
  const wordsOf = (fits: (id: string) => boolean) => [
    ...rows.customer.filter((row) => fits(row.id)).flatMap((row) => [row.name, row.code, row.email]),
    ...rows.invoice.filter((row) => fits(row.customer_id)).flatMap((row) => [row.number]),
  ]
  const own = new Set(wordsOf((id) => id === me))
  return [...new Set(wordsOf((id) => id !== me))].filter((word): word is string => !!word && !own.has(word))
})()

/** Endpoints for sqlmap. */
const most = Math.max(1, Math.round(6 * Number(process.env.GUICHET_SHARE ?? 0.2)))
/** Seconds for each run of a tool: on the drill sqlmap never ends by itself, having found its way in. */
const patience = 75

let counter: Counter
let client: TestClient
let proxy: SigningProxy
let scratch: string

const reads = [
  '/invoices?search=1',
  '/invoices?state=overdue&limit=20',
  '/sites?search=a',
  '/fleet?search=1',
  '/orders?search=1',
  '/interventions?search=1',
  '/articles?search=a',
  `/invoices/1`,
]

before(async () => {
  ;(endpoints as unknown[]).push(drill)
  counter = await openCounter('postgres')
  client = counter.client()
  await enter(counter.admin, client, { customer: me })
  await client.call('GET /session')
  proxy = await signingProxy(
    client,
    `<html><body>${reads.map((path) => `<a href="${path}">x</a>`).join('')}</body></html>`,
  )
  scratch = mkdtempSync(join(tmpdir(), 'guichet-drill-'))
})
after(async () => {
  await proxy.close()
  await counter.close()
  rmSync(scratch, { recursive: true, force: true })
})

const union = (text: string) => `' union all ${text} --`
const byHand = [
  "' or true --",
  "' or customer_id <> '0' --",
  union(`select id, number from guard.invoice where customer_id::text = '${stranger}'`),
  union('select id, number from management.invoice'),
  union('select 1, name from management.customer'),
  union("select 1, encode(hash, 'hex') from portal.session"),
  union('select 1, password_hash from portal.account'),
  union("select 1, encode(value, 'hex') from portal.secret"),
  union('select 1, hash::text from portal.live_session'),
  union("select 1, pg_read_file('/etc/passwd')"),
  union("select 1, set_config('guichet.session', '00', true)"),
  union('select 1, passwd from pg_shadow'),
  union('select 1, rolpassword from pg_authid'),
  union("select 1, query_to_xml('select * from management.customer', true, true, '')::text"),
  union("select 1, table_to_xml('management.customer', true, true, '')::text"),
  union("select 1, lo_import('/etc/passwd')::text"),
  union("select 1, dblink('', 'select 1')::text"),
  union("select 1, most_common_vals::text from pg_stats where schemaname = 'management'"),
  "'; set role guichet_gate; select 1, '1",
  "'; reset role; select id, number from management.invoice --",
  "'; set session authorization default; select id, number from management.invoice --",
  "'; create table public.x(); --",
  "'; insert into portal.journal (event) values ('x'); --",
  "'; update portal.account set disabled_at = now(); --",
  "'; copy (select 1) to program 'id'; --",
  "'; do $$ begin perform 1 from management.customer; end $$; --",
  "'; create function pg_temp.leak(text) returns boolean language plpgsql cost 0.0000001 as $$ begin raise notice '%', $1; return true; end $$; --",
]

it('by hand: whatever is injected sees what this session sees', async (t) => {
  let answered = 0
  for (const q of byHand) {
    const { status, body } = await client.rest('GET', `/drill?${new URLSearchParams({ q })}`)
    if (status === 200) answered++
    const text = JSON.stringify(body)
    assert.equal(
      secrets.find((word) => text.includes(word)),
      undefined,
      `${q}: ${text.slice(0, 300)}`,
    )
    assert.doesNotMatch(text, /\$argon2id|root:x|SCRAM-SHA/, q)
  }
  const [{ n } = { n: '' }] = await counter.admin.query<{ n: string }>(
    'select count(*)::text as n from portal.account where disabled_at is not null',
  )
  assert.equal(n, '0')
  const { body } = await client.rest('GET', `/drill?${new URLSearchParams({ q: "' or true --" })}`)
  assert.ok((body as { rows: unknown[] }).rows.length > 0, 'the drill is injectable, or nothing was proven')
  t.diagnostic(`figure injection by hand: ${byHand.length} statements, ${answered} ran, 0 rows of others`)
})

const has = (program: string) => spawnSync('which', [program]).status === 0

function runs(program: string, words: string[], seconds: number, home = scratch): Promise<string> {
  return new Promise((resolve) => {
    const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, HOME: home } })
    let text = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (text += data))
    const timer = setTimeout(() => child.kill('SIGKILL'), seconds * 1000)
    child.on('close', () => {
      clearTimeout(timer)
      resolve(text)
    })
  })
}

/** Each with a folder of its own: several run at once. */
function sqlmap(path: string, level: number, more: string[] = []): Promise<string> {
  const home = mkdtempSync(join(scratch, 'sqlmap-'))
  return runs(
    'sqlmap',
    [
      '-u',
      `${proxy.address}${path}`,
      '--batch',
      `--level=${level}`,
      '--risk=1',
      '--dbms=PostgreSQL',
      '--technique=BEU',
      '--flush-session',
      '--disable-coloring',
      '--output-dir',
      home,
      ...more,
    ],
    patience,
    home,
  )
}

const absent = (program: string) => !has(program) && `${program} is not installed here`

it('sqlmap on the drill: it gets in, and gets no row of others', { skip: absent('sqlmap') }, async (t) => {
  const before = proxy.requests()
  const [said, tables] = await Promise.all([
    sqlmap('/drill?q=F', 2, ['--dump', '-T', 'invoice', '-D', 'guard', '--stop', '40', '--threads', '4']),
    sqlmap('/drill?q=F', 2, ['--dump', '-T', 'customer', '-D', 'management', '--stop', '40']),
  ])
  assert.match(said, /injectable|identified the following injection point/, said.slice(-2000))
  assert.deepEqual(proxy.told(secrets), [])
  assert.equal(
    secrets.find((word) => said.includes(word) || tables.includes(word)),
    undefined,
  )
  t.diagnostic(`figure sqlmap on the drill: ${proxy.requests() - before} requests, injection found, 0 rows of others`)
})

it('sqlmap on real endpoints: nothing injectable', { skip: absent('sqlmap') }, async (t) => {
  const before = proxy.requests()
  let tested = 0
  const waiting = reads.slice(0, most)
  const one = async () => {
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
      const said = await sqlmap(path, 1)
      if (/all tested parameters do not appear to be injectable/.test(said)) tested++
      assert.doesNotMatch(said, /identified the following injection point/, path)
    }
  }
  await Promise.all([one(), one()])
  assert.deepEqual(proxy.told(secrets), [])
  assert.deepEqual(
    proxy.broken().filter((line) => !line.includes(' /drill')),
    [],
  )
  t.diagnostic(
    `figure sqlmap on real endpoints: ${tested} of ${most} tested to the end, ${proxy.requests() - before} requests, 0 injectable, 0 answers of 500`,
  )
})

it('wapiti on the plain routes: no finding', { skip: absent('wapiti') }, async (t) => {
  const before = proxy.requests()
  const report = join(scratch, 'wapiti.json')
  const said = await runs(
    'wapiti',
    [
      '-u',
      `${proxy.address}/`,
      '--scope',
      'folder',
      '-m',
      'sql,exec,file,xss,crlf,ssrf,redirect',
      '--max-scan-time',
      String(Math.round(patience * 0.75)),
      '-f',
      'json',
      '-o',
      report,
      '--flush-session',
      '--no-bugreport',
    ],
    patience,
  )
  const { readFileSync } = await import('node:fs')
  const { vulnerabilities } = JSON.parse(readFileSync(report, 'utf8')) as { vulnerabilities: Record<string, unknown[]> }
  const found = Object.entries(vulnerabilities).filter(([, list]) => list.length > 0)
  assert.ok(proxy.requests() - before > 20, said.slice(-1000))
  assert.deepEqual(found, [])
  assert.deepEqual(proxy.told(secrets), [])
  t.diagnostic(`figure wapiti: ${proxy.requests() - before} requests, 0 findings`)
})
