import { type CSSResultGroup, html, nothing, type TemplateResult } from 'lit'
import type { Api, InvoiceRow, InvoiceSheet, InvoiceState } from '../../bff/api.ts'
import type { Call } from '../base/counter.ts'
import { define } from '../base/define.ts'
import { Delivery } from '../base/delivery.ts'
import { Leaving } from '../base/leaving.ts'
import type { Listing } from '../base/list-shape.ts'
import { ListWidget } from '../base/list-widget.ts'
import type { StringLoaders } from '../base/locale.ts'
import { Problem } from '../base/problem.ts'
import { empty } from '../parts/empty.ts'
import { iconDocument } from '../parts/icons-rows.ts'
import { listSheets } from '../parts/list-sheets.ts'
import { notice } from '../parts/notice.ts'
import { InvoiceDownloadedEvent, InvoiceOpenedEvent } from './events.ts'
import type { Face } from './face.ts'
import { InvoiceFilterForm } from './filter-form.ts'
import { filters } from './filters.ts'
import { list, sortField } from './list.ts'
import * as model from './model.ts'
import type { InvoiceStrings } from './strings/fr.ts'
import { totals } from './totals.ts'
import { titleOf } from './words.ts'

type Reply = Api['GET /invoices']['reply']

const strings: StringLoaders<InvoiceStrings> = {
  fr: () => import('./strings/fr.ts'),
  en: () => import('./strings/en.ts'),
}

/**
 * Invoices and credit notes of the signed-in customer: search, filters, totals of what is left to pay and late, and
 * the sheet of each document with its PDF. Filters and the open sheet live in the page's hash, so they can be linked.
 *
 * @attr {string} state - states shown at first, comma separated: overdue, open, partly_paid, paid, cancelled
 * @attr {string} site - id of the site shown at first
 * @attr {number} page-size - rows per page, 1 to 100; default 20
 * @attr {number} heading-level - level of the title in the page's outline; default 2
 * @attr {string} route - name of its segment in the hash, default `invoices`; empty = no deep links
 * @slot header - replaces the title
 * @slot footer - stands beneath the list
 * @slot empty - replaces what is said when there is no invoice at all
 * @fires {InvoiceOpenedEvent} guichet-invoice-opened - the sheet of an invoice is shown
 * @fires {InvoiceDownloadedEvent} guichet-invoice-downloaded - the browser was handed the address of the PDF
 * @csspart totals - the two figures
 * @csspart figure - one figure; also `figure-open`, `figure-overdue`
 * @csspart filters - search and filters
 * @csspart more-filters - the panel of further filters
 * @csspart chips - the filters in force
 * @csspart table - the table of a wide widget
 * @csspart row - a row of it
 * @csspart cards - the list of a narrow widget
 * @csspart card - a card of it
 * @csspart badge - the state of a document
 * @csspart news - what says that the rows have changed elsewhere, and shows them
 * @csspart pager - the end of the list
 * @csspart sheet - the panel of one document
 * @csspart export-open - the button for taking the list away
 * @csspart export - the panel of an export
 * @calls GET /invoices
 * @calls GET /changes
 * @calls GET /invoices/:id
 * @calls POST /invoices/:id/ticket
 * @calls POST /invoices/exports
 * @calls GET /exports/:id
 * @calls DELETE /exports/:id
 * @calls POST /exports/:id/ticket
 * @calls GET /sites
 */
export class GuichetInvoices extends ListWidget<
  Reply,
  model.View,
  InvoiceStrings,
  InvoiceSheet,
  typeof import('./detail.ts'),
  typeof import('./more-filters.ts')
