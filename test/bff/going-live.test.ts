/** docs/operations.md is walked word for word: its commands, its variables, its sentences. The page cannot lie. */
import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { openAdmin } from '../../bff/db/admin.ts'
import { TestClient } from '../kit/client.ts'
import { startPostgres, type TestServer } from '../kit/postgres.ts'
import { loadFixture } from '../kit/tryton.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const page = readFileSync(join(root, 'docs/operations.md'), 'utf8')

function section(title: string): string {
  const text = page.split(/^## /m).find((part) => part.startsWith(`${title}\n`))
  assert.ok(text, `docs/operations.md has a section "${title}"`)
  return text
}

const linesOf = (title: string) =>
  [...section(title).matchAll(/```\w*\n(.*?)```/gs)].flatMap(([, block = '']) => block.split('\n').filter(Boolean))

/** First cells of the section's table. */
const rowsOf = (title: string) =>
  [...section(title).matchAll(/^\| ([^|]*) \|/gm)].map(([, cell = '']) => cell).filter((cell) => !/^-+$/.test(cell))

const prefixed = (start: string) => (line: string) => line.startsWith(start)

describe('from an empty server to a customer who is signed in, as docs/operations.md says', () => {
  let server: TestServer
  let folder: string
  let started: ChildProcess | undefined
  // An operator's shell: what npm told this test run (`npm_config_call`, …) is not for the npx inside it.
  const environment: Record<string, string | undefined> = {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('npm_'))),
    GUICHET_PORT: '0',
  }
  const lines = linesOf('Going live')
  let key = ''
  let token = ''
  let codeId = ''

  before(async () => {
    server = await startPostgres()
    folder = mkdtempSync(join(tmpdir(), 'guichet-live-'))
    environment.GUICHET_DATA = folder
    // The ERP as its vendor has it: a database and an owner of his own, named as in the page, no superuser.
    const url = new URL(server.url)
    const superuser = await openAdmin({ name: 'main', url: url.href, dataDir: '' })
    for (const line of linesOf('What you need')) await superuser.query(line.replace(/;$/, ''))
    await superuser.close()
    url.pathname = '/erp'
    url.username = 'owner'
    url.password = 'secret'
    const owner = await openAdmin({ name: 'main', url: url.href, dataDir: '' })
    await loadFixture(owner)
    await owner.close()
  })
  after(async () => {
    if (started?.pid && started.exitCode === null) process.kill(-started.pid, 'SIGKILL')
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  /** What the page leaves open: a key and an id that a command has printed, the ids of the fixture's customer and site. */
  const filled = (line: string) =>
    line
      .replace('pk_main_…', key)
      .replace('<id>', codeId)
      .replace('--customer 42', '--customer 10')
      .replace('--sites 7', '--sites 102')
      .replace('hand-off.pub.pem', join(folder, 'hand-off.pub.pem'))

  /** `npx` finds the command in a fresh clone: proved by `migrate`; the others skip the second that it takes each time. */
  const command = (line: string) =>
    line.startsWith('npx guichet migrate')
      ? line
      : line.replace(/^npx guichet/, `"${process.execPath}" bff/cli/guichet.mjs`)

  const shell = (line: string) =>
    spawn('sh', ['-c', command(filled(line))], {
      cwd: root,
      env: environment,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    })

  async function run(start: string): Promise<string> {
    const line = lines.find(prefixed(start))
    assert.ok(line, `docs/operations.md says: ${start}`)
    const child = shell(line)
    let [out, err] = ['', '']
    child.stdout.on('data', (data: Buffer) => (out += data.toString()))
    child.stderr.on('data', (data: Buffer) => (err += data.toString()))
    const code = await new Promise((resolve) => child.once('close', resolve))
    assert.equal(code, 0, `${line}\n${out}${err}`)
    return out + err
  }

  test('it sets what the counter needs to know', () => {
    for (const line of lines.filter(prefixed('export '))) {
      const [, name = '', value = ''] = /^export (\w+)=(\S+)$/.exec(line) ?? []
      environment[name] = value
    }
    const written = new URL(environment.DATABASE_URL ?? '')
    assert.equal(written.username, 'owner')
    written.host = new URL(server.url).host
    environment.DATABASE_URL = written.href
    assert.equal(environment.GUICHET_PUBLIC_URL, 'https://counter.yourfirm.example')
  })

  test('its npm scripts exist, and nothing it says is left out here', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: object }
    const named = [...page.matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name)
    assert.ok(named.length > 0)
    for (const name of named) assert.ok(Object.hasOwn(scripts, name ?? ''), name)
    const walked = lines.filter((line) => line.startsWith('npx guichet '))
    assert.deepEqual(
      walked.map((line) => line.split(' ').slice(2, 4).join(' ').replace(/ -.*/, '')),
      [
        'migrate',
        'portal create',
        'account create',
        'account invite',
        'start',
        'account password-link',
        'portal sign-in',
        'portal sign-in',
        'portal sign-in',
        'portal sign-in',
        'account contact',
        'account pending',
        // With somebody who waits: ways-registration.test.ts.
        'account approve',
        'account refuse',
        'code create',
        'code create',
        'code create',
        'code list',
        'code revoke',
        'hand-off key',
        'hand-off map',
        'hand-off refusals',
      ],
    )
  })

  test('migrate, portal create, account create, account invite, account password-link', async () => {
    assert.match(await run('npx guichet migrate'), /^main: up to date/)
    const made = await run('npx guichet portal create')
    key = /pk_main_[a-z0-9]{16}/.exec(made)?.[0] ?? ''
    assert.ok(made.includes(`src="https://counter.yourfirm.example/${key}/guichet.js"`), made)
    assert.match(await run('npx guichet account create'), /^Account dupond\./)
    assert.match(await run('npx guichet account invite'), /c\.dupond@customer\.example/)
    const link = await run('npx guichet account password-link')
    token = /^https:\/\/www\.yourfirm\.example\/#guichet\.password=([\w-]{43})\n/.exec(link)?.[1] ?? ''
    assert.notEqual(token, '', link)
  })

  test('the ways in, and the website’s own sign-in', async () => {
    assert.match(await run('npx guichet portal sign-in pk_main_… --set'), /registration\nPage[^\n]*\/espace-client\n/)
    assert.match(await run('npx guichet portal sign-in pk_main_… --second-proof-after'), /after 30 days/)
    assert.match(await run('npx guichet portal sign-in pk_main_… --order-step-up'), /from 5000.00 excluding tax/)
    assert.match(await run('npx guichet portal sign-in'), /after 30 days/)
    await run('npx guichet account contact')
    await run('npx guichet account pending')
    const { publicKey } = generateKeyPairSync('ed25519')
    writeFileSync(join(folder, 'hand-off.pub.pem'), publicKey.export({ type: 'spki', format: 'pem' }))
    assert.match(await run('npx guichet hand-off key add'), /2026-11/)
    await run('npx guichet hand-off map')
    await run('npx guichet hand-off refusals')
    await run('npx guichet code create --typed')
    await run('npx guichet code create --portal pk_main_… --label "Front desk"')
  })

  test('[CO-12] [CA-01] start; the person chooses a password, signs in, and sees the rows of the ERP', async () => {
    const line = lines.find(prefixed('npx guichet start')) ?? ''
    const child = shell(line)
    started = child
    const port = await new Promise<string>((resolve, reject) => {
      let said = ''
      const hear = (data: Buffer) => {
        said += data.toString()
        const found = /serves main on port (\d+)/.exec(said)?.[1]
        if (found) resolve(found)
      }
      child.stdout.on('data', hear)
      child.stderr.on('data', hear)
      child.once('close', (code) => reject(new Error(`ended with ${code}: ${said}`)))
    })
    const publicUrl = environment.GUICHET_PUBLIC_URL ?? ''
    const client = new TestClient({
      pk: key,
      origin: 'https://www.yourfirm.example',
      publicUrl,
      // What the reverse proxy would do.
      fetch: async (request) =>
        fetch(request.url.replace(publicUrl, `http://localhost:${port}`), {
          method: request.method,
          headers: request.headers,
          ...(request.body && { body: await request.arrayBuffer() }),
        }),
    })
    const password = 'trois petits chats gris'
    await client.call('POST /session/password-link', { body: { token, password } })
    const { session } = await client.signIn('dupond', password)
    assert.deepEqual([session.name, session.customer.name], ['Claire Dupond', 'Hôtel du Pont'])
    const { rows } = await client.call('GET /invoices', { query: {} })
    assert.ok(rows.length > 0)
    assert.ok(rows.every(({ number }) => /^(FA|AV)/.test(number)))

    const made = await run('npx guichet code create')
    const code = decodeURIComponent(/#guichet\.code=(\S+)/.exec(made)?.[1] ?? '')
    codeId = /id ([0-9a-f-]{36})/.exec(made)?.[1] ?? ''
    const branch = client.another()
    assert.equal((await branch.signInByCode(code)).session.profile.id, 'accounting')
    assert.match(await run('npx guichet code list'), /Cholet branch/)
    await run('npx guichet code revoke')
    await assert.rejects(branch.call('GET /invoices', { query: {} }), { code: 'session-ended' })

    assert.ok(child.pid)
    const ended = new Promise((resolve) => child.once('close', resolve))
    process.kill(-child.pid, 'SIGTERM')
    await ended
  })
})

test('every variable that the counter reads is in the table, and none besides', () => {
  const source = readFileSync(join(root, 'bff/config.ts'), 'utf8')
  const read = [...source.matchAll(/^ {2}([A-Z_]+): /gm)].map(([, name]) => name)
  const told = rowsOf('Configuration').flatMap((cell) => [...cell.matchAll(/`([A-Z_]+)`/g)].map(([, name]) => name))
  assert.ok(read.includes('DATABASE_URL'))
  assert.deepEqual(told.sort(), read.sort())
})

test('every sentence in the table of what it says is one that it says', () => {
  const sources = globSync(['bff/cli/*.ts', 'bff/db/**/*.ts', 'bff/*.ts'], { cwd: root }).map((file) =>
    readFileSync(join(root, file), 'utf8'),
  )
  const sentences = rowsOf('At the start').filter((cell) => cell !== 'it says')
  assert.ok(sentences.length >= 5)
  for (const sentence of sentences) {
    const parts = sentence.split('…').map((part) => part.trim())
    const said = sources.some((source) => parts.every((part) => source.includes(part)))
    assert.ok(said, `nothing in bff/ says: ${sentence}`)
  }
})
