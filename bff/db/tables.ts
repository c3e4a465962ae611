/** The tables of schema `portal` as Kysely sees them through the gate's role, and our own tables behind guards. */
import type { ColumnType, Generated } from 'kysely'
import type { SessionKind } from '../base/session.ts'
import type { FunctionName } from '../management/functions.ts'
import type { CommandState } from '../outbox/receipt.ts'
import type { ExportPartTable, ExportTable, OwnExportView } from './tables-exports.ts'
import type { ChallengeTable, DeviceTable, EmailChangeTable, RegistrationTable } from './tables-ways-in.ts'

type Instant = ColumnType<string, string | Date, string | Date>
type GeneratedInstant = ColumnType<string, string | Date | undefined, string | Date>
type Json<T> = ColumnType<T, string, string>

export interface PortalTable {
  /** Publishable key: `pk_<vendor>_<16 characters>`. */
  key: string
  name: string
  /** Exact origins that may embed: scheme://host[:port]. */
  origins: string[]
  languages: string[]
  features: string[]
  branding: Json<Record<string, string>>
  /** Ways in: 'password', 'code', 'one-time-code', 'registration'. */
  sign_in: string[]
  /** Path of the page that carries `<guichet-login>`, on whichever website: links in messages open it. */
  sign_in_path: Generated<string>
  /** Amount excluding tax from which an order asks who it is; null = never. */
  order_step_up: ColumnType<string | null, string | null | undefined, string | null>
  /** Days after which a portal code asks for a second proof; null = never. A code may say otherwise. */
  second_proof_after_days: ColumnType<string | null, number | null | undefined, number | null>
  /** Profile of who has registered by himself. */
  registration_profile: Generated<string>
  /** See `bff/base/home.ts`. */
  home: Json<unknown>
  enabled: boolean
  created_at: GeneratedInstant
  updated_at: GeneratedInstant
}

export interface ProfileTable {
  id: string
  name_fr: string
  name_en: string
  rights: string[]
}

export interface AccountTable {
  id: Generated<string>
  /** Lower case, unique: what the person types. */
  login: string
  email: string | null
  /** E.164. */
  phone: ColumnType<string | null, string | null | undefined, string | null>
  name: string
  language: string
  /** PHC string of argon2id; null until a password has been set. */
  password_hash: string | null
  disabled_at: Instant | null
  created_at: GeneratedInstant
}

export interface AccountCustomerTable {
  account_id: string
  /** Customer id as text, whatever its native type. */
  customer_id: string
  profile_id: string
  /** Null = every site of the customer. */
  site_ids: string[] | null
}

export interface CodeTable {
  id: Generated<string>
  /** SHA-256 of the secret; null for a typed code. */
  secret_hash: Uint8Array | null
  /** Of a typed code: PHC string of argon2id, its first four characters, the vendor's code of the customer. */
  typed_hash: ColumnType<string | null, string | null | undefined, string | null>
  typed_prefix: ColumnType<string | null, string | null | undefined, string | null>
  customer_code: ColumnType<string | null, string | null | undefined, string | null>
  /** Whom it was given to; null = the customer's own address. */
  contact_email: ColumnType<string | null, string | null | undefined, string | null>
  contact_phone: ColumnType<string | null, string | null | undefined, string | null>
  second_proof_after_days: ColumnType<string | null, number | null | undefined, number | null>
  /** Shared by a code and whatever has renewed it. */
  family: Generated<string>
  label: string
  language: string
  customer_id: string
  site_ids: string[] | null
  intervention_id: string | null
  profile_id: string
  created_at: GeneratedInstant
  expires_at: Instant
  revoked_at: Instant | null
  last_used_at: Instant | null
}

export interface PasswordLinkTable {
  /** SHA-256 of the token. */
  hash: Uint8Array
  account_id: string
  purpose: Generated<'password' | 'reset' | 'invitation'>
  expires_at: Instant
  used_at: Instant | null
}

