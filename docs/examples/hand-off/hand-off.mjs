/**
 * Your website's back end, Node: who is signed in on your site gets an assertion for the counter.
 *
 *     openssl genpkey -algorithm ed25519 -out hand-off.pem
 *     openssl pkey -in hand-off.pem -pubout -out hand-off.pub.pem
 *     guichet hand-off key add pk_… --kid 2026-11 --issuer https://www.example.com --public-key hand-off.pub.pem
 */
import { createPrivateKey, randomUUID, sign } from 'node:crypto'

const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url')

/**
 * @param settings `issuer`, `kid` and `portal` as they were registered, `key`: the private key in PEM (Ed25519)
 * @param user id of the person on your site; `about`: customer, name, email, language for accounts made on the fly
 * @param keyThumbprint what the page sent: 43 base64url characters
 */
export function makeAssertion({ issuer, kid, portal, key }, { user, ...about }, keyThumbprint) {
  if (!/^[\w-]{43}$/.test(keyThumbprint)) throw new TypeError('this is no thumbprint')
  const now = Math.floor(Date.now() / 1000)
  const header = { alg: 'EdDSA', typ: 'hand-off+jwt', kid }
  const claims = {
    iss: issuer,
    aud: portal,
    sub: String(user),
    jti: randomUUID(),
    iat: now,
    exp: now + 60,
    cnf: { jkt: keyThumbprint },
    ...about,
  }
  const text = `${encode(header)}.${encode(claims)}`
  return `${text}.${sign(null, Buffer.from(text), createPrivateKey(key)).toString('base64url')}`
}

/**
 * `POST /counter/hand-off` of your website, for any server that hands over Node's request and response. The page calls
 * it with your own session cookie (`SameSite=Lax` or `Strict`); JSON keeps forms of other sites out.
 *
 * @param whoIs your own: the request -> `{ user, … }`, or null when nobody is signed in
 */
export function handOffRoute(settings, whoIs) {
  return async (request, response) => {
    const answer = (status, body) => {
      response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' })
      response.end(JSON.stringify(body))
    }
    if (request.headers['content-type'] !== 'application/json') return answer(415, {})
    let text = ''
    for await (const part of request) if ((text += part).length > 1000) return answer(413, {})
    const person = await whoIs(request)
    if (!person) return answer(200, { token: null })
    try {
      answer(200, { token: makeAssertion(settings, person, JSON.parse(text).keyThumbprint) })
    } catch {
      answer(400, {})
    }
  }
}
