/**
 * Several serving processes on one port: each place has sockets of its own (`SO_REUSEPORT`), the kernel spreads the
 * connections. One that dies comes back; SIGHUP brings all of them back one by one, a new one before its predecessor
 * goes. The successor takes over its sockets: a connection that was made and not yet accepted ends with its socket.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { type Family, together } from '../base/metrics.ts'
import { withServingFlags } from '../heap.ts'
import { Sockets, type SocketSaying } from './sockets.ts'

export interface ProcessesOptions {
  /** The command line's own file. */
  file: string
  count: number
  /** Environment of each of them. */
  environment: NodeJS.ProcessEnv
  tell: (text: string) => void
}

/** What a serving process and the one above it say to each other. */
export interface Question {
  ask: number
}
export type Saying = { serving: true } | { answer: number; unready: string | null; families: Family[] } | SocketSaying

interface Child {
  process: ChildProcess
  /** Place among the processes, from 1. */
  place: number
  serving: boolean
  stopping: boolean
}

const longestRest = 30_000
const answerTime = 2_000

export class Processes {
  readonly #options: ProcessesOptions
  readonly #children = new Set<Child>()
  readonly #timers = new Set<NodeJS.Timeout>()
  readonly #sockets = new Sockets()
  #stopped = false
  #asked = 0
  #rolling: Promise<void> | undefined

  constructor(options: ProcessesOptions) {
    this.#options = options
  }

  /** Resolves when all of them serve. Rejects when one ends before that: its own words stand on the screen already. */
  async start(): Promise<void> {
    const places = Array.from({ length: this.#options.count }, (_, n) => n + 1)
    const outcomes = await Promise.allSettled(places.map((place) => this.#begin(place)))
    if (outcomes.every(({ status }) => status === 'fulfilled')) return
    await this.stop('SIGTERM')
    throw new Error('A serving process ended while it started')
  }

  /** New processes for all, one after the other; each serves before the one in its place goes. */
  roll(): Promise<void> {
    this.#rolling ??= this.#roll().finally(() => {
      this.#rolling = undefined
    })
    return this.#rolling
  }

  async stop(signal: NodeJS.Signals): Promise<void> {
    this.#stopped = true
    for (const timer of this.#timers) clearTimeout(timer)
    // First of all, or whoever comes now would wait for somebody who never does.
    this.#sockets.closeAll()
    await Promise.all([...this.#children].map((child) => this.#end(child, signal)))
  }

  /** Undefined when every process serves and says that it is ready. */
  async unready(): Promise<string | undefined> {
    if (this.#stopped) return 'stopping'
    const answers = await this.#ask()
    if (answers.length < this.#options.count) return `${answers.length} of ${this.#options.count} processes serve`
    return answers.find(({ unready }) => unready !== null)?.unready ?? undefined
  }

  async families(): Promise<Family[]> {
    const answers = await this.#ask()
    return together(new Map(answers.map(({ place, families }) => [String(place), families])))
  }

  async #begin(place: number, rest = 1_000): Promise<Child> {
    const { file, environment } = this.#options
    const child: Child = {
      process: fork(file, ['start'], { env: environment, execArgv: withServingFlags(environment['NODE_OPTIONS']) }),
      place,
      serving: false,
      stopping: false,
    }
    this.#children.add(child)
    this.#sockets.serve(child.process, place)
    child.process.once('exit', (code, signal) => {
      this.#children.delete(child)
      // Until another one serves here, the others take what comes: also when it ended between listening and serving.
      if (![...this.#children].some((other) => other.place === place)) this.#sockets.close(place)
      if (child.stopping || this.#stopped || !child.serving) return
      this.#options.tell(`Process ${place} ended (${signal ?? code}); another one takes its place.\n`)
      this.#again(place, rest)
    })
    await new Promise<void>((resolve, reject) => {
      child.process.once('exit', () => reject(new Error(`Process ${place} ended while it started`)))
      child.process.on('message', (saying: Saying) => {
        if (!('serving' in saying)) return
        child.serving = true
        resolve()
      })
    })
    return child
  }

  /** Not at once, and more seldom each time: what cannot start must not eat the machine. */
  #again(place: number, rest: number): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      const next = Math.min(longestRest, rest * 2)
      this.#begin(place, next).catch(() => !this.#stopped && this.#again(place, next))
    }, rest)
    this.#timers.add(timer)
  }

  async #roll(): Promise<void> {
    for (const old of [...this.#children].sort((a, b) => a.place - b.place)) {
      if (this.#stopped) return
      try {
        await this.#begin(old.place)
      } catch {
        this.#options.tell(`Process ${old.place} stays: its successor did not start.\n`)
        return
      }
      await this.#end(old, 'SIGTERM')
    }
    this.#options.tell('All processes are new.\n')
  }

  async #end(child: Child, signal: NodeJS.Signals): Promise<void> {
    child.stopping = true
    if (child.process.exitCode !== null || child.process.signalCode !== null) return
    const gone = once(child.process, 'exit')
    child.process.kill(signal)
    await gone
  }

  /** Whoever does not answer in time is left out. */
  async #ask() {
    const ask = ++this.#asked
    const question: Question = { ask }
    const answers = await Promise.all(
      [...this.#children]
        .filter(({ serving, stopping }) => serving && !stopping)
        .map(
          ({ process: child, place }) =>
            new Promise<{ place: number; unready: string | null; families: Family[] } | undefined>((resolve) => {
              const done = (saying: Saying) => {
                if (!('answer' in saying) || saying.answer !== ask) return
                finish({ place, unready: saying.unready, families: saying.families })
              }
              const finish = (answer?: { place: number; unready: string | null; families: Family[] }) => {
                clearTimeout(timer)
                child.off('message', done)
                resolve(answer)
              }
              const timer = setTimeout(() => finish(), answerTime)
              child.on('message', done)
              child.send(question, (error) => error && finish())
            }),
        ),
    )
    return answers.filter((answer) => answer !== undefined)
  }
}
