import { type CSSResultGroup, html } from 'lit'
import type { SessionView } from '../../bff/api.ts'
import type { Session } from '../base/counter.ts'
import { define } from '../base/define.ts'
import { GuichetElement } from '../base/element.ts'
import { wish } from '../base/event.ts'
import { asProblem, Problem } from '../base/problem.ts'
import { takeSecret } from '../base/secrets.ts'
import { SignedInEvent, SignedOutEvent } from '../base/session-events.ts'
import { problemState } from '../base/states.ts'
import { skeleton } from '../parts/skeleton.ts'
import { ContinueRequestEvent } from './events.ts'
import { codeForm, type Face, passwordForm, welcome } from './forms.ts'
import { loginStyles } from './guichet-login.styles.ts'
import { nextAddress, shortest, tidyCode } from './model.ts'
import type { LinkPreview } from './secret-forms.ts'
import type { Strings } from './strings/fr.ts'

/** A code that came by link, and what it would open once that is known. */
interface Link {
  code: string
  asked?: boolean
  preview?: LinkPreview
}

/**
 * The way in: login and password, or a portal code; also what a secret link opens (`#guichet.code=`, with an explicit
 * confirmation, and `#guichet.password=`, to choose a password). Shows who is signed in afterwards.
 *
 * @fires guichet-signed-in - somebody has signed in, `detail.session` says who
 * @fires guichet-signed-out - the person has signed out here
 * @fires guichet-continue-request - goes on to `next`; cancel it to go there yourself
 * @csspart form - the form on screen
 * @csspart title - its title
 * @csspart submit - its main button
 * @csspart forgotten - the hint for a forgotten password
 * @csspart facts - what a link would open
 * @csspart strength - the strength of a new password
 * @csspart welcome - the state once signed in
 * @calls GET /portal, POST /session, POST /session/code, POST /session/code/preview, POST /session/password-link, DELETE /session
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

  #way: 'password' | 'code' = 'password'
  #busy = false
  #shown = false
  #alert: string | undefined
  #done: string | undefined
  #errors: Face['errors'] = {}
  #typed = ''
  #until = 0
  #ticking: ReturnType<typeof setTimeout> | undefined
  #link: Link | undefined
  #token: string | null = null
  /** Tells of the sign-in: the widget in whose place this form stands, because it takes the form away by then. */
  #voice: GuichetElement = this
  /** The faces of a secret link; why they could not be fetched. */
  #faces: typeof import('./secret-forms.ts') | Problem | undefined

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
    this.#takeSecrets()
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
    const face = this.#face(portal)
    const { submit, toggle } = { submit: this.#submit, toggle: this.#toggle }
    const preview = this.#link?.preview
    if (this.#token !== null || preview) {
      const faces = this.#faces
      if (!faces) return this.skeleton()
      if (faces instanceof Problem) return problemState(this.shared, faces, () => void this.#fetchFaces())
      if (this.#token === null && preview) {
        return faces.linkForm(face, preview, view, { submit, cancel: this.#dropLink })
      }
      return faces.newPasswordForm(face, { submit, toggle, shown: this.#shown, typed: this.#typed, type: this.#type })
    }
    if (state === 'starting' || (this.#link && !this.#alert)) return this.skeleton()
    if (view) {
      const next = nextAddress(this.next, location.href)
      return welcome(face, {
        session: view,
        stored,
        next: next ? () => this.#continue(next) : undefined,
        signOut: this.#signOut,
      })
    }
    const { password, code } = portal?.signIn ?? { password: true, code: true }
    if (code && (this.#way === 'code' || !password)) {
      return codeForm(face, submit, password ? () => this.#choose('password') : undefined)
    }
    return passwordForm(face, {
      submit,
      toggle,
      shown: this.#shown,
      useCode: code ? () => this.#choose('code') : undefined,
    })
  }

  #face(portal: Face['portal']): Face {
    const wait = Math.max(0, Math.ceil((this.#until - Date.now()) / 1000))
    const { t, headingLevel: level } = this
    return { t, level, portal, wait, busy: this.#busy, alert: this.#alert, done: this.#done, errors: this.#errors }
  }

  readonly #submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    if (this.#busy || this.#until > Date.now()) return
    const data = new FormData(event.target as HTMLFormElement)
    const field = (name: string) => String(data.get(name) ?? '')
    this.#set({ alert: undefined, done: undefined, errors: {} })
    if (this.#token !== null) await this.#setPassword(this.#token, field('new-password'), field('repeat-password'))
    else if (this.#link?.preview) await this.#enterByCode(this.#link.code)
    else if (data.has('code')) await this.#enterByCode(tidyCode(field('code')))
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

  async #enterByCode(code: string): Promise<void> {
    if (await this.#refuse(code ? {} : { code: this.t.missing.code })) return
    await this.#work(async () => {
      const session = await this.#session.signIn({ key: 'POST /session/code', body: { code } })
      this.#link = undefined
      this.#welcome(session)
    }, 'code')
  }

  async #setPassword(token: string, password: string, again: string): Promise<void> {
    const lacking = shortest - password.length
    const errors = {
      ...(lacking > 0 && { 'new-password': this.t.tooShort(lacking) }),
      ...(lacking <= 0 && password !== again && { 'repeat-password': this.t.repeatWrong }),
    }
    if (await this.#refuse(errors)) return
    await this.#work(async () => {
      const { login } = await this.call('POST /session/password-link', { body: { token, password } })
      this.#token = null
      this.#typed = ''
      this.#set({ done: this.t.saved })
      this.announce(this.t.saved)
      await this.updateComplete
      const username = this.#input('username')
      if (username) username.value = login
      this.#input('password')?.focus()
    }, 'new-password')
  }

  /** Asks what the link would open; opens nothing. */
  async #preview(link: Link): Promise<void> {
    await this.#work(async () => {
      link.preview = await this.call('POST /session/code/preview', { body: { code: link.code } })
    })
    if (!link.preview) this.#link = undefined
    this.requestUpdate()
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

  /** Runs one exchange with the BFF; a refusal becomes words, and the focus goes to `field`. */
  async #work(run: () => Promise<void>, field?: string): Promise<void> {
    this.#set({ busy: true })
    try {
      await run()
      this.#set({ busy: false })
    } catch (thrown) {
      const problem = asProblem(thrown)
      this.#set({ busy: false, alert: this.#words(problem) })
      if (problem.code === 'too-many-attempts' && problem.retryAfter) {
        this.#until = Date.now() + problem.retryAfter * 1000
        this.#tick()
      }
      await this.updateComplete
      if (field) this.#input(field)?.select()
      if (field) this.#input(field)?.focus()
    }
  }

  #words(problem: Problem): string {
    const words = this.shared.problems[problem.code] ?? this.shared.problems.unexpected
    if (problem.code === 'sign-in-refused') return `${words} ${this.t.refusedHint}`
    if (problem.retryAfter) return `${words} ${this.t.waitLong(problem.retryAfter)}`
    return problem.reference && problem.status >= 500 ? `${words} ${this.shared.reference(problem.reference)}` : words
  }

  /** Shows what is wrong at its field and puts the keyboard there. True when something is. */
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

  #set(change: {
    busy?: boolean
    alert?: string | undefined
    done?: string | undefined
    errors?: Face['errors']
  }): void {
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

  readonly #type = (value: string): void => {
    this.#typed = value
    this.requestUpdate()
  }

  async #choose(way: 'password' | 'code'): Promise<void> {
    this.#way = way
    this.#set({ alert: undefined, done: undefined, errors: {} })
    await this.updateComplete
    this.#input(way === 'code' ? 'code' : 'username')?.focus()
  }

  readonly #dropLink = (): void => {
    this.#link = undefined
    this.#set({ alert: undefined })
  }

  readonly #takeSecrets = (): void => {
    const code = takeSecret('code')
    this.#token = takeSecret('password') ?? this.#token
    if (code) this.#link = { code: tidyCode(code) }
    if (this.#link || this.#token !== null) void this.#fetchFaces()
    this.#openLink()
    this.requestUpdate()
  }

  async #fetchFaces(): Promise<void> {
    if (this.#faces && !(this.#faces instanceof Problem)) return
    this.#faces = undefined
    this.requestUpdate()
    this.#faces = await import('./secret-forms.ts').catch(
      (cause: unknown) => new Problem(navigator.onLine ? 'unreachable' : 'offline', undefined, { cause }),
    )
    this.requestUpdate()
  }

  /** Once a host is there. */
  #openLink(): void {
    if (!this.counter || !this.#link || this.#link.asked) return
    this.#link.asked = true
    void this.#preview(this.#link)
  }
}

define('guichet-login', GuichetLogin)

declare global {
  interface HTMLElementTagNameMap {
    'guichet-login': GuichetLogin
  }
}
