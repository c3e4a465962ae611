/**
 * PGlite has one connection. The lane gives it to one caller at a time, whole transactions long: no statement of one
 * caller ever runs inside the transaction, and so with the role or session, of another.
 */
import type { PGlite } from '@electric-sql/pglite'
import { Problem } from '../base/problem.ts'
import { parameterText, pgliteSerializers } from './values.ts'

export interface Rows {
  rows: Record<string, unknown>[]
  affected: number | undefined
}

/** Longest wait for the one connection, ms, and how many may wait. */
const patience = 10_000
const queueLimit = 2000

interface Waiter {
  go(): void
  timer: NodeJS.Timeout
}

export class Lane {
  readonly pg: PGlite
  #taken = false
  #waiting: Waiter[] = []
  #closed = false
  readonly #onClose: () => void

  constructor(pg: PGlite, onClose: () => void = () => {}) {
    this.pg = pg
    this.#onClose = onClose
  }

  get hasRoom(): boolean {
    return this.#waiting.length < queueLimit
  }

  /** Rejects with Problem `overloaded` when the connection does not come free in time. */
  async take(): Promise<void> {
    if (this.#closed) throw new Problem('management-unavailable', { cause: new Error('This database is closed') })
    if (!this.#taken) {
      this.#taken = true
      return
    }
    if (!this.hasRoom) throw new Problem('overloaded', { retryAfter: 2 })
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting = this.#waiting.filter((w) => w !== waiter)
        reject(new Problem('overloaded', { retryAfter: 2 }))
      }, patience)
      timer.unref()
      const waiter: Waiter = { go: resolve, timer }
      this.#waiting.push(waiter)
    })
  }

  give(): void {
    const next = this.#waiting.shift()
    if (!next) {
      this.#taken = false
      return
    }
    clearTimeout(next.timer)
    next.go()
  }

  async hold<T>(work: () => Promise<T>): Promise<T> {
    await this.take()
    try {
      return await work()
    } finally {
      this.give()
    }
  }

  /** One statement with parameters; the caller holds the lane. */
  async query(text: string, parameters: readonly unknown[] = []): Promise<Rows> {
    const result = await this.pg.query<Record<string, unknown>>(text, parameters.map(parameterText), {
      serializers: pgliteSerializers,
    })
    return { rows: result.rows, affected: result.affectedRows }
  }

  /** Several statements without parameters; the caller holds the lane. */
  async script(text: string): Promise<void> {
    await this.pg.exec(text)
  }

  async close(): Promise<void> {
    if (this.#closed) return
    await this.take()
    this.#closed = true
    try {
      await this.pg.close()
    } finally {
      this.#onClose()
      this.give()
    }
  }
}
