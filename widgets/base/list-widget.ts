import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { heading } from '../parts/heading.ts'
import { sheet } from '../parts/sheet.ts'
import { skeleton } from '../parts/skeleton.ts'
import type { Call } from './counter.ts'
import { adopt, openerOf } from './dom.ts'
import { FilterForm } from './filter-form.ts'
import type { List } from './freshness.ts'
import type { Listing, ListParts, ListView, Page, Row } from './list-shape.ts'
import type { ListStrings } from './list-strings.ts'
import { lookAgain, type Sent, underWay } from './look-again.ts'
import { News } from './news.ts'
import { NextPage } from './next-page.ts'
import { OpenRow } from './open-row.ts'
import { Place } from './place.ts'
import type { Problem } from './problem.ts'
import { nothingFoundState } from './row-states.ts'
import { sitesOf } from './sites.ts'
import { problemState } from './states.ts'
import { Widget } from './widget.ts'

/**
 * A widget that shows a filtered list, page by page, and the sheet of a row. Filters and the open sheet live in the
 * page's hash, so they can be linked. A feature says what is asked and how it is drawn.
 *
 * @attr {string} site - id of the site shown at first
 * @attr {number} page-size - rows per page, 1 to 100; default 20
 * @attr {number} heading-level - level of the title in the page's outline; default 2
 * @attr {string} route - name of its segment in the hash; empty = no deep links
 * @slot header - replaces the title
 * @slot footer - stands beneath the list
 * @slot empty - replaces what is said when there is no row at all
 */
export abstract class ListWidget<
  P extends Page<unknown>,
  V extends ListView,
  S extends ListStrings,
  T extends { id: string; pending?: readonly Sent[] },
  D extends { detailStyles: { styleSheet?: CSSStyleSheet | undefined } },
  F = unknown,
