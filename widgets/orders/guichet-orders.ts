import { type CSSResultGroup, html, nothing, type TemplateResult } from 'lit'
import type { Api, OrderFile, OrderRow, OrderSheet } from '../../bff/api.ts'
import type { Call } from '../base/counter.ts'
import { define } from '../base/define.ts'
import { Delivery } from '../base/delivery.ts'
import { addressOf, type Elsewhere, followElsewhere, reachable } from '../base/elsewhere.ts'
import { Leaving } from '../base/leaving.ts'
import type { Listing } from '../base/list-shape.ts'
import { ListWidget } from '../base/list-widget.ts'
import type { StringLoaders } from '../base/locale.ts'
import { empty } from '../parts/empty.ts'
import { iconGoods } from '../parts/icons-trade.ts'
import { listSheets } from '../parts/list-sheets.ts'
import { notice } from '../parts/notice.ts'
import { Again } from './again.ts'
import { OrderOpenedEvent } from './events.ts'
import type { Face } from './face.ts'
import { filters } from './filters.ts'
import { ordersStyles } from './guichet-orders.styles.ts'
import { figures, list, pendingOrders, sortField } from './list.ts'
import * as model from './model.ts'
import type { OrderStrings } from './strings/fr.ts'

type Page = Api['GET /orders']['reply']
type Drawing = typeof import('./detail.ts')

const strings: StringLoaders<OrderStrings> = {
  fr: () => import('./strings/fr.ts'),
  en: () => import('./strings/en.ts'),
}

/**
 * Orders of the signed-in customer: search and filters, what is still to come, orders that are on their way to the
 * vendor with their receipts, and the sheet of each with its steps, lines, delivered quantities, addresses and
 * documents. An order can be bought again: what can still be ordered goes into the cart at today's prices.
 *
 * @attr {string} state - states shown at first, comma separated: received, confirmed, preparing, partly_delivered, delivered, cancelled, refused; `open` for the first four
 * @attr {string} site - id of the site shown at first
 * @attr {string} equipment - id of the machine shown at first
 * @attr {string} cart-href - page with `<guichet-cart>`, where it is not on this page
 * @attr {string} catalogue-href - page with `<guichet-catalogue>`, where it is not on this page
 * @attr {number} page-size - rows per page, 1 to 100; default 20
 * @attr {number} heading-level - level of the title in the page's outline; default 2
 * @attr {string} route - name of its segment in the hash, default `orders`; empty = no deep links
 * @slot header - replaces the title
 * @slot footer - stands beneath the list
 * @slot empty - replaces what is said when there is no order at all
 * @fires {OrderOpenedEvent} guichet-order-opened - the sheet of an order is shown
 * @fires {CartChangedEvent} guichet-cart-changed - an order was put into the cart once more
 * @csspart totals - the figures
 * @csspart figure - one figure; also `figure-open`, `figure-total`
 * @csspart pending - what was sent and is not in the list yet
 * @csspart filters - search and filters
 * @csspart more-filters - the panel of further filters
 * @csspart chips - the filters in force
 * @csspart table - the table of a wide widget
 * @csspart row - a row of it
 * @csspart cards - the list of a narrow widget
 * @csspart card - a card of it
 * @csspart badge - a state
 * @csspart news - what says that the rows have changed elsewhere, and shows them
 * @csspart pager - the end of the list
 * @csspart sheet - the panel of one order
 * @csspart steps - where it stands
 * @csspart again - the button that buys it again
 * @csspart again-outcome - what went into the cart, and what did not
 * @csspart export-open - the button for taking the list away
 * @csspart export - the panel of an export
 * @calls GET /orders
 * @calls GET /changes
 * @calls GET /orders/:id
 * @calls POST /cart/quote
 * @calls POST /documents/:id/ticket
 * @calls POST /orders/exports
 * @calls GET /exports/:id
 * @calls DELETE /exports/:id
 * @calls POST /exports/:id/ticket
 * @calls GET /sites
 */
export class GuichetOrders extends ListWidget<
  Page,
  model.View,
  OrderStrings,
  OrderSheet,
  Drawing,
  typeof import('./more-filters.ts')
