import { type CSSResultGroup, html, type PropertyValues } from 'lit'
import type { Language, SessionView } from '../../bff/api.ts'
import type { Session } from '../base/counter.ts'
import { define } from '../base/define.ts'
import { GuichetElement } from '../base/element.ts'
import { wish } from '../base/event.ts'
import { getters } from '../base/getters.ts'
import { asProblem, Problem } from '../base/problem.ts'
import { claimSecret } from '../base/secrets.ts'
import {
  CustomerChangedEvent,
  LanguageChangedEvent,
  SignedOutEvent,
  SignInRequestEvent,
} from '../base/session-events.ts'
import { problemState } from '../base/states.ts'
import { button } from '../parts/button.ts'
import { iconDanger, iconExpand, iconPerson } from '../parts/icons.ts'
import { skeleton } from '../parts/skeleton.ts'
import { accountStyles } from './guichet-account.styles.ts'
import { avatar, panel } from './panel.ts'
import { type Desk, SettingsDoor } from './settings-door.ts'
import type { Strings } from './strings/fr.ts'

/**
 * Who is signed in, for a page's header: a compact button with a panel behind it that tells the profile and its
 * limits, switches between companies and languages, and signs out; a sheet tells in words what the profile allows,
 * changes e-mail address and password, and lists the devices where the person is signed in. When nobody is signed in, the way in.
 *
 * @fires guichet-sign-in-request - somebody asks to sign in; cancel it to show a sign-in of your own
 * @fires guichet-hand-off-request - somebody asks for the website's own sign-in; cancel it to go there yourself
 * @fires guichet-signed-out - the person has signed out here
 * @fires guichet-customer-changed - another customer's rows are shown from now on
 * @fires guichet-language-changed - the person has chosen a language
 * @csspart opener - the button
 * @csspart avatar - the initials
 * @csspart panel - the panel behind the button
 * @csspart who - name and login
 * @csspart facts - company, profile, limits
 * @csspart companies - the other companies
 * @csspart company - one of them
 * @csspart languages - the languages
 * @csspart language - one of them
 * @csspart open-settings - the button that opens the sheet
 * @csspart sign-out - the button that ends the session
 * @csspart settings - the sheet: profile, password, devices
 * @csspart change-email - the button that begins another e-mail address
 * @csspart device - one device of its list
 * @csspart step-up - the dialog that asks once more who it is
 * @calls GET /session, PUT /session/customer, PATCH /session, DELETE /session, GET /sessions, DELETE /sessions, DELETE /sessions/:id, POST /session/password, POST /session/email, POST /session/step-up, POST /session/step-up/code
 */
export class GuichetAccount extends GuichetElement<Strings> {
  static override strings = { fr: () => import('./strings/fr.ts'), en: () => import('./strings/en.ts') }

  static override styles: CSSResultGroup = [GuichetElement.styles, accountStyles]

