/** DPoP proofs (RFC 9449, ES256): what makes a handle worth something, and only in this browser. */

/** Who a request speaks for. Without a handle: somebody about to sign in with these keys. */
export interface Identity {
  keys: CryptoKeyPair
  handle: string | null
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
const text = new TextEncoder()

const encode = (bytes: ArrayBuffer | Uint8Array): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

const encodeJson = (value: unknown): string => encode(text.encode(JSON.stringify(value)))

const digest = async (value: string): Promise<string> =>
  encode(await crypto.subtle.digest('SHA-256', text.encode(value)))

/** A key whose private half no script can read. */
export function generateKeys(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(algorithm, false, ['sign']) as Promise<CryptoKeyPair>
}

/** RFC 7638 thumbprint of the public half. */
export async function thumbprintOf({ publicKey }: CryptoKeyPair): Promise<string> {
  const { crv, kty, x, y } = await crypto.subtle.exportKey('jwk', publicKey)
  return digest(JSON.stringify({ crv, kty, x, y }))
}

/** A proof for one POST of `body` to `url`, and for no other body. The public key travels only in a way in; later the BFF knows it. */
export async function prove(identity: Identity, url: string, body: string, nonce: string | undefined): Promise<string> {
  const { keys, handle } = identity
  const { kty, crv, x, y } = handle ? {} : await crypto.subtle.exportKey('jwk', keys.publicKey)
  const header = { typ: 'dpop+jwt', alg: 'ES256', ...(!handle && { jwk: { kty, crv, x, y } }) }
  const claims = {
    htm: 'POST',
    htu: url,
    iat: Math.floor(Date.now() / 1000),
    jti: encode(crypto.getRandomValues(new Uint8Array(16))),
    ...(handle && { ath: await digest(handle) }),
    bh: await digest(body),
    ...(nonce && { nonce }),
  }
  const signed = `${encodeJson(header)}.${encodeJson(claims)}`
  return `${signed}.${encode(await crypto.subtle.sign(algorithm, keys.privateKey, text.encode(signed)))}`
}
