/**
 * Text messages by HTTP: one POST of `{"id", "to", "text", "portal"}` to the gateway of the configuration, which answers
 * 2xx when it has taken it. Signed as Standard Webhooks say; the id is the same when a message comes again.
 */
import { createHmac } from 'node:crypto'
import { type GuardRules, guardedPoster, publicOnly } from '../base/guarded-post.ts'
import type { SmsCarrier, TextMessage } from './carrier.ts'

export interface GatewayOptions {
  url: string
  /** Sent as `Authorization: Bearer`. */
  token?: string | undefined
  /** `whsec_` and the key in base64. */
  secret?: string | undefined
}

/** `webhook-signature` of Standard Webhooks: HMAC-SHA256 over id, time and body. @param at seconds since 1970 */
export function signatureOf(secret: string, id: string, at: number, body: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  return `v1,${createHmac('sha256', key).update(`${id}.${at}.${body}`).digest('base64')}`
}

/** @param rules other than the strict ones for tests only, which have no public gateway */
export function smsGateway({ url, token, secret }: GatewayOptions, rules: GuardRules = publicOnly): SmsCarrier {
  const poster = guardedPoster(rules)
  return {
    async send({ id, to, text, portal }: TextMessage) {
      const body = JSON.stringify({ id, to, text, portal })
      const at = Math.floor(Date.now() / 1000)
      const { status } = await poster.post(
        url,
        {
          'content-type': 'application/json',
          'idempotency-key': id,
          'webhook-id': id,
          'webhook-timestamp': String(at),
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
          ...(secret !== undefined && { 'webhook-signature': signatureOf(secret, id, at, body) }),
        },
        body,
      )
      // What it answered may repeat number and text: the log learns the status alone.
      if (status < 200 || status > 299) throw new Error(`The SMS gateway answered ${status}`)
    },
    close: () => poster.close(),
  }
}
