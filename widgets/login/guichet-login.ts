import { type CSSResultGroup, html, type PropertyValues } from 'lit'
import type { SessionView } from '../../bff/api.ts'
import type { Counter, Session } from '../base/counter.ts'
import { define } from '../base/define.ts'
import { GuichetElement } from '../base/element.ts'
import { wish } from '../base/event.ts'
import { getters } from '../base/getters.ts'
import { loadStrings, stringsNow } from '../base/locale.ts'
import { asProblem, Problem } from '../base/problem.ts'
import { HandOffRequestEvent, SignedInEvent, SignedOutEvent } from '../base/session-events.ts'
import { problemState } from '../base/states.ts'
import { skeleton } from '../parts/skeleton.ts'
import { ContinueRequestEvent } from './events.ts'
import type { Face } from './face.ts'
import { passwordForm, siteDoor, welcome } from './forms.ts'
import { loginStyles } from './guichet-login.styles.ts'
import { hasChallenge, isLink, nextAddress, wantedBySecret } from './model.ts'
import type { Strings } from './strings/fr.ts'
import type { Desk, Wanted, Way, WayFace } from './way.ts'
import type { WayStrings } from './ways/strings/fr.ts'

/** Words of the ways beside the password: fetched with them. */
const wayStrings = { fr: () => import('./ways/strings/fr.ts'), en: () => import('./ways/strings/en.ts') }

/**
 * The way in: login and password, a code by mail or SMS, a portal code, whatever of these the portal offers; a
 * forgotten password, a request for an access; also what a secret link opens (`#guichet.code=`, with an explicit
 * confirmation; `#guichet.password=`, to choose a password; `#guichet.registration=`, to confirm somebody's access;
 * `#guichet.email=`, to confirm an address or take it back).
 * Shows who is signed in afterwards.
 *
 * @fires guichet-signed-in - somebody has signed in, `detail.session` says who
 * @fires guichet-signed-out - the person has signed out here
 * @fires guichet-hand-off-request - somebody asks for the website's own sign-in; cancel it to go there yourself
 * @fires guichet-continue-request - goes on to `next`; cancel it to go there yourself
 * @csspart form - the form on screen
 * @csspart title - its title
 * @csspart hand-off - the button of the website's own sign-in, where the page has named one
 * @csspart submit - its main button
 * @csspart forgotten - the way to a forgotten password
 * @csspart doors - the other ways in
 * @csspart facts - what a link would open
 * @csspart strength - the strength of a new password
 * @csspart welcome - the state once signed in
 * @csspart help - whom to ask when no message comes
 * @calls GET /portal, POST /session, DELETE /session, POST /session/hand-off, POST /session/one-time-code, POST /session/one-time-code/open, POST /session/password-reset, POST /session/password-link/preview, POST /session/password-link, POST /session/code/preview, POST /session/code, POST /session/code/proof, POST /session/code/renew, POST /session/registration, POST /session/registration/preview, POST /session/registration/confirm, POST /session/email/preview, POST /session/email/confirm
 */
export class GuichetLogin extends GuichetElement<Strings> {
  static override strings = { fr: () => import('./strings/fr.ts'), en: () => import('./strings/en.ts') }

  static override styles: CSSResultGroup = [GuichetElement.styles, loginStyles]

  static override properties = {
    next: {},
    headingLevel: { attribute: 'heading-level', type: Number },
  }

  /** @attr next - address to go to once signed in; without it the page stays where it is */
  declare next: string | undefined
  /** @attr heading-level - level of the title in the page's outline, 2 by default */
  declare headingLevel: number

