/** The command line: what it takes to go live without the demo, and what it says when something is wrong. */
import assert from 'node:assert/strict'
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { after, before, describe, test } from 'node:test'
import { createApp } from '../../bff/app.ts'
import { systemClock } from '../../bff/base/clock.ts'
import { silentLog } from '../../bff/base/log.ts'
import { commands, run } from '../../bff/cli/run.ts'
import { readConfig } from '../../bff/config.ts'
import { openAdmin } from '../../bff/db/admin.ts'
import { openVendors } from '../../bff/db/vendors.ts'
import { servingFlags } from '../../bff/heap.ts'
import { TestClient } from '../kit/client.ts'
import { serverUrl } from '../kit/db.ts'
import { quickPasswords } from '../kit/db-demo.ts'
import { smallManagement } from '../kit/db-management.ts'

const guichet = fileURLToPath(new URL('../../bff/cli/guichet.mjs', import.meta.url))
let folder: string
/** An empty database on the server: opened in milliseconds, as often as commands run. */
let environment: Record<string, string>
/** The default of a small vendor: a folder that one process holds. */
let embedded: Record<string, string>

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'guichet-cli-'))
  embedded = { GUICHET_DATA: folder, GUICHET_VENDORS: 'armoise=pglite' }
  const url = new URL(await serverUrl())
  const database = `cli_${process.pid}`
  const admin = await openAdmin({ name: 'test', url: url.href, dataDir: '' })
  await admin.query(`create database ${database}`)
  await admin.close()
  url.pathname = `/${database}`
  environment = { GUICHET_DATA: folder, GUICHET_VENDORS: `armoise=${url.href}` }
})
after(() => rmSync(folder, { recursive: true, force: true }))

async function cli(
  line: string[],
  change: Record<string, string> = {},
): Promise<{ code: number; out: string; err: string }> {
  let out = ''
  let err = ''
  const code = await run(line, {
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    environment: { ...environment, ...change },
  })
  return { code, out, err }
}

async function good(...line: string[]): Promise<string> {
  const { code, out, err } = await cli(line)
  assert.equal(code, 0, `${line.join(' ')}: ${err}`)
  return out
}

/** Serves the vendor while `work` runs. */
async function serving<T>(work: (client: (pk: string, origin: string) => TestClient) => Promise<T>): Promise<T> {
  const config = readConfig(environment)
  const vendors = openVendors(config.vendors)
  const app = createApp({
    config,
    vendors,
    clock: systemClock,
    log: silentLog,
    random: randomBytes,
    passwords: quickPasswords,
  })
  try {
    return await work((pk, origin) => new TestClient({ fetch: (request, env) => app.fetch(request, env), pk, origin }))
  } finally {
    await app.close()
    await vendors.close()
  }
}