> extends Widget<Listing<P>, S> {
  static override properties = {
    ...Widget.properties,
    site: {},
    route: {},
    pageSize: { type: Number, attribute: 'page-size' },
    headingLevel: { type: Number, attribute: 'heading-level' },
  }

  /** Id of the site shown at first. */
  declare site: string | undefined
  /** Name of its segment in the hash; empty = no deep links. */
  declare route: string
  /** Rows per page. */
  declare pageSize: number
  /** Level of the title in the page's outline. */
  declare headingLevel: number

  protected readonly place: Place<V>
  protected readonly form: FilterForm<V, F>
  protected readonly opened: OpenRow<T, D>
  protected readonly news: News
  /** Marks that move when these rows do; none: nothing is watched. */
  protected readonly lists: readonly List[] = []
  /** Its rows stand at sites, whose names all lists of the page ask for once. */
  protected readonly atSites: boolean = true
  #customer: string | undefined
  /** Another view is asked for: not a fresh look at the same rows. */
  #turned = false
  /** As many rows as are on screen are asked for. */
  #keeping = false
  readonly #next = new NextPage<P>({
    listing: () => this.data,
    ask: (after) => this.ask(this.call, this.place.view, this.#limit, after),
    draw: () => this.requestUpdate(),
    come: (page) => void this.#come(page),
  })

  constructor({ grammar, route, fetch, drawing, moreFilters, cleared }: ListParts<V, T, D, F>) {
    super()
    this.route = route
    this.pageSize = 20
    this.headingLevel = 2
    this.place = new Place(this, grammar, ({ list }) => {
      this.requestUpdate()
      this.#turned = list
      if (list) void this.reload()
      else void this.#loadSheet()
    })
    this.opened = new OpenRow({ fetch, drawing })
    this.news = new News(this, {
      lists: () => this.lists,
      counter: () => this.counter,
      awaits: () => underWay(this.data, this.opened.row),
      changed: () => void this.#changed(),
    })
    this.form = this.formOf({
      place: this.place,
      fetch: moreFilters,
      cleared,
      change: (view) => this.change(view),
      draw: () => this.requestUpdate(),
      focusSearch: () => this.shadowRoot?.getElementById('search')?.focus(),
    })
  }

  /** A feature whose filters are typed in more ways has a form of its own. */
  protected formOf(owner: ConstructorParameters<typeof FilterForm<V, F>>[0]): FilterForm<V, F> {
    return new FilterForm(owner)
  }

  /** The view that the widget's attributes ask for. */
  protected abstract get start(): V

  /** Attributes that `start` reads. */
  protected readonly starters: readonly string[] = ['site', 'route']

  /** Asks for one page of the view. */
  protected abstract ask(call: Call, view: V, limit: number, after?: string): Promise<P>

  /** Whether a filter is in force. */
  protected abstract filtered(view: V): boolean

  /** No row at all: icon, words and the next step. */
  protected abstract noRows(): unknown

  /** Search, filters, and what is in force. */
  protected abstract filters(): unknown

  /** Beside the title. */
  protected above(_listing: Listing<P>): unknown {
    return nothing
  }

  /** Between filters and rows. */
  protected notices(_listing: Listing<P>): unknown {
    return nothing
  }

  /** Between the count with what stands beside it and the rows. */
  protected beneathCount(_listing: Listing<P>): unknown {
    return nothing
  }

  /** Table and cards. */
  protected abstract rows(listing: Listing<P>): unknown

  /** The order, where there are no headings to press. */
  protected order(): unknown {
    return nothing
  }

  /** Title of the sheet; of a row of the list while its sheet is on its way, and of nothing before either is there. */
  protected abstract sheetTitle(row: T | Row<P> | undefined): string | TemplateResult

  protected abstract sheetBody(row: T, drawing: D): TemplateResult

  /** A sheet has come: the place to tell the page. */
  protected shown(_row: T): void {}

  protected override async load(call: Call): Promise<Listing<P>> {
    const { view } = this.place
    const limit = this.#keeping ? Math.min(100, Math.max(this.data?.rows.length ?? 0, this.#limit)) : this.#limit
    if (!this.#turned) this.news.note()
    this.#turned = this.#keeping = false
    // One tick, so one batch: the list, the names of the sites, the sheet of a deep link.
    const asked = this.ask(call, view, limit)
    const session = this.counter?.session
    const sites = this.atSites && session ? sitesOf(call, session) : []
    void this.#loadSheet()
    const [page, names] = await Promise.allSettled([asked, sites])
    if (page.status === 'rejected') throw page.reason
    // Without the names of the sites one filter is missing; the rows are what was asked for.
    const named = names.status === 'fulfilled' ? names.value : []
    this.#next.problem = undefined
    this.news.waiting = false
    if (this.data) this.announce(this.t.found(page.value.totals.count))
    return { ...page.value, sites: named, filtered: this.filtered(view) }
  }

  override connectedCallback(): void {
    // Before the base asks for anything: what is asked depends on the address.
    this.place.follow(this.route, this.start)
    super.connectedCallback()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.place.leave()
    this.form.settle()
    // A move is not a removal: what is under way goes on.
    queueMicrotask(() => {
      if (!this.isConnected) this.opened.drop()
    })
  }

  protected override willUpdate(changed: PropertyValues): void {
    // The first values were read when the element was connected.
    if (this.hasUpdated && this.starters.some((name) => changed.has(name))) {
      this.place.follow(this.route, this.start)
      if (this.data) void this.reload()
    }
    super.willUpdate(changed)
  }

  protected override sessionChanged(): void {
    const customer = this.session?.customer.id
    if (this.#customer !== undefined && customer !== this.#customer) {
      // Sites and rows of the former customer mean nothing to the next one.
      if (customer !== undefined) this.place.forget({ ...this.place.view, site: '' })
      this.news.waiting = false
      this.opened.drop()
      this.left()
    }
    this.#customer = customer
    super.sessionChanged()
  }

  /** What was on screen about one row or one customer is over. */
  protected left(): void {}

  protected override isEmpty({ totals: { count }, filtered }: Listing<P>): boolean {
    return count === 0 && !filtered
  }

  protected override empty(): unknown {
    return html`<div class="list">
      ${this.#title()}
      <div>${this.#news()}<slot name="empty">${this.noRows()}</slot></div>
      <slot name="footer"></slot>
    </div>`
  }

  protected override skeleton(): unknown {
    const bars = skeleton(['title', 'control', 'row', 'row', 'row', 'row', 'row'], this.shared?.loading)
    return html`<div class="list">${bars}</div>`
  }

  protected override failed(problem: Problem): unknown {
    return html`<div class="list">
      ${this.#title()} ${this.data ? this.filters() : nothing}
      ${problemState(this.shared, problem, () => this.retry())}
    </div>`
  }

  protected override ready(listing: Listing<P>): unknown {
    return html`<div class="list">
      <div class="top">${this.#title()} ${this.above(listing)}</div>
      ${this.filters()} ${this.notices(listing)}
      ${
        listing.rows.length === 0
          ? nothing
          : html`<div class="results"><p>${this.t.count(listing.totals.count)}</p>${this.order()}</div>`
      }
      ${this.beneathCount(listing)}
      <div>
        ${this.#news()}
        ${
          listing.rows.length > 0
            ? [this.rows(listing), this.#next.drawn(listing, this.t, this.shared)]
            : nothingFoundState(this.t, this.form.onReset)
        }
      </div>
      <slot name="footer"></slot>
      ${this.#sheetPanel()}
    </div>`
  }

  get #limit(): number {
    return Math.min(100, Math.max(1, Math.floor(this.pageSize) || 20))
  }

  #title(): TemplateResult {
    return html`<slot name="header">${heading(this.headingLevel, this.t.title, undefined, 'title')}</slot>`
  }

  #sheetPanel(): unknown {
    const { open } = this.place.view
    const { shared } = this
    const { row, problem, drawing } = this.opened
    const rows = (this.data?.rows ?? []) as Row<P>[]
    const known = row ?? rows.find(({ id }) => id === open)
    return sheet({
      open: open !== null,
      level: this.headingLevel + 1,
      title: known || problem ? this.sheetTitle(known) : shared.loading,
      closeLabel: this.t.close,
      onClose: () => this.place.close(),
      body: () => {
        if (problem) return problemState(shared, problem, () => void this.#loadSheet(true))
        if (!row || !drawing)
          return skeleton(['title', 'control', 'line', 'line', 'short', 'row', 'row', 'row'], shared.loading)
        return html`${this.news.line(shared, this.#onFresher, this.opened.fresher !== undefined)}
        ${this.sheetBody(row, drawing)}`
      },
    })
  }

  /** Shows another view: asks again, and writes the address. */
  protected change(view: V): void {
    this.form.settle()
    this.left()
    this.place.change(view)
  }

  /** Opens the sheet of a row. */
  protected open(id: string): void {
    this.left()
    this.place.open(id)
  }

  #news(): TemplateResult {
    return this.news.line(this.shared, () => void this.renew())
  }

  /** Asks again for what is on screen: as many rows of the same view. */
  protected renew(): Promise<void> {
    this.#keeping = true
    return this.reload()
  }

  /**
   * A mark has moved. What became of what was sent from here is shown at once; anything else is told, and waits until
   * the person wants to see it.
   */
  async #changed(): Promise<void> {
    const listing = this.data
    const { row } = this.opened
    if (!listing) return
    const limit = Math.min(100, Math.max(listing.rows.length, this.#limit))
    const { page, sheet, arrived } = await lookAgain(this.call, { listing, row }, [
      (call) => this.ask(call, this.place.view, limit),
      (call) => this.opened.look(call),
    ])
    if (this.data !== listing || this.opened.row !== row) return
    if (arrived) {
      if (sheet) this.opened.row = sheet
      // More rows than one answer holds stay where they are.
      if (page.next === null || page.rows.length >= listing.rows.length) Object.assign(listing, page)
      else if (page.pending) listing.pending = page.pending
    } else {
      this.news.waiting = true
      this.opened.fresher = sheet
    }
    this.requestUpdate()
  }

  readonly #onFresher = (): void => {
    this.opened.freshen()
    this.requestUpdate()
  }

  async #come({ rows, next, totals }: P): Promise<void> {
    this.announce(this.t.moreShown(this.data?.rows.length ?? 0, totals.count))
    if (next !== null) return
    // The button for more has gone with the last page: the keyboard goes on at the first new row.
    await this.updateComplete
    openerOf(this.shadowRoot, (rows[0] as Row<P> | undefined)?.id)?.focus()
  }

  async #loadSheet(again = false): Promise<void> {
    const loading = this.opened.load(this.call, this.place.view.open, again)
    this.requestUpdate()
    const row = await loading
    // The sheet's styles come with its drawing.
    adopt(this.shadowRoot, this.opened.drawing?.detailStyles)
    this.requestUpdate()
    if (row) this.shown(row)
  }
}
