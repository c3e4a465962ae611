import { type CSSResultGroup, html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import type { ArticleByCode, CartQuote } from '../../bff/api.ts'
import { type CartLine, readCart, sameThing, watchCart } from '../base/cart-store.ts'
import type { Call } from '../base/counter.ts'
import { define } from '../base/define.ts'
import { adopt } from '../base/dom.ts'
import { addressOf, type Elsewhere, followElsewhere, reachable } from '../base/elsewhere.ts'
import { readRoute } from '../base/hash.ts'
import type { StringLoaders } from '../base/locale.ts'
import type { Problem } from '../base/problem.ts'
import { navigate, watchRoute } from '../base/route.ts'
import { problemState } from '../base/states.ts'
import { Widget } from '../base/widget.ts'
import { empty } from '../parts/empty.ts'
import { fieldStyles } from '../parts/field.ts'
import { heading, headingStyles } from '../parts/heading.ts'
import { iconCart } from '../parts/icons-trade.ts'
import { noticeStyles } from '../parts/notice.ts'
import { skeleton } from '../parts/skeleton.ts'
import { stepperStyles } from '../parts/stepper.ts'
import { goOn, orderNow } from './act.ts'
import { compact } from './compact.ts'
import { OrderPlacedEvent } from './events.ts'
import type { Face } from './face.ts'
import { cartStyles } from './guichet-cart.styles.ts'
import { Holding } from './holding.ts'
import { lines } from './lines.ts'
import { askedOf, shownOf } from './model.ts'
import { Ordering } from './ordering.ts'
import { quickAdd } from './quick-add.ts'
import { QuickFinder } from './quick-finder.ts'
import type { CartStrings } from './strings/fr.ts'
import { summary } from './summary.ts'

interface Cart {
  /** The lines that the quote is about, in its order. */
  asked: readonly CartLine[]
  /** Null for an empty cart. */
  quote: CartQuote | null
}

const strings: StringLoaders<CartStrings> = {
  fr: () => import('./strings/fr.ts'),
  en: () => import('./strings/en.ts'),
}

/**
 * The cart of the signed-in customer, and the order that is made of it: every price as it is for this customer and this
 * quantity, what cannot be ordered and why, a recap with addresses and an own reference, and a receipt that becomes the
 * vendor's number. The cart lives on the device, shared by all pages and tabs of the website, one per customer.
 *
 * @attr {string} mode - `button`: a compact button for a page's header, with count and total
 * @attr {string} cart-href - with `mode="button"`: page with the cart, where it is not on this page
 * @attr {string} catalogue-href - page with `<guichet-catalogue>`, where it is not on this page
 * @attr {string} orders-href - page with `<guichet-orders>`, where it is not on this page
 * @attr {string} terms-href - terms of sale, named beside the button that orders
 * @attr {number} heading-level - level of the title in the page's outline; default 2
 * @attr {string} route - name of its segment in the hash, default `cart`; empty = no deep links
 * @slot header - replaces the title
 * @slot footer - stands beneath the cart
 * @fires {CartChangedEvent} guichet-cart-changed - something was put into the cart, or taken out of it
 * @fires {OrderPlacedEvent} guichet-order-placed - an order has been taken and is on its way to the vendor
 * @csspart lines - the lines
 * @csspart line - one of them
 * @csspart stepper - how many
 * @csspart remove - the button that takes a line out
 * @csspart quick-add - the form for references
 * @csspart summary - the totals
 * @csspart go-on - the button to the recap
 * @csspart recap - the recap
 * @csspart changes - prices that have changed, old and new
 * @csspart accept - the button that accepts them
 * @csspart order - the button that orders
 * @csspart placed - the receipt
 * @csspart compact - the compact button
 * @calls POST /cart/quote
 * @calls GET /cart/articles
 * @calls GET /orders/form
 * @calls POST /orders
 * @calls GET /commands/:id
 */
export class GuichetCart extends Widget<Cart, CartStrings> {
  static override feature = 'ordering'
  static override needs = 'orders.place' as const
  static override strings = strings
  static override styles: CSSResultGroup = [
    ...(Widget.styles as CSSResultGroup[]),
    headingStyles,
    fieldStyles,
    noticeStyles,
    stepperStyles,
    cartStyles,
  ]
  static override properties = {
    ...Widget.properties,
    mode: { reflect: true },
    cartHref: { attribute: 'cart-href' },
    catalogueHref: { attribute: 'catalogue-href' },
    ordersHref: { attribute: 'orders-href' },
    termsHref: { attribute: 'terms-href' },
    headingLevel: { type: Number, attribute: 'heading-level' },
    route: {},
  }

  /** `button`: a compact button for a page's header. */
  declare mode: string | undefined
  /** With `mode="button"`: page with the cart. */
  declare cartHref: string | undefined
  /** Page with `<guichet-catalogue>`. */
  declare catalogueHref: string | undefined
  /** Page with `<guichet-orders>`. */
  declare ordersHref: string | undefined
  /** Terms of sale. */
  declare termsHref: string | undefined
  /** Level of the title in the page's outline. */
  declare headingLevel: number
  /** Name of its segment in the hash; empty = no deep links. */
  declare route: string

  #step: 'cart' | 'recap' = 'cart'
  #customer: string | undefined
  #waiting: ReturnType<typeof setTimeout> | undefined
  #unwatch: (() => void) | undefined
  #unfollow: (() => void) | undefined
  readonly #holding = new Holding({
    from: this,
    counter: () => this.counter,
    draw: () => this.requestUpdate(),
  })
  readonly #quick = new QuickFinder({
    call: this.call,
    words: () => ({ t: this.t, shared: this.shared }),
    draw: () => this.requestUpdate(),
    take: (article) => this.#take(article),
  })
  readonly #ordering = new Ordering({
    call: this.call,
    counter: () => this.counter,
    draw: () => this.requestUpdate(),
    dress: ({ recapStyles }) => adopt(this.shadowRoot, recapStyles),
    numbered: (number) => this.announce(this.t.placedNumber(number)),
  })

  constructor() {
    super()
    this.headingLevel = 2
    this.route = 'cart'
  }

  protected override async load(call: Call, signal: AbortSignal): Promise<Cart> {
    await this.#known(signal)
    // Whoever may not order is told so; there is nothing to ask.
    const asked = this.may('orders.place') ? this.#lines : []
    if (asked.length === 0 || signal.aborted) return { asked, quote: null }
    return { asked, quote: await call('POST /cart/quote', { body: { lines: asked.map(askedOf) } }) }
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#unwatch = watchCart(
      () => this.counter,
      () => this.#moved(),
    )
    this.#follow()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#unwatch?.()
    this.#unfollow?.()
    clearTimeout(this.#waiting)
    this.#ordering.leave()
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (this.hasUpdated && changed.has('route')) this.#follow()
    super.willUpdate(changed)
  }

  protected override sessionChanged(): void {
    const customer = this.session?.customer.id
    if (customer !== undefined && this.#customer !== undefined && customer !== this.#customer) {
      this.#ordering.forget()
      this.#holding.settle()
      if (this.#step === 'recap') this.#go('cart')
    }
    this.#customer = customer ?? this.#customer
    super.sessionChanged()
    if (customer !== undefined && this.#step === 'recap' && !this.#ordering.placing) void this.#ordering.begin()
  }

  protected override content(): unknown {
    return this.mode === 'button' ? this.#compact() : super.content()
  }

  protected override skeleton(): unknown {
    if (this.mode === 'button') return nothing
    return html`<div class="cart">${skeleton(['title', 'row', 'row', 'row', 'control'], this.shared?.loading)}</div>`
  }

  protected override failed(problem: Problem): unknown {
    return html`<div class="cart">${this.#title()} ${problemState(this.shared, problem, () => this.retry())}</div>`
  }

  protected override ready(cart: Cart): unknown {
    const face = this.#face(cart)
    const { receipt, drawing } = this.#ordering
    if (receipt && drawing)
      return html`<div class="cart">${this.#title()} ${drawing.placed(receipt, face, this.#onAgain)}</div>`
    if (this.#step === 'recap' && face.shown.length > 0) return this.#recap(cart, face)
    return html`<div class="cart">
      ${this.#title()} ${this.#holding.said(this.t, (label) => this.announce(this.t.undone(label)))}
      ${
        face.shown.length === 0
          ? html`${empty({ icon: iconCart, title: this.t.empty, text: this.t.emptyHint, actions: html`${this.#catalogue(face)}` })}
            ${quickAdd(face, this.#quick)}`
          : html`<div class="two">
              <div class="cart">${lines(face)} ${quickAdd(face, this.#quick)}</div>
              ${summary(
                face,
                goOn(face, () => this.#go('recap')),
              )}
            </div>`
      }
      <slot name="footer"></slot>
    </div>`
  }

  get #lines(): readonly CartLine[] {
    return this.counter ? readCart(this.counter) : []
  }

  /** Whose cart it is must be known before it can be read. */
  async #known(signal: AbortSignal): Promise<void> {
    const session = this.counter?.session
    if (!session || session.view) return
    await new Promise<void>((resolve) => {
      const done = () => {
        stop()
        resolve()
      }
      const stop = session.subscribe(() => {
        if (session.view) done()
      })
      signal.addEventListener('abort', done, { once: true })
    })
  }

  #face({ asked, quote }: Cart): Face {
    const shown = shownOf(this.#lines, asked, quote)
    const way = (widget: string, href: string | undefined): Elsewhere | undefined =>
      reachable({ widget, href }) ? { widget, route: '/', href } : undefined
    const current = shown.length === asked.length && shown.every((one) => one.fresh)
    return {
      t: this.t,
      format: this.format,
      level: this.headingLevel,
      currency: quote?.currency ?? 'EUR',
      shown,
      quote,
      busy: this.busy || !current,
      catalogue: way('catalogue', this.catalogueHref),
      orders: this.may('orders.read') ? way('orders', this.ordersHref) : undefined,
      setQuantity: this.#holding.setQuantity,
      remove: this.#holding.remove,
    }
  }

  #title(): TemplateResult {
    const title = this.#step === 'recap' && !this.#ordering.receipt ? this.t.recapTitle : this.t.title
    return html`<slot name="header">${heading(this.headingLevel, title, undefined, 'title')}</slot>`
  }

  #catalogue({ catalogue }: Face): TemplateResult | typeof nothing {
    if (!catalogue) return nothing
    return html`<a class="button primary" part="button catalogue" href=${addressOf(catalogue)} @click=${(event: MouseEvent) => followElsewhere(event, catalogue)}
      ><span>${this.t.catalogue}</span></a
    >`
  }

  #recap({ quote }: Cart, face: Face): TemplateResult {
    const { placing, drawing, problem } = this.#ordering
    const { shared } = this
    if (problem)
      return html`<div class="cart">${this.#title()} ${problemState(shared, problem, () => void this.#ordering.begin())}</div>`
    if (!placing?.form || !drawing || !quote)
      return html`<div class="cart">${this.#title()} ${skeleton(['control', 'control', 'row', 'row'], shared.loading)}</div>`
    const { form } = placing
    const recap = { placing, form, quote, shared, onAccept: this.#onAccept, onBack: () => this.#go('cart') }
    return html`<div class="cart">
      ${this.#title()}
      <div class="two">
        ${drawing.recap(face, recap)}
        ${summary(face, orderNow(face, { placing, form, terms: this.termsHref, send: () => void this.#send() }))}
      </div>
    </div>`
  }

  /** Nothing to say before somebody who may order is signed in. */
  #compact(): unknown {
    const features = this.counter?.session.portal?.features
    if (!this.session || !this.may('orders.place') || features?.includes('ordering') === false) return nothing
    const { t, format, cartHref: href } = this
    return compact({ t, format, count: this.#lines.length, quote: this.data?.quote, href })
  }

  #take(article: ArticleByCode): void {
    const line = { articleId: article.id, quantity: article.least ?? '1', options: [], equipmentId: null }
    if (this.#holding.add(line)) this.announce(this.t.added(article.label))
    this.shadowRoot?.getElementById('quick-code')?.focus()
  }

  /** The cart has moved, here or in another tab: prices are asked again once it rests. */
  #moved(): void {
    this.requestUpdate()
    clearTimeout(this.#waiting)
    if (this.session && this.may('orders.place')) this.#waiting = setTimeout(() => void this.reload(), 200)
  }

  #follow(): void {
    this.#unfollow?.()
    const { route } = this
    if (!route || this.mode === 'button') return
    this.#arrive(readRoute(route))
    this.#unfollow = watchRoute(route, (now) => this.#arrive(now))
  }

  #arrive(route: string | null): void {
    const step = route?.startsWith('/recap') ? 'recap' : 'cart'
    if (step === 'recap' && this.#step !== 'recap') void this.#ordering.begin()
    this.#step = step
    this.requestUpdate()
  }

  #go(step: 'cart' | 'recap'): void {
    const path = step === 'recap' ? '/recap' : null
    this.#holding.settle()
    if (this.route) navigate(this, this.route, path, { replace: step === 'cart' })
    else this.#arrive(path)
    // The step is another view: the reader begins at its top.
    void this.updateComplete.then(() =>
      this.shadowRoot?.querySelector<HTMLElement>('.root')?.focus({ preventScroll: false }),
    )
  }

  readonly #onAccept = (): void => {
    const now = this.#ordering.accept()
    if (!this.data || !now) return
    this.data.quote = now
    this.announce(this.t.accepted)
  }

  async #send(): Promise<void> {
    const { placing } = this.#ordering
    const { asked, quote } = this.data ?? {}
    if (!placing || !asked || !quote || placing.busy) return
    const reference = placing.writing.reference.trim() || null
    if (await this.#ordering.send(asked, quote)) return this.#sent(asked, reference)
    if (placing.siteMissing) {
      await this.updateComplete
      this.shadowRoot?.getElementById('site')?.focus()
    }
    if (placing.problem?.code === 'lines-refused') {
      this.#go('cart')
      void this.reload()
    }
  }

  #sent(lines: readonly CartLine[], reference: string | null): void {
    // What was put in meanwhile stays.
    this.#holding.change((all) => all.filter((one) => !lines.some((line) => sameThing(one, line))))
    this.#go('cart')
    const receipt = this.#ordering.receipt?.receipt ?? ''
    this.dispatchEvent(new OrderPlacedEvent({ receipt, reference }))
  }

  readonly #onAgain = (): void => {
    this.#ordering.done()
    void this.reload()
  }
}

define('guichet-cart', GuichetCart)

declare global {
  interface HTMLElementTagNameMap {
    'guichet-cart': GuichetCart
  }
}
