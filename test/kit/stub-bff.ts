/**
 * A BFF for widget tests: answers the batch of one portal in the page itself, typed by the real contract, and keeps
 * what was asked. It takes the place of `fetch` for its own address only.
 *
 *     const bff = new StubBff({ 'GET /sites': { rows: [], next: null } })
 *     await bff.signIn()                      // a stored session, as after a reload
 *     const widget = await bff.mount(html`<guichet-invoices></guichet-invoices>`)
 *     bff.calls('GET /invoices')              // what the widget asked
 */
import { fixture, html } from '@open-wc/testing'
import type { TemplateResult } from 'lit'
import type { Api, Key, PortalView, ProblemCode, Right, SessionView, SubCall } from '../../bff/api.ts'
import { generateKeys } from '../../widgets/base/proof.ts'
import '../../widgets/host/guichet-host.ts'
import { addressOf } from '../../widgets/host/counters.ts'
import { eraseSession, writeSession } from '../../widgets/host/store.ts'

/** Thrown by an answer: a refusal of the BFF. */
export class Refusal extends Error {
  readonly status: number
  readonly code: ProblemCode
  readonly more: { retryAfter?: number; fields?: Record<string, string>; current?: unknown }

  constructor(status: number, code: ProblemCode, more: Refusal['more'] = {}) {
    super(code)
    this.status = status
    this.code = code
    this.more = more
  }
}

type Asked<K extends Key> = Omit<SubCall, 'key'> & { key: K }
type Answer<K extends Key> =
  | Api[K]['reply']
  | Refusal
  | ((call: Asked<K>) => Api[K]['reply'] | Promise<Api[K]['reply']>)
export type Answers = { [K in Key]?: Answer<K> }

/** One request as it went out. */
export interface Sent {
  calls: SubCall[]
  authorization: string | null
  /** Claims and header of the proof; null when there was none. */
  proof: { header: Record<string, unknown>; claims: Record<string, unknown> } | null
  status: number
  aborted: boolean
}

export const portalView: PortalView = {
  key: 'pk_stub_0000000000000000',
  name: 'Armoise Bureautique',
  languages: ['fr', 'en'],
  features: ['invoices'],
  branding: { phone: '01 99 00 12 34', email: 'contact@armoise.example' },
  signIn: { password: true, code: true, oneTimeCode: false, registration: false },
}

export const allRights: Right[] = ['invoices.read', 'invoices.amounts', 'invoices.download', 'invoices.export']

export function sessionView(change: Partial<SessionView> = {}): SessionView {
  const customer = { id: '1', code: 'C001', name: 'Étude Dupond' }
  return {
    kind: 'password',
    name: 'Mme Claire Dupond',
    login: 'dupond',
    email: 'dupond@etude.example',
    phone: null,
    hasPassword: true,
    language: 'fr',
    profile: { id: 'buyer', name: { fr: 'Acheteur', en: 'Buyer' } },
    rights: allRights,
    customer,
    customers: [customer],
    sites: null,
    intervention: null,
    idleUntil: '2026-11-21T23:00:00Z',
    expiresAt: '2026-11-22T12:00:00Z',
    ...change,
  }
}

let portals = 0
const decode = (part: string | undefined) => {
  const text = atob((part ?? '').replaceAll('-', '+').replaceAll('_', '/'))
  return JSON.parse(text) as Record<string, unknown>
}

export class StubBff {
  readonly origin = 'https://counter.example'
  /** A portal of its own for each stub: nothing is shared between tests. */
  readonly portal =
    `pk_stub_${String(++portals).padStart(4, '0')}${Math.random().toString(36).slice(2, 14).padEnd(12, '0')}`
  readonly address = addressOf(this.origin, this.portal)
  readonly requests: Sent[] = []
  /** What each endpoint answers; change it at any time. */
  answers: Answers
  /** Handles that are taken, and what `GET /session` says of them. */
  readonly sessions = new Map<string, SessionView>()
  /** Handles that have ended, and how. */
  readonly ended = new Map<string, ProblemCode>()
  /** Demands a nonce of every proof, and gives this one. */
  nonce: string | undefined
  /** `offline`: no network · `blocked`: the request fails though there is a network. */
  network: 'up' | 'offline' | 'blocked' = 'up'
  /** Milliseconds before an answer. */
  delay = 0
  readonly #fetch = window.fetch
  #handles = 0

