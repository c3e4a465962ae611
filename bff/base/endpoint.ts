/** The form of every endpoint, and the table that tests, docs and the batch enumerate. */
import type { Kysely } from 'kysely'
import type { z } from 'zod'
import type { Api, Key } from '../api.ts'
import type { PortalTables } from '../db/tables.ts'
import type { ReadHandle, WriteHandle } from '../db/types.ts'
import type { Passwords } from '../gate/sign-in/hash.ts'
import type { LiveSession, SignInKey } from './session.ts'
import type { Clock } from './clock.ts'
import type { PortalRecord } from './portal.ts'
import type { Right } from './right.ts'

type Part<K extends Key, P extends string> = Api[K] extends { [X in P]: infer V } ? V : undefined

type Schemas<K extends Key> = {
  [P in 'params' | 'query' | 'body' as Part<K, P> extends undefined ? never : P]: z.ZodType<Part<K, P>>
}

/** A GET cannot write: its handle has no such methods, and its transaction is read only. */
type HandleFor<K extends Key> = K extends `GET ${string}` ? ReadHandle : WriteHandle

export interface CallBase<K extends Key> {
  params: Part<K, 'params'>
  query: Part<K, 'query'>
  body: Part<K, 'body'>
  portal: PortalRecord
  /** Where browsers reach this BFF, without a trailing slash: `https://counter.example.com`. */
  publicUrl: string
  /** Signs addresses of pictures, see `files/media.ts`. */
  mediaKey: Uint8Array
  clock: Clock
  /** Reference number of the request. */
  request: string
  signal: AbortSignal
}

export interface Call<K extends Key> extends CallBase<K> {
  db: HandleFor<K>
  session: LiveSession
  /** The person of this session showed who he is within the last five minutes: for acts that are delicate by their content. */
  fresh: boolean
}

/** What ways in need beside the database. */
export interface GateTools {
  /** Keyed hash of what a throttle counts. */
  fingerprint: (...parts: readonly string[]) => Uint8Array
  /** Cryptographically strong random bytes. */
  random: (size: number) => Uint8Array
  /** Makes and compares the hashes of passwords and of what else is short enough to be guessed. */
  passwords: Passwords
  /** This answer opened a session: its next proof needs a nonce for that one. */
  opened: (hash: Uint8Array) => void
  /** Something that the operator must hear of: a log event `alarm`, at most as often as the caller asks. */
  alarm: (what: string, fields?: Readonly<Record<string, unknown>>) => void
  /** This process forgets what it remembers of a session at once, not when the notification arrives. */
  changed: (hash: Uint8Array | 'all') => void
}

/** What a gate endpoint gets: the gate's own handle, never a scoped one. */
export interface GateCall<K extends Key> extends CallBase<K> {
  gate: Kysely<PortalTables>
  /** Present when the call came with a valid session; always present when `needs` is not 'anyone'. */
  session: LiveSession | undefined
  /** Present when the proof carried its public key: the key that a new session will be bound to. */
  key: SignInKey | undefined
  /** jti of the proof, to be stored in the transaction of the effect. */
  proof: string | undefined
  /** Network (/24 or /48) of the caller, for throttles and the journal. */
  network: string
  origin: string
  /** Families of browser and system that the caller says it is; null = it does not say. */
  device: { browser: string | null; system: string | null }
  /** The person of this session showed who he is within the last five minutes. */
  fresh: boolean
  tools: GateTools
}

interface Common<K extends Key> {
  key: K
  input: Schemas<K>
  /** For delicate acts: who is signed in must have shown who he is within the last five minutes, else `step-up-required`. */
  fresh?: true
}

export interface FeatureEndpoint<K extends Key = Key> extends Common<K> {
  kind: 'feature'
  /** `session` = whoever is signed in. */
  needs: Right | 'session'
  /** Feature flag of the portal that switches this endpoint on; none = always on. */
  feature?: string
  run(call: Call<K>): Promise<Api[K]['reply']>
}

export interface GateEndpoint<K extends Key = Key> extends Common<K> {
  kind: 'gate'
  /** `anyone` = no session needed; `key` = a proof that carries its public key (ways in). */
  needs: 'anyone' | 'key' | 'session'
  run(call: GateCall<K>): Promise<Api[K]['reply']>
}

// oxlint-disable-next-line typescript/no-explicit-any -- the table holds endpoints of every key; `run` is called with what `input` parsed.
export type Endpoint = FeatureEndpoint<any> | GateEndpoint<any>

/** An endpoint of a feature: runs with a scoped handle, sees guards only. */
export function endpoint<K extends Key>(key: K, spec: Omit<FeatureEndpoint<K>, 'key' | 'kind'>): FeatureEndpoint<K> {
  return { key, kind: 'feature', ...spec }
}

/** An endpoint of the gate: sign-in, session, portal configuration. */
export function gateEndpoint<K extends Key>(key: K, spec: Omit<GateEndpoint<K>, 'key' | 'kind'>): GateEndpoint<K> {
  return { key, kind: 'gate', ...spec }
}
