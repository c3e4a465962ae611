/**
 * The functions of the management contract: how what a customer asks for reaches the company's database.
 *
 * Each is `management.<name>(command jsonb) returns jsonb`. A command is delivered at least once: the function must
 * answer a known `command_id` with what it answered the first time, and change nothing. It answers `{"id", "number"}`
 * of the row that came of it. It refuses for good by `raise exception '<reason for the customer>' using errcode = 'GR001'`;
 * any other error means "not now": the command stays and is delivered again. It writes drafts: what is confirmed is
 * confirmed by the vendor. Absent = the counter does not offer the act.
 */

/** What every command carries. Ids are printed as text, instants are ISO strings, quantities decimal strings. */
export interface CommandHead {
  /** UUID, the same at each delivery. */
  command_id: string
  customer_id: string
  /** Who asked: name as the vendor knows it, login (null for a portal code), e-mail when known. */
  author: { name: string; login: string | null; email: string | null }
  /** When the counter took it. */
  received_at: string
  portal: string
  language: 'fr' | 'en'
}

/** A file that the customer joined. Its bytes are `portal.upload.content`; the function may copy them. */
export interface CommandFile {
  id: string
  file_name: string
  media_type: string
  size: number
}

export interface CreateRequest extends CommandHead {
  site_id: string | null
  equipment_id: string | null
  /** Typed when the machine is not in the fleet. */
  serial_number: string | null
  nature_id: string | null
  urgent: boolean
  description: string
  /** Where, when it is not the site's own address. */
  address: string | null
  contact_name: string | null
  contact_phone: string | null
  /** Who gets the answer, when it is not the author. */
  reply_to: string | null
  wished_on: string | null
  /** `HH:MM` */
  wished_at: string | null
  /** The wish is imperative. */
  wish_firm: boolean
  files: CommandFile[]
}

export interface Reply extends CommandHead {
  intervention_id: string
  body: string
  files: CommandFile[]
}

export interface PlaceOrder extends CommandHead {
  site_id: string | null
  billing_site_id: string | null
  reference: string | null
  comment: string | null
  currency: string
  /** As the customer saw and confirmed them; null = priced by the vendor. */
  total_excl_tax: string | null
  total_incl_tax: string | null
  lines: {
    article_id: string
    reference: string
    label: string
    quantity: string
    unit_price: string | null
    amount_excl_tax: string | null
    tax_rate: string | null
    equipment_id: string | null
    /** Kits: the options chosen. */
    options: { article_id: string; quantity: string }[]
  }[]
}

/** What a function answers: the row that came of the command. */
export interface CommandResult {
  id: string
  number: string | null
}

/** Function of the contract -> what it takes. */
export interface ManagementFunctions {
  create_request: CreateRequest
  reply: Reply
  place_order: PlaceOrder
}

export type FunctionName = keyof ManagementFunctions

export const functionNames: readonly FunctionName[] = ['create_request', 'reply', 'place_order']

/** SQLSTATE by which a function refuses a command for good; the message is for the customer. */
export const refusedState = 'GR001'