export interface SessionTable {
  /** SHA-256 of the handle. */
  hash: Uint8Array
  kind: SessionKind
  account_id: string | null
  code_id: string | null
  portal_key: string
  origin: string
  /** Chosen in this session; null = that of the account or code. */
  language: ColumnType<string | null, string | undefined, string>
  /** P-256 public key that proofs must be signed with: base64url coordinates, and its RFC 7638 thumbprint. */
  public_x: string
  public_y: string
  thumbprint: string
  customer_id: string
  site_ids: string[] | null
  intervention_id: string | null
  created_at: GeneratedInstant
  last_seen_at: GeneratedInstant
  idle_seconds: ColumnType<string, number | string, number | string>
  idle_until: Instant
  expires_at: Instant
  ended_at: Instant | null
  end_reason: 'signed-out' | 'rotated' | 'limit' | 'revoked' | null
  /** When the person last showed who he is; null for a portal code. */
  proved_at: Instant | null
  /** Families as told by the browser, and the network (/24 or /48), of the moment it was opened. */
  browser: string | null
  system: string | null
  network: string | null
}

export interface ThrottleTable {
  key: Uint8Array
  tat: Instant
}

export interface ProofTable {
  /** SHA-256 of thumbprint + jti. */
  hash: Uint8Array
  seen_at: GeneratedInstant
}

export interface TicketTable {
  /** SHA-256 of the ticket. */
  hash: Uint8Array
  session_hash: Uint8Array
  subject_kind: string
  subject_id: string
  language: string
  expires_at: Instant
  used_at: Instant | null
}

export interface JournalTable {
  id: Generated<string>
  at: GeneratedInstant
  /** What happened: 'sign-in', 'sign-in-refused', 'sign-out', 'code-created', … */
  event: string
  portal_key: string | null
  account_id: string | null
  code_id: string | null
  /** First 8 bytes of the session hash in hex: enough to correlate, useless to sign in. */
  session: string | null
  /** Network of the caller (/24 or /48), never the whole address. */
  network: string | null
  request: string | null
  detail: Json<Record<string, unknown>>
}

export interface SecretTable {
  name: string
  value: Uint8Array
}

/** Generated state of the guards, for the self-check. */
export interface FingerprintTable {
  name: string
  value: string
  at: GeneratedInstant
}

/** What a customer sent; the gate sees neither its content nor its author. */
export interface CommandTable {
  id: string
  receipt: string
  function: FunctionName
  state: CommandState
  portal_key: string
  vendor_id: string | null
  vendor_number: string | null
  reason: string | null
  attempts: number
  created_at: GeneratedInstant
  settled_at: Instant | null
}

/** What has to be done after an answer was given: one queue for all kinds. */
export interface OutboxTable {
  id: Generated<string>
  kind: string
  command_id: string | null
  /** What it is about: of one aggregate, the first only is ever at work. */
  aggregate: string
  payload: Json<Record<string, unknown>>
  created_at: GeneratedInstant
  due_at: GeneratedInstant
  lease_until: Instant | null
  attempts: ColumnType<string, number | undefined, number>
  last_error: string | null
  done_at: Instant | null
  dead_at: Instant | null
}

/** Text messages of one portal on one day (UTC): how many went out, and how many of their codes came back. */
export interface SmsDayTable {
  portal_key: string
  day: Generated<string>
  sent: ColumnType<string, number | undefined, number>
  verified: ColumnType<string, number | undefined, number>
}

/**
 * View: the sessions that are live at this moment (not ended, not idle, not expired; portal enabled; account, customer
 * or code still valid), with the profile, rights and sites that apply now. The guards read the same view.
 */
export interface LiveSessionView
  extends Omit<
    SessionTable,
    'created_at' | 'last_seen_at' | 'idle_seconds' | 'ended_at' | 'end_reason' | 'browser' | 'system' | 'network'
  > {
  profile_id: string
  rights: string[]
  idle_seconds: string
  last_seen_at: Instant
}

