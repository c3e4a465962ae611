/** Proofs bent on purpose: a good one of a client, and every way to write it otherwise with the right key in hand. */
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { currentNonce } from '../../bff/gate/nonce.ts'
import type { Random } from '../../bff/management/demo/random.ts'
import type { ProofOptions, TestClient } from './client.ts'
import { fixedClock } from './counter.ts'

/** A request at the door; what is absent is as a good one has it. */
export interface Knock {
  proof: string | null
  authorization?: string | null
  origin?: string | null
  path?: string
}

/** Who knocks. */
export interface Parties {
  /** Signed in; another device of the same customer; one that only has a key. */
  client: TestClient
  other: TestClient
  stranger: TestClient
  /** Hashes of the two handles. */
  hashes: { client: Uint8Array; other: Uint8Array }
  nonceKey: Uint8Array
  random: Random
}

const encode = (value: unknown) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')
const read = (segment: string | undefined) =>
  JSON.parse(Buffer.from(segment ?? '', 'base64url').toString()) as Record<string, unknown>

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** The same bytes with stray bits in the last character, where base64url has room for them. */
export function strayBits(segment: string): string {
  const last = alphabet.indexOf(segment.at(-1) ?? '')
  return segment.length % 4 === 0 ? `${segment}A` : segment.slice(0, -1) + alphabet[last ^ 1]
}

const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n

/** (r, n - s): the other signature that the same key accepts for the same text. */
export function mirrored(tail: string): string {
  const bytes = Buffer.from(tail, 'base64url')
  const s = (order - BigInt(`0x${bytes.subarray(32).toString('hex')}`)).toString(16).padStart(64, '0')
  return Buffer.concat([bytes.subarray(0, 32), Buffer.from(s, 'hex')]).toString('base64url')
}

export const raw = (text: string, key: KeyObject) =>
  sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' })
export const anotherCurve = generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey
export const secp = generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).privateKey
const slot = (minutesAgo: number) => new Date(fixedClock.now().getTime() - minutesAgo * 60_000)

/** The tools of a bender who holds the keys of these parties. */
export function bender({ client, stranger, nonceKey, random }: Parties) {
  const signed = (header: unknown, claims: unknown, by = client) => by.sign(`${encode(header)}.${encode(claims)}`)

  /** A good proof with its parsed halves. */
  function good(options: ProofOptions = {}) {
    const proof = client.proof(options)
    const [head = '', body = '', tail = ''] = proof.split('.')
    return { proof, head, body, tail, header: read(head), claims: read(body) }
  }

  const withHeader = (change: Record<string, unknown>): Knock => {
    const { header, claims } = good()
    return { proof: signed({ ...header, ...change }, claims) }
  }
  const withClaims = (change: Record<string, unknown>): Knock => {
    const { header, claims } = good()
    return { proof: signed(header, { ...claims, ...change }) }
  }
  const withUrl = (change: (url: string) => string): Knock => ({
    proof: client.proof({ url: change(client.url('/batch')) }),
  })
  const withoutClaim = (name: string): Knock => withClaims({ [name]: undefined })

  const word = (length: number) => Array.from({ length }, () => random.pick([...alphabet])).join('')

  const resigned = (make: (text: string) => Buffer): Knock => {
    const { head, body } = good()
    return { proof: `${head}.${body}.${make(`${head}.${body}`).toString('base64url')}` }
  }
  const nonceOf = (minutesAgo: number, subject: Uint8Array | 'sign-in', key = nonceKey) =>
    currentNonce(key, slot(minutesAgo), subject)
  /** A proof of a way in: no handle, the key in the header. */
  const wayIn = (options: ProofOptions = {}): Knock => ({
    proof: stranger.proof({ handle: null, ...options }),
    authorization: null,
  })

  return { signed, good, withHeader, withClaims, withUrl, withoutClaim, word, resigned, nonceOf, wayIn }
}