> {
  static override feature = 'invoices'
  static override needs = 'invoices.read' as const
  static override strings = strings
  static override styles: CSSResultGroup = [...(ListWidget.styles as CSSResultGroup[]), ...listSheets]
  static override properties = { ...ListWidget.properties, state: {} }

  /** States shown at first, comma separated. */
  declare state: string | undefined
  readonly #pdf = new Delivery()
  protected override readonly starters = ['state', 'site', 'route']
  protected override readonly lists = ['invoices'] as const

  readonly #leaving = new Leaving(this, () => ({
    call: this.call,
    shared: this.shared,
    language: this.language,
    address: this.counter?.address ?? location.href,
    what: this.may('invoices.export')
      ? {
          key: 'POST /invoices/exports',
          query: model.toQuery(this.place.view, new Date(), this.may('invoices.amounts')),
        }
      : undefined,
  }))

  constructor() {
    super({
      grammar: model,
      route: 'invoices',
      fetch: (call, id, signal) => call('GET /invoices/:id', { params: { id } }, { signal }),
      drawing: () => import('./detail.ts'),
      moreFilters: () => import('./more-filters.ts'),
      cleared: model.withoutFilters,
    })
  }

  protected override formOf(owner: ConstructorParameters<typeof InvoiceFilterForm>[0]): InvoiceFilterForm {
    return new InvoiceFilterForm(owner)
  }

  protected override get start(): model.View {
    const wanted = this.state?.split(',').map((each) => each.trim())
    const states = model.states.filter((state: InvoiceState) => wanted?.includes(state))
    return { ...model.everything, states, site: this.site ?? '' }
  }

  protected override async ask(call: Call, view: model.View, limit: number, after?: string): Promise<Reply> {
    const ask = (amounts: boolean) =>
      call('GET /invoices', { query: { ...model.toQuery(view, new Date(), amounts), limit, ...(after && { after }) } })
    if (this.session) return ask(this.may('invoices.amounts'))
    // The first question leaves together with the one who is asking: the counter says whether amounts are hidden.
    try {
      return await ask(true)
    } catch (thrown) {
      if (!(thrown instanceof Problem) || thrown.code !== 'column-hidden') throw thrown
      return ask(false)
    }
  }

  protected override filtered(view: model.View): boolean {
    return model.filtersOf(view).length > 0
  }

  protected override noRows(): TemplateResult {
    return empty({ icon: iconDocument, title: this.t.noInvoices, text: this.t.noInvoicesHint })
  }

  protected override above({ totals: sums }: Listing<Reply>): unknown {
    return totals(sums, this.#face())
  }

  protected override filters(): TemplateResult {
    return filters(this.#face(), this.form as InvoiceFilterForm, this.shared)
  }

  protected override notices(): unknown {
    return this.place.view.open === null ? this.#pdfNotice() : nothing
  }

  protected override beneathCount({ totals: { count } }: Listing<Reply>): unknown {
    return this.#leaving.panel(count)
  }

  protected override order(): TemplateResult {
    return html`${this.#leaving.button()}${sortField(this.#face())}`
  }

  protected override rows({ rows }: Listing<Reply>): TemplateResult {
    return list(rows, this.busy, this.#face())
  }

  protected override sheetTitle(known: InvoiceRow | undefined): string | TemplateResult {
    return known ? titleOf(known, this.t) : this.t.kind.invoice
  }

  protected override sheetBody(invoice: InvoiceSheet, drawing: typeof import('./detail.ts')): TemplateResult {
    // Outside the sheet everything is inert while it is open: what is to be heard stands inside.
    const said = this.#pdf.started && this.t.pdfStarted(this.#pdf.started)
    return html`${drawing.detail(invoice, this.#face(), this.#pdfNotice())}
      <div class="visually-hidden" role="status">${said}</div>`
  }

  protected override shown({ id, number }: InvoiceSheet): void {
    this.dispatchEvent(new InvoiceOpenedEvent({ id, number }))
  }

  protected override left(): void {
    this.#pdf.clear()
  }

  #face(): Face {
    const amounts = this.may('invoices.amounts')
    return {
      t: this.t,
      format: this.format,
      view: this.place.view,
      amounts,
      // The bytes of an invoice show its amounts, so they need that right too.
      pdf: amounts && this.may('invoices.download'),
      sites: this.data?.sites ?? [],
      today: new Date(),
      level: this.headingLevel,
      downloading: (id) => this.#pdf.busy(id),
      change: (next) => this.change(next(this.place.view)),
      open: (id) => this.open(id),
      download: (row) => void this.#download(row),
    }
  }

  #pdfNotice(): unknown {
    const { problem } = this.#pdf
    if (!problem) return nothing
    return notice({ tone: 'danger', title: this.t.pdfFailed, text: this.shared.problems[problem.code], role: 'alert' })
  }

  async #download({ id, number }: Pick<InvoiceRow, 'id' | 'number'>): Promise<void> {
    const { language } = this
    const ask = () => this.call('POST /invoices/:id/ticket', { params: { id }, body: { language } })
    const sent = this.#pdf.fetch(id, ask, this.counter?.address ?? location.href)
    this.requestUpdate()
    const fileName = await sent
    this.requestUpdate()
    if (fileName === undefined) return
    this.announce(this.t.pdfStarted(fileName))
    this.dispatchEvent(new InvoiceDownloadedEvent({ id, number, fileName }))
  }
}

define('guichet-invoices', GuichetInvoices)

declare global {
  interface HTMLElementTagNameMap {
    'guichet-invoices': GuichetInvoices
  }
}
