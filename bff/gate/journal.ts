/** The append-only journal of security events. No payload, no secret, no whole address. */
import type { Kysely } from 'kysely'
import type { PortalTables } from '../db/tables.ts'

export type SecurityEvent =
  | 'sign-in'
  | 'sign-in-refused'
  | 'sign-in-throttled'
  | 'code-refused'
  | 'sign-out'
  | 'session-limit'
  | 'customer-switched'
  | 'password-set'
  | 'password-link-refused'
  | 'email-change-asked'
  | 'email-change-sent'
  | 'email-changed'
  | 'email-change-undone'
  | 'email-link-refused'
  | 'hand-off-refused'
  | 'password-changed'
  | 'password-reset-asked'
  | 'password-reset-sent'
  | 'one-time-code-asked'
  | 'one-time-code-sent'
  | 'one-time-code-refused'
  | 'message-withheld'
  | 'code-renewal-asked'
  | 'code-renewed'
  | 'registration-asked'
  | 'registration-unmatched'
  | 'registration-waiting'
  | 'registration-confirmed'
  | 'registration-refused'
  | 'session-ended'
  | 'step-up'
  | 'new-device'
  | 'alarm'

export interface Entry {
  event: SecurityEvent
  portal: string
  network: string
  request: string
  account?: string | null
  code?: string | null
  session?: Uint8Array | undefined
  detail?: Record<string, unknown>
}

/** First 8 bytes of a session hash: enough to correlate, useless to sign in. */
export function sessionPrefix(hash: Uint8Array): string {
  return Buffer.from(hash.subarray(0, 8)).toString('hex')
}

export async function journal(gate: Kysely<PortalTables>, entry: Entry): Promise<void> {
  await gate
    .insertInto('portal.journal')
    .values({
      event: entry.event,
      portal_key: entry.portal,
      account_id: entry.account ?? null,
      code_id: entry.code ?? null,
      session: entry.session ? sessionPrefix(entry.session) : null,
      network: entry.network,
      request: entry.request,
      detail: JSON.stringify(entry.detail ?? {}),
    })
    .execute()
}
