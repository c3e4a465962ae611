/** Runs test files in a few processes that take one after the other, the dearest first. */
import { type ChildProcess, spawn } from 'node:child_process'
import type { Task } from './worker.ts'

export interface Counts {
  passed: number
  failed: number
  skipped: number
}

/** What one file cost and showed. */
export interface Report {
  file: string
  counts: Counts
  /** Failures and diagnostics, as printed. */
  text: string
  seconds: number
  /** CPU of its process, s; what PostgreSQL and browsers spent for it is not in it. */
  spent: number
}

/** A process above this is replaced before its next file, bytes: databases in WebAssembly come and go in it. */
const roomy = 2_000_000_000
/** A file that says nothing for so long has hung, ms. */
const hung = 600_000

interface Said {
  ready?: true
  memory?: number
  report?: Omit<Report, 'spent'>
  spent?: number
  /** From `onlyWaits` of alone.ts. */
  calm?: true
}

/** Ends a process with everything that it started. */
export function endGroup(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): void {
  if (!child.pid) return
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal)
  } catch {
    // It has just ended by itself.
  }
}

export class Pool {
  readonly #running = new Set<ChildProcess>()
  readonly #env: NodeJS.ProcessEnv
  readonly #told: (report: Report) => void
  readonly #calm: () => void
  #stopped = false

  /**
   * @param told called once for every file that was taken, also when its process died
   * @param calm a file that runs alone only waits from now on
   */
  constructor(env: NodeJS.ProcessEnv, told: (report: Report) => void, calm: () => void = () => {}) {
    this.#env = { ...env, GUICHET_TEST_WORKER: '1' }
    this.#told = told
    this.#calm = calm
  }

  /** One place: takes files until there are none, in as many processes as that needs. */
  async work(take: () => Promise<string | undefined>): Promise<void> {
    let file = await take()
    while (file !== undefined && !this.#stopped) file = await this.#process(file, take)
  }

  stop(): void {
    this.#stopped = true
    for (const child of this.#running) endGroup(child)
  }

  /** @returns a file that was taken and needs another process, or undefined when there are no more */
  #process(first: string, take: () => Promise<string | undefined>): Promise<string | undefined> {
    const child = spawn(
      process.execPath,
      ['--test-reporter=./test/kit/reporter.mjs', '--test-timeout=300000', 'test/kit/worker.ts'],
      {
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
        env: this.#env,
        // A group of its own, so that whatever a killed test started ends with it.
        detached: process.platform !== 'win32',
      },
    )
    this.#running.add(child)
    return new Promise((resolve) => {
      let current: string | undefined
      let waiting: string | undefined = first
      let report: Omit<Report, 'spent'> | undefined
      let spent: number | undefined
      let memory = 0
      let ready = false
      let begun = false
      const watch = setTimeout(() => endGroup(child, 'SIGKILL'), hung)

      const give = (file: string | null) => child.connected && child.send({ file } satisfies Task)
      /** When a file is done and told, the next one. */
      const proceed = async () => {
        if (!ready || (current !== undefined && (!report || spent === undefined))) return
        if (report) this.#told({ ...report, spent: spent ?? 0 })
        const full = current !== undefined && memory > roomy
        current = report = spent = undefined
        ready = false
        watch.refresh()
        waiting ??= this.#stopped ? undefined : await take()
        if (waiting === undefined || full) {
          give(null)
          return
        }
        current = waiting
        waiting = undefined
        give(current)
      }
      child.on('message', (said: Said) => {
        if (said.calm) this.#calm()
        if (said.report) report = said.report
        if (said.spent !== undefined) spent = said.spent
        if (said.ready) {
          ready = begun = true
          memory = said.memory ?? 0
        }
        void proceed()
      })
      child.on('error', () => {})
      child.on('close', (code, signal) => {
        clearTimeout(watch)
        this.#running.delete(child)
        // What a test has left running goes with its process.
        endGroup(child, 'SIGKILL')
        // A process that does not even begin would be started again for ever.
        const lost = begun ? current : waiting
        if (this.#stopped || (lost === undefined && waiting === undefined)) return resolve(undefined)
        if (lost === undefined) return resolve(waiting)
        const text = `  ✗ its process ended (${signal ?? code})\n`
        this.#told({ file: lost, counts: { passed: 0, failed: 1, skipped: 0 }, text, seconds: 0, spent: 0 })
        resolve(take())
      })
    })
  }
}
