/** An order on its way: what was written beside the lines, its key, its place on the device, what became of it. */
import type { CartQuote, CommandReceipt, OrderForm } from '../../bff/api.ts'
import type { CartLine } from '../base/cart-store.ts'
import type { Call, Counter } from '../base/counter.ts'
import { Drafts } from '../base/draft.ts'
import { asProblem, type Problem } from '../base/problem.ts'
import { bodyOf, type Writing } from './model.ts'

interface Options {
  call: Call
  counter: Counter
  changed: () => void
}

const blank = (): Writing => ({
  key: crypto.randomUUID(),
  siteId: '',
  billingSiteId: '',
  reference: '',
  comment: '',
})

export class Placing {
  writing = blank()
  form: OrderForm | undefined
  busy = false
  problem: Problem | undefined
  /** The delivery address that must be chosen is not. */
  siteMissing = false
  /** What holds now, where the last try met other prices. */
  current: CartQuote | undefined
  readonly #options: Options
  readonly #drafts: Drafts<Writing>

  constructor(options: Options) {
    this.#options = options
    this.#drafts = new Drafts(options.counter, 'order')
  }

  isOf(counter: Counter): boolean {
    return new Drafts(counter, 'order').key === this.#drafts.key
  }

  /** What had been written, and what can be chosen. @throws Problem */
  async begin(): Promise<void> {
    const [form, kept] = await Promise.all([this.#options.call('GET /orders/form'), this.#drafts.read()])
    this.form = form
    const known = (sites: OrderForm['deliverySites'], id: string) => (sites.some((site) => site.id === id) ? id : '')
    const only = form.deliverySites.length === 1 ? (form.deliverySites[0]?.id ?? '') : ''
    const writing = { ...this.writing, ...kept }
    this.writing = {
      ...writing,
      siteId: known(form.deliverySites, writing.siteId) || only,
      billingSiteId: known(form.billingSites, writing.billingSiteId) || (form.billingSiteId ?? ''),
    }
    this.#drafts.keep(this.writing)
  }

  write(change: Partial<Writing>): void {
    this.writing = { ...this.writing, ...change }
    this.problem = undefined
    if (this.writing.siteId) this.siteMissing = false
    this.#drafts.keep(this.writing)
    this.#options.changed()
  }

  /** Another order than the one that this key has served for. */
  renew(): void {
    this.write({ key: crypto.randomUUID() })
  }

  leave(): void {
    void this.#drafts.settle()
  }

  /** Resolves with the receipt; undefined when it did not go: what was written is kept, and so is the key. */
  async send(lines: readonly CartLine[], quote: CartQuote): Promise<CommandReceipt | undefined> {
    if (this.busy || this.current) return undefined
    this.problem = undefined
    const { form, writing } = this
    this.siteMissing = !writing.siteId && form !== undefined && form.deliverySites.length > 0
    if (this.siteMissing) {
      this.#options.changed()
      return undefined
    }
    this.busy = true
    this.#options.changed()
    try {
      await this.#drafts.settle()
      // Another tab may have begun the same order: the key on the device is the one of both.
      const key = (await this.#drafts.read())?.key ?? writing.key
      const receipt = await this.#options.call('POST /orders', { body: bodyOf(lines, quote, { ...writing, key }) })
      await this.#drafts.erase()
      this.writing = { ...blank(), siteId: writing.siteId, billingSiteId: writing.billingSiteId }
      return receipt
    } catch (thrown) {
      this.problem = asProblem(thrown)
      if (this.problem.code === 'price-changed') this.current = this.problem.current as CartQuote | undefined
      return undefined
    } finally {
      this.busy = false
      this.#options.changed()
    }
  }
}