  #busy = false
  #shown = false
  #alert: string | undefined
  #done: string | undefined
  #errors: Face['errors'] = {}
  #until = 0
  #ticking: ReturnType<typeof setTimeout> | undefined
  /** Who has just chosen a password: goes into the form when it comes, which may be later. */
  #login: string | undefined
  /** Tells of the sign-in: the widget in whose place this form stands, because it takes the form away by then. */
  #voice: GuichetElement = this
  /** The way that was asked for; nothing = the portal's first. */
  #wanted: Wanted | undefined
  #way: Way | undefined
  /** It was asked for by a press: the keyboard goes there. */
  #pressed = false
  #words: WayStrings | undefined
  #fetching = false
  /** Why the ways could not be fetched. */
  #unfetched: Problem | undefined

  constructor() {
    super()
    this.headingLevel = 2
  }

  override connectedCallback(): void {
    super.connectedCallback()
    const { host } = this.getRootNode() as ShadowRoot
    this.#voice = host instanceof GuichetElement ? host : this
    window.addEventListener('hashchange', this.#takeSecrets)
    this.#takeSecrets()
    if (this.#until) this.#tick()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    window.removeEventListener('hashchange', this.#takeSecrets)
    clearTimeout(this.#ticking)
  }

  /** The host brings the secret that the loader took out of the address: it may come after this element. */
  protected override sessionChanged(): void {
    // Signed in meanwhile, here or in another tab: what would have led there is over.
    if (this.session && (this.#way ?? this.#wanted) && !isLink(this.#wanted)) this.#want(undefined)
    this.#takeSecrets()
    const { state, portal } = this.counter?.session ?? {}
    // A code was asked for before the page was reloaded.
    if (this.counter && state === 'signed-out' && portal && !this.#wanted && hasChallenge(this.counter.address)) {
      this.#want({ kind: 'one-time-code' })
    }
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed)
    const username = this.#login && !this.#way ? this.#input('username') : null
    if (!username) return
    username.value = this.#login ?? ''
    this.#login = undefined
    this.#input('password')?.focus()
  }

  protected override retry(): void {
    void this.counter?.session.refresh()
  }

  protected override skeleton(): unknown {
    return html`<div class="form">${skeleton(['title', 'control', 'control', 'control'])}</div>`
  }

  protected override content(): unknown {
    const session = this.counter?.session
    if (!session) return this.skeleton()
    const { state, problem, view, stored, portal } = session
    const trouble = state === 'insecure-context' ? new Problem(state) : state === 'problem' ? problem : null
    if (trouble) return problemState(this.shared, trouble, () => this.retry())
    const wanted = this.#now
    const face = this.#face(portal)
    if (wanted && (!view || isLink(wanted))) {
      // A way of the portal that stands here by itself: the website's own comes first.
      return html`${face.handOff && !this.#wanted ? html`<div class="form">${siteDoor(face)}</div>` : ''}${this.#beside(face)}`
    }
    if (state === 'starting') return this.skeleton()
    if (view) {
      const next = nextAddress(this.next, location.href)
      return welcome(face, {
        session: view,
        stored,
        next: next ? () => this.#continue(next) : undefined,
        signOut: this.#signOut,
      })
    }
    return passwordForm(face, this.#desk.go)
  }

  /** The way that stands here: the wanted one, else the portal's first; nothing = login and password. */
  get #now(): Wanted | undefined {
    const { password, oneTimeCode } = this.counter?.session.portal?.signIn ?? { password: true }
    return this.#wanted ?? (password ? undefined : { kind: oneTimeCode ? 'one-time-code' : 'code' })
  }

  /** A way beside the password; until it has been fetched, a skeleton. */
  #beside(face: Face): unknown {
    if (this.#unfetched) return problemState(this.shared, this.#unfetched, () => this.#want(this.#wanted))
    const words = stringsNow(wayStrings, this.language)?.default
    if (!words || !this.#way) void this.#fetch()
    this.#words = words ?? this.#words
    if (!this.#way || !this.#words) return this.skeleton()
    return this.#way.draw({ ...face, t: { ...this.#words, ...this.t } } as WayFace, this.session)
  }

  async #fetch(): Promise<void> {
    if (this.#fetching) return
    this.#fetching = true
    try {
      const [{ openWay }] = await Promise.all([import('./ways/open.ts'), loadStrings(wayStrings, this.language)])
      const wanted = this.#now
      this.#words = stringsNow(wayStrings, this.language)?.default
      if (wanted && !this.#way) this.#way = openWay(wanted, this.#desk)
    } catch (cause) {
      this.#unfetched = new Problem(navigator.onLine ? 'unreachable' : 'offline', undefined, { cause })
    }
    this.#fetching = false
    this.requestUpdate()
    if (this.#pressed) await this.#desk.focus(this.#way?.first)
    this.#pressed = false
  }

  /** What the ways beside the password may ask of this form. */
  readonly #desk: Desk = Object.assign(
    getters<Pick<Desk, 't' | 'language' | 'counter' | 'portal'>>({
      t: () => ({ ...this.#words, ...this.t }) as Desk['t'],
      language: () => this.language,
      counter: () => this.counter as Counter,
      portal: () => this.counter?.session.portal ?? null,
    }),
    {
      call: this.call,
      dress: ({ styleSheet }) => {
        const root = this.shadowRoot
        if (!root || !styleSheet || root.adoptedStyleSheets.includes(styleSheet)) return
        root.adoptedStyleSheets = [...root.adoptedStyleSheets, styleSheet]
      },
      redraw: () => this.requestUpdate(),
      announce: (text) => this.announce(text),
      say: (change) => this.#set(change),
      words: (problem) => this.#inWords(problem),
      refuse: (errors) => this.#refuse(errors),
      work: (run, field, words) => this.#work(run, field, words),
      enter: async (way, keys) => {
        const session = await this.#session.signIn(way, keys)
        this.#want(undefined)
        this.#welcome(session)
      },
      go: (wanted) => {
        this.#want(wanted)
        this.#pressed = true
      },
      back: (done, username) => this.#back(done, username),
      focus: async (name) => {
        await this.updateComplete
        const field = name ? this.#input(name) : null
        ;(field ?? this.shadowRoot?.querySelector<HTMLElement>('.title'))?.focus()
      },
    } satisfies Partial<Desk>,
  )

  #face(portal: Face['portal']): Face {
    const { handOver, site = null } = this.counter?.session ?? {}
    const wait = Math.max(0, Math.ceil((this.#until - Date.now()) / 1000))
    return {
      t: this.t,
      level: this.headingLevel,
      portal,
      wait,
      handOff: handOver ? { label: this.shared.withSite(site), go: this.#handOff } : null,
      busy: this.#busy,
      alert: this.#alert,
      done: this.#done,
      errors: this.#errors,
      shown: this.#shown,
      toggle: this.#toggle,
      submit: this.#submit,
    }
  }

  readonly #submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    if (this.#busy || this.#until > Date.now()) return
    const data = new FormData(event.target as HTMLFormElement)
    const field = (name: string) => String(data.get(name) ?? '')
    this.#set({ alert: undefined, done: undefined, errors: {} })
    if (this.#way) await this.#way.submit(field)
    else await this.#enterByPassword(field('username').trim(), field('password'), data.has('remember'))
  }

  async #enterByPassword(login: string, password: string, remember: boolean): Promise<void> {
    const { missing } = this.t
    const errors = { ...(!login && { username: missing.login }), ...(!password && { password: missing.password }) }
    if (await this.#refuse(errors)) return
    this.#shown = false
    await this.#work(async () => {
      const way = { key: 'POST /session', body: { login, password, ...(remember && { remember }) } } as const
      this.#welcome(await this.#session.signIn(way))
    }, 'password')
  }

  readonly #handOff = async (): Promise<void> => {
    if (this.#busy || !wish(this, new HandOffRequestEvent())) return
    await this.#work(async () => {
      if (!(await this.#session.handOver?.('asked'))) this.#set({ alert: this.t.notThere })
      else if (this.session) this.#welcome(this.session)
    })
  }

  #welcome(session: SessionView): void {
    this.#voice.announce(this.t.signedIn(session.name))
    this.#voice.dispatchEvent(new SignedInEvent(session))
    const next = nextAddress(this.next, location.href)
    if (next) this.#continue(next)
  }

  #continue(url: string): void {
    if (wish(this, new ContinueRequestEvent(url))) location.assign(url)
  }

  readonly #signOut = async (): Promise<void> => {
    await this.#session.signOut()
    this.announce(this.t.signedOut)
    this.dispatchEvent(new SignedOutEvent())
  }

  async #work(...[run, field, words]: Parameters<Desk['work']>): Promise<boolean> {
    this.#set({ busy: true })
    try {
      await run()
      this.#set({ busy: false })
      return true
    } catch (thrown) {
      const problem = asProblem(thrown)
      this.#set({ busy: false, alert: words?.(problem) ?? this.#inWords(problem) })
      if (problem.code === 'too-many-attempts' && problem.retryAfter) {
        this.#until = Date.now() + problem.retryAfter * 1000
        this.#tick()
      }
      await this.updateComplete
      if (field) this.#input(field)?.select()
      if (field) this.#input(field)?.focus()
      return false
    }
  }

  #inWords(problem: Problem): string {
    const words = this.shared.problems[problem.code] ?? this.shared.problems.unexpected
    if (problem.code === 'sign-in-refused') return `${words} ${this.t.refusedHint}`
    if (problem.retryAfter) return `${words} ${this.t.waitLong(problem.retryAfter)}`
    return problem.reference && problem.status >= 500 ? `${words} ${this.shared.reference(problem.reference)}` : words
  }

  async #refuse(errors: Face['errors']): Promise<boolean> {
    const [first] = Object.keys(errors)
    if (!first) return false
    this.#set({ errors })
    await this.updateComplete
    this.#input(first)?.focus()
    return true
  }

  #input(name: string): HTMLInputElement | null {
    return this.shadowRoot?.querySelector<HTMLInputElement>(`input[name=${name}]`) ?? null
  }

  get #session(): Session {
    if (!this.counter) throw new Error('no host around this element')
    return this.counter.session
  }

  #set(change: Partial<Pick<Face, 'busy' | 'alert' | 'done' | 'errors'>>): void {
    if ('busy' in change) this.#busy = change.busy === true
    if ('alert' in change) this.#alert = change.alert
    if ('done' in change) this.#done = change.done
    if (change.errors) this.#errors = change.errors
    this.requestUpdate()
  }

  /** Counts the seconds on the button until another try is allowed. */
  #tick(): void {
    clearTimeout(this.#ticking)
    this.requestUpdate()
    if (Date.now() < this.#until) {
      this.#ticking = setTimeout(() => this.#tick(), 1000)
      return
    }
    this.#until = 0
    this.#set({ alert: undefined })
    this.announce(this.t.waitOver)
  }

  readonly #toggle = (): void => {
    this.#shown = !this.#shown
    this.requestUpdate()
  }

  /** Leaves the way that stands here for another; for nothing = the portal's first. */
  #want(wanted: Wanted | undefined): void {
    this.#way?.leave?.()
    this.#way = undefined
    this.#wanted = wanted
    this.#unfetched = undefined
    this.#shown = false
    this.#set({ alert: undefined, done: undefined, errors: {} })
  }

  async #back(done?: string, login?: string): Promise<void> {
    this.#want(undefined)
    this.#set({ done })
    if (done) this.announce(done)
    this.#login = login
    await this.updateComplete
    if (!login) this.#input('username')?.focus()
  }

  readonly #takeSecrets = (): void => {
    const wanted = wantedBySecret()
    if (wanted) this.#want(wanted)
  }
}

define('guichet-login', GuichetLogin)

declare global {
  interface HTMLElementTagNameMap {
    'guichet-login': GuichetLogin
  }
}
