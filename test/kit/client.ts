/** A browser's part without a browser: keeps a key, signs proofs, signs in, calls endpoints singly and in batch. */
import assert from 'node:assert/strict'
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import type { Api, Key, SessionOpened, SubCall, SubReply } from '../../bff/api.ts'

export type Fetch = (request: Request, env?: unknown) => Promise<Response> | Response

type Parts<K extends Key> = Omit<Api[K], 'reply'> & { customer?: string; background?: boolean }

export interface ClientOptions {
  fetch: Fetch
  /** Portal key. */
  pk: string
  /** Origin of the website that embeds. */
  origin: string
  publicUrl?: string
  /** Address of the caller, as the server's socket would say it. */
  peer?: string
}

export interface ProofOptions {
  method?: string
  url?: string
  handle?: string | null
  nonce?: string | null
  jti?: string
  iat?: number
  /** The body that the proof is for; without it the proof names none. */
  body?: string
  /** Put the public key into the header; by default only without a handle. */
  embed?: boolean
  header?: Record<string, unknown>
  claims?: Record<string, unknown>
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** What an endpoint answered with other than 200. */
export class Refused extends Error {
  readonly status: number
  readonly body: { code: string; request: string; fields?: Record<string, string>; retryAfter?: number }

  constructor(status: number, body: unknown) {
    const problem = body as Refused['body']
    super(`${status} ${problem?.code}`)
    this.status = status
    this.body = problem
  }

  get code(): string {
    return this.body.code
  }
}

/** What the counter says to something that it must refuse. */
export async function refusal(work: Promise<unknown>): Promise<Refused> {
  try {
    await work
  } catch (error) {
    assert.ok(error instanceof Refused, String(error))
    return error
  }
  return assert.fail('it was answered')
}

/** For `assert.rejects`: the code of a refusal. */
export const refused = (code: string) => (error: Error & { code?: string }) => error.code === code

export class TestClient {
  readonly options: ClientOptions
  readonly publicUrl: string
  privateKey: KeyObject
  jwk: { kty: 'EC'; crv: 'P-256'; x: string; y: string }
  handle: string | null = null
  /** The last nonce that an answer brought. */
  nonce: string | null = null
  /** How many HTTP requests have left. */
  requests = 0

  constructor(options: ClientOptions) {
    this.options = options
    this.publicUrl = options.publicUrl ?? 'http://localhost:8787'
    const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const { x = '', y = '' } = pair.publicKey.export({ format: 'jwk' })
    this.privateKey = pair.privateKey
    this.jwk = { kty: 'EC', crv: 'P-256', x, y }
  }

  /** Another client on the same website: another device. */
  another(options: Partial<ClientOptions> = {}): TestClient {
    return new TestClient({ ...this.options, ...options })
  }

  /** The same browser talking to another process: same key, same handle, same nonce. */
  sameThrough(fetch: Fetch): TestClient {
    const twin = new TestClient({ ...this.options, fetch })
    return Object.assign(twin, {
      privateKey: this.privateKey,
      jwk: this.jwk,
      handle: this.handle,
      nonce: this.nonce,
    })
  }

  url(path: string): string {
    return `${this.publicUrl}/v1/${this.options.pk}${path}`
  }

  proof(options: ProofOptions = {}): string {
    const handle = options.handle === undefined ? this.handle : options.handle
    const nonce = options.nonce === undefined ? this.nonce : options.nonce
    const header = {
      typ: 'dpop+jwt',
      alg: 'ES256',
      ...((options.embed ?? handle === null) && { jwk: this.jwk }),
      ...options.header,
    }
    const claims = {
      htm: options.method ?? 'POST',
      htu: options.url ?? this.url('/batch'),
      iat: options.iat ?? Math.floor(Date.now() / 1000),
      jti: options.jti ?? randomBytes(16).toString('base64url'),
      ...(handle !== null && { ath: createHash('sha256').update(handle).digest('base64url') }),
      ...(options.body !== undefined && { bh: createHash('sha256').update(options.body).digest('base64url') }),
      ...(nonce !== null && { nonce }),
      ...options.claims,
    }
    return this.sign(`${encode(header)}.${encode(claims)}`)
  }

  sign(text: string): string {
    const signature = sign('sha256', Buffer.from(text), { key: this.privateKey, dsaEncoding: 'ieee-p1363' })
    return `${text}.${signature.toString('base64url')}`
  }

