/**
 * What a host gives to the widgets inside it: the context. One subscription carries three things, because a nearer
 * host replaces all three at once.
 */
import { createContext } from '@lit/context'
import type { Api, Key, Language, PortalView, SessionView } from '../../bff/api.ts'
import type { Problem } from './problem.ts'

type Parts<K extends Key> = Omit<Api[K], 'reply'>
type Optional<P> = Record<never, never> extends P ? true : false

export interface CallOptions {
  /** Leaving: the request is aborted when all who share it have left. */
  signal?: AbortSignal
  /** Asked by a clock, not by the person: it does not prolong the session, and is not tried again. */
  background?: boolean
}

/** What one call takes beside its key: nothing when the endpoint needs nothing. */
export type CallArguments<K extends Key> =
  Optional<AllOptional<Parts<K>>> extends true
    ? [parts?: Loose<Parts<K>>, options?: CallOptions]
    : [parts: Loose<Parts<K>>, options?: CallOptions]

/** A part of which every field is optional (a query, mostly) may be left out altogether. */
type AllOptional<P> = { [F in keyof P as Record<never, never> extends P[F] ? never : F]: P[F] }
type Loose<P> = AllOptional<P> & { [F in keyof P as Record<never, never> extends P[F] ? F : never]?: P[F] }

/** Asks the BFF. @throws Problem */
export type Call = <K extends Key>(key: K, ...rest: CallArguments<K>) => Promise<Api[K]['reply']>

/**
 * `starting` not known yet · `signed-out` · `signed-in` · `insecure-context` plain http, nobody can sign in here ·
 * `problem` the counter could not be asked, see `problem`.
 */
export type SessionState = 'starting' | 'signed-out' | 'signed-in' | 'insecure-context' | 'problem'

/** The ways in: each opens a session bound to the key that asks. */
type WayIn = 'POST /session' | 'POST /session/code' | 'POST /session/one-time-code/open' | 'POST /session/hand-off'
export type SignIn = { [K in WayIn]: { key: K; body: Api[K]['body'] } }[WayIn]

/**
 * Why the website's sign-in is spoken to: `ended` nobody is signed in here · `asked` the person has pressed the button ·
 * `left` the person has signed out in a widget · `closed` the website has signed the person out.
 */
export type HandOverOccasion = 'ended' | 'asked' | 'left' | 'closed'

/** What moves a session to a new handle: a fresh factor, a new password. */
type Moving = 'POST /session/step-up' | 'POST /session/password'
export type Move = { [K in Moving]: { key: K; body: Api[K]['body'] } }[Moving]

/** Who is signed in at one portal. One object per portal and page, shared by all widgets. */
export interface Session {
  readonly state: SessionState
  /** Null until known, and when nobody is signed in. */
  readonly view: SessionView | null
  /** The portal's public face; null until it has answered once. */
  readonly portal: PortalView | null
  readonly problem: Problem | null
  /** False when the browser refuses to store keys (a private window): the session ends with the page. */
  readonly stored: boolean
  /** Moves when other rows are to be shown: what was read under another number must be dropped. 0 = nobody. */
  readonly epoch: number
  /** The language that the person has chosen on this device; null = as the page. */
  readonly language: Language | null
  /** Begins once, however often called. */
  start(): Promise<void>
  /** Asks again who is signed in. */
  refresh(): Promise<void>
  subscribe(listener: () => void): () => void
  /** `keys`: those that the way in is bound to already; new ones by default. */
  signIn(way: SignIn, keys?: CryptoKeyPair): Promise<SessionView>
  /** Asks with a key that no session has yet: the first half of a way in that has two. @throws Problem */
  askWith<K extends Key>(keys: CryptoKeyPair, key: K, parts: Omit<Api[K], 'reply'>): Promise<Api[K]['reply']>
  /**
   * Asks the website's own sign-in, where the page has named one (host/hand-over.ts). True when it let somebody in.
   * @throws Problem when `asked` and refused; never otherwise
   */
  handOver: ((occasion: HandOverOccasion) => Promise<boolean>) | null
  /** The website's name, for «Continuer avec mon compte …»; null = the page has told none. */
  site: string | null
  /** Works offline: the key is destroyed first, then the counter is told. `closed`: the website says so, not the person. */
  signOut(how?: 'left' | 'closed'): Promise<void>
  switchCustomer(id: string): Promise<SessionView>
  /** Goes on under a new handle: same person, same rows. @throws Problem */
  move(way: Move): Promise<SessionView>
  setLanguage(language: Language): Promise<void>
}

/** Other words for some strings: tag -> language -> name of the string -> words. */
export type Words = Record<string, Partial<Record<Language, Record<string, unknown>>>>

export interface Counter {
  /** Address of the BFF and portal key: `https://counter.example.com/v1/pk_…`. */
  readonly address: string
  /** Asks the BFF in the name of whoever is signed in. */
  readonly call: Call
  /** Who is signed in, and the ways in and out. */
  readonly session: Session
  /** Language that the host asks for; null = decided by the page. */
  readonly language: Language | null
  readonly words: Words
  /** Makes sure that a tag of ours is defined, where a loader is at hand. */
  need(tag: string): void
}

/** The key is shared by all copies of the library on a page; its number moves when the shape above changes. */
export const counterContext = createContext<Counter | undefined>(Symbol.for('guichet-counter-1'))
