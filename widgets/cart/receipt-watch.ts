/** Looks after a receipt until the vendor has answered: soon at first, then less and less often, then not at all. */
import type { CommandReceipt } from '../../bff/api.ts'
import type { Call } from '../base/counter.ts'

const waits = [1_500, 3_000, 6_000, 15_000, 30_000, 60_000]

export class ReceiptWatch {
  readonly #call: Call
  readonly #told: (receipt: CommandReceipt) => void
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(call: Call, told: (receipt: CommandReceipt) => void) {
    this.#call = call
    this.#told = told
  }

  follow(receipt: CommandReceipt, turn = 0): void {
    this.stop()
    const wait = waits[turn]
    if (receipt.state !== 'received' || wait === undefined) return
    this.#timer = setTimeout(() => void this.#look(receipt, turn), wait)
  }

  stop(): void {
    clearTimeout(this.#timer)
  }

  async #look(receipt: CommandReceipt, turn: number): Promise<void> {
    const timer = this.#timer
    const now = await this.#call('GET /commands/:id', { params: { id: receipt.id } }).catch(() => receipt)
    // Another one is followed by now, or none.
    if (timer !== this.#timer) return
    if (now.state !== receipt.state) this.#told(now)
    this.follow(now, turn + 1)
  }
}
