/** Tables of the ways in, as the gate sees them; part of `PortalTables`. */
import type { ColumnType, Generated } from 'kysely'

type Instant = ColumnType<string, string | Date, string | Date>
type GeneratedInstant = ColumnType<string, string | Date | undefined, string | Date>

/** A one-time code that was asked for. */
export interface ChallengeTable {
  /** SHA-256 of the challenge. */
  hash: Uint8Array
  purpose: 'sign-in' | 'second-proof' | 'step-up'
  /** The key that asked, and must answer. */
  thumbprint: string
  portal_key: string
  /** Whom the code was sent to; both null until the message is made, and for ever where there is nobody. */
  account_id: string | null
  code_id: string | null
  /** PHC string of argon2id. */
  code_hash: string | null
  channel: 'mail' | 'sms' | null
  /** Throttle that this challenge was taken from: a right answer gives it back. */
  budget: Uint8Array | null
  tries: ColumnType<string, number | undefined, number>
  created_at: GeneratedInstant
  expires_at: Instant
  used_at: Instant | null
}

/** A browser in a network, from which an account has signed in. */
export interface DeviceTable {
  account_id: string
  browser: string
  network: string
  first_seen_at: GeneratedInstant
  last_seen_at: GeneratedInstant
}

/** Somebody whose customer code and invoice number were right, and who waits for a contact or the vendor to confirm. */
export interface RegistrationTable {
  id: Generated<string>
  /** Place in the outbox of what made it. */
  task: string
  portal_key: string
  origin: string
  customer_id: string
  /** Site to which the contact on file belongs, and so the account; null = all. */
  site_id: string | null
  name: string
  email: string
  language: 'fr' | 'en'
  /** Who confirms is who registers: the address stands on file. */
  own_mailbox: boolean
  state: 'confirming' | 'pending' | 'confirmed' | 'approved' | 'refused'
  /** SHA-256 of the token in the confirming link. */
  token_hash: Uint8Array | null
  created_at: GeneratedInstant
  expires_at: Instant
  settled_at: Instant | null
  account_id: string | null
}

/** A link about a new e-mail address. */
export interface EmailChangeTable {
  /** SHA-256 of the token. */
  hash: Uint8Array
  /** `confirm` goes to the new mailbox, `undo` to the former one. */
  purpose: 'confirm' | 'undo'
  /** Place in the outbox of what made it; null for `undo`. */
  task: string | null
  account_id: string
  portal_key: string
  origin: string
  /** What the account has once the link is used. */
  email: string
  /** What it had when a change was asked for. */
  former: string | null
  created_at: GeneratedInstant
  expires_at: Instant
  used_at: Instant | null
}
