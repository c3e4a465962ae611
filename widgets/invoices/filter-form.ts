/** What a person types in the amount fields before it is an amount. */
import { FilterForm } from '../base/filter-form.ts'
import { readAmount, type View } from './model.ts'

export class InvoiceFilterForm extends FilterForm<View, typeof import('./more-filters.ts')> {
  /** What does not read as an amount. */
  wrong: Partial<Record<'min' | 'max', string>> = {}

  readonly onAmount = (bound: 'min' | 'max', text: string): void => {
    const { place, change, draw } = this.owner
    const amount = readAmount(text)
    const { [bound]: _former, ...others } = this.wrong
    this.wrong = amount === null ? { ...others, [bound]: text } : others
    draw()
    if (amount !== null) change({ ...place.view, [bound]: amount })
  }

  protected override forget(): void {
    this.wrong = {}
  }
}
