/** The sign-in as a person meets it: what shows, by role and name. */
import { expect } from '@open-wc/testing'
import { html } from 'lit'
import type { PortalView, SessionView } from '../../bff/api.ts'
import type { GuichetLogin } from '../../widgets/login/guichet-login.ts'
import '../../widgets/login/guichet-login.ts'
import { challengeName } from '../../widgets/login/model.ts'
import { portalView, sessionView, StubBff } from '../kit/stub-bff.ts'
import { spaceText, touchTargets } from '../kit/touch.ts'
import { waitUntil } from '../kit/wait.ts'

/** A portal that offers every way in. */
const everyWay = {
  ...portalView,
  signIn: { password: true, code: true, oneTimeCode: true, registration: true },
}

/** French no-break spaces are spaces here. */
const plain = (text: string) => text.replaceAll('\u00a0', ' ').trim()

export const counted = { axed: 0, measured: 0 }

export class LoginReader {
  readonly bff: StubBff
  login!: GuichetLogin

  constructor(signIn: Partial<PortalView['signIn']> = {}) {
    this.bff = new StubBff({ 'GET /portal': { ...everyWay, signIn: { ...everyWay.signIn, ...signIn } } })
  }

  get root(): ShadowRoot {
    return this.login.shadowRoot as ShadowRoot
  }

  get text(): string {
    return plain(this.root.querySelector<HTMLElement>('.root')?.innerText ?? '')
  }

  get focused(): string | null | undefined {
    return this.root.activeElement?.getAttribute('name') ?? this.root.activeElement?.className
  }

  async mount(attributes: { lang?: string } = {}): Promise<void> {
    this.login = await this.bff.mount<GuichetLogin>(html`<guichet-login></guichet-login>`, attributes)
  }

  shows(words: string): Promise<void> {
    return waitUntil(() => this.text.includes(words), `"${words}" is not shown`)
  }

  field(name: string): HTMLInputElement {
    return this.root.querySelector<HTMLInputElement>(`input[name=${name}]`) as HTMLInputElement
  }

  button(name: string): HTMLButtonElement {
    const named = (one: HTMLButtonElement) => plain(one.getAttribute('aria-label') ?? one.innerText) === name
    return [...this.root.querySelectorAll('button')].find(named) as HTMLButtonElement
  }

  has(button: string): boolean {
    return this.button(button) !== undefined
  }

  /** Presses a way in and waits for its first field. */
  async choose(name: string, field: string): Promise<void> {
    await this.shows(name)
    this.button(name).click()
    await waitUntil(() => this.focused === field, `the keyboard is not in ${field}`)
  }

  type(values: Record<string, string>): void {
    for (const [name, value] of Object.entries(values)) {
      this.field(name).value = value
      this.field(name).dispatchEvent(new InputEvent('input', { bubbles: true }))
    }
  }

  submit(): void {
    this.root.querySelector('form')?.requestSubmit()
  }

  /** axe, 44 px, and the reader's own spacing. */
  async accessible(): Promise<void> {
    await expect(this.login).to.be.accessible()
    counted.axed += 1
    const targets = touchTargets(this.login)
    expect(targets.small).to.deep.equal([])
    counted.measured += targets.measured
    const spaced = spaceText(this.login)
    expect(spaced.lost).to.deep.equal([])
    spaced.ends()
  }

  opened(view: SessionView = sessionView()): { handle: string; session: SessionView } {
    return { handle: this.bff.newHandle(view), session: view }
  }

  /** Public key of the proof that went with a call. */
  keyOf(key: string): unknown {
    const request = this.bff.requests.findLast(({ calls }) => calls.some((call) => call.key === key))
    return request?.proof?.header.jwk
  }

  async restore(): Promise<void> {
    await this.bff.restore()
    const name = challengeName(this.bff.address)
    sessionStorage.removeItem(name)
    indexedDB.deleteDatabase(name)
  }
}
