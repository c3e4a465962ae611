import { type CSSResultGroup, html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import type { ArticleByCode, CartQuote, CommandReceipt } from '../../bff/api.ts'
import { addToCart, type CartLine, changeCart, readCart, sameThing, watchCart, withLine } from '../base/cart-store.ts'
import type { Call } from '../base/counter.ts'
import { define } from '../base/define.ts'
import { addressOf, type Elsewhere, followElsewhere, reachable } from '../base/elsewhere.ts'
import { readRoute } from '../base/hash.ts'
import type { StringLoaders } from '../base/locale.ts'
import { asProblem, type Problem } from '../base/problem.ts'
import { quantityText, thousandths } from '../base/quantity.ts'
import { navigate, watchRoute } from '../base/route.ts'
import { problemState } from '../base/states.ts'
import { Widget } from '../base/widget.ts'
import { button } from '../parts/button.ts'
import { empty } from '../parts/empty.ts'
import { fieldStyles } from '../parts/field.ts'
import { heading, headingStyles } from '../parts/heading.ts'
import { iconCart } from '../parts/icons-trade.ts'
import { notice, noticeStyles } from '../parts/notice.ts'
import { skeleton } from '../parts/skeleton.ts'
import { stepperStyles } from '../parts/stepper.ts'
import { OrderPlacedEvent } from './events.ts'
import type { Face } from './face.ts'
import { cartStyles } from './guichet-cart.styles.ts'
import { lines } from './lines.ts'
import { askedOf, bareCode, shownOf } from './model.ts'
import { quickAdd } from './quick-add.ts'
import { ReceiptWatch } from './receipt-watch.ts'
import type { CartStrings } from './strings/fr.ts'
import { summary } from './summary.ts'

type Drawing = typeof import('./recap.ts')
type Placing = InstanceType<Drawing['Placing']>

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
    mode: {},
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
  #drawing: Drawing | undefined
  #placing: Placing | undefined
  #recapProblem: Problem | undefined
  #receipt: CommandReceipt | undefined
  #removed: { line: CartLine; label: string } | undefined
  #full = false
  #code = ''
  #finding = false
  #codeError: string | undefined
  #choices: readonly ArticleByCode[] = []
  #customer: string | undefined
  #waiting: ReturnType<typeof setTimeout> | undefined
  #unwatch: (() => void) | undefined
  #unfollow: (() => void) | undefined
  readonly #watch = new ReceiptWatch(this.call, (receipt) => this.#told(receipt))

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
    this.#watch.stop()
    clearTimeout(this.#waiting)
    this.#placing?.leave()
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (this.hasUpdated && changed.has('route')) this.#follow()
    super.willUpdate(changed)
  }

  protected override sessionChanged(): void {
    const customer = this.session?.customer.id
    if (customer !== undefined && this.#customer !== undefined && customer !== this.#customer) {
      this.#placing?.leave()
      this.#placing = this.#receipt = this.#removed = undefined
      this.#watch.stop()
      if (this.#step === 'recap') this.#go('cart')
    }
    this.#customer = customer ?? this.#customer
    super.sessionChanged()
    if (customer !== undefined && this.#step === 'recap' && !this.#placing) void this.#begin()
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
    if (this.#receipt && this.#drawing)
      return html`<div class="cart">${this.#title()} ${this.#drawing.placed(this.#receipt, face, this.#onAgain)}</div>`
    if (this.#step === 'recap' && face.shown.length > 0) return this.#recap(cart, face)
    return html`<div class="cart">
      ${this.#title()} ${this.#said()}
      ${
        face.shown.length === 0
          ? html`${empty({ icon: iconCart, title: this.t.empty, text: this.t.emptyHint, actions: html`${this.#catalogue(face)}` })}
            ${quickAdd(face, this.#quick)}`
          : html`<div class="two">
              <div class="cart">${lines(face)} ${quickAdd(face, this.#quick)}</div>
              ${summary(face, this.#goOn(face))}
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
      setQuantity: (line, text) => this.#setQuantity(line, text),
      remove: (line, label) => this.#remove(line, label),
    }
  }

  #title(): TemplateResult {
    const title = this.#step === 'recap' && !this.#receipt ? this.t.recapTitle : this.t.title
    return html`<slot name="header">${heading(this.headingLevel, title, undefined, 'title')}</slot>`
  }

  #catalogue({ catalogue }: Face): TemplateResult | typeof nothing {
    if (!catalogue) return nothing
    return html`<a class="button primary" part="button catalogue" href=${addressOf(catalogue)} @click=${(event: MouseEvent) => followElsewhere(event, catalogue)}
      ><span>${this.t.catalogue}</span></a
    >`
  }

  #said(): unknown {
    if (this.#full) return notice({ tone: 'danger', title: this.t.full, role: 'alert' })
    if (!this.#removed) return nothing
    const { line, label } = this.#removed
    return notice({
      tone: 'info',
      text: this.t.removed(label),
      role: 'status',
      actions: button({ label: this.t.undo, onClick: () => this.#undo(line, label) }),
    })
  }

  #goOn({ quote, busy }: Face): TemplateResult {
    const orderable = quote?.orderable ?? false
    return html`<div class="summary-act">
      ${button({
        label: this.t.goOn,
        kind: 'primary',
        part: 'go-on',
        disabled: !orderable && !busy,
        onClick: () => orderable && !busy && this.#go('recap'),
      })}
      ${orderable || busy ? nothing : html`<p class="second">${this.t.correct}</p>`}
    </div>`
  }

  #recap({ quote }: Cart, face: Face): TemplateResult {
    const [placing, drawing] = [this.#placing, this.#drawing]
    if (this.#recapProblem)
      return html`<div class="cart">${this.#title()} ${problemState(this.shared, this.#recapProblem, () => void this.#begin())}</div>`
    if (!placing?.form || !drawing || !quote) {
      return html`<div class="cart">${this.#title()} ${skeleton(['control', 'control', 'row', 'row'], this.shared.loading)}</div>`
    }
    const { form } = placing
    return html`<div class="cart">
      ${this.#title()}
      <div class="two">
        ${drawing.recap(face, { placing, form, quote, shared: this.shared, terms: this.termsHref, onAccept: this.#onAccept, onBack: () => this.#go('cart') })}
        ${summary(
          face,
          html`<div class="summary-act">
            ${form.paymentTerms ? html`<p class="second">${this.t.payment(form.paymentTerms)}</p>` : nothing}
            <p class="second">${this.t.confirmed}</p>
            ${this.termsHref ? html`<p class="second"><a href=${this.termsHref} target="_blank" rel="noopener">${this.t.terms}</a></p>` : nothing}
            ${button({
              label: form.customerKind === 'person' ? this.t.orderAndPay : this.t.order,
              kind: 'primary',
              part: 'order',
              busy: placing.busy,
              disabled: placing.current !== undefined || !quote.orderable || face.busy,
              onClick: () => void this.#send(),
            })}
            ${placing.current ? html`<p class="second">${this.t.acceptFirst}</p>` : nothing}
          </div>`,
        )}
      </div>
    </div>`
  }

  /** Nothing to say before somebody who may order is signed in. */
  #compact(): unknown {
    const features = this.counter?.session.portal?.features
    if (!this.session || !this.may('orders.place') || features?.includes('ordering') === false) return nothing
    const count = this.#lines.length
    const { quote } = this.data ?? {}
    const target = { widget: 'cart', route: '/', href: this.cartHref }
    const total = count > 0 && quote?.exclTax ? this.format.money(quote.exclTax, quote.currency) : nothing
    const inside = html`${iconCart}<span>${this.t.cart}</span>${count > 0 ? html`<span class="count">${count}</span>` : nothing}${
      total === nothing ? nothing : html`<span class="numeric second">${total}</span>`
    }`
    return reachable(target)
      ? html`<a class="button compact" part="button compact" aria-label=${this.t.see(count)} href=${addressOf(target)} @click=${(event: MouseEvent) => followElsewhere(event, target)}
          >${inside}</a
        >`
      : html`<span class="compact" part="compact" role="img" aria-label=${this.t.see(count)}>${inside}</span>`
  }

  readonly #quickFind = async (): Promise<void> => {
    const code = bareCode(this.#code)
    this.#choices = []
    this.#codeError = code ? undefined : this.t.quickEmpty
    if (!code) return this.requestUpdate()
    this.#finding = true
    this.requestUpdate()
    try {
      const { rows } = await this.call('GET /cart/articles', { query: { code: this.#code.slice(0, 100) } })
      const exact = rows.filter((row) => bareCode(row.code) === code || bareCode(row.manufacturerCode ?? '') === code)
      const [only] = exact.length === 1 ? exact : rows.length === 1 ? rows : []
      if (only) this.#quickTake(only)
      else if (rows.length === 0) this.#codeError = this.t.quickNone
      else this.#choices = rows
    } catch (thrown) {
      this.#codeError = this.shared.problems[asProblem(thrown).code]
    } finally {
      this.#finding = false
      this.requestUpdate()
    }
  }

  readonly #quickTake = (article: ArticleByCode): void => {
    this.#choices = []
    this.#code = ''
    const line = { articleId: article.id, quantity: article.least ?? '1', options: [], equipmentId: null }
    if (this.#try((counter) => addToCart(this, counter, line))) this.announce(this.t.added(article.label))
    this.shadowRoot?.getElementById('quick-code')?.focus()
  }

  get #quick() {
    return {
      code: this.#code,
      busy: this.#finding,
      error: this.#codeError,
      choices: this.#choices,
      type: (code: string) => {
        this.#code = code
        this.#codeError = undefined
        this.requestUpdate()
      },
      find: () => void this.#quickFind(),
      add: this.#quickTake,
    }
  }

  /** False when the browser could not keep it. */
  #try(change: (counter: NonNullable<typeof this.counter>) => void): boolean {
    this.#removed = undefined
    this.#full = false
    try {
      if (this.counter) change(this.counter)
    } catch {
      this.#full = true
    }
    this.requestUpdate()
    return !this.#full
  }

  #setQuantity(line: CartLine, text: string): void {
    const units = thousandths(text)
    // What is no quantity at all gives way to the one before.
    if (units === null) return this.requestUpdate()
    const quantity = quantityText(units)
    this.#try((counter) =>
      changeCart(this, counter, (all) => all.map((one) => (sameThing(one, line) ? { ...one, quantity } : one))),
    )
  }

  #remove(line: CartLine, label: string): void {
    const done = this.#try((counter) => changeCart(this, counter, (all) => all.filter((one) => !sameThing(one, line))))
    if (done) this.#removed = { line, label }
  }

  #undo(line: CartLine, label: string): void {
    if (this.#try((counter) => changeCart(this, counter, (all) => withLine(all, line))))
      this.announce(this.t.undone(label))
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
    if (step === 'recap' && this.#step !== 'recap') {
      this.#receipt = undefined
      void this.#begin()
    }
    this.#step = step
    this.requestUpdate()
  }

  #go(step: 'cart' | 'recap'): void {
    const path = step === 'recap' ? '/recap' : null
    this.#removed = undefined
    if (this.route) navigate(this, this.route, path, { replace: step === 'cart' })
    else this.#arrive(path)
    // The step is another view: the reader begins at its top.
    void this.updateComplete.then(() =>
      this.shadowRoot?.querySelector<HTMLElement>('.root')?.focus({ preventScroll: false }),
    )
  }

  async #begin(): Promise<void> {
    this.#recapProblem = undefined
    try {
      const drawing = (this.#drawing ??= await import('./recap.ts'))
      const sheet = drawing.recapStyles.styleSheet
      const sheets = this.shadowRoot?.adoptedStyleSheets
      if (sheet && sheets && !sheets.includes(sheet)) sheets.push(sheet)
      const { counter } = this
      // The session tells the element when it is known: then this is asked again.
      if (!counter?.session.view) return
      if (!this.#placing?.isOf(counter)) {
        this.#placing = new drawing.Placing({ call: this.call, counter, changed: () => this.requestUpdate() })
      }
      await this.#placing.begin()
    } catch (thrown) {
      this.#recapProblem = asProblem(thrown)
    }
    this.requestUpdate()
  }

  readonly #onAccept = (): void => {
    const { data } = this
    const placing = this.#placing
    if (!placing?.current || !data) return
    data.quote = placing.current
    placing.current = undefined
    placing.problem = undefined
    this.announce(this.t.accepted)
  }

  async #send(): Promise<void> {
    const placing = this.#placing
    const { asked, quote } = this.data ?? {}
    if (!placing || !asked || !quote || placing.busy) return
    const reference = placing.writing.reference.trim() || null
    const receipt = await placing.send(asked, quote)
    if (receipt) return this.#sent(receipt, asked, reference)
    if (placing.siteMissing) {
      await this.updateComplete
      this.shadowRoot?.getElementById('site')?.focus()
    }
    if (placing.problem?.code === 'lines-refused') {
      this.#go('cart')
      void this.reload()
    }
  }

  #sent(receipt: CommandReceipt, lines: readonly CartLine[], reference: string | null): void {
    this.#receipt = receipt
    // What was put in meanwhile stays.
    this.#try((counter) =>
      changeCart(this, counter, (all) => all.filter((one) => !lines.some((line) => sameThing(one, line)))),
    )
    this.#go('cart')
    this.dispatchEvent(new OrderPlacedEvent({ receipt: receipt.receipt, reference }))
    this.#watch.follow(receipt)
  }

  #told(receipt: CommandReceipt): void {
    if (this.#receipt?.id !== receipt.id) return
    this.#receipt = receipt
    if (receipt.number) this.announce(this.t.placedNumber(receipt.number))
    this.requestUpdate()
  }

  readonly #onAgain = (): void => {
    this.#watch.stop()
    this.#receipt = undefined
    void this.reload()
  }
}

define('guichet-cart', GuichetCart)

declare global {
  interface HTMLElementTagNameMap {
    'guichet-cart': GuichetCart
  }
}
