/** Buying an order once more: what can still be ordered goes into the cart, and what cannot is said. */
import type { CartFault, OrderSheet } from '../../bff/api.ts'
import { changeCart, withLine } from '../base/cart-store.ts'
import type { Call, Counter } from '../base/counter.ts'
import { asProblem, type Problem } from '../base/problem.ts'

export interface Outcome {
  added: number
  /** Lines that stayed out, with the reason. */
  left: { label: string; fault: CartFault }[]
}

export class Again {
  /** The order that it is about. */
  id: string | null = null
  busy = false
  problem: Problem | undefined
  /** The browser could not keep them. */
  full = false
  outcome: Outcome | undefined

  clear(): void {
    if (this.busy) return
    this.id = null
    this.problem = undefined
    this.full = false
    this.outcome = undefined
  }

  async buy(from: EventTarget, counter: Counter, call: Call, { id, lines }: OrderSheet): Promise<void> {
    if (this.busy) return
    this.clear()
    this.id = id
    const wanted = lines.flatMap(({ label, again }) => (again ? [{ label, again }] : []))
    this.busy = true
    try {
      // Prices have moved since, articles have gone: the cart is asked before anything is put into it.
      const quote = await call('POST /cart/quote', { body: { lines: wanted.map((one) => one.again) } })
      const judged = wanted.map((one, at) => ({ ...one, fault: quote.lines[at]?.fault ?? null }))
      const good = judged.filter(({ fault }) => fault === null)
      if (good.length > 0) {
        changeCart(from, counter, (cart) =>
          good.reduce(
            (all, { again: { articleId, quantity, options = [], equipmentId = null } }) =>
              withLine(all, { articleId, quantity, options, equipmentId }),
            cart,
          ),
        )
      }
      this.outcome = {
        added: good.length,
        left: judged.flatMap(({ label, fault }) => (fault === null ? [] : [{ label, fault }])),
      }
    } catch (thrown) {
      if (thrown instanceof RangeError || thrown instanceof DOMException) this.full = true
      else this.problem = asProblem(thrown)
    } finally {
      this.busy = false
    }
  }
}
