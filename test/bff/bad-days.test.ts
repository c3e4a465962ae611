/**
 * Bad days that only show from outside: the real command line as its own process, and a database whose connections are
 * cut under a counter that is serving. (Locks, throttles, limits and single refusals have tests of their own.)
 */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { SubReply } from '../../bff/api.ts'
import type { TestClient } from '../kit/client.ts'
import { type Counter, openCounter, today } from '../kit/counter.ts'
import { enter } from '../kit/enter.ts'
import { demoModel } from '../kit/model.ts'

const guichet = fileURLToPath(new URL('../../bff/cli/guichet.mjs', import.meta.url))

interface Ended {
  code: number | null
  said: string
}

function start(environment: Record<string, string>): Promise<Ended> {
  const { PATH = '', HOME = '', NODE_COMPILE_CACHE = '' } = process.env
  const env = { PATH, HOME, ...(NODE_COMPILE_CACHE && { NODE_COMPILE_CACHE }), ...environment }
  const child = spawn(process.execPath, [guichet, 'start'], { env })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      reject(new Error(`it went on running: ${said}`))
    }, 60_000)
    child.on('error', reject)
    child.on('close', (code) => {
      clearTimeout(timer)
      resolve({ code, said })
    })
  })
}

describe('a start that cannot be: exit code 1, a sentence that says what to do, no stack', () => {
  let folder: string
  let taken: ReturnType<typeof createServer>
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'guichet-bad-'))
    writeFileSync(join(folder, 'file'), 'not a folder')
    taken = createServer()
    await new Promise<void>((done) => taken.listen(0, 'localhost', done))
  })
  after(() => {
    taken.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const days: readonly [string, () => Record<string, string>, RegExp][] = [
    ['a port that is a word', () => ({ GUICHET_PORT: 'http' }), /GUICHET_PORT must be .* GUICHET_PORT=8787/],
    ['vendors without names', () => ({ GUICHET_VENDORS: 'pglite' }), /GUICHET_VENDORS needs name=url pairs/],
    [
      'a public address without https',
      () => ({ GUICHET_PUBLIC_URL: 'http://counter.example' }),
      /GUICHET_PUBLIC_URL must be/,
    ],
    ['data in a place that is no folder', () => ({ GUICHET_DATA: join(folder, 'file') }), /GUICHET_DATA|folder/],
    ['a database that is not there', () => ({ DATABASE_URL: 'postgres://u:p@127.0.0.1:1/none' }), /database/],
    ['a database that was never migrated', () => ({ GUICHET_DATA: join(folder, 'new') }), /guichet migrate/],
  ]
  for (const [name, environment, sentence] of days) {
    it(name, async () => {
      const { code, said } = await start({ GUICHET_PORT: '0', GUICHET_DATA: join(folder, 'data'), ...environment() })
      assert.equal(code, 1, said)
      assert.match(said, sentence)
      assert.doesNotMatch(said, /^\s+at /m, 'no stack')
      assert.doesNotMatch(said, /node_modules/)
    })
  }
})

describe('connections of the database are cut', () => {
  let counter: Counter
  let client: TestClient
  before(async () => {
    counter = await openCounter('postgres')
    client = counter.client()
    const [customer = ''] = demoModel({ vendor: 'armoise', today, size: 'small' }).rows.customer.map((row) => row.id)
    await enter(counter.admin, client, { customer })
  })
  after(() => counter.close())

  const ask = () =>
    client
      .batch(Array.from({ length: 20 }, () => ({ key: 'GET /invoices', query: { q: 'toner' } })))
      .catch((error: unknown) => error)

  it('under full batches: a typed answer or a good one for every call, and the next good request works', async () => {
    await ask()
    const cut = () =>
      counter.admin.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and usename in ('guichet_app', 'guichet_gate')`,
      )
    let refused = 0
    for (let round = 0; round < 8; round++) {
      const asked = [ask(), ask(), ask()]
      await new Promise((done) => setTimeout(done, 5 * round))
      await cut()
      for (const answer of await Promise.all(asked)) {
        if (!Array.isArray(answer)) {
          assert.match(String(answer), /503 (management-unavailable|overloaded)/)
          refused++
          continue
        }
        assert.equal(answer.length, 20)
        for (const { status, body } of answer as SubReply[]) {
          if (status === 200) continue
          refused++
          assert.equal(status, 503, JSON.stringify(body))
          assert.match((body as { code: string }).code, /^(management-unavailable|overloaded)$/)
        }
      }
    }
    assert.ok(refused > 0, 'no connection was cut in use: this test has tested nothing')
    const deadline = Date.now() + 20_000
    let answer: unknown
    do answer = await ask()
    while (!(Array.isArray(answer) && answer.every(({ status }) => status === 200)) && Date.now() < deadline)
    assert.ok(Array.isArray(answer) && answer.every(({ status }: SubReply) => status === 200))
    const unexpected = counter.lines.filter((line) => line.event === 'unexpected')
    assert.deepEqual(unexpected, [], 'every failure was one that we know')
  })
})