/** Public key of a website whose own sign-in hands people over to a portal. */
export interface HandOffKeyTable {
  portal_key: string
  kid: string
  /** `iss` of its assertions. */
  issuer: string
  algorithm: 'EdDSA' | 'ES256'
  /** SPKI in PEM. */
  public_key: string
  /** What `sub` names: a login of ours, or the website's own id of the person (`hand_off_person`). */
  subject: 'login' | 'mapped'
  /** Profile of the accounts that it may make; null = it makes none. */
  profile_id: string | null
  created_at: GeneratedInstant
  expires_at: Instant | null
  revoked_at: Instant | null
}

/** Who a website's own id stands for. */
export interface HandOffPersonTable {
  portal_key: string
  issuer: string
  subject: string
  account_id: string
  /** The hand-off made the account: its customer follows the assertion. */
  made: boolean
}

/** Assertions that have opened a session. */
export interface HandOffUsedTable {
  /** SHA-256 of portal key, issuer and jti. */
  hash: Uint8Array
  seen_at: GeneratedInstant
}

/** Schema `portal`, qualified names as used by the gate. */
export interface PortalTables {
  'portal.portal': PortalTable
  'portal.profile': ProfileTable
  'portal.account': AccountTable
  'portal.account_customer': AccountCustomerTable
  'portal.code': CodeTable
  'portal.password_link': PasswordLinkTable
  'portal.session': SessionTable
  'portal.challenge': ChallengeTable
  'portal.device': DeviceTable
  'portal.email_change': EmailChangeTable
  'portal.registration': RegistrationTable
  'portal.throttle': ThrottleTable
  'portal.proof': ProofTable
  'portal.ticket': TicketTable
  'portal.journal': JournalTable
  'portal.secret': SecretTable
  'portal.command': CommandTable
  'portal.outbox': OutboxTable
  'portal.sms_day': SmsDayTable
  'portal.export': ExportTable
  'portal.export_part': ExportPartTable
  'portal.fingerprint': FingerprintTable
  'portal.hand_off_key': HandOffKeyTable
  'portal.hand_off_person': HandOffPersonTable
  'portal.hand_off_used': HandOffUsedTable
  'portal.live_session': LiveSessionView
}

/**
 * What was sent for the customer on screen: the session's own commands, and those of others whose right shows them. In
 * order of the newest first.
 */
export interface OwnCommandView {
  id: string
  /** Idempotency key of an own one; null for somebody else's. */
  key: string | null
  receipt: string
  function: FunctionName
  state: CommandState
  /** The vendor's own number and row, once delivered. */
  number: string | null
  subject_id: string | null
  /** Why it was refused. */
  reason: string | null
  site_id: string | null
  intervention_id: string | null
  equipment_id: string | null
  /** Name of who sent it. */
  author: string | null
  /** The customer's own reference of an order. */
  reference: string | null
  /** Description, text of the reply, or comment. */
  body: string | null
  currency: string | null
  /** Of an order; null without `orders.amounts`. */
  total_excl_tax: string | null
  total_incl_tax: string | null
  created_at: string
  delivered_at: string | null
}

/** Our own tables that hold customers' data, behind guards with check option, and what guards derive. */
export interface GuardOwnTables {
  /** Of each machine that the session sees, the row of `article_media` that shows what it looks like. */
  machine_picture: { equipment_id: string; media_id: string; changed_at: string }
  own_command: OwnCommandView
  /** The signed-in account itself: one row; only `language` may be written. Empty for a portal code. */
  own_account: { id: string; login: string; email: string | null; name: string; language: string }
  /** Files that this account (or code) has brought for the customer on screen, without their bytes. */
  own_upload: {
    id: string
    file_name: string
    media_type: string
    /** Bytes. */
    size: string
    state: 'receiving' | 'quarantine' | 'clean' | 'refused'
    created_at: string
    /** The command that took it along. */
    command_id: string | null
  }
  /** For the customer on screen, asked for with no more sight than the session has. */
  own_export: OwnExportView
  /** Slices of those that are done. */
  own_export_part: { export_id: string; n: string; bytes: Uint8Array }
}
