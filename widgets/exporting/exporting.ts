/** A list on its way to becoming a file: asked for, watched, fetched, or stopped. */
import type { ExportFormat, ExportJob } from '../../bff/api.ts'
import type { Call } from '../base/counter.ts'
import { Delivery } from '../base/delivery.ts'
import type { Exportable } from '../base/leaving.ts'
import { asProblem, type Problem } from '../base/problem.ts'

interface Options {
  call: Call
  /** Something has changed: draw. */
  changed: () => void
  /** The file is there; the browser has been sent for it when `fileName` is. */
  ready: (fileName: string | undefined) => void
  /** Address of the counter. */
  address: () => string
}

/** Milliseconds between two looks: soon at first, for most lists are short. */
const soon = 400
const later = 1_500
const soonLooks = 5
/** Looks in a row that may fail. */
const mostMisses = 8

export class Exporting {
  job: ExportJob | undefined
  problem: Problem | undefined
  /** Being asked for. */
  asking: ExportFormat | undefined
  readonly delivery = new Delivery()
  readonly #options: Options
  /** What was last asked for, with its key: a second press after a failure of the line asks for the same. */
  #wish: { key: string; text: string } | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #looks = 0
  #misses = 0
  #gone = new AbortController()

  constructor(options: Options) {
    this.#options = options
  }

  get busy(): boolean {
    return this.asking !== undefined || this.job?.state === 'waiting' || this.job?.state === 'running'
  }

  async begin({ key: endpoint, query }: Exportable, format: ExportFormat, language: 'fr' | 'en'): Promise<void> {
    if (this.busy) return
    const text = JSON.stringify([endpoint, query, format, language])
    if (this.#wish?.text !== text) this.#wish = { key: crypto.randomUUID(), text }
    this.clear()
    this.asking = format
    this.#options.changed()
    const { signal } = this.#gone
    try {
      const body = { key: this.#wish.key, format, language, query }
      const job = (await this.#options.call(endpoint, { body } as never, { signal })) as ExportJob
      // Made once: the next press is another wish.
      this.#wish = undefined
      this.#looks = this.#misses = 0
      this.asking = undefined
      this.#show(job)
    } catch (thrown) {
      if (signal.aborted) return
      this.asking = undefined
      this.problem = asProblem(thrown)
      this.#options.changed()
    }
  }

  async cancel(): Promise<void> {
    const { job } = this
    if (!job) return
    clearTimeout(this.#timer)
    try {
      this.job = await this.#options.call('DELETE /exports/:id', { params: { id: job.id } })
    } catch (thrown) {
      this.problem = asProblem(thrown)
    }
    this.#options.changed()
  }

  async download(): Promise<void> {
    const { job } = this
    if (job?.state !== 'done') return
    const ask = () => this.#options.call('POST /exports/:id/ticket', { params: { id: job.id } })
    const sent = this.delivery.fetch(job.id, ask, this.#options.address())
    this.#options.changed()
    this.#options.ready(await sent)
    this.#options.changed()
  }

  /** Nothing on screen, and nothing watched. */
  clear(): void {
    clearTimeout(this.#timer)
    this.#gone.abort()
    this.#gone = new AbortController()
    this.job = undefined
    this.problem = undefined
    this.asking = undefined
    this.delivery.clear()
  }

  #show(job: ExportJob): void {
    this.job = job
    this.#options.changed()
    if (job.state === 'done') void this.download()
    else if (this.busy) this.#watch()
  }

  async #look(): Promise<void> {
    const { job } = this
    if (!job) return
    const { signal } = this.#gone
    try {
      this.#show(await this.#options.call('GET /exports/:id', { params: { id: job.id } }, { signal, background: true }))
      this.#misses = 0
    } catch (thrown) {
      if (signal.aborted) return
      const problem = asProblem(thrown)
      // The file is being made all the same: a line that is down for a moment is no failure.
      if (problem.retryable && ++this.#misses < mostMisses) return this.#watch()
      this.problem = problem
      this.job = undefined
      this.#options.changed()
    }
  }

  #watch(): void {
    this.#timer = setTimeout(() => void this.#look(), this.#looks++ < soonLooks ? soon : later)
  }
}
