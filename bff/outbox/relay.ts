/**
 * The relay of one vendor: takes from the outbox what is due, does it, says so. Every serving process has one; a task is
 * with one of them at a time, and with the next when that one dies.
 */
import type { Kysely, RawBuilder } from 'kysely'
import { errorFields, type Log } from '../base/log.ts'
import type { PortalTables } from '../db/tables.ts'
import type { VendorDb } from '../db/types.ts'
import { waitAfter } from './backoff.ts'
import { deliverKind, managementDelivery } from './delivery.ts'
import { markDead, markDone, markLater, nextDue, take, type Which } from './queue.ts'

export interface Task {
  /** Order within the queue. */
  id: string
  kind: string
  commandId: string | null
  /** This attempt's number, from 1; it also tells whose the task is. */
  attempts: number
  payload: Readonly<Record<string, unknown>>
  /** Has been tried for so long that a failure now is the last one. */
  old: boolean
  /** Seconds since it was put into the outbox. */
  age: number
}

/** What belongs to the end of a task, in the transaction that marks it. */
export type Ending = (trx: Kysely<PortalTables>) => Promise<void>

/** The same as one statement, which goes along with the marking: one trip and one commit less to wait for. */
export type Along = RawBuilder<unknown>

export interface Kind {
  /** Tasks of this kind at work at a time; as many as there are hands when absent. */
  width?: number
  /** Does the task, perhaps for a second time. Rejects = not now. `signal`: this process stops, another goes on. */
  run(task: Task, signal: AbortSignal): Promise<Ending | Along>
  /** The task will not be tried again. */
  giveUp(task: Task): Ending
}

export interface RelayOptions {
  log: Log
  kinds?: Readonly<Record<string, Kind>>
  /** Milliseconds to wait after an attempt. */
  wait?: (attempt: number) => number
  /** Seconds after which a task that still fails is given up. */
  patience?: number
  /** Milliseconds after which it looks without having been told: notifications may be missed. */
  poll?: number
}

/** Tasks at work at a time. */
const width = 4
const pollEvery = 5_000
const shortestRest = 100
const threeDays = 3 * 86_400
const longestWords = 500

export class Relay {
  readonly #db: VendorDb
  readonly #log: Log
  readonly #kinds: Readonly<Record<string, Kind>>
  readonly #wait: (attempt: number) => number
  readonly #patience: number
  readonly #poll: number
  readonly #running = new Set<Promise<void>>()
  /** Tasks at work of each kind that is limited. */
  readonly #busy = new Map<string, number>()
  readonly #stopping = new AbortController()
  #timer: NodeJS.Timeout | undefined
  #looking: Promise<void> | undefined
  #again = false
  #stopped = false
  #unlisten: (() => Promise<void>) | undefined

  constructor(db: VendorDb, options: RelayOptions) {
    this.#db = db
    this.#log = options.log
    this.#kinds = options.kinds ?? { deliver: deliverKind(managementDelivery(db)) }
    this.#wait = options.wait ?? ((attempt) => waitAfter(attempt, Math.random()))
    this.#patience = options.patience ?? threeDays
    this.#poll = options.poll ?? pollEvery
  }

  /** Rejects when the database cannot be listened to. */
  async start(): Promise<void> {
    const kick = () => this.kick()
    this.#unlisten = await this.#db.listen('guichet_outbox', kick, { onDown() {}, onUp: kick })
    this.kick()
  }