  #open = false
  #search = ''
  #switching: string | null = null
  #alert: string | undefined
  /** A secret link was opened: the panel shows the sign-in form, whoever is signed in. */
  #linked: 'wanted' | 'shown' | undefined
  #known: SessionView | null = null

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#follow(false)
    this.#open = false
    this.#door.forget()
  }

  protected override sessionChanged(): void {
    const { view, state } = this.#session ?? {}
    // Signed in through the panel, or signed out elsewhere: the panel has done its work.
    if (Boolean(view) !== Boolean(this.#known) && state !== 'starting') this.#close()
    this.#known = view ?? null
    // The next person sees nothing of this one's.
    if (!view) this.#door.forget()
    if (state && state !== 'starting' && claimSecret()) {
      this.counter?.need('guichet-login')
      this.#linked = 'wanted'
    }
  }

  protected override retry(): void {
    void this.#session?.refresh()
  }

  protected override skeleton(): unknown {
    return html`<div class="waiting">${skeleton(['control'])}</div>`
  }

  protected override content(): unknown {
    const session = this.#session
    if (!session || (session.state === 'starting' && !session.view)) return this.skeleton()
    return html`${this.#opener(session)}
      <div
        id="panel"
        class="panel"
        part="panel"
        popover="auto"
        role="dialog"
        aria-label=${this.t.panel}
        tabindex="-1"
        @toggle=${this.#toggled}
      >
        ${this.#open ? this.#inside(session) : ''}
      </div>
      ${session.view ? this.#door.draw() : ''}`
  }

  readonly #door = new SettingsDoor(
    Object.assign(
      getters<Pick<Desk, 't' | 'shared' | 'language' | 'session' | 'view' | 'root'>>({
        t: () => this.t,
        shared: () => this.shared,
        language: () => this.language,
        session: () => this.#session as Session,
        view: () => this.session as SessionView,
        root: () => this.shadowRoot,
      }),
      {
        call: this.call,
        redraw: () => this.requestUpdate(),
        announce: (text: string) => this.announce(text),
        focus: async (selector: string) => {
          await this.updateComplete
          this.shadowRoot?.querySelector<HTMLElement>(selector)?.focus()
        },
        signOut: () => this.#signOut(),
      },
    ),
  )

  #opener({ view, state }: Session): unknown {
    const { t } = this
    const common = {
      className: 'opener',
      part: 'opener',
      controls: 'panel',
      expanded: this.#open,
      hasPopup: 'dialog',
    } as const
    if (state === 'problem' || state === 'insecure-context') {
      return button({ ...common, label: t.unavailable, icon: iconDanger, iconOnly: true })
    }
    if (!view) return button({ ...common, label: t.signIn, icon: iconPerson, onClick: this.#signIn })
    const { name, customer } = view
    const label = html`<span class="visually-hidden">${t.panel}</span>
      <span class="opener-text"><span class="name">${name}</span><span class="small muted">${customer.name}</span></span>
      ${iconExpand}`
    return button({ ...common, label, icon: avatar(view) })
  }

  #inside(session: Session): unknown {
    const { state, problem, view, portal, stored } = session
    const trouble = state === 'insecure-context' ? new Problem(state) : state === 'problem' ? problem : null
    if (trouble) return problemState(this.shared, trouble, () => this.retry())
    if (!view || this.#linked) return html`<guichet-login></guichet-login>`
    return panel({
      t: this.t,
      language: this.language,
      session: view,
      portal,
      stored,
      switching: this.#switching,
      alert: this.#alert,
      search: this.#search,
      onSearch: (text) => {
        this.#search = text
        this.requestUpdate()
      },
      onSwitch: (id) => void this.#switch(id),
      onLanguage: (language) => void this.#speakLanguage(language),
      onSignOut: () => void this.#signOut(),
      opening: this.#door.busy,
      onSettings: () => void this.#openSettings(),
    })
  }

  async #switch(id: string): Promise<void> {
    const session = this.#session
    if (!session || this.#switching) return
    if (id === session.view?.customer.id) return this.#close()
    await this.#work(async () => {
      this.#switching = id
      const { customer } = await session.switchCustomer(id)
      this.#search = ''
      this.#close()
      this.announce(this.t.switched(customer.name))
      this.dispatchEvent(new CustomerChangedEvent(customer))
    })
    this.#switching = null
    this.requestUpdate()
  }

  async #speakLanguage(language: Language): Promise<void> {
    await this.#work(async () => {
      await this.#session?.setLanguage(language)
      await this.updateComplete
      this.announce(this.t.languageChanged)
      this.dispatchEvent(new LanguageChangedEvent(language))
    })
  }

  async #signOut(): Promise<void> {
    const leaving = this.#session?.signOut()
    this.announce(this.t.signedOut)
    this.dispatchEvent(new SignedOutEvent())
    await leaving
  }

  /** The sheet takes the panel's place; what opens it here takes the keyboard back at its end. */
  async #openSettings(): Promise<void> {
    await this.#work(async () => {
      await this.#door.open()
      this.#close()
    })
  }

  /** Runs one exchange; a refusal becomes words in the panel. */
  async #work(run: () => Promise<void>): Promise<void> {
    this.#alert = undefined
    this.requestUpdate()
    try {
      await run()
    } catch (thrown) {
      const { code } = asProblem(thrown)
      this.#alert = this.shared.problems[code] ?? this.shared.problems.unexpected
    }
    this.requestUpdate()
  }

  get #session(): Session | undefined {
    return this.counter?.session
  }

  get #button(): HTMLButtonElement | null {
    return this.shadowRoot?.querySelector<HTMLButtonElement>('.opener') ?? null
  }

  get #panel(): HTMLElement | null {
    return this.shadowRoot?.querySelector<HTMLElement>('.panel') ?? null
  }

  /** The page may take over; otherwise the browser goes on and opens the panel. */
  readonly #signIn = (event: MouseEvent): void => {
    if (wish(this, new SignInRequestEvent())) this.counter?.need('guichet-login')
    else event.preventDefault()
  }

  #close(): void {
    if (this.#panel?.matches(':popover-open')) this.#panel.hidePopover()
  }

  /** The browser opens and closes it (Escape, a press outside): the button, the content and the place follow. */
  readonly #toggled = async (event: ToggleEvent): Promise<void> => {
    this.#open = event.newState === 'open'
    if (!this.#open) this.#linked = undefined
    this.#alert = undefined
    this.#follow(this.#open)
    this.requestUpdate()
    await this.updateComplete
    if (this.#open) {
      this.#place()
      this.#panel?.focus()
    } else this.#giveFocusBack()
  }

  /** To the button, unless the person has put it elsewhere by pressing there. */
  #giveFocusBack(): void {
    const { activeElement } = this.getRootNode() as Document | ShadowRoot
    if (!activeElement || activeElement === document.body || activeElement === this) this.#button?.focus()
  }

  #follow(open: boolean): void {
    const change = open ? window.addEventListener : window.removeEventListener
    change('scroll', this.#place, { capture: true, passive: true } as AddEventListenerOptions)
    change('resize', this.#place)
    this.#growth.disconnect()
    if (open && this.#panel) this.#growth.observe(this.#panel)
  }

  /** The sign-in inside draws itself, after this element did: what it has grown to must stay inside the window, too. */
  readonly #growth = new ResizeObserver(() => this.#place())

  /** Under its button, inside the window. */
  readonly #place = (): void => {
    const panel = this.#panel
    const opener = this.#button
    if (!panel || !opener) return
    const { left, right, bottom } = opener.getBoundingClientRect()
    const { width, height } = panel.getBoundingClientRect()
    const edge = 8
    const { clientWidth, clientHeight } = document.documentElement
    const start = right - width > edge ? right - width : left
    panel.style.left = `${Math.max(edge, Math.min(start, clientWidth - width - edge))}px`
    panel.style.top = `${Math.max(edge, Math.min(bottom + edge, clientHeight - height - edge))}px`
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed)
    // The browser's own tie: Escape and a press outside close, a press on the button never closes and reopens.
    const opener = this.#button
    if (opener) opener.popoverTargetElement = this.#panel
    if (this.#open) this.#place()
    if (this.#linked !== 'wanted' || !this.#panel) return
    this.#linked = 'shown'
    this.#panel.showPopover()
  }
}

define('guichet-account', GuichetAccount)

declare global {
  interface HTMLElementTagNameMap {
    'guichet-account': GuichetAccount
  }
}
