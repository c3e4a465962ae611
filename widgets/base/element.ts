import { ContextConsumer } from '@lit/context'
import { type CSSResultGroup, html, LitElement, type PropertyDeclarations, type PropertyValues } from 'lit'
import type { Language, Right, SessionView } from '../../bff/api.ts'
import { base } from '../styles/base.ts'
import { tokens } from '../styles/tokens.ts'
import { type Call, type Counter, counterContext } from './counter.ts'
import {
  languageOf,
  loadStrings,
  nearestLanguage,
  type StringLoaders,
  stringsNow,
  watchPageLanguage,
} from './locale.ts'
import './page-provider.ts'
import { asProblem, type Problem } from './problem.ts'
import { problemState, stateStyles } from './states.ts'
import type { SharedStrings } from './strings/fr.ts'

/**
 * What every element of the counter shares: the inner root that the page cannot style, its host, its language and
 * strings, announcements, and a boundary: whatever throws while it draws, the page and the other widgets live on.
 *
 * A page may put other words in place of ours: `element.words = { title: 'Mes factures' }`, or for all elements of
 * a tag through the host's `words`.
 *
 * @attr lang - language of this element, `fr` or `en`; default: the host's, the person's choice on this device, the page's, the account's, the portal's
 * @attr inherit - takes `font` and/or `accent` from the page on purpose, e.g. `inherit="font accent"`
 * @attr theme - `light`, `dark` or `auto`; default: as the page's `color-scheme`
 * @csspart root - the ground of the whole widget
 */
export abstract class GuichetElement<S extends object = object> extends LitElement {
  /** Each language brings the words that all elements share along: one file to fetch. */
  static strings: StringLoaders<object>

  static override styles: CSSResultGroup = [tokens, base, stateStyles]

