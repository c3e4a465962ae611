/** What a person does with the lines: how many, out, back in; and what is said of it. */
import { html, nothing, type TemplateResult } from 'lit'
import { type CartLine, changeCart, sameThing, withLine } from '../base/cart-store.ts'
import type { Counter } from '../base/counter.ts'
import { quantityText, thousandths } from '../base/quantity.ts'
import { button } from '../parts/button.ts'
import { notice } from '../parts/notice.ts'
import type { CartStrings } from './strings/fr.ts'

interface Owner {
  /** Tells the page. */
  from: EventTarget
  counter: () => Counter | undefined
  draw: () => void
}

type Change = (lines: readonly CartLine[]) => readonly CartLine[]

export class Holding {
  /** The last line that was taken out: it can be put back. */
  #removed: { line: CartLine; label: string } | undefined
  #full = false
  readonly #owner: Owner

  constructor(owner: Owner) {
    this.#owner = owner
  }

  settle(): void {
    this.#removed = undefined
  }

  /** False when the browser could not keep it. */
  change(change: Change): boolean {
    const { from, counter, draw } = this.#owner
    const own = counter()
    this.#removed = undefined
    this.#full = false
    try {
      if (own) changeCart(from, own, change)
    } catch {
      this.#full = true
    }
    draw()
    return !this.#full
  }

  add(line: CartLine): boolean {
    return this.change((all) => withLine(all, line))
  }

  readonly setQuantity = (line: CartLine, text: string): void => {
    const units = thousandths(text)
    // What is no quantity at all gives way to the one before.
    if (units === null) return this.#owner.draw()
    const quantity = quantityText(units)
    this.change((all) => all.map((one) => (sameThing(one, line) ? { ...one, quantity } : one)))
  }

  readonly remove = (line: CartLine, label: string): void => {
    if (this.change((all) => all.filter((one) => !sameThing(one, line)))) this.#removed = { line, label }
  }

  said(t: CartStrings, undone: (label: string) => void): TemplateResult | typeof nothing {
    if (this.#full) return html`${notice({ tone: 'danger', title: t.full, role: 'alert' })}`
    if (!this.#removed) return nothing
    const { line, label } = this.#removed
    const undo = () => {
      if (this.add(line)) undone(label)
    }
    return html`${notice({
      tone: 'info',
      text: t.removed(label),
      role: 'status',
      actions: button({ label: t.undo, onClick: undo }),
    })}`
  }
}
