import { type CSSResultGroup, html, nothing, type TemplateResult } from 'lit'
import type { Api, ArticleRow, ArticleSheet, Family } from '../../bff/api.ts'
import { addToCart } from '../base/cart-store.ts'
import type { Call } from '../base/counter.ts'
import { define } from '../base/define.ts'
import { addressOf, type Elsewhere, followElsewhere, reachable } from '../base/elsewhere.ts'
import type { Listing } from '../base/list-shape.ts'
import { ListWidget } from '../base/list-widget.ts'
import type { StringLoaders } from '../base/locale.ts'
import { empty } from '../parts/empty.ts'
import { listSheets } from '../parts/list-sheets.ts'
import { stepperStyles } from '../parts/stepper.ts'
import { notice } from '../parts/notice.ts'
import { Choice } from './choice.ts'
import { ArticleOpenedEvent } from './events.ts'
import type { Face } from './face.ts'
import { filters, orderChoice } from './filters.ts'
import { catalogueStyles } from './guichet-catalogue.styles.ts'
import { iconArticle, iconCart } from './shop-icons.ts'
import * as model from './model.ts'
import type { CatalogueStrings } from './strings/fr.ts'
import { tiles } from './tile.ts'

type Reply = Api['GET /catalogue/articles']['reply']

const strings: StringLoaders<CatalogueStrings> = {
  fr: () => import('./strings/fr.ts'),
  en: () => import('./strings/en.ts'),
}

/** How long the button says that it has worked. Milliseconds. */
const thanks = 5000

/**
 * The catalogue as it is for the signed-in customer: families, search, tiles with his own price, his promotions and when
 * an article can be had, and the way into the cart; each article has a page with its price table, options, properties
 * and papers. An article without a price leads to the vendor instead. Filters and the open page live in the page's
 * hash, so they can be linked: `/?compatible=<article>` shows what fits a machine.
 *
 * @attr {string} family - id of the family shown at first
 * @attr {number} page-size - articles per page, 1 to 100; default 24
 * @attr {number} heading-level - level of the title in the page's outline; default 2
 * @attr {string} route - name of its segment in the hash, default `catalogue`; empty = no deep links
 * @attr {string} cart-href - page with the cart
 * @slot header - replaces the title
 * @slot footer - stands beneath the articles
 * @slot empty - replaces what is said when there is no article at all
 * @fires {ArticleOpenedEvent} guichet-article-opened - the page of an article is shown
 * @fires {CartChangedEvent} guichet-cart-changed - something was put into the cart
 * @fires {NavigateRequestEvent} guichet-navigate-request - another place is asked for; cancel it to go there by a router of your own
 * @csspart families - the families
 * @csspart family - one of them
 * @csspart filters - search and filters
 * @csspart chips - the filters in force
 * @csspart cards - the tiles
 * @csspart card - a tile
 * @csspart picture - the picture of an article
 * @csspart price - what it costs
 * @csspart promotion - until when a price is lowered
 * @csspart contact - what stands in place of a price on request
 * @csspart stock - when it can be had
 * @csspart badge - a state
 * @csspart buy - quantity and button
 * @csspart stepper - the quantity
 * @csspart add - the button into the cart
 * @csspart pager - the end of the list
 * @csspart sheet - the page of one article
 * @csspart price-table - its prices by quantity
 * @calls GET /catalogue/articles
 * @calls GET /catalogue/families
 * @calls GET /catalogue/articles/:id
 * @calls GET /catalogue/articles/:id/price
 */
export class GuichetCatalogue extends ListWidget<
  Reply,
  model.View,
  CatalogueStrings,
  ArticleSheet,
  typeof import('./detail.ts')
