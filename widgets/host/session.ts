import type { Api, Key, Language, PortalView, SessionOpened, SessionView } from '../../bff/api.ts'
import { type Client, createClient, isSessionLost, type Keeper } from '../base/client.ts'
import type { Move, Session, SessionState, SignIn } from '../base/counter.ts'
import { asProblem, type Problem } from '../base/problem.ts'
import { generateKeys, type Identity } from '../base/proof.ts'
import { createTransport } from '../base/transport.ts'
import { eraseCarts } from './carts.ts'
import { amendSession, eraseSession, exclusively, readSession, type StoredSession, writeSession } from './store.ts'

/** Unique over all sessions of the page, so that a widget moved to another host never keeps the former one's rows. */
let epochs = 0

/**
 * Who is signed in at one portal: the key and the handle in this browser, the view that the BFF gives of them, and
 * the ways in and out. Shared by all widgets of the portal on a page, and through the browser's store by all tabs.
 */
export class PortalSession implements Session {
  state: SessionState = 'starting'
  view: SessionView | null = null
  portal: PortalView | null = null
  problem: Problem | null = null
  stored = true
  epoch = 0
  handOver: Session['handOver'] = null
  site: string | null = null

  readonly client: Client
  readonly #address: string
  /** Name of the database, the lock and the channel. */
  readonly #name: string
  readonly #channel: BroadcastChannel | undefined
  readonly #listeners = new Set<() => void>()
  readonly #nonces = new Map<string, string>()
  #record: StoredSession | null = null
  #started: Promise<void> | undefined
  #entering: Promise<SessionView> | undefined

  /** `held`: the first reads wait for it (see the loader). */
  constructor(address: string, held?: Promise<unknown>) {
    this.#address = address
    this.#name = `guichet-${address.slice(address.lastIndexOf('/') + 1)}`
    const nonces = { get: (handle: string) => this.#nonces.get(handle), set: this.#keepNonce }
    const transport = createTransport(address, nonces, (portal) => this.#meet(portal))
    const keeper: Keeper = {
      identity: () => this.#identity,
      customer: () => this.#record?.customer ?? null,
      renew: (handle) => this.#renew(handle),
      scopeChanged: () => void this.#reread().then((moved) => (moved ? undefined : this.refresh())),
    }
    this.client = createClient(transport, keeper, held)
    if (typeof BroadcastChannel === 'function') {
      this.#channel = new BroadcastChannel(this.#name)
      this.#channel.onmessage = () => void this.#reread()
    }
  }

  get language(): Language | null {
    return this.#record?.language ?? null
  }

  start(): Promise<void> {
    this.#started ??= this.#begin()
    return this.#started
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  async refresh(): Promise<void> {
    const { epoch } = this
    try {
      if (this.#record) {
        const asked = [
          this.client.call('GET /session'),
          this.portal ? Promise.resolve(null) : this.client.call('GET /portal'),
        ] as const
        const [view, portal] = await Promise.all(asked)
        if (epoch !== this.epoch) return
        // The challenge may have brought a newer one meanwhile.
        this.#show(view, portal ?? this.portal)
      } else {
        const portal = this.portal ?? (await this.client.call('GET /portal'))
        if (epoch === this.epoch && this.handOver) {
          this.#set({ state: 'starting', portal, problem: null })
          await this.handOver('ended')
        }
        if (epoch === this.epoch) this.#set({ state: 'signed-out', portal, problem: null })
      }
    } catch (thrown) {
      if (epoch !== this.epoch) return
      const problem = asProblem(thrown)
      // It ended between the gate's look at it and the answer: inside the batch, where nobody renews it.
      if (this.#record && isSessionLost(problem.code)) {
        await this.#renew(this.#record.handle)
        return
      }
      this.#set({ state: 'problem', problem })
      // Nothing to press is needed when the network comes back.
      if (this.problem?.code === 'offline') addEventListener('online', () => void this.refresh(), { once: true })
    }
  }

  signIn(way: SignIn, keys?: CryptoKeyPair): Promise<SessionView> {
    this.#entering ??= exclusively(this.#name, () => this.#enter(way, keys)).finally(() => {
      this.#entering = undefined
    })
    return this.#entering
  }

  askWith<K extends Key>(keys: CryptoKeyPair, key: K, parts: Omit<Api[K], 'reply'>): Promise<Api[K]['reply']> {
    return this.client.callAs({ keys, handle: null }, { ...parts, key }) as Promise<Api[K]['reply']>
  }

  async signOut(how: 'left' | 'closed' = 'left'): Promise<void> {
    const identity = this.#identity
    void this.handOver?.(how)
    await this.#leave()
    // What was being written goes with who wrote it; a session that is merely lost leaves it (base/draft.ts).
    await eraseSession(`${this.#name}-drafts`)
    eraseCarts(this.#name)
    this.#channel?.postMessage('changed')
    // The key is gone from the store: whatever becomes of this call, the handle is worth nothing any more.
    if (identity) await this.client.callAs(identity, { key: 'DELETE /session' }, true).catch(() => {})
  }

  switchCustomer(customer: string): Promise<SessionView> {
    return exclusively(this.#name, async () => {
      const { keys, handle } = this.#identity ?? {}
      const opened = await this.#ask('PUT /session/customer', { customer })
      return this.#adopt(opened, keys as CryptoKeyPair, handle ?? '')
    })
  }

  move({ key, body }: Move): Promise<SessionView> {
    return exclusively(this.#name, async () => {
      const { keys, handle } = this.#identity ?? {}
      return this.#adopt(await this.#ask(key, body), keys as CryptoKeyPair, handle ?? '', this.epoch)
    })
  }