  /** Looks now: something has been put into the outbox. */
  kick(): void {
    this.#again = true
    this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined
      if (this.#again && !this.#stopped) this.kick()
    })
  }

  /** Takes nothing more, and waits for what is at work. */
  async stop(): Promise<void> {
    this.#stopped = true
    this.#stopping.abort(new Error('This process stops'))
    clearTimeout(this.#timer)
    await this.#unlisten?.()
    await this.#looking
    await Promise.all(this.#running)
  }

  /** Does whatever is due, until nothing is. @returns how many attempts that took */
  async drain(): Promise<number> {
    let attempts = 0
    for (;;) {
      const tasks: Promise<void>[] = []
      await this.#take(width, (task) => tasks.push(this.#work(task)))
      if (tasks.length === 0) return attempts
      attempts += tasks.length
      await Promise.all(tasks)
    }
  }

  /** Of each limited kind, how many more may be at work. */
  #room(): [kind: string, room: number][] {
    return Object.entries(this.#kinds).flatMap(([kind, { width: most }]) =>
      most === undefined ? [] : [[kind, most - (this.#busy.get(kind) ?? 0)]],
    )
  }

  /** Takes up to `room` tasks: those of limited kinds after all others, so that they never fill every hand. */
  async #take(room: number, begin: (task: Task) => void): Promise<void> {
    const limited = this.#room()
    const wanted: [Which, number][] = [
      [{ but: limited.map(([kind]) => kind) }, room],
      ...limited.map(([only, free]): [Which, number] => [{ only }, free]),
    ]
    let left = room
    for (const [which, most] of wanted) {
      if (Math.min(left, most) <= 0) continue
      const tasks = await take(this.#db.outbox, Math.min(left, most), this.#patience, which)
      left -= tasks.length
      for (const task of tasks) begin(task)
    }
  }

  /** Never rejects. */
  async #look(): Promise<void> {
    clearTimeout(this.#timer)
    let rest: number | null = null
    try {
      while (this.#again && !this.#stopped && this.#running.size < width) {
        this.#again = false
        await this.#take(width - this.#running.size, (task) => this.#begin(task))
      }
      // With every hand full, the end of a task is the next occasion.
      this.#again = false
      if (!this.#stopped && this.#running.size < width) rest = await nextDue(this.#db.outbox, this.#open())
    } catch (error) {
      this.#log.write('warn', 'outbox-unreachable', { vendor: this.#db.name, ...errorFields(error) })
    }
    if (this.#stopped) return
    this.#timer = setTimeout(
      () => this.kick(),
      Math.min(this.#poll, Math.max(shortestRest, rest ?? this.#poll)),
    ).unref()
  }

  /** Kinds that may begin now; the end of a task of another is its next occasion. */
  #open(): Which {
    return { but: this.#room().flatMap(([kind, room]) => (room > 0 ? [] : [kind])) }
  }

  #begin(task: Task): void {
    const work = this.#work(task).finally(() => {
      this.#running.delete(work)
      if (!this.#stopped) this.kick()
    })
    this.#running.add(work)
  }

  async #end(task: Task, ending: Ending | Along): Promise<void> {
    if (typeof ending !== 'function') return markDone(this.#db.outbox, task, ending)
    await this.#db.outbox.transaction().execute(async (trx) => {
      await ending(trx)
      await markDone(trx, task)
    })
  }

  /** Never rejects: a task that could not even be marked comes back when its lease has run out. */
  async #work(task: Task): Promise<void> {
    this.#busy.set(task.kind, (this.#busy.get(task.kind) ?? 0) + 1)
    const about = { vendor: this.#db.name, kind: task.kind, command: task.commandId, attempt: task.attempts }
    try {
      const kind = this.#kinds[task.kind]
      try {
        if (!kind) throw new Error(`This version knows no kind "${task.kind}"`)
        const ending = await kind.run(task, this.#stopping.signal)
        await this.#end(task, ending)
      } catch (error) {
        const words = (error instanceof Error ? error.message : String(error)).slice(0, longestWords)
        if (!task.old) {
          const wait = this.#stopped ? 0 : this.#wait(task.attempts)
          if (await markLater(this.#db.outbox, task, words, wait))
            this.#log.write('warn', 'outbox-later', { ...about, ...errorFields(error) })
          return
        }
        const dead = await this.#db.outbox.transaction().execute(async (trx) => {
          if (!(await markDead(trx, task, words))) return false
          await kind?.giveUp(task)(trx)
          return true
        })
        if (dead) this.#log.write('error', 'outbox-dead', { ...about, ...errorFields(error) })
      }
    } catch (error) {
      this.#log.write('warn', 'outbox-unmarked', { ...about, ...errorFields(error) })
    } finally {
      this.#busy.set(task.kind, (this.#busy.get(task.kind) ?? 1) - 1)
    }
  }
}