> {
  static override feature = 'orders'
  static override needs = 'orders.read' as const
  static override strings = strings
  static override styles: CSSResultGroup = [...(ListWidget.styles as CSSResultGroup[]), ...listSheets, ordersStyles]
  static override properties = {
    ...ListWidget.properties,
    state: {},
    equipment: {},
    cartHref: { attribute: 'cart-href' },
    catalogueHref: { attribute: 'catalogue-href' },
  }

  /** States shown at first, comma separated. */
  declare state: string | undefined
  /** Id of the machine shown at first. */
  declare equipment: string | undefined
  /** Page with `<guichet-cart>`. */
  declare cartHref: string | undefined
  /** Page with `<guichet-catalogue>`. */
  declare catalogueHref: string | undefined
  protected override readonly starters = ['state', 'site', 'equipment', 'route']
  protected override readonly lists = ['orders'] as const
  readonly #files = new Delivery()
  readonly #again = new Again()

  readonly #leaving = new Leaving(this, () => ({
    call: this.call,
    shared: this.shared,
    language: this.language,
    address: this.counter?.address ?? location.href,
    what: this.may('orders.export')
      ? { key: 'POST /orders/exports', query: model.toQuery(this.place.view, new Date()) }
      : undefined,
  }))

  constructor() {
    super({
      grammar: model,
      route: 'orders',
      fetch: (call, id, signal) => call('GET /orders/:id', { params: { id } }, { signal }),
      drawing: () => import('./detail.ts'),
      moreFilters: () => import('./more-filters.ts'),
      cleared: model.withoutFilters,
    })
  }

  protected override get start(): model.View {
    const { state = '', site = '', equipment = '' } = this
    return { ...model.everything, states: model.readStates(state), site, equipment }
  }

  protected override ask(call: Call, view: model.View, limit: number, after?: string): Promise<Page> {
    const query = { ...model.toQuery(view, new Date()), limit, ...(after && { after }) }
    return call('GET /orders', { query })
  }

  override connectedCallback(): void {
    super.connectedCallback()
    document.addEventListener('guichet-order-placed', this.#onPlaced)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    document.removeEventListener('guichet-order-placed', this.#onPlaced)
  }

  protected override isEmpty(listing: Listing<Page>): boolean {
    return super.isEmpty(listing) && listing.pending.length === 0
  }

  protected override filtered(view: model.View): boolean {
    return model.filtersOf(view).length > 0
  }

  protected override noRows(): TemplateResult {
    const { catalogue } = this.#face()
    return html`${empty({
      icon: iconGoods,
      title: this.t.none,
      text: this.t.noneHint,
      actions: catalogue
        ? html`<a class="button primary" part="button catalogue" href=${addressOf(catalogue)} @click=${(event: MouseEvent) => followElsewhere(event, catalogue)}
            ><span>${this.t.catalogue}</span></a
          >`
        : html`${nothing}`,
    })}`
  }

  protected override above({ totals }: Listing<Page>): TemplateResult {
    return figures(totals, this.#face())
  }

  protected override filters(): TemplateResult {
    return filters(this.#face(), this.form, this.shared)
  }

  protected override notices({ pending }: Listing<Page>): unknown {
    return pendingOrders(pending, this.#face())
  }

  protected override beneathCount({ totals: { count } }: Listing<Page>): unknown {
    return this.#leaving.panel(count)
  }

  protected override order(): TemplateResult {
    return html`${this.#leaving.button()}${sortField(this.#face())}`
  }

  protected override rows({ rows }: Listing<Page>): TemplateResult {
    return list(rows, this.busy, this.#face())
  }

  protected override sheetTitle(known: OrderRow | undefined): string | TemplateResult {
    if (!known) return this.t.title
    const second = known.reference ? html`<span class="second">${this.t.yours(known.reference)}</span>` : nothing
    return html`${this.t.sheet} <span class="unbroken">${known.number}</span>${second}`
  }

  protected override sheetBody(order: OrderSheet, drawing: Drawing): TemplateResult {
    const { problem, started } = this.#files
    const failed = problem
      ? notice({
          tone: 'danger',
          title: this.t.downloadFailed,
          text: this.shared.problems[problem.code],
          role: 'alert',
        })
      : nothing
    // Outside the sheet everything is inert while it is open: what is to be heard stands inside.
    return html`${drawing.detail(order, this.#face(), this.shared, failed)}
      <div class="visually-hidden" role="status">${started && this.t.downloadStarted(started)}</div>`
  }

  protected override shown({ id, number }: OrderSheet): void {
    this.dispatchEvent(new OrderOpenedEvent({ id, number }))
  }

  protected override left(): void {
    this.#files.clear()
    this.#again.clear()
  }

  #face(): Face {
    const way = (widget: string, href: string | undefined): Elsewhere | undefined =>
      reachable({ widget, href }) ? { widget, route: '/', href } : undefined
    return {
      t: this.t,
      format: this.format,
      view: this.place.view,
      rows: this.data?.rows ?? [],
      sites: this.data?.sites ?? [],
      level: this.headingLevel,
      amounts: this.may('orders.amounts'),
      cart: way('cart', this.cartHref),
      catalogue: this.may('catalogue.read') ? way('catalogue', this.catalogueHref) : undefined,
      again: this.#again,
      downloading: (id) => this.#files.busy(id),
      change: (next) => this.change(next(this.place.view)),
      open: (id) => this.open(id),
      download: (file) => void this.#download(file),
      buyAgain: (order) => void this.#buyAgain(order),
    }
  }

  async #buyAgain(order: OrderSheet): Promise<void> {
    const { counter } = this
    if (!counter) return
    const bought = this.#again.buy(this, counter, this.call, order)
    this.requestUpdate()
    await bought
    this.requestUpdate()
  }

  async #download({ id }: OrderFile): Promise<void> {
    const ask = () => this.call('POST /documents/:id/ticket', { params: { id }, body: {} })
    const sent = this.#files.fetch(id, ask, this.counter?.address ?? location.href)
    this.requestUpdate()
    await sent
    this.requestUpdate()
  }

  readonly #onPlaced = (): void => {
    if (this.data) void this.renew()
  }
}

define('guichet-orders', GuichetOrders)

declare global {
  interface HTMLElementTagNameMap {
    'guichet-orders': GuichetOrders
  }
}