  /** A request exactly as given; only the origin is added unless `headers` says otherwise (null = leave it out). */
  async raw(
    path: string,
    init: { method?: string; headers?: Record<string, string | null>; body?: BodyInit; signal?: AbortSignal } = {},
  ): Promise<Response> {
    const headers = new Headers()
    const all: Record<string, string | null> = { origin: this.options.origin, ...init.headers }
    for (const [name, value] of Object.entries(all)) if (value !== null) headers.set(name, value)
    this.requests++
    const request = new Request(this.url(path), {
      method: init.method ?? 'POST',
      headers,
      ...(init.body !== undefined && { body: init.body, duplex: 'half' }),
      ...(init.signal && { signal: init.signal }),
    })
    const env = { incoming: { socket: { remoteAddress: this.options.peer ?? '192.0.2.10' } } }
    const response = await this.options.fetch(request, env)
    this.nonce = response.headers.get('dpop-nonce') ?? this.nonce
    return response
  }

  /** Headers that speak for this client: handle if there is one, and a fresh proof. */
  headers(options: ProofOptions = {}): Record<string, string> {
    const handle = options.handle === undefined ? this.handle : options.handle
    return {
      'content-type': 'application/json',
      dpop: this.proof(options),
      ...(handle !== null && { authorization: `DPoP ${handle}` }),
    }
  }

  /** A request with a proof, sent once more when the answer is the nonce challenge. */
  async send(path: string, options: { method?: string; body?: unknown; signal?: AbortSignal } = {}): Promise<Response> {
    const method = options.method ?? 'POST'
    const url = this.url(path).split('?')[0] as string
    const body = options.body === undefined ? undefined : JSON.stringify(options.body)
    const once = () =>
      this.raw(path, {
        method,
        headers: this.headers({ method, url, ...(body !== undefined && { body }) }),
        ...(body !== undefined && { body }),
        ...(options.signal && { signal: options.signal }),
      })
    const first = await once()
    if (first.status !== 401) return first
    const { code } = (await first.clone().json()) as { code: string }
    return code === 'use-dpop-nonce' ? once() : first
  }

  /** @throws Refused when the batch itself was refused. */
  async batch(calls: readonly (SubCall | Record<string, unknown>)[]): Promise<SubReply[]> {
    const response = await this.send('/batch', { body: calls })
    const body: unknown = await response.json()
    if (response.status !== 200) throw new Refused(response.status, body)
    return body as SubReply[]
  }

  /** One endpoint through the batch. @throws Refused */
  async call<K extends Key>(
    key: K,
    ...[parts]: {} extends Parts<K> ? [Parts<K>?] : [Parts<K>]
  ): Promise<Api[K]['reply']> {
    const [reply] = await this.batch([{ key, ...parts }])
    if (!reply || reply.status !== 200) throw new Refused(reply?.status ?? 0, reply?.body)
    return reply.body as Api[K]['reply']
  }

  /** The same endpoint as a plain route. */
  async rest(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ status: number; body: unknown; headers: Headers }> {
    const response = await this.send(path, { method, ...(body !== undefined && { body }) })
    return { status: response.status, body: await response.json(), headers: response.headers }
  }

  /** Signs in and keeps the handle. */
  async signIn(login: string, password: string, remember = false): Promise<SessionOpened> {
    this.handle = null
    return this.keep(await this.call('POST /session', { body: { login, password, remember } }))
  }

  async signInByCode(code: string): Promise<SessionOpened> {
    this.handle = null
    return this.keep(await this.call('POST /session/code', { body: { code } }))
  }

  async switchTo(customer: string): Promise<SessionOpened> {
    return this.keep(await this.call('PUT /session/customer', { body: { customer } }))
  }

  keep(opened: SessionOpened): SessionOpened {
    this.handle = opened.handle
    return opened
  }
}

/** The problem's code in the answer to one sub-call; undefined when it was none. */
export function codeOf(reply: { body?: unknown } | undefined): string | undefined {
  return (reply?.body as { code?: string } | undefined)?.code
}

/** One request, byte for byte, sent by each in turn: what the second hears is what a copy of the first is good for. */
export async function sendCopies(first: TestClient, second: TestClient, call: object) {
  const body = JSON.stringify([call])
  const headers = first.headers({ body })
  const said: (readonly [status: number, code: string | undefined])[] = []
  for (const one of [first, second]) {
    const [reply] = (await (await one.raw('/batch', { headers, body })).json()) as [{ status: number; body: unknown }]
    said.push([reply.status, codeOf(reply)])
  }
  return said
}
