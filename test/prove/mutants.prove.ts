/**
 * Checks of the source taken out in turn, from the list of mutants.ts: the shortest file of tests that must notice is
 * run, then the others that are named, and at last a wide set; one must fail. A line of the list that no longer fits
 * the source fails too.
 */
import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { it } from 'node:test'
import { isShared } from './mutant-loader.ts'
import type { MutantTask } from './mutant-worker.ts'
import { mutants } from './mutants.ts'

const share = Number(process.env.GUICHET_SHARE ?? 0.1)
/** A file that says nothing for so long hangs, ms: the mutant is noticed by that. */
const hung = 300_000
/** A process above this is replaced, bytes: the modules of every mutant stay in it. */
const roomy = 1_500_000_000

/** Asked when nothing that is named has noticed. */
const wide = globSync('test/bff/{gate,proof,session,ways,hand-off,throttle,scoped,walk,hostile}*.test.ts').sort()

/** Without the mark of a running test, or the inner run would skip everything. */
const { NODE_TEST_CONTEXT: _, ...environment } = process.env

interface Said {
  ready?: true
  memory?: number
  report?: { counts: { passed: number; failed: number }; text: string }
}

/** One process after the other, a file at a time. */
class Place {
  #child: ChildProcess | undefined
  #ready: Promise<boolean> | undefined
  #memory = 0

  #start(): ChildProcess {
    const child = spawn(
      process.execPath,
      ['--test-reporter=./test/kit/reporter.mjs', '--test-timeout=300000', 'test/prove/mutant-worker.ts'],
      {
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
        env: {
          ...environment,
          GUICHET_TEST_WORKER: '1',
          GUICHET_ENGINES: 'postgres',
          GUICHET_PROOFS: '1',
          GUICHET_REPLAYS: '20',
          GUICHET_PAIRS: '5',
        },
      },
    )
    this.#child = child
    this.#ready = this.#next(child)
    return child
  }

  #next(child: ChildProcess): Promise<boolean> {
    return new Promise((resolve) => {
      child.once('close', () => resolve(false))
      const hear = (said: Said) => {
        if (!said.ready) return
        this.#memory = said.memory ?? 0
        child.off('message', hear)
        resolve(true)
      }
      child.on('message', hear)
    })
  }

  /** @returns what it said of the failure; undefined when all passed */
  async run(task: MutantTask): Promise<string | undefined> {
    if (this.#memory > roomy) await this.close()
    const child = this.#child ?? this.#start()
    assert.ok(await this.#ready, 'a process of the mutants begins')
    const timer = setTimeout(() => child.kill('SIGKILL'), hung)
    const reported = new Promise<string | undefined>((resolve) => {
      const hear = ({ report }: Said) => {
        if (!report) return
        child.off('message', hear)
        resolve(report.counts.failed > 0 || report.counts.passed === 0 ? report.text || 'no test ran' : undefined)
      }
      child.on('message', hear)
      child.once('close', () => resolve('its process ended'))
    })
    this.#ready = this.#next(child)
    child.send(task)
    const told = await reported
    clearTimeout(timer)
    if (child.exitCode !== null || child.signalCode !== null) this.#child = undefined
    return told
  }

  async close(): Promise<void> {
    const child = this.#child
    this.#child = undefined
    this.#memory = 0
    if (!child || !(await this.#ready)) return
    child.send({ id: '', file: null, change: null } satisfies MutantTask)
    await new Promise((resolve) => child.once('close', resolve))
  }
}

/** Does each of the list, as many at a time as there are cores. */
async function each<T>(list: readonly T[], work: (one: T, place: Place) => Promise<void>): Promise<void> {
  const waiting = [...list]
  await Promise.all(
    Array.from({ length: availableParallelism() }, async () => {
      const place = new Place()
      try {
        for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) await work(one, place)
      } finally {
        await place.close()
      }
    }),
  )
}

const step = Math.max(1, Math.round(1 / share))
/** While a test is written: those whose name fits this regular expression, all of them. */
const wanted = process.env.GUICHET_MUTANTS ? new RegExp(process.env.GUICHET_MUTANTS) : undefined
const tried = mutants.filter(({ what }, at) => (wanted ? wanted.test(what) : at % step === 0))
const named = [...new Set(tried.flatMap(({ tests }) => tests))]

it('each line of the list fits the source once', () => {
  for (const { what, file, text } of mutants) {
    assert.equal(readFileSync(file, 'utf8').split(text).length, 2, `${what}: ${file} has "${text}" not once`)
    assert.ok(!isShared(file), `${what}: ${file} is shared by all mutants`)
  }
})

it('the tests pass as the source stands', async () => {
  await each(named, async (file, place) => {
    assert.equal(await place.run({ id: `as it stands ${named.indexOf(file)}`, file, change: null }), undefined, file)
  })
})

it('each check taken out is noticed', async (t) => {
  const missed: string[] = []
  const late: string[] = []
  const started = performance.now()
  await each(tried, async ({ what, file, text, instead, tests }, place) => {
    const id = String(mutants.findIndex((one) => one.what === what))
    const change = { file, text, instead }
    for (const test of [...tests, ...wide.filter((one) => !tests.includes(one))]) {
      const began = performance.now()
      const told = await place.run({ id: `${id}-${test.replaceAll(/\W/g, '')}`, file: test, change })
      if (process.env.GUICHET_TELL)
        console.error(what, test, Math.round(performance.now() - began), told?.slice(0, 1500))
      if (told === undefined) continue
      if (!tests.includes(test)) late.push(`${what}: ${test}`)
      return
    }
    missed.push(what)
  })
  const seconds = (performance.now() - started) / 1000
  t.diagnostic(
    `figure checks taken out of the source: ${tried.length - missed.length} of ${tried.length} noticed (${mutants.length} in the list), ${(seconds / tried.length).toFixed(1)} s each`,
  )
  t.diagnostic(`the list: ${tried.map(({ what }) => what).join(' · ')}`)
  for (const one of late) t.diagnostic(`noticed by the wide set only: ${one}`)
  for (const one of missed) t.diagnostic(`not noticed: ${one}`)
  assert.deepEqual(missed, [])
})
