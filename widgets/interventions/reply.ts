/** A message that is being written to the vendor: its text, its files, its key, its place on the device, what became of it. */
import type { CommandReceipt } from '../../bff/api.ts'
import type { Call, Counter } from '../base/counter.ts'
import { Drafts } from '../base/draft.ts'
import { asProblem, type Problem } from '../base/problem.ts'
import { type JoinedFile, Uploads } from '../base/uploads.ts'

export const longest = 5_000

interface Draft {
  text: string
  /** Made when the writing began and kept until it is sent: a second press, or a retry, is the same message. */
  key: string
  files: readonly JoinedFile[]
}

interface Options {
  call: Call
  counter: Counter
  changed: () => void
}

export class Reply {
  /** The intervention that it is about. */
  readonly id: string
  readonly uploads: Uploads
  text = ''
  busy = false
  problem: Problem | undefined
  /** Why it cannot go as it is: no word in it, or a file that is not there. */
  fault: 'empty' | 'files' | undefined
  /** Receipt of the last one, for who listens. */
  receipt: string | undefined
  #key: string = crypto.randomUUID()
  readonly #drafts: Drafts<Draft>
  readonly #options: Options

  constructor(id: string, options: Options) {
    this.id = id
    this.#options = options
    this.#drafts = new Drafts(options.counter, `reply ${id}`)
    this.uploads = new Uploads({ call: options.call, changed: () => this.#changed() })
    void this.#takeUp()
  }

  /** Whether this is the message of that person, customer and intervention. */
  isOf(id: string, counter: Counter): boolean {
    return new Drafts(counter, `reply ${id}`).key === this.#drafts.key
  }

  readonly write = (text: string): void => {
    this.text = text
    this.settle()
    this.#changed()
  }

  /** What was said of it is over; the message stays. */
  settle(): void {
    this.problem = undefined
    this.fault = undefined
    this.receipt = undefined
  }

  /** Ends what is under way. */
  leave(): void {
    this.uploads.leave()
    void this.#drafts.settle()
  }

  /** Resolves with the receipt, or undefined when it did not go: the message is then kept. */
  async send(): Promise<CommandReceipt | undefined> {
    if (this.busy) return undefined
    this.settle()
    const body = this.text.trim()
    if (body === '') return this.#refuse('empty')
    this.busy = true
    this.#options.changed()
    try {
      await this.uploads.send()
      if (!this.uploads.ready) return this.#refuse('files')
      const uploads = this.uploads.files.flatMap(({ upload }) => upload ?? [])
      const receipt = await this.#options.call('POST /interventions/:id/replies', {
        params: { id: this.id },
        body: { key: this.#key, body, ...(uploads.length > 0 && { uploads }) },
      })
      // What was typed while it was on its way is the beginning of the next one.
      if (this.text.trim() === body) this.text = ''
      this.#key = crypto.randomUUID()
      this.uploads.restore([])
      this.receipt = receipt.receipt
      await (this.text === '' ? this.#drafts.erase() : this.#drafts.settle())
      return receipt
    } catch (thrown) {
      this.problem = asProblem(thrown)
      // Its key has served for another text: this one is a message of its own.
      if (this.problem.code === 'key-reused') this.#key = crypto.randomUUID()
      return undefined
    } finally {
      this.busy = false
      this.#options.changed()
    }
  }

  async #takeUp(): Promise<void> {
    const kept = await this.#drafts.read()
    // Whoever has begun to type meanwhile goes on with that.
    if (!kept || this.text !== '' || this.uploads.files.length > 0) return
    this.text = kept.text
    this.#key = kept.key
    this.uploads.restore(kept.files)
    this.#options.changed()
    void this.uploads.send()
  }

  #refuse(fault: 'empty' | 'files'): undefined {
    this.fault = fault
    this.#options.changed()
  }

  #changed(): void {
    this.#drafts.keep({ text: this.text, key: this.#key, files: this.uploads.files })
    this.#options.changed()
  }
}
