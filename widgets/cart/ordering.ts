/** From the recap to the receipt: what is fetched for it, what is being written, and what the customer holds in the end. */
import type { CartQuote, CommandReceipt } from '../../bff/api.ts'
import type { CartLine } from '../base/cart-store.ts'
import type { Call, Counter } from '../base/counter.ts'
import { asProblem, type Problem } from '../base/problem.ts'

type Drawing = typeof import('./recap.ts')

interface Owner {
  call: Call
  counter: () => Counter | undefined
  draw: () => void
  /** The recap's styles come with its drawing. */
  dress: (drawing: Drawing) => void
  /** The vendor's number has come. */
  numbered: (number: string) => void
}

export class Ordering {
  drawing: Drawing | undefined
  placing: InstanceType<Drawing['Placing']> | undefined
  /** Why the recap cannot be shown. */
  problem: Problem | undefined
  receipt: CommandReceipt | undefined
  readonly #owner: Owner
  #watch: InstanceType<Drawing['ReceiptWatch']> | undefined

  constructor(owner: Owner) {
    this.#owner = owner
  }

  /** Nothing to do before it is known who orders: it is asked again then. */
  async begin(): Promise<void> {
    const { call, draw, dress } = this.#owner
    this.problem = undefined
    this.receipt = undefined
    try {
      const drawing = (this.drawing ??= await import('./recap.ts'))
      dress(drawing)
      this.#watch ??= new drawing.ReceiptWatch(this.#owner.counter, (receipt) => this.#told(receipt))
      const counter = this.#owner.counter()
      if (!counter?.session.view) return
      if (!this.placing?.isOf(counter)) this.placing = new drawing.Placing({ call, counter, changed: draw })
      await this.placing.begin()
    } catch (thrown) {
      this.problem = asProblem(thrown)
    }
    draw()
  }

  /** The prices that hold now; undefined when none wait to be accepted. */
  accept(): CartQuote | undefined {
    const { placing } = this
    const current = placing?.current
    if (placing) placing.current = placing.problem = undefined
    return current
  }

  /** True when it has been taken. */
  async send(lines: readonly CartLine[], quote: CartQuote): Promise<boolean> {
    const receipt = await this.placing?.send(lines, quote)
    if (!receipt) return false
    this.receipt = receipt
    this.#watch?.follow(receipt)
    return true
  }

  /** What the customer holds is seen. */
  done(): void {
    this.#watch?.stop()
    this.receipt = undefined
  }

  /** Somebody else orders from here now. */
  forget(): void {
    this.leave()
    this.placing = undefined
    this.receipt = undefined
  }

  leave(): void {
    this.#watch?.stop()
    this.placing?.leave()
  }

  #told(receipt: CommandReceipt): void {
    if (this.receipt?.id !== receipt.id) return
    this.receipt = receipt
    if (receipt.number) this.#owner.numbered(receipt.number)
    this.#owner.draw()
  }
}
