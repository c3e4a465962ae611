/** What a person is choosing: a quantity on each tile, and on the open sheet options too, with their price. */
import type { ArticleRow, PricedWish } from '../../bff/api.ts'
import type { Call } from '../base/counter.ts'
import { asProblem, type Problem } from '../base/problem.ts'
import { quantityFault, quantityText, stepped, thousandths } from '../base/quantity.ts'

export class Choice {
  readonly #call: Call
  readonly #draw: () => void
  readonly #typed = new Map<string, string>()
  /** The open sheet's article, its chosen options, and what they cost. */
  #id: string | null = null
  options: ReadonlySet<string> = new Set()
  priced: PricedWish | undefined
  problem: Problem | undefined
  #waiting: ReturnType<typeof setTimeout> | undefined
  #asking: AbortController | undefined

  constructor(call: Call, draw: () => void) {
    this.#call = call
    this.#draw = draw
  }

  /** As typed; what a first click orders until something is. */
  quantity({ id, quantity }: Pick<ArticleRow, 'id' | 'quantity'>): string {
    return this.#typed.get(id) ?? quantity.least ?? '1'
  }

  /** As the BFF reads it. */
  exact(row: Pick<ArticleRow, 'id' | 'quantity'>): string {
    const typed = this.quantity(row)
    const units = thousandths(typed)
    return units === null ? typed : quantityText(units)
  }

  fault(row: Pick<ArticleRow, 'id' | 'quantity'>) {
    return quantityFault(this.quantity(row), row.quantity)
  }

  type(row: Pick<ArticleRow, 'id' | 'quantity'>, text: string): void {
    this.#typed.set(row.id, text)
    this.#changed(row)
  }

  step(row: Pick<ArticleRow, 'id' | 'quantity'>, way: 1 | -1): void {
    this.type(row, stepped(this.quantity(row), row.quantity, way))
  }

  choose(row: Pick<ArticleRow, 'id' | 'quantity'>, option: string, on: boolean): void {
    const next = new Set(this.options)
    if (on) next.add(option)
    else next.delete(option)
    this.options = next
    this.#changed(row)
  }

  /** A sheet opens: its price as it is for what is chosen already. */
  begin(row: Pick<ArticleRow, 'id' | 'quantity'> & { price: unknown }): void {
    this.end()
    this.#id = row.id
    if (row.price !== null) void this.#ask(row)
  }

  end(): void {
    clearTimeout(this.#waiting)
    this.#asking?.abort()
    this.#id = null
    this.options = new Set()
    this.priced = undefined
    this.problem = undefined
  }

  /** What was bought starts anew. */
  forget(id: string): void {
    this.#typed.delete(id)
  }

  #changed(row: Pick<ArticleRow, 'id' | 'quantity'>): void {
    this.#draw()
    if (row.id !== this.#id) return
    clearTimeout(this.#waiting)
    this.#waiting = setTimeout(() => void this.#ask(row), 200)
  }

  async #ask(row: Pick<ArticleRow, 'id' | 'quantity'>): Promise<void> {
    this.#asking?.abort()
    const { signal } = (this.#asking = new AbortController())
    const query = { quantity: this.exact(row), options: [...this.options] }
    try {
      const priced = await this.#call(
        'GET /catalogue/articles/:id/price',
        { params: { id: row.id }, query },
        { signal },
      )
      if (signal.aborted) return
      this.priced = priced
      this.problem = undefined
    } catch (thrown) {
      if (signal.aborted) return
      this.priced = undefined
      this.problem = asProblem(thrown)
    }
    this.#draw()
  }
}
