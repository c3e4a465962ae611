/** A message that is being written to the vendor: its text, its key, and what became of it. */
import type { CommandReceipt, InterventionSheet } from '../../bff/api.ts'
import type { Call } from '../base/counter.ts'
import { asProblem, type Problem } from '../base/problem.ts'

export const longest = 5_000

interface Written {
  text: string
  /** Made when the writing began and kept until it is sent: a second press, or a retry, is the same message. */
  key: string
}

export class Reply {
  readonly #draw: () => void
  /** Of each intervention whose form was written in. */
  readonly #drafts = new Map<string, Written>()
  busy = false
  problem: Problem | undefined
  /** It was sent without a word in it. */
  bare = false
  /** Receipt of the last one, for who listens. */
  receipt: string | undefined

  constructor(draw: () => void) {
    this.#draw = draw
  }

  textOf(id: string): string {
    return this.#drafts.get(id)?.text ?? ''
  }

  readonly write = (id: string, text: string): void => {
    const former = this.#drafts.get(id)
    this.#drafts.set(id, { text, key: former?.key ?? crypto.randomUUID() })
    this.bare = false
    this.problem = undefined
    this.receipt = undefined
    this.#draw()
  }

  /** Another sheet: what was said of the former one's message is over, its text is kept. */
  settle(): void {
    this.problem = undefined
    this.receipt = undefined
    this.bare = false
  }

  /** Another customer: nothing of the former one's is kept. */
  forget(): void {
    this.settle()
    this.#drafts.clear()
  }

  /** Resolves with the receipt, or undefined when it did not go: the text is then kept. */
  async send(call: Call, { id }: Pick<InterventionSheet, 'id'>): Promise<CommandReceipt | undefined> {
    const written = this.#drafts.get(id)
    const body = written?.text.trim() ?? ''
    if (this.busy) return undefined
    if (!written || body === '') {
      this.bare = true
      this.#draw()
      return undefined
    }
    this.settle()
    this.busy = true
    this.#draw()
    try {
      const receipt = await call('POST /interventions/:id/replies', {
        params: { id },
        body: { key: written.key, body },
      })
      // What was typed while it was on its way is the beginning of the next one.
      if (this.#drafts.get(id) === written) this.#drafts.delete(id)
      else this.#drafts.set(id, { text: this.textOf(id), key: crypto.randomUUID() })
      this.receipt = receipt.receipt
      return receipt
    } catch (thrown) {
      this.problem = asProblem(thrown)
      // Its key has served for another text: this one is a message of its own.
      if (this.problem.code === 'key-reused') this.#drafts.set(id, { ...written, key: crypto.randomUUID() })
      return undefined
    } finally {
      this.busy = false
      this.#draw()
    }
  }
}
