import { type CSSResultGroup, html, nothing, type PropertyValues } from 'lit'
import type { Api, InvoiceRow, InvoiceState, Site } from '../../bff/api.ts'
import type { Call } from '../base/counter.ts'
import { define } from '../base/define.ts'
import type { StringLoaders } from '../base/locale.ts'
import { asProblem, type Problem } from '../base/problem.ts'
import { problemState } from '../base/states.ts'
import { Widget } from '../base/widget.ts'
import { button } from '../parts/button.ts'
import { empty } from '../parts/empty.ts'
import { heading } from '../parts/heading.ts'
import { iconDocument, iconNothingFound } from '../parts/icons-rows.ts'
import { notice } from '../parts/notice.ts'
import { pager } from '../parts/pager.ts'
import { sheet } from '../parts/sheet.ts'
import { skeleton } from '../parts/skeleton.ts'
import { OpenDocument, PdfDelivery } from './document.ts'
import { InvoiceDownloadedEvent, InvoiceOpenedEvent } from './events.ts'
import type { Face } from './face.ts'
import { FilterForm } from './filter-form.ts'
import { filters } from './filters.ts'
import { list, sortField } from './list.ts'
import * as model from './model.ts'
import { invoiceSheets } from './sheets.ts'
import { Place } from './place.ts'
import type { InvoiceStrings } from './strings/fr.ts'
import { totals } from './totals.ts'
import { titleOf } from './words.ts'

type Listing = Api['GET /invoices']['reply'] & {
  sites: readonly Site[]
  /** These rows were asked for with a filter. */
  filtered: boolean
}

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
 * @csspart pager - the end of the list
 * @csspart sheet - the panel of one document
 * @calls GET /invoices
 * @calls GET /invoices/:id
 * @calls POST /invoices/:id/ticket
 * @calls GET /sites
 */
export class GuichetInvoices extends Widget<Listing, InvoiceStrings> {
  static override feature = 'invoices'
  static override needs = 'invoices.read' as const
  static override strings = strings
  static override styles: CSSResultGroup = [...(Widget.styles as CSSResultGroup[]), ...invoiceSheets]
  static override properties = {
    ...Widget.properties,
    state: {},
    site: {},
    route: {},
    pageSize: { type: Number, attribute: 'page-size' },
    headingLevel: { type: Number, attribute: 'heading-level' },
  }

  /** States shown at first, comma separated. */
  declare state: string | undefined
  /** Id of the site shown at first. */
  declare site: string | undefined
  /** Name of its segment in the hash; empty = no deep links. */
  declare route: string
  /** Rows per page. */
  declare pageSize: number
  /** Level of the title in the page's outline. */
  declare headingLevel: number

