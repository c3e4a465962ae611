/** Who calls: nobody, the holder of a new key, or a session. Cheap checks first; no write, no connection of a feature. */
import type { KeyObject } from 'node:crypto'
import { Problem } from '../base/problem.ts'
import { toBase64url } from './base64url.ts'
import type { Caller, Visit } from './exchange.ts'
import { hashHandle } from './handle.ts'
import { sessionPrefix } from './journal.ts'
import { currentNonce, judgeNonce, type NonceSubject } from './nonce.ts'
import { portalView } from './portal.ts'
import { longestProof, type Proof, parseProof, proofHolds, publicKeyOf } from './proof.ts'
import type { KnownSession } from './session.ts'

const refused = () => new Problem('proof-invalid')

interface Signer {
  ath: string | undefined
  key: KeyObject
  thumbprint: string
  subject: NonceSubject
  session: KnownSession | undefined
}

async function sessionSigner(visit: Visit, authorization: string): Promise<Signer> {
  const handle = authorization.startsWith('DPoP ') ? authorization.slice(5) : ''
  const hash = hashHandle(handle)
  // Also a handle sent as `Bearer`: whoever does that has it without the key.
  if (!hash) throw refused()
  visit.line.session = sessionPrefix(hash)
  const session = await visit.gate.sessions.get(hash)
  const { live } = session
  if (live.portalKey !== visit.portal.key || live.origin !== visit.origin) throw new Problem('session-ended')
  return { ath: toBase64url(hash), key: session.publicKey, thumbprint: live.thumbprint, subject: hash, session }
}

function newSigner(proof: Proof): Signer {
  const key = proof.key && publicKeyOf(proof.key.x, proof.key.y)
  if (!proof.key || !key) throw refused()
  return { ath: undefined, key, thumbprint: proof.key.thumbprint, subject: 'sign-in', session: undefined }
}

/** Puts the current nonce of a subject on the answer. */
export function sendNonce(visit: Visit, subject: NonceSubject): void {
  visit.headers.set('DPoP-Nonce', currentNonce(visit.gate.secrets.nonce, visit.deps.clock.now(), subject))
}

function checkNonce(visit: Visit, nonce: string | undefined, subject: NonceSubject): NonceSubject | undefined {
  const { gate, deps } = visit
  const verdict = nonce === undefined ? 'stale' : judgeNonce(gate.secrets.nonce, deps.clock.now(), subject, nonce)
  if (verdict === 'stale') {
    sendNonce(visit, subject)
    throw new Problem('use-dpop-nonce', { portal: portalView(visit.portal) })
  }
  return verdict === 'previous' ? subject : undefined
}

/** @throws Problem `proof-invalid`, `session-ended`, `session-rotated`, `use-dpop-nonce` */
export async function identify(visit: Visit): Promise<Caller> {
  const authorization = visit.request.headers.get('authorization')
  const text = visit.request.headers.get('dpop')
  if (authorization === null && text === null) {
    return { session: undefined, key: undefined, jti: undefined, bodyHash: undefined, nonceFor: 'sign-in' }
  }
  if (text === null || text.length > longestProof) throw refused()
  const proof = parseProof(text)
  if (!proof) throw refused()
  const signer = authorization === null ? newSigner(proof) : await sessionSigner(visit, authorization)
  const url = visit.deps.config.publicUrl + visit.url.pathname
  if (!proofHolds(proof, { method: visit.request.method, url, ...signer })) throw refused()
  const nonceFor = checkNonce(visit, proof.claims.nonce, signer.subject)
  const { jti, bh: bodyHash } = proof.claims
  if (!visit.gate.replay.first(`${signer.thumbprint}.${jti}`, performance.now())) throw refused()
  return { session: signer.session, key: signer.session ? undefined : proof.key, jti, bodyHash, nonceFor }
}
