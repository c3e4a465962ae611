/** What the website's back end signs for its own page, as docs/embed.md says: here with jose. */
import { randomUUID } from 'node:crypto'
import { SignJWT } from 'jose'
import type { WebsiteKey } from '../../bff/management/demo/website-key.ts'

/** @param thumbprint of the browser's key, as the page sent it @throws TypeError when it is none */
export function signAssertion(key: WebsiteKey, login: string, thumbprint: unknown, now: Date): Promise<string> {
  if (typeof thumbprint !== 'string' || !/^[\w-]{43}$/.test(thumbprint)) throw new TypeError('this is no thumbprint')
  const seconds = Math.floor(now.getTime() / 1000)
  return new SignJWT({ cnf: { jkt: thumbprint } })
    .setProtectedHeader({ alg: 'ES256', typ: 'hand-off+jwt', kid: key.kid })
    .setIssuer(key.issuer)
    .setAudience(key.portal)
    .setSubject(login)
    .setJti(randomUUID())
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + 60)
    .sign(key.privateKey)
}