  constructor(answers: Answers = {}) {
    this.answers = { 'GET /portal': portalView, ...answers }
    window.fetch = (input, init) =>
      String(input).startsWith(this.address) ? this.#answer(init ?? {}) : this.#fetch.call(window, input, init)
    Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => this.network !== 'offline' })
  }

  /** Gives `fetch` back and forgets what the browser stored. */
  async restore(): Promise<void> {
    window.fetch = this.#fetch
    Reflect.deleteProperty(navigator, 'onLine')
    await eraseSession(`guichet-${this.portal}`)
  }

  /** Sub-calls so far, of one endpoint or of all. */
  calls(key?: Key): SubCall[] {
    const all = this.requests.filter(({ status }) => status === 200).flatMap(({ calls }) => calls)
    return key ? all.filter((call) => call.key === key) : all
  }

  newHandle(view: SessionView): string {
    const handle = `cps_${String(++this.#handles).padStart(43, '0')}`
    this.sessions.set(handle, view)
    return handle
  }

  /** A session in the browser's store, as after a reload. */
  async signIn(view: SessionView = sessionView(), nonce: string | null = null): Promise<string> {
    const handle = this.newHandle(view)
    await writeSession(`guichet-${this.portal}`, {
      address: this.address,
      handle,
      keys: await generateKeys(),
      customer: view.customer.id,
      language: null,
      portal: this.answers['GET /portal'] as PortalView,
      nonce,
    })
    return handle
  }

  /** Draws a widget inside a host of this portal, and gives the widget. */
  async mount<E extends Element>(template: TemplateResult, attributes: { lang?: string } = {}): Promise<E> {
    const host = await fixture(
      html`<guichet-host portal=${this.portal} origin=${this.origin}>${template}</guichet-host>`,
    )
    if (attributes.lang) host.setAttribute('lang', attributes.lang)
    return host.firstElementChild as E
  }

  async #answer({ headers, body, signal }: RequestInit): Promise<Response> {
    const sent = new Headers(headers)
    const [header, claims] = sent.get('DPoP')?.split('.') ?? []
    const request: Sent = {
      calls: JSON.parse(String(body)) as SubCall[],
      authorization: sent.get('Authorization'),
      proof: header ? { header: decode(header), claims: decode(claims) } : null,
      status: 0,
      aborted: false,
    }
    this.requests.push(request)
    await new Promise<void>((resolve, reject) => {
      signal?.addEventListener('abort', () => {
        request.aborted = true
        reject(signal.reason as Error)
      })
      setTimeout(resolve, this.delay)
    })
    if (this.network !== 'up') throw new TypeError('Failed to fetch')
    const refusal = this.#refuse(request)
    const answered = refusal ?? (await Promise.all(request.calls.map((call) => this.#reply(call, request))))
    request.status = refusal ? refusal.status : 200
    const shown = { 'Content-Type': 'application/json', ...(this.nonce && { 'DPoP-Nonce': this.nonce }) }
    return new Response(JSON.stringify(answered), { status: request.status, headers: shown })
  }

  #refuse({ proof, authorization }: Sent) {
    const refuse = (code: ProblemCode, more = {}) => ({ status: 401, code, request: 'req-batch', ...more })
    if (proof && this.nonce && proof.claims.nonce !== this.nonce) {
      return refuse('use-dpop-nonce', { portal: this.answers['GET /portal'] })
    }
    const handle = authorization?.replace('DPoP ', '')
    if (!handle) return null
    const ended = this.ended.get(handle)
    return ended || !this.sessions.has(handle) ? refuse(ended ?? 'session-ended') : null
  }

  async #reply(call: SubCall, { authorization }: Sent) {
    const session = this.sessions.get(authorization?.replace('DPoP ', '') ?? '')
    const answer = (this.answers as Record<string, unknown>)[call.key]
    try {
      if (call.customer && session && call.customer !== session.customer.id) throw new Refusal(409, 'scope-changed')
      if (answer === undefined && call.key === 'GET /session' && session) return { status: 200, body: session }
      if (answer === undefined && call.key === 'DELETE /session') return { status: 200, body: { ended: true } }
      if (answer === undefined) throw new Refusal(404, 'endpoint-unknown')
      if (answer instanceof Refusal) throw answer
      const body: unknown = typeof answer === 'function' ? await answer(call) : answer
      return { status: 200, body }
    } catch (thrown) {
      if (!(thrown instanceof Refusal)) throw thrown
      const { status, code, more } = thrown
      return {
        status,
        body: { type: `urn:guichet:problem:${code}`, title: code, status, code, request: 'req-1', ...more },
      }
    }
  }
}
