import { html, type PropertyValues } from 'lit'
import type { Right } from '../../bff/api.ts'
import type { Call } from './counter.ts'
import { type DateShape, date } from './dates.ts'
import { GuichetElement } from './element.ts'
import { wish } from './event.ts'
import { skeleton } from '../parts/skeleton.ts'
import { money, number, percent } from './money.ts'
import { asProblem, Problem } from './problem.ts'
import { HandOffRequestEvent, SignedInEvent, SignInRequestEvent } from './session-events.ts'
import { emptyState, forbiddenState, signedOutState } from './row-states.ts'
import { claimSecret } from './secrets.ts'
import { problemState } from './states.ts'

/** Formats of the element's language. */
export interface Format {
  /** `"1284.6"` -> `1 284,60 €`; null -> a dash. */
  money(amount: string | null, currency: string): string
  /** A day `YYYY-MM-DD` or an ISO instant (shape `instant`); null -> a dash. */
  date(value: string | null, shape?: DateShape): string
  number(value: string | number, options?: Intl.NumberFormatOptions): string
  /** `"0.2"` -> `20 %`. */
  percent(fraction: string): string
}

/**
 * A widget that shows rows of the BFF: it declares one load; the base shows the state that fits.
 *
 * skeleton · ready · empty · problem (retry, reference) · forbidden · signed-out (offers sign-in in place) ·
 * offline · insecure context. A feature that the portal has switched off shows nothing at all.
 *
 * @fires guichet-sign-in-request - somebody asks to sign in; cancel it to show a sign-in of your own
 * @fires guichet-hand-off-request - somebody asks for the website's own sign-in; cancel it to go there yourself
 * @fires guichet-signed-in - somebody has signed in by the form in its place, `detail.session` says who
 * @csspart problem - the problem state
 * @csspart forbidden - the state for a profile that may not see this
 * @csspart signed-out - the offer to sign in
 * @csspart offline - the state without network
 * @csspart empty - the state without rows
 * @csspart sign-in - the sign-in form, when it stands in the widget's place
 */
export abstract class Widget<T, S extends object = object> extends GuichetElement<S> {
  /** Feature flag of the portal; a portal without it shows nothing here. */
  static feature?: string
  /** Right without which the widget says whom to ask. */
  static needs?: Right

  /** Formats of the language on screen. */
  protected readonly format: Format = {
    money: (amount, currency) => money(this.language, amount, currency),
    date: (value, shape) => date(this.language, value, shape),
    number: (value, options) => number(this.language, value, options),
    percent: (fraction) => percent(this.language, fraction),
  }
  #data: T | undefined
  #problem: Problem | undefined
  #loading: AbortController | undefined
  #epoch = 0
  #signingIn = false
  #handingOff = false

  /** One declared load: asks through `call`, which is bound to `signal`. @throws Problem */
  protected abstract load(call: Call, signal: AbortSignal): Promise<T>

  /** Draws the data. Also called with the former data while a reload runs (`busy`). */
  protected abstract ready(data: T): unknown

  protected override skeleton(): unknown {
    return skeleton(['title', 'line', 'line', 'short'])
  }

  protected isEmpty(_data: T): boolean {
    return false
  }

  protected empty(_data: T): unknown {
    return emptyState(this.shared)
  }

  /** A load is under way. */
  protected get busy(): boolean {
    return this.#loading !== undefined
  }

  /** What the last load brought. */
  protected get data(): T | undefined {
    return this.#data
  }

  /** Loads again; a running load is aborted. What is on screen stays until the answer is there. */
  async reload(): Promise<void> {
    this.#loading?.abort()
    const mine = new AbortController()
    const { signal } = mine
    this.#loading = mine
    this.requestUpdate()
    const call: Call = (key, ...[parts, options]) => this.call(key, parts as never, { signal, ...options })
    try {
      const data = await this.load(call, signal)
      if (signal.aborted) return
      this.#data = data
      this.#problem = undefined
    } catch (thrown) {
      if (signal.aborted) return
      this.#problem = asProblem(thrown)
    }
    this.#loading = undefined
    this.requestUpdate()
  }