  async setLanguage(language: Language): Promise<void> {
    if (!this.#record) return
    await this.#amend({ language })
    this.#notify()
    this.#channel?.postMessage('changed')
    const view = await this.client.call('PATCH /session', { body: { language } })
    this.#set({ view })
  }

  get #handle(): string | undefined {
    return this.#record?.handle
  }

  get #identity(): Identity | null {
    return this.#record && { keys: this.#record.keys, handle: this.#record.handle }
  }

  async #begin(): Promise<void> {
    if (!globalThis.crypto?.subtle) return this.#set({ state: 'insecure-context' })
    const record = await readSession(this.#name, this.#address)
    if (record) this.#take(record)
    await this.refresh()
  }

  async #enter({ key, body }: SignIn, made?: CryptoKeyPair): Promise<SessionView> {
    const former = this.#identity
    const keys = made ?? (await generateKeys())
    const opened = (await this.client.callAs({ keys, handle: null }, { key, body })) as SessionOpened
    const view = await this.#adopt(opened, keys, '')
    if (former) void this.client.callAs(former, { key: 'DELETE /session' }).catch(() => {})
    if (!this.portal) await this.refresh()
    return view
  }

  async #ask<K extends Key>(key: K, body: unknown): Promise<Api[K]['reply']> {
    return (await (this.client.call as (key: Key, parts: unknown) => Promise<unknown>)(key, {
      body,
    })) as Api[K]['reply']
  }

  /**
   * A new handle, by a way in or a switch. The answer that brought it also brought its first nonce, under `asked`.
   * With `epoch` the rows on screen stay: they are the same person's.
   */
  async #adopt(
    { handle, session }: SessionOpened,
    keys: CryptoKeyPair,
    asked: string,
    epoch?: number,
  ): Promise<SessionView> {
    const { language, portal } = this
    const nonce = this.#nonces.get(asked) ?? null
    const record = { address: this.#address, handle, keys, customer: session.customer.id, language, portal, nonce }
    // Stored first: another tab's word must not find the former session there and bring it back.
    this.stored = await writeSession(this.#name, record)
    this.#take(record, session, epoch)
    this.#channel?.postMessage('changed')
    return session
  }

  /** From now on this session's rows are shown: widgets drop what they had and ask at once. */
  #take(record: StoredSession, view: SessionView | null = null, epoch = ++epochs): void {
    this.#record = record
    if (record.nonce) this.#nonces.set(record.handle, record.nonce)
    const state = view ? 'signed-in' : 'starting'
    this.#set({ epoch, view, portal: this.portal ?? record.portal, problem: null, state })
  }

  #show(view: SessionView, portal: PortalView | null): void {
    // The server knows best which customer this handle shows.
    const customer = view.customer.id
    if (this.#record && this.#record.customer !== customer) this.#take({ ...this.#record, customer }, view)
    this.#set({ state: 'signed-in', view, portal, problem: null })
    if (this.#record?.portal !== portal) void this.#amend({ portal, customer })
  }

  async #leave(): Promise<void> {
    this.#nonces.clear()
    this.#record = null
    this.#set({ epoch: 0, view: null, state: this.#known ? 'signed-out' : 'starting', problem: null })
    await eraseSession(this.#name)
    if (!this.#known) await this.refresh()
  }

  /** There is nothing to ask before the sign-in is offered: neither the portal nor the website's own sign-in. */
  get #known(): boolean {
    return this.portal !== null && !this.handOver
  }

  /** The handle was refused. Another tab may have moved on to a new one; otherwise the session is over. */
  async #renew(handle: string): Promise<boolean> {
    if (this.#handle !== handle) return this.#record !== null
    await this.#reread()
    if (this.#handle !== handle) return this.#record !== null
    await this.#leave()
    this.#channel?.postMessage('changed')
    return this.#record !== null
  }

  /** Looks at the store. True when somebody else, or nobody, is there now. */
  async #reread(): Promise<boolean> {
    // A session that lives in memory is not in the store; what others store does not end it.
    if (this.#record && !this.stored) return false
    const record = await readSession(this.#name, this.#address)
    const same = record?.handle === this.#handle
    if (record && same) {
      this.#record = record
      this.#notify()
    }
    if (same) return false
    if (record) {
      this.#take(record)
      void this.refresh()
    } else {
      this.#record = null
      this.#set({ epoch: 0, view: null, state: 'signed-out', problem: null })
      if (!this.portal) await this.refresh()
    }
    return true
  }

  async #amend(change: Pick<Partial<StoredSession>, 'language' | 'portal' | 'nonce' | 'customer'>): Promise<void> {
    if (!this.#record) return
    this.#record = { ...this.#record, ...change }
    await amendSession(this.#name, this.#record.handle, change)
  }

  readonly #keepNonce = (handle: string, nonce: string): void => {
    if (this.#nonces.get(handle) === nonce) return
    this.#nonces.set(handle, nonce)
    if (this.#handle === handle) void this.#amend({ nonce })
  }

  /** The nonce challenge brings the portal's public face along. */
  #meet(portal: PortalView): void {
    void this.#amend({ portal })
    this.#set({ portal })
  }

  #set(change: Partial<Pick<Session, 'state' | 'view' | 'portal' | 'problem' | 'epoch'>>): void {
    Object.assign(this, change)
    this.#notify()
  }

  #notify(): void {
    for (const listener of this.#listeners) listener()
  }
}