  readonly #place = new Place(this, ({ list: rows }) => {
    this.requestUpdate()
    if (rows) void this.reload()
    else void this.#loadSheet()
  })
  readonly #form = new FilterForm({
    place: this.#place,
    change: (view) => this.#change(view),
    draw: () => this.requestUpdate(),
    focusSearch: () => this.shadowRoot?.getElementById('search')?.focus(),
  })
  readonly #document = new OpenDocument()
  readonly #pdf = new PdfDelivery()
  #customer: string | undefined
  #sites: readonly Site[] | undefined
  #moreProblem: Problem | undefined
  #paging = false

  constructor() {
    super()
    this.route = 'invoices'
    this.pageSize = 20
    this.headingLevel = 2
  }

  protected override async load(call: Call): Promise<Listing> {
    const filtered = model.filtersOf(this.#place.view).length > 0
    // One tick, so one batch: the list, the names of the sites once, the sheet of a deep link.
    const listing = call('GET /invoices', { query: this.#query })
    const sites = this.#sites ?? call('GET /sites', { query: { limit: 200 } }).then(({ rows }) => rows)
    void this.#loadSheet()
    const [page, names] = await Promise.allSettled([listing, sites])
    if (page.status === 'rejected') throw page.reason
    // Without the names of the sites one filter is missing; the invoices are what was asked for.
    if (names.status === 'fulfilled') this.#sites = names.value
    this.#moreProblem = undefined
    if (this.data) this.announce(this.t.found(page.value.totals.count))
    return { ...page.value, sites: this.#sites ?? [], filtered }
  }

  override connectedCallback(): void {
    // Before the base asks for anything: what is asked depends on the address.
    this.#place.follow(this.route, this.#start)
    super.connectedCallback()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#place.leave()
    this.#form.settle()
    // A move is not a removal: what is under way goes on.
    queueMicrotask(() => {
      if (!this.isConnected) this.#document.drop()
    })
  }

  protected override willUpdate(changed: PropertyValues): void {
    // The first values were read when the element was connected.
    if (this.hasUpdated && (changed.has('state') || changed.has('site') || changed.has('route'))) {
      this.#place.follow(this.route, this.#start)
      if (this.data) void this.reload()
    }
    super.willUpdate(changed)
  }

  protected override sessionChanged(): void {
    const customer = this.session?.customer.id
    if (this.#customer !== undefined && customer !== this.#customer) {
      // Sites and documents of the former customer mean nothing to the next one.
      if (customer !== undefined) this.#place.forget()
      this.#sites = undefined
      this.#document.drop()
      this.#pdf.clear()
    }
    this.#customer = customer
    super.sessionChanged()
  }

  protected override isEmpty({ totals: { count }, filtered }: Listing): boolean {
    return count === 0 && !filtered
  }

  protected override empty(): unknown {
    const { noInvoices, noInvoicesHint } = this.t
    return html`<div class="invoices">
      ${this.#title()}
      <slot name="empty">${empty({ icon: iconDocument, title: noInvoices, text: noInvoicesHint })}</slot>
      <slot name="footer"></slot>
    </div>`
  }

  protected override skeleton(): unknown {
    const bars = skeleton(['title', 'control', 'row', 'row', 'row', 'row', 'row'], this.shared?.loading)
    return html`<div class="invoices">${bars}</div>`
  }

  protected override failed(problem: Problem): unknown {
    return html`<div class="invoices">
      ${this.#title()} ${this.data ? this.#filters(this.#face()) : nothing}
      ${problemState(this.shared, problem, () => this.retry())}
    </div>`
  }

  protected override ready({ rows, totals: sums }: Listing): unknown {
    const face = this.#face()
    return html`<div class="invoices">
      <div class="top">${this.#title()} ${totals(sums, face)}</div>
      ${this.#filters(face)} ${face.view.open === null ? this.#pdfNotice() : nothing}
      ${rows.length > 0 ? this.#rows(face) : this.#nothingFound()}
      <slot name="footer"></slot>
      ${this.#sheetPanel(face)}
    </div>`
  }

  get #start(): model.View {
    const wanted = this.state?.split(',').map((each) => each.trim())
    const states = model.states.filter((state: InvoiceState) => wanted?.includes(state))
    return { ...model.everything, states, site: this.site ?? '' }
  }

  get #query(): Api['GET /invoices']['query'] {
    const limit = Math.min(100, Math.max(1, Math.floor(this.pageSize) || 20))
    return { ...model.toQuery(this.#place.view, new Date(), this.may('invoices.amounts')), limit }
  }

  #face(): Face {
    const amounts = this.may('invoices.amounts')
    return {
      t: this.t,
      format: this.format,
      view: this.#place.view,
      amounts,
      // The bytes of an invoice show its amounts, so they need that right too.
      pdf: amounts && this.may('invoices.download'),
      sites: this.data?.sites ?? [],
      today: new Date(),
      level: this.headingLevel,
      downloading: (id) => this.#pdf.busy(id),
      change: (next) => this.#change(next(this.#place.view)),
      open: (id) => this.#open(id),
      download: (row) => void this.#download(row),
    }
  }

  #title(): unknown {
    return html`<slot name="header">${heading(this.headingLevel, this.t.title, undefined, 'title')}</slot>`
  }

  #filters(face: Face): unknown {
    return filters(face, this.#form, this.shared)
  }

  #rows(face: Face): unknown {
    const { rows, next, totals: sums } = this.data as Listing
    return html`<div class="results">
        <p>${this.t.count(sums.count)}</p>
        ${sortField(face)}
      </div>
      <div>
        ${list(rows, this.busy, face)}
        ${this.#moreProblem ? problemState(this.shared, this.#moreProblem, () => void this.#more()) : nothing}
        ${pager({
          shown: this.t.shown(rows.length, sums.count),
          moreLabel: this.t.more,
          more: next !== null,
          busy: this.#paging,
          onMore: () => void this.#more(),
        })}
      </div>`
  }

  #nothingFound(): unknown {
    const { nothingFound, nothingFoundHint, reset } = this.t
    const actions = button({ label: reset, onClick: this.#form.onReset })
    return empty({
      icon: iconNothingFound,
      title: nothingFound,
      text: nothingFoundHint,
      actions,
      part: 'nothing-found',
    })
  }

  #pdfNotice(): unknown {
    const { problem } = this.#pdf
    if (!problem) return nothing
    return notice({ tone: 'danger', title: this.t.pdfFailed, text: this.shared.problems[problem.code], role: 'alert' })
  }

  #sheetPanel(face: Face): unknown {
    const { open } = face.view
    const { t, shared } = this
    const { invoice, problem, drawing } = this.#document
    const known = invoice ?? this.data?.rows.find(({ id }) => id === open)
    return sheet({
      open: open !== null,
      level: this.headingLevel + 1,
      title: known ? titleOf(known, t) : problem ? t.kind.invoice : shared.loading,
      closeLabel: t.close,
      onClose: () => this.#place.close(),
      body: () => {
        if (problem) return problemState(shared, problem, () => void this.#loadSheet(true))
        if (!invoice || !drawing)
          return skeleton(['title', 'control', 'line', 'line', 'short', 'row', 'row', 'row'], shared.loading)
        // Outside the sheet everything is inert while it is open: what is to be heard stands inside.
        const said = this.#pdf.started && t.pdfStarted(this.#pdf.started)
        return html`${drawing.detail(invoice, face, this.#pdfNotice())}
          <div class="visually-hidden" role="status">${said}</div>`
      },
    })
  }

  #change(view: model.View): void {
    this.#form.settle()
    this.#pdf.clear()
    this.#place.change(view)
  }

  #open(id: string): void {
    this.#pdf.clear()
    this.#place.open(id)
  }

  async #more(): Promise<void> {
    const listing = this.data
    if (!listing?.next || this.#paging) return
    this.#paging = true
    this.#moreProblem = undefined
    this.requestUpdate()
    try {
      const page = await this.call('GET /invoices', { query: { ...this.#query, after: listing.next } })
      // A filter has been changed meanwhile: these rows belong to the former list.
      if (this.data !== listing) return
      Object.assign(listing, { rows: [...listing.rows, ...page.rows], next: page.next })
      this.announce(this.t.moreShown(listing.rows.length, page.totals.count))
      if (page.next === null) void this.#focusRow(page.rows[0]?.id)
    } catch (thrown) {
      if (this.data === listing) this.#moreProblem = asProblem(thrown)
    } finally {
      this.#paging = false
      this.requestUpdate()
    }
  }

  /** The button for more has gone with the last page: the keyboard goes on at the first new row. */
  async #focusRow(id: string | undefined): Promise<void> {
    await this.updateComplete
    const openers = this.shadowRoot?.querySelectorAll<HTMLElement>('.opener') ?? []
    // The row stands twice, as a table row and as a card; one of the two is shown.
    const row = [...openers].find((each) => each.dataset.id === id && each.checkVisibility())
    row?.focus()
  }

  async #loadSheet(again = false): Promise<void> {
    const loading = this.#document.load(this.call, this.#place.view.open, again)
    this.requestUpdate()
    const invoice = await loading
    this.#dressSheet()
    this.requestUpdate()
    if (invoice) this.dispatchEvent(new InvoiceOpenedEvent({ id: invoice.id, number: invoice.number }))
  }

  /** The sheet's styles come with its drawing. */
  #dressSheet(): void {
    const style = this.#document.drawing?.detailStyles.styleSheet
    const sheets = this.shadowRoot?.adoptedStyleSheets
    if (style && sheets && !sheets.includes(style)) sheets.push(style)
  }

  async #download({ id, number }: Pick<InvoiceRow, 'id' | 'number'>): Promise<void> {
    const sent = this.#pdf.fetch(this.call, { id }, this.language, this.counter?.address ?? location.href)
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