describe('from an empty folder to a customer who is signed in', () => {
  const origin = 'https://www.armoise.example'
  let pk: string

  test('before migrate every command says what to do first', async () => {
    const { code, err } = await cli(['account', 'list'])
    assert.equal(code, 1)
    assert.match(err, /run guichet migrate first/)
  })

  test('migrate, twice, and again over the vendor’s own relations', async () => {
    assert.match(await good('migrate'), /armoise: up to date/)
    assert.match(await good('migrate'), /armoise: up to date/)
    const [vendor] = readConfig(environment).vendors
    assert.ok(vendor)
    const admin = await openAdmin(vendor)
    await smallManagement(admin)
    await admin.close()
    assert.match(await good('migrate'), /armoise: up to date/)
  })

  test('portal create, origins, list', async () => {
    const made = await good('portal', 'create', '--name', 'Armoise Bureautique', '--phone', '02 61 91 40 00')
    pk = /pk_armoise_[a-z0-9]{16}/.exec(made)?.[0] ?? ''
    assert.match(made, new RegExp(`<script type="module" src="http://localhost:8787/${pk}/guichet.js"></script>`))
    assert.match(made, /No website may embed it yet/)
    assert.equal(
      await good('portal', 'origins', pk, '--add', origin, '--add', 'https://old.example/'),
      `${origin}\nhttps://old.example\n`,
    )
    assert.equal(await good('portal', 'origins', pk, '--remove', 'https://old.example'), `${origin}\n`)
    const list = JSON.parse(await good('portal', 'list', '--json')) as { key: string; origins: string[] }[]
    assert.deepEqual(
      list.map(({ key, origins }) => [key, origins]),
      [[pk, [origin]]],
    )
    assert.match(await good('portal', 'list'), /^key +name +origins/)
  })

  test('[AR-002] account create, password link, sign-in, profile, customers, disable', async () => {
    await good(
      'account',
      'create',
      'Dupond',
      '--name',
      'Claire Dupond',
      '--customer',
      '1',
      '--profile',
      'buyer',
      '--sites',
      '11',
    )
    const link = await good(
      'account',
      'password-link',
      'dupond',
      '--portal',
      pk,
      '--page',
      `${origin}/espace-client?a=1#x`,
    )
    const token =
      /^https:\/\/www\.armoise\.example\/espace-client\?a=1#guichet\.password=([\w-]{43})\n$/.exec(link)?.[1] ?? ''
    const password = 'trois petits chats gris'
    await serving(async (client) => {
      const visitor = client(pk, origin)
      assert.deepEqual(await visitor.call('POST /session/password-link', { body: { token, password } }), {
        login: 'dupond',
      })
      const { session } = await visitor.signIn('dupond', password)
      assert.deepEqual([session.customer.name, session.profile.id], ['Ateliers Un', 'buyer'])
      assert.deepEqual(
        session.sites?.map(({ name }) => name),
        ['Angers'],
      )
    })
    await good('account', 'profile', 'dupond', '--customer', '1', '--profile', 'supervisor')
    await good('account', 'customers', 'dupond', '--add', '2', '--profile', 'user')
    const reached = JSON.parse(await good('account', 'customers', 'dupond', '--json')) as object[]
    assert.equal(reached.length, 2)
    await good('account', 'customers', 'dupond', '--remove', '1')
    await good('account', 'disable', 'dupond')
    await serving((client) =>
      assert.rejects(client(pk, origin).signIn('dupond', password), { code: 'sign-in-refused' }),
    )
    await good('account', 'disable', 'dupond', '--enable')
    await serving(async (client) => {
      const { session } = await client(pk, origin).signIn('dupond', password)
      assert.equal(session.customer.name, 'Bureau Deux')
    })
    const [account] = JSON.parse(await good('account', 'list', '--json')) as { login: string; password: boolean }[]
    assert.deepEqual([account?.login, account?.password], ['dupond', true])
  })

  test('a login is one, however it is typed, and none with a character that nobody sees', async () => {
    const create = (login: string) =>
      cli(['account', 'create', login, '--name', 'Amélie Roy', '--customer', '1', '--profile', 'user'])
    assert.match((await create(' AME\u0301LIE ')).out, /^Account am\u00e9lie\./)
    assert.match((await create('Am\u00e9lie')).err, /The login "am\u00e9lie" is taken/)
    for (const login of ['am\u200b\u00e9lie', 'am\u0007\u00e9lie', ' ', 'x'.repeat(201)]) {
      assert.match((await create(login)).err, /A login has 1 to 200 characters, none of them invisible/)
    }
    await good('account', 'disable', 'Ame\u0301lie')
  })

  test('[SY-03] [SY-05] [CA-10] [SY+01] [EX-06] code create with scope, sign-in, list, revoke', async () => {
    const { out, err } = await cli([
      'code',
      'create',
      '--portal',
      pk,
      '--label',
      'Agence',
      '--customer',
      '1',
      '--sites',
      '12',
      '--profile',
      'technical',
    ])
    const code = decodeURIComponent(/#guichet\.code=(.*)\n/.exec(out)?.[1] ?? '')
    assert.match(code, /^cp_.{27}$/)
    const id = /id ([0-9a-f-]{36})/.exec(err)?.[1] ?? ''
    await serving(async (client) => {
      const { session } = await client(pk, origin).signInByCode(code)
      assert.deepEqual(
        session.sites?.map(({ name }) => name),
        ['Nantes'],
      )
    })
    const listed = await good('code', 'list', '--json')
    assert.ok(!listed.includes(code.slice(3, 20)), 'a secret is shown once')
    assert.equal((JSON.parse(listed) as { state: string }[])[0]?.state, 'good')
    await good('code', 'revoke', id)
    await serving((client) => assert.rejects(client(pk, origin).signInByCode(code), { code: 'code-refused' }))
    assert.match(await good('code', 'list'), /revoked/)
  })

  const wrong: [string[], number, RegExp][] = [
    [['portal', 'create'], 2, /--name is missing/],
    [['portal', 'create', '--name', 'x', '--origin', 'https://a.example/page'], 1, /write https:\/\/a\.example/],
    [['portal', 'create', '--name', 'x', '--origin', 'http://a.example'], 1, /is no origin/],
    [['portal', 'create', '--name', 'x', '--languages', 'de'], 1, /--languages knows fr, en/],
    [['portal', 'origins', 'pk_armoise_aaaaaaaaaaaaaaaa'], 1, /There is no portal/],
    [['portal', 'origins', 'pk_other_aaaaaaaaaaaaaaaa'], 1, /no vendor "other" in the configuration; known: armoise/],
    [['portal', 'origins'], 2, /needs <portal key>/],
    [['account', 'create', 'x', '--name', 'X', '--customer', '1', '--profile', 'king'], 1, /known: accounting, buyer/],
    [
      ['account', 'create', 'x', '--name', 'X', '--customer', '77', '--profile', 'user'],
      1,
      /no customer with the id "77"/,
    ],
    [
      ['account', 'create', 'x', '--name', 'X', '--customer', '1', '--profile', 'user', '--sites', '21'],
      1,
      /has no site with the id 21/,
    ],
    [['account', 'create', 'dupond', '--name', 'X', '--customer', '1', '--profile', 'user'], 1, /"dupond" is taken/],
    [['account', 'profile', 'nobody', '--customer', '1', '--profile', 'user'], 1, /no account "nobody"/],
    [['account', 'password-link', 'dupond', '--portal', 'x'], 1, /is no portal key/],
    [['account', 'list', '--verbose'], 2, /--verbose/],
    [['code', 'revoke', 'x'], 1, /no code with the id "x"/],
    [['code', 'create'], 2, /--portal is missing/],
    [['fly'], 2, /no command "fly"/],
    [['portal'], 2, /portal create/],
  ]
  for (const [line, exit, sentence] of wrong) {
    test(`guichet ${line.join(' ')}: says what is wrong`, async () => {
      const { code, out, err } = await cli(line)
      assert.equal(code, exit, err)
      assert.match(err, sentence)
      assert.equal(out, '')
      assert.ok(!err.includes('    at '), 'no stack')
    })
  }

  test('a link lives 15 minutes to 7 days', async () => {
    for (const life of ['10m', '8d', 'week', '-1d']) {
      const { code, err } = await cli(['account', 'password-link', 'dupond', '--portal', pk, `--life=${life}`])
      assert.equal(code, 1)
      assert.match(err, /15m to 7d/)
    }
    const { code, err } = await cli([
      'account',
      'password-link',
      'dupond',
      '--portal',
      pk,
      '--page',
      'https://evil.example/',
    ])
    assert.equal(code, 1)
    assert.match(err, /must be on one of the portal's websites/)
  })

  test('everything done here stands in the journal', async () => {
    const [vendor] = readConfig(environment).vendors
    assert.ok(vendor)
    const admin = await openAdmin(vendor)
    const rows = await admin.query<{ event: string }>('select distinct event from portal.journal')
    await admin.close()
    const events = new Set(rows.map(({ event }) => event))
    for (const event of [
      'portal-created',
      'portal-origins',
      'account-created',
      'account-profile',
      'account-customers',
      'account-disabled',
      'password-link-created',
      'password-set',
      'code-created',
      'code-revoked',
    ]) {
      assert.ok(events.has(event), event)
    }
  })
})

test('every command explains itself', async () => {
  for (const { name, about, options } of commands) {
    const { code, out } = await cli([...name.split(' '), '--help'])
    assert.equal(code, 0)
    assert.ok(out.includes(about))
    for (const option of Object.keys(options)) assert.ok(out.includes(`--${option}`))
  }
  const { code, out } = await cli(['--help'])
  assert.equal(code, 0)
  for (const { name } of commands) assert.ok(out.includes(name))
})

describe('a start that cannot be', () => {
  test('invalid configuration: every mistake at once, a sentence each', async () => {
    const { code, err } = await cli(['start'], { GUICHET_PORT: 'x', GUICHET_TRUSTED_HOPS: 'y' })
    assert.equal(code, 1)
    assert.match(err, /^GUICHET_PORT must .*\nGUICHET_TRUSTED_HOPS must .*\n$/)
  })

  test('a database that does not answer', async () => {
    const { code, err } = await cli(['start'], { GUICHET_VENDORS: 'armoise=postgres://u:p@127.0.0.1:1/armoise' })
    assert.equal(code, 1)
    assert.match(err, /The database does not answer: start it, or correct/)
  })

  test('a folder that cannot be', async () => {
    const file = join(folder, 'file')
    writeFileSync(file, '')
    const { code, err } = await cli(['migrate'], { ...embedded, GUICHET_DATA: file })
    assert.equal(code, 1)
    assert.match(err, /GUICHET_DATA|folder/i)
    assert.ok(!err.includes('    at '), err)
  })

  test('a port that is taken', async () => {
    const other = createServer().listen(0, 'localhost')
    await new Promise((resolve) => other.once('listening', resolve))
    const { code, err } = await cli(['start'], { GUICHET_PORT: String((other.address() as AddressInfo).port) })
    other.close()
    assert.equal(code, 1)
    assert.match(err, /^Port \d+ is taken: .*GUICHET_PORT/)
  })

  test('an old Node is told what to run', () => {
    const old = `data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'20.20.2'}})`
    const { status, stderr } = spawnSync(process.execPath, ['--import', old, guichet, 'demo'], { encoding: 'utf8' })
    assert.equal(status, 1)
    assert.match(stderr, /needs Node 24, this is Node 20\.20\.2/)
    assert.match(stderr, /Run `npm ci` first .*then `npm start`/)
  })

  test('a start has a small young heap; a second one on its folder is told who holds it; it stops cleanly on a signal', async () => {
    assert.equal((await cli(['migrate'], embedded)).code, 0)
    const start = (): ChildProcess =>
      spawn(process.execPath, [guichet, 'start'], {
        env: { ...process.env, ...embedded, GUICHET_PORT: '0', GUICHET_LAME_DUCK: '0' },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
    const first = start()
    let said = ''
    await new Promise<void>((resolve, reject) => {
      first.stdout?.on('data', (data: Buffer) => {
        said += data.toString()
        if (said.includes('Guichet serves')) resolve()
      })
      first.once('close', (code) => reject(new Error(`ended with ${code}: ${said}`)))
    })
    const flags =
      process.platform === 'linux' ? readFileSync(`/proc/${first.pid}/cmdline`, 'utf8').split('\0') : servingFlags
    assert.ok(
      servingFlags.every((flag) => flags.includes(flag)),
      flags.join(' '),
    )
    const second = start()
    let complaint = ''
    second.stderr?.on('data', (data: Buffer) => (complaint += data.toString()))
    const refused = await new Promise<number | null>((resolve) => second.once('close', resolve))
    assert.equal(refused, 1)
    assert.match(complaint, new RegExp(String(first.pid)))
    assert.ok(!complaint.includes('    at '), complaint)
    const ended = new Promise<number | null>((resolve) => first.once('close', resolve))
    first.kill('SIGTERM')
    assert.equal(await ended, 0)
    assert.match((await cli(['portal', 'list'], embedded)).out, /No portal yet/)
  })
})
