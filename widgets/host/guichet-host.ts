import { ContextConsumer, ContextProvider } from '@lit/context'
import { type PropertyValues, ReactiveElement } from 'lit'
import { counterContext, type Words } from '../base/counter.ts'
import { define } from '../base/define.ts'
import { languageOf } from '../base/locale.ts'
import '../base/page-provider.ts'
import { addressOf, openCounter } from './counters.ts'
import { type Authenticate, handOverBy } from './hand-over.ts'

/**
 * Gives another portal, language or wording to the widgets inside it. A page with one portal needs none: its script
 * is the host of the whole page. What a host does not say it takes from the one around it; the nearest wins.
 *
 * @attr portal - publishable key `pk_…`
 * @attr site - name of the website, for «Continuer avec mon compte …»
 * @attr origin - address of the counter, e.g. `https://counter.example.com`
 * @attr lang - `fr` or `en`
 */
export class GuichetHost extends ReactiveElement {
  static override properties = {
    portal: {},
    origin: {},
    site: {},
    words: { attribute: false },
    authenticate: { attribute: false },
  }

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, 'lang']
  }

  /** Publishable key of the portal. */
  declare portal: string | undefined
  /** Address of the counter. */
  declare origin: string | undefined
  /** Name of the website, as on the button of its own sign-in. */
  declare site: string | undefined
  /** Other words for some strings: `{ 'guichet-login': { fr: { title: 'Bienvenue' } } }`. */
  declare words: Words | undefined

  /** The website's own sign-in: fetches an assertion for a key, see "The site's own sign-in" in docs/embed.md. */
  declare authenticate: Authenticate | undefined

  readonly #around = new ContextConsumer(this, {
    context: counterContext,
    subscribe: true,
    callback: () => this.#provide(),
  })
  readonly #provider = new ContextProvider(this, { context: counterContext })

  /** Children stay where the page put them. */
  protected override createRenderRoot(): HTMLElement {
    return this
  }

  override connectedCallback(): void {
    this.style.display ||= 'contents'
    super.connectedCallback()
    this.#provide()
  }

  override attributeChangedCallback(name: string, old: string | null, value: string | null): void {
    if (name === 'lang') this.requestUpdate()
    else super.attributeChangedCallback(name, old, value)
  }

  protected override willUpdate(changed: PropertyValues): void {
    this.#provide()
    if (changed.has('authenticate') || changed.has('site')) this.#handOver()
  }

  #provide(): void {
    const provider = this.#provider
    const around = this.#around.value
    const [origin, , portal] = around?.address.split(/\/(v1)\/(?=pk_)/) ?? []
    const here = this.origin ?? origin ?? new URL(import.meta.url).origin
    const key = this.portal ?? portal
    if (!key) return
    const language = languageOf(this.getAttribute('lang')) ?? around?.language ?? null
    const address = addressOf(here, key)
    const words = this.words ?? around?.words ?? {}
    const now = provider.value
    if (now && now.address === address && now.language === language && now.words === words) return
    provider.setValue(openCounter({ address, language, words, ...(around && { need: around.need }) }))
    this.#handOver()
  }

  #handOver(): void {
    const counter = this.#provider.value
    if (counter && this.authenticate) handOverBy(counter, this.authenticate, { site: this.site })
  }
}

define('guichet-host', GuichetHost)

declare global {
  interface HTMLElementTagNameMap {
    'guichet-host': GuichetHost
  }
}