  static override properties: PropertyDeclarations = { words: { attribute: false } }

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, 'lang', 'inherit']
  }

  /** Other words for some strings of this element. */
  declare words: Partial<S> | undefined

  /** Strings of this element, in its language. */
  protected t!: S
  /** Strings that all elements share. */
  protected shared!: SharedStrings
  /** The language on screen. */
  protected language: Language = 'fr'
  #counter: Counter | undefined
  #unwatch: (() => void) | undefined
  #unsubscribe: (() => void) | undefined
  #broken: Problem | undefined
  #announcement = ''
  #held = false

  constructor() {
    super()
    new ContextConsumer(this, {
      context: counterContext,
      subscribe: true,
      callback: (counter) => this.#serve(counter),
    })
  }

  /** The host around this element; undefined until there is one. */
  protected get counter(): Counter | undefined {
    return this.#counter
  }

  /** Who is signed in; null when nobody is, or not known yet. */
  protected get session(): SessionView | null {
    return this.#counter?.session.view ?? null
  }

  /** True when the profile that applies now has the right. The BFF decides for itself; this only spares dead ends. */
  protected may(right: Right): boolean {
    return this.session?.rights.includes(right) ?? false
  }

  /**
   * Asks the BFF, for handlers. Loads get a call of their own, bound to their signal. Where the BFF wants to know anew
   * who it is (`step-up-required`), a dialog asks in place, and the call is made once more. @throws Problem
   */
  protected readonly call: Call = async (key, ...rest) => {
    const counter = this.#counter
    if (!counter) throw new Error('no host around this element')
    try {
      return await counter.call(key, ...rest)
    } catch (thrown) {
      const root = this.#root
      if (!root || asProblem(thrown).code !== 'step-up-required') throw thrown
      const { stepUp } = await import('./step-up/step-up.ts')
      if (!(await stepUp(root, counter, this.language, this.shared))) throw thrown
      return counter.call(key, ...rest)
    }
  }

  /** Tells a screen reader, politely. */
  announce(text: string): void {
    // The same text twice in a row is only read when it changes.
    this.#announcement = text === this.#announcement ? `${text}\u00a0` : text
    this.requestUpdate()
  }

  /** What stands inside the root. Called when the strings of the language are there. */
  protected abstract content(): unknown

  /** Before the strings are there. Speaks no language. */
  protected skeleton(): unknown {
    return ''
  }

  /** The host has come, or gone to another one, or its session has moved. */
  protected sessionChanged(): void {}

  override connectedCallback(): void {
    super.connectedCallback()
    this.#unwatch = watchPageLanguage(() => this.requestUpdate())
    // It may have been moved to where another language is spoken.
    if (this.hasUpdated) this.requestUpdate()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#unwatch?.()
    this.#unsubscribe?.()
  }

  override attributeChangedCallback(name: string, old: string | null, value: string | null): void {
    if (name === 'lang' || name === 'inherit') this.requestUpdate()
    else super.attributeChangedCallback(name, old, value)
  }

  protected override willUpdate(_changed: PropertyValues): void {
    this.#held = this.shadowRoot?.activeElement != null
    this.#speak()
  }

  protected override update(changed: PropertyValues): void {
    try {
      super.update(changed)
    } catch (thrown) {
      this.#broken = asProblem(thrown)
      super.update(new Map())
    }
  }

  protected override updated(_changed: PropertyValues): void {
    this.#dress()
    // What had the focus is gone (a row reloaded, a state replaced): the keyboard stays in the widget.
    if (this.#held && !this.shadowRoot?.activeElement) this.#root?.focus({ preventScroll: true })
  }

  protected override render(): unknown {
    return html`<div class="root" part="root" tabindex="-1" lang=${this.language}>
      ${this.#inside()}
      <div class="visually-hidden" role="status">${this.#announcement}</div>
    </div>`
  }

  get #root(): HTMLElement | null {
    return this.shadowRoot?.querySelector<HTMLElement>('.root') ?? null
  }

  #inside(): unknown {
    if (!this.t || !this.shared) return this.skeleton()
    if (this.#broken) return problemState(this.shared, this.#broken, () => this.#mend())
    return this.content()
  }

  #mend(): void {
    this.#broken = undefined
    this.retry()
  }

  /** After a problem: try again. */
  protected retry(): void {
    this.requestUpdate()
  }

  #serve(counter: Counter | undefined): void {
    this.#counter = counter
    this.#unsubscribe?.()
    this.#unsubscribe = counter?.session.subscribe(() => this.#moved())
    void counter?.session.start()
    this.#moved()
  }

  #moved(): void {
    this.sessionChanged()
    this.requestUpdate()
  }

  /** Decides the language and fetches its strings; until they are there the former language stays on screen. */
  #speak(): void {
    const session = this.#counter?.session
    const wanted =
      languageOf(this.getAttribute('lang')) ??
      this.#counter?.language ??
      session?.language ??
      nearestLanguage(this) ??
      session?.view?.language ??
      session?.portal?.languages[0] ??
      'fr'
    const own = (this.constructor as typeof GuichetElement).strings as StringLoaders<S>
    const spoken = stringsNow(own, wanted)
    if (spoken) {
      this.language = wanted
      this.shared = spoken.shared
      this.t = { ...spoken.default, ...this.#counter?.words[this.localName]?.[wanted], ...this.words } as S
    } else {
      // A language that cannot be fetched leaves the former one, or the skeleton; the next update asks again.
      loadStrings(own, wanted).then(
        () => this.requestUpdate(),
        () => {},
      )
    }
  }

  /** Takes the portal's colour, and what the page lends on purpose. */
  #dress(): void {
    const style = this.#root?.style
    if (!style) return
    const brand = this.#counter?.session.portal?.branding.accent ?? ''
    const lent = this.getAttribute('inherit')?.includes('accent') ? getComputedStyle(this).accentColor : 'auto'
    const accent = lent && lent !== 'auto' ? lent : brand
    if (style.getPropertyValue('--g-brand') !== accent) style.setProperty('--g-brand', accent)
  }
}
