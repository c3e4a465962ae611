/**
 * What the website's own back end asserts (RFC 7519): who is signed in there, for one portal, one key of a browser and
 * one minute. Signed with a registered key, EdDSA or ES256, and nothing else; explicitly typed (RFC 8725), so that no
 * other token of the same key passes for one.
 */
import { decodeProtectedHeader, errors, importSPKI, type JWTPayload, jwtVerify } from 'jose'
import { z } from 'zod'

/** The media type in the header, so that an assertion is nothing else and nothing else is one. */
export const assertionType = 'hand-off+jwt'

/** Seconds between `iat` and `exp` at most. */
export const longestLife = 60

/** Seconds by which two clocks may differ. A server's clock is set by its network: this is for the rounding of both. */
export const skew = 5

export interface HandOffKey {
  kid: string
  issuer: string
  algorithm: 'EdDSA' | 'ES256'
  publicKey: string
}

/** Why an assertion was refused: told in the journal, never to the caller. */
export type Refusal =
  | 'form'
  | 'kid'
  | 'algorithm'
  | 'type'
  | 'signature'
  | 'issuer'
  | 'audience'
  | 'expired'
  | 'too-early'
  | 'too-long'
  | 'claims'
  | 'another-key'

export class RefusedAssertion extends Error {
  override readonly name = 'RefusedAssertion'
  readonly reason: Refusal

  constructor(reason: Refusal) {
    super(reason)
    this.reason = reason
  }
}

const text = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u)

const claims = z.object({
  iss: z.string(),
  aud: z.string(),
  sub: text(200),
  jti: z.string().regex(/^[A-Za-z0-9._~-]{16,64}$/),
  iat: z.int(),
  exp: z.int(),
  cnf: z.object({ jkt: z.string() }),
  customer: text(100).optional(),
  name: text(200).optional(),
  email: z.email().max(200).optional(),
  language: z.enum(['fr', 'en']).optional(),
})

export type Assertion = z.infer<typeof claims>

/** `kid` of the header: which key to look for. @throws RefusedAssertion */
export function kidOf(token: string): string {
  try {
    const { kid } = decodeProtectedHeader(token)
    if (typeof kid === 'string' && kid.length <= 64) return kid
  } catch {
    throw new RefusedAssertion('form')
  }
  throw new RefusedAssertion('kid')
}

function reasonOf(error: unknown): Refusal {
  if (error instanceof errors.JWTExpired) return 'expired'
  if (error instanceof errors.JOSEAlgNotAllowed) return 'algorithm'
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'signature'
  if (!(error instanceof errors.JWTClaimValidationFailed)) return 'form'
  if (error.reason === 'missing') return 'claims'
  const { claim } = error
  const reasons: Record<string, Refusal> = {
    iss: 'issuer',
    aud: 'audience',
    nbf: 'too-early',
    iat: 'too-early',
    typ: 'type',
  }
  return reasons[claim] ?? 'claims'
}

interface Expected {
  key: HandOffKey
  /** Portal key. */
  audience: string
  /** RFC 7638 thumbprint of the key that signed the request's proof. */
  thumbprint: string
  now: Date
}

async function verified(token: string, { key, audience, now }: Expected): Promise<JWTPayload> {
  try {
    const publicKey = await importSPKI(key.publicKey, key.algorithm)
    const { payload } = await jwtVerify(token, publicKey, {
      algorithms: [key.algorithm],
      typ: assertionType,
      issuer: key.issuer,
      audience,
      clockTolerance: skew,
      currentDate: now,
      requiredClaims: ['iss', 'aud', 'sub', 'jti', 'iat', 'exp', 'cnf'],
    })
    return payload
  } catch (error) {
    throw new RefusedAssertion(reasonOf(error))
  }
}

/** Reads an assertion whole, all but whether it was used before. @throws RefusedAssertion */
export async function readAssertion(token: string, expected: Expected): Promise<Assertion> {
  const parsed = claims.safeParse(await verified(token, expected))
  if (!parsed.success) throw new RefusedAssertion('claims')
  const { exp, iat, cnf } = parsed.data
  if (exp - iat > longestLife) throw new RefusedAssertion('too-long')
  if (iat > expected.now.getTime() / 1000 + skew) throw new RefusedAssertion('too-early')
  if (cnf.jkt !== expected.thumbprint) throw new RefusedAssertion('another-key')
  return parsed.data
}
