/** Looks after a receipt until the vendor has answered, by the page's clock: soon at first, then less and less often. */
import type { CommandReceipt } from '../../bff/api.ts'
import type { Counter } from '../base/counter.ts'
import { type Clock, clockOf, type Watcher } from '../base/freshness.ts'

export class ReceiptWatch implements Watcher {
  readonly lists = []
  awaits = ''
  readonly #counter: () => Counter | undefined
  readonly #told: (receipt: CommandReceipt) => void
  #clock: Clock | undefined

  constructor(counter: () => Counter | undefined, told: (receipt: CommandReceipt) => void) {
    this.#counter = counter
    this.#told = told
  }

  follow({ id, state }: CommandReceipt): void {
    const counter = this.#counter()
    this.stop()
    if (state !== 'received' || !counter) return
    this.awaits = id
    this.#clock = clockOf(counter)
    this.#clock.join(this)
    this.#clock.hurry()
  }

  stop(): void {
    this.awaits = ''
    this.#clock?.leave(this)
  }

  visible(): boolean {
    return true
  }

  looking(): void {
    const { awaits: id } = this
    void this.#counter()
      ?.call('GET /commands/:id', { params: { id } }, { background: true })
      .then(
        (now) => {
          // Another one is followed by now, or none.
          if (this.awaits !== id || now.state === 'received') return
          this.stop()
          this.#told(now)
        },
        () => {},
      )
  }
}