> {
  static override feature = 'catalogue'
  static override needs = 'catalogue.read' as const
  static override strings = strings
  static override styles: CSSResultGroup = [
    ...(ListWidget.styles as CSSResultGroup[]),
    ...listSheets,
    stepperStyles,
    catalogueStyles,
  ]
  static override properties = { ...ListWidget.properties, family: {}, cartHref: { attribute: 'cart-href' } }

  /** Id of the family shown at first. */
  declare family: string | undefined
  /** Page with the cart. */
  declare cartHref: string | undefined

  protected override readonly starters = ['family', 'route']
  protected override readonly atSites = false
  readonly #choice = new Choice(this.call, () => this.requestUpdate())
  #families: { customer: string | undefined; rows: readonly Family[] } | undefined
  #added: { id: string; words: string } | undefined
  #thanking: ReturnType<typeof setTimeout> | undefined
  #full = false
  #picture = 0

  constructor() {
    super({
      grammar: model,
      route: 'catalogue',
      fetch: (call, id, signal) => call('GET /catalogue/articles/:id', { params: { id } }, { signal }),
      drawing: () => import('./detail.ts'),
      moreFilters: () => Promise.resolve(undefined),
      cleared: model.withoutFilters,
    })
    this.pageSize = 24
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    clearTimeout(this.#thanking)
    this.#choice.end()
  }

  protected override get start(): model.View {
    return { ...model.everything, family: this.family ?? '' }
  }

  protected override ask(call: Call, view: model.View, limit: number, after?: string): Promise<Reply> {
    // One tick, so one batch. Without the families one filter is missing; the articles are what was asked for.
    const customer = this.session?.customer.id
    if (!this.#families || this.#families.customer !== customer) {
      const asked = (this.#families = { customer, rows: [] as readonly Family[] })
      call('GET /catalogue/families').then(
        ({ rows }) => {
          if (this.#families !== asked) return
          // At the first load the session was on its way too.
          this.#families = { customer: customer ?? this.session?.customer.id, rows }
          this.requestUpdate()
        },
        () => {
          if (this.#families === asked) this.#families = undefined
        },
      )
    }
    // Until the session is there nothing is known to be hidden: the BFF decides.
    const unknown = this.session === null
    const allowed = { prices: unknown || this.may('prices.read'), orders: unknown || this.may('orders.read') }
    return call('GET /catalogue/articles', {
      query: { ...model.toQuery(view, allowed), limit, ...(after && { after }) },
    })
  }

  protected override filtered(view: model.View): boolean {
    return model.filtersOf(view).length > 0
  }

  protected override noRows(): TemplateResult {
    return empty({ icon: iconArticle, title: this.t.nothing, text: this.t.nothingHint })
  }

  protected override filters(): TemplateResult {
    return filters(this.#face(), this.form, this.shared)
  }

  protected override notices(listing: Listing<Reply>): unknown {
    const nearly = listing.nearly ? notice({ tone: 'info', title: this.t.nearly(this.place.view.q.trim()) }) : nothing
    return html`${nearly}${this.place.view.open === null && this.#full ? this.#thanks() : nothing}`
  }

  /** The way to the cart, where no cart stands on the page itself. */
  protected override above(): unknown {
    const { cart } = this.#face()
    if (!cart || document.querySelector('guichet-cart')) return nothing
    return this.#cartLink(cart, 'secondary')
  }

  protected override order(): TemplateResult {
    return orderChoice(this.#face())
  }

  protected override rows({ rows }: Listing<Reply>): TemplateResult {
    return tiles(rows, this.busy, this.#face())
  }

  protected override sheetTitle(known: ArticleRow | undefined): string {
    return known?.label ?? this.t.article
  }

  protected override sheetBody(article: ArticleSheet, drawing: typeof import('./detail.ts')): TemplateResult {
    const { problem } = this.#choice
    const face = {
      ...this.#face(),
      about: { ...this.#face().about, currency: article.currency, showsPrices: article.showsPrices },
    }
    const known = this.data?.rows.find(({ id }) => id === article.id)
    return html`${drawing.detail({ ...article, preferred: known?.preferred ?? false }, face, {
      shown: this.#picture,
      show: (index) => {
        this.#picture = index
        this.requestUpdate()
      },
      problem: problem && this.shared.problems[problem.code],
      thanks: this.#thanks(),
    })}`
  }

  protected override shown(article: ArticleSheet): void {
    const { id, code, label } = article
    this.#picture = 0
    this.#choice.begin(article)
    this.dispatchEvent(new ArticleOpenedEvent({ id, code, label }))
  }

  protected override left(): void {
    this.#choice.end()
    this.#picture = 0
    this.#added = undefined
  }

  #face(): Face {
    const { data } = this
    const { portal } = this.counter?.session ?? {}
    const cart = { widget: 'cart', route: '/', href: this.cartHref }
    return {
      t: this.t,
      format: this.format,
      view: this.place.view,
      about: {
        currency: data?.currency ?? 'EUR',
        showsPrices: data?.showsPrices ?? false,
        showsStock: data?.showsStock ?? false,
        brands: data?.brands ?? [],
        machine: data?.machine ?? null,
      },
      families: this.#families?.rows ?? [],
      orders: this.may('orders.read') && (portal?.features.includes('orders') ?? false),
      email: portal?.branding.email ?? null,
      choice: this.#choice,
      added: (id) => this.#added?.id === id,
      level: this.headingLevel,
      cart: reachable(cart) ? cart : undefined,
      change: (next) => this.change(next(this.place.view)),
      open: (id) => this.open(id),
      add: (row, options) => this.#add(row, options),
    }
  }

  #cartLink(cart: Elsewhere, kind: 'quiet' | 'secondary'): TemplateResult {
    return html`<a
      class="button ${kind}"
      part="button cart"
      href=${addressOf(cart)}
      @click=${(event: MouseEvent) => followElsewhere(event, cart)}
      >${iconCart}<span>${this.t.seeCart}</span></a
    >`
  }

  /** On the sheet: what was put into the cart, with the way there. The list itself moves for nothing. */
  #thanks(): unknown {
    const { cart } = this.#face()
    if (this.#full) return notice({ tone: 'danger', title: this.t.cartFailed, role: 'alert' })
    if (!this.#added) return nothing
    return notice({
      tone: 'success',
      role: 'status',
      title: this.#added.words,
      ...(cart && { actions: this.#cartLink(cart, 'secondary') }),
    })
  }

  #add(row: ArticleRow, options: readonly string[]): void {
    const { counter } = this
    // What is wrong with the quantity stands beneath it already.
    if (!counter || this.#choice.fault(row) !== null) return
    const quantity = this.#choice.exact(row)
    const { equipment } = this.place.view
    try {
      addToCart(this, counter, { articleId: row.id, quantity, options, equipmentId: equipment || null })
    } catch {
      // The browser refuses to store, or is full: nothing was put anywhere.
      this.#full = true
      return this.requestUpdate()
    }
    this.#full = false
    this.#added = { id: row.id, words: this.t.addedOf(this.format.number(quantity), row.label) }
    this.#choice.forget(row.id)
    if (this.place.view.open === null) this.announce(this.#added.words)
    clearTimeout(this.#thanking)
    this.#thanking = setTimeout(() => {
      this.#added = undefined
      this.requestUpdate()
    }, thanks)
    this.requestUpdate()
  }
}

define('guichet-catalogue', GuichetCatalogue)

declare global {
  interface HTMLElementTagNameMap {
    'guichet-catalogue': GuichetCatalogue
  }
}
