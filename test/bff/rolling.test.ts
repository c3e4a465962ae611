/** Several processes on one port: restarted one by one under load, nobody notices; one that is killed comes back. */
import assert from 'node:assert/strict'
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { servingFlags } from '../../bff/heap.ts'
import { TestClient } from '../kit/client.ts'
import { type Counter, demoPassword, openCounter, origin, pk } from '../kit/counter.ts'
import { freePort } from '../kit/postgres.ts'

/** Each restarts both. `GUICHET_ROLLS=50` is the long form. */
const rounds = Number(process.env.GUICHET_ROLLS ?? 2)

/** What is waited for comes anyway; a busy machine takes its time. */
async function until(holds: () => boolean | Promise<boolean>, patience = 30_000): Promise<void> {
  const end = Date.now() + patience
  while (!(await Promise.resolve(holds()).catch(() => false))) {
    if (Date.now() > end) throw new Error('It did not come')
    await new Promise((done) => setTimeout(done, 20))
  }
}

describe('two processes on one port', () => {
  let counter: Counter
  let parent: ChildProcess
  let port: number
  let admin: string
  let told = ''
  before(async () => {
    counter = await openCounter('postgres')
    port = await freePort()
    const adminPort = await freePort()
    admin = `http://localhost:${adminPort}`
    parent = spawn(process.execPath, ['bff/cli/guichet.mjs', 'start'], {
      env: {
        PATH: process.env.PATH,
        // As in a deployment that keeps it: what starts often starts sooner.
        ...(process.env.NODE_COMPILE_CACHE && { NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE }),
        GUICHET_VENDORS: `armoise=${counter.vendor.place.url}`,
        GUICHET_PORT: String(port),
        GUICHET_ADMIN_PORT: String(adminPort),
        GUICHET_PROCESSES: '2',
        GUICHET_SHED_AT: '0',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    parent.stderr?.setEncoding('utf8').on('data', (text: string) => (told += text))
    parent.stdout?.setEncoding('utf8').on('data', (text: string) => !text.startsWith('{') && (told += text))
    await until(() => told.includes('Guichet serves'))
  })
  after(async () => {
    if (parent && parent.exitCode === null) {
      parent.kill('SIGTERM')
      await once(parent, 'exit')
    }
    await counter?.close()
  })

  const client = () => {
    const publicUrl = `http://localhost:${port}`
    return new TestClient({ fetch: (request) => fetch(request), pk, origin, publicUrl })
  }
  const ready = async () => (await fetch(`${admin}/ready`)).status === 200
  const pids = () =>
    execFileSync('ps', ['-o', 'pid=', '--ppid', String(parent.pid)], { encoding: 'utf8' })
      .trim()
      .split(/\s+/)
      .map(Number)

  test(`[CO-02] ${rounds * 2} restarts under load: no request fails`, async (t) => {
    assert.ok(await ready())
    const people = await Promise.all(
      Array.from({ length: 4 }, async () => {
        const one = client()
        await one.signIn('dupond', demoPassword)
        return one
      }),
    )
    const first = pids()
    const end = new AbortController()
    let answered = 0
    const failed: string[] = []
    const load = people.map(async (one) => {
      while (!end.signal.aborted) {
        await one.call('GET /session').then(
          () => answered++,
          (error: unknown) => failed.push(String(error instanceof Error ? (error.cause ?? error) : error)),
        )
        // A person, not a hammer: the machine is needed by those that start.
        await new Promise((done) => setTimeout(done, 10))
      }
    })
    for (let round = 1; round <= rounds; round++) {
      parent.kill('SIGHUP')
      await until(() => told.split('All processes are new').length - 1 === round, 60_000)
    }
    end.abort()
    await Promise.all(load)
    t.diagnostic(
      `figure rolling restarts: ${rounds * 2} of 2 processes, ${answered} requests answered, ${failed.length} failed`,
    )
    assert.deepEqual(failed, [])
    assert.ok(answered > 100, `${answered} answers`)
    assert.equal(pids().length, 2)
    assert.ok(first.every((pid) => !pids().includes(pid)))
  })

  test('figures of both, told apart; one that is killed is replaced', async () => {
    const figures = await (await fetch(`${admin}/metrics`)).text()
    for (const place of ['1', '2'])
      assert.match(figures, new RegExp(`^process_uptime_seconds\\{process="${place}"\\}`, 'm'))
    assert.equal(figures.split('# TYPE guichet_requests_total').length, 2)
    for (const pid of pids()) {
      const flags = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
      assert.ok(
        servingFlags.every((flag) => flags.includes(flag)),
        flags.join(' '),
      )
    }
    const [victim = 0] = pids()
    process.kill(victim, 'SIGKILL')
    await until(async () => !pids().includes(victim) && pids().length === 2 && (await ready()), 60_000)
    assert.match(told, /Process \d ended \(SIGKILL\); another one takes its place\./)
  })

  test('a connection that nobody has accepted is answered by the successor', async () => {
    const [frozen = 0] = pids()
    process.kill(frozen, 'SIGSTOP')
    const sockets = Array.from({ length: 16 }, () => connect(port, 'localhost'))
    try {
      const answers = sockets.map(async (socket) => {
        socket.write('GET /live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n')
        const [bytes] = (await once(socket, 'data')) as [Buffer]
        return bytes.toString('latin1', 9, 12)
      })
      let answered = 0
      for (const answer of answers) void answer.then(() => answered++)
      await until(() => answered > 0)
      parent.kill('SIGHUP')
      // The one that is frozen cannot go: whoever was in its line has his answer before it does.
      assert.deepEqual(await Promise.all(answers), Array<string>(16).fill('200'))
      assert.ok(pids().includes(frozen))
    } finally {
      const rounds = told.split('All processes are new').length
      process.kill(frozen, 'SIGCONT')
      await until(() => told.split('All processes are new').length > rounds, 60_000)
      for (const socket of sockets) socket.destroy()
    }
  })

  test('asked to stop, all of them end', async () => {
    const last = pids()
    parent.kill('SIGTERM')
    await once(parent, 'exit')
    assert.equal(parent.exitCode, 0)
    for (const pid of last) assert.throws(() => process.kill(pid, 0), /ESRCH/)
  })
})