  override connectedCallback(): void {
    super.connectedCallback()
    window.addEventListener('online', this.#online)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    window.removeEventListener('online', this.#online)
    // A move takes the element out and puts it back in one go: only a real removal ends the load.
    queueMicrotask(() => {
      if (!this.isConnected) this.#drop()
    })
  }

  protected override sessionChanged(): void {
    const { epoch = 0, state } = this.counter?.session ?? {}
    if (state === 'signed-out' && claimSecret()) this.#showSignIn()
    if (epoch === this.#epoch) return
    this.#drop()
    this.#epoch = epoch
    if (epoch === 0) return
    this.#signingIn = false
    if (!this.#shut()) void this.reload()
  }

  protected override retry(): void {
    const session = this.counter?.session
    if (session?.state === 'problem') void session.refresh()
    if (this.#epoch) void this.reload()
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed)
    this.shadowRoot?.querySelector('.root')?.setAttribute('aria-busy', String(this.busy))
  }

  protected override content(): unknown {
    const session = this.counter?.session
    if (!session || this.#off) return this.#off ? '' : this.skeleton()
    if (session.state === 'insecure-context') return this.#failed(new Problem('insecure-context'))
    if (session.state === 'signed-out') return this.#signedOut()
    if (session.state === 'problem' && session.problem) return this.#failed(session.problem)
    if (this.#forbidden) return this.#refused()
    if (this.#problem) return this.#failed(this.#problem)
    if (this.#data === undefined || !session.view) return this.skeleton()
    return this.isEmpty(this.#data) ? this.empty(this.#data) : this.ready(this.#data)
  }

  /** Draws a load's problem. A widget that keeps its filters on screen overrides this. */
  protected failed(problem: Problem): unknown {
    return problemState(this.shared, problem, () => this.retry())
  }

  #failed(problem: Problem): unknown {
    if (problem.code === 'right-missing') return this.#refused()
    if (problem.code === 'offline') return problemState(this.shared, problem, () => this.retry())
    return this.failed(problem)
  }

  #refused(): unknown {
    return forbiddenState(this.shared, this.counter?.session.portal?.name)
  }

  #signedOut(): unknown {
    if (this.#signingIn) return html`<guichet-login part="sign-in"></guichet-login>`
    const { handOver, site = null } = this.counter?.session ?? {}
    const handOff = handOver ? { site, busy: this.#handingOff, go: this.#handOff } : null
    return signedOutState(this.shared, { signIn: this.#signIn, handOff })
  }

  #signIn = (): void => {
    if (wish(this, new SignInRequestEvent())) this.#showSignIn()
  }

  #handOff = async (): Promise<void> => {
    const session = this.counter?.session
    if (this.#handingOff || !session?.handOver || !wish(this, new HandOffRequestEvent())) return
    this.#handingOff = true
    this.requestUpdate()
    const entered = await session.handOver('asked').catch(() => false)
    this.#handingOff = false
    // Nobody is known there: the portal's other ways.
    if (!entered) this.#showSignIn()
    else if (session.view) this.dispatchEvent(new SignedInEvent(session.view))
  }

  #showSignIn(): void {
    this.counter?.need('guichet-login')
    this.#signingIn = true
    this.requestUpdate()
  }

  get #off(): boolean {
    const { feature } = this.constructor as typeof Widget
    const portal = this.counter?.session.portal
    return feature !== undefined && portal != null && !portal.features.includes(feature)
  }

  get #forbidden(): boolean {
    const { needs } = this.constructor as typeof Widget
    return needs !== undefined && this.session !== null && !this.may(needs)
  }

  /** Nothing to ask for: the answer would be a refusal. */
  #shut(): boolean {
    return this.#off || this.#forbidden
  }

  #drop(): void {
    this.#loading?.abort()
    this.#loading = undefined
    this.#data = undefined
    this.#problem = undefined
    this.#epoch = 0
  }

  #online = (): void => {
    if (this.#problem?.code === 'offline') this.retry()
  }
}
