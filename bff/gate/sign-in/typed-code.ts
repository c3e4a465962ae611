/**
 * Typed portal codes: three groups of four Crockford base32 characters (60 random bits), said or printed beside the
 * customer's number. The first group finds the row, the whole is kept as argon2id: it is short enough to be guessed by
 * whoever holds the database and only a fast hash. Failures delay, they never lock.
 */
import type { Kysely } from 'kysely'
import type { PortalTables } from '../../db/tables.ts'
import { Problem } from '../../base/problem.ts'
import { peek, take } from '../throttle.ts'
import { type Attempted, attempt } from './attempt.ts'
import type { Passwords } from './hash.ts'
import { limits } from './limits.ts'

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const form = /^[0-9A-HJKMNP-TV-Z]{12}$/

/** From at least 12 random bytes: `K7QM-3F9T-2XWB`. */
export function makeTypedCode(bytes: Uint8Array): string {
  const text = [...bytes.subarray(0, 12)].map((byte) => alphabet.charAt(byte & 31)).join('')
  return `${text.slice(0, 4)}-${text.slice(4, 8)}-${text.slice(8)}`
}

/** Its twelve characters: case, hyphens, dots and spaces do not matter, O is 0, I and L are 1. */
export function readTypedCode(text: string): string | undefined {
  const code = text
    .replace(/[\s.·–—-]/g, '')
    .toUpperCase()
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
  return form.test(code) ? code : undefined
}

/** A customer's number as it is compared. */
export const customerCodeOf = (text: string) => text.trim().toUpperCase()

/** What the database keeps of a code as `readTypedCode` reads it. */
export const typedCodeRow = async (code: string, customer: string, passwords: Passwords) => ({
  typed_hash: await passwords.hash(code),
  typed_prefix: code.slice(0, 4),
  customer_code: customerCodeOf(customer),
})

function find(gate: Kysely<PortalTables>, customer: string, prefix: string) {
  return gate
    .selectFrom('portal.code')
    .select(['id', 'typed_hash'])
    .where('customer_code', '=', customer)
    .where('typed_prefix', '=', prefix)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
}

/**
 * The id of the code, expired or not; undefined when it opens nothing, after the same work.
 * @throws Problem `too-many-attempts`, `overloaded`
 */
export async function findTypedCode(
  call: Attempted,
  typed: string,
  customerTyped: string,
): Promise<string | undefined> {
  const code = readTypedCode(typed)
  const customer = customerCodeOf(customerTyped)
  const prefix = code?.slice(0, 4) ?? ''
  const key = call.tools.fingerprint('typed code', call.portal.vendor, customer, prefix)
  const trial = await attempt(call)
  const wait = await peek(call.gate, key, limits.typedCode)
  if (wait > 0) throw new Problem('too-many-attempts', { retryAfter: wait })
  const row = code === undefined ? undefined : await find(call.gate, customer, prefix)
  const fits = await call.tools.passwords.fit(row?.typed_hash ?? null, code ?? '')
  if (row && fits) {
    await trial.succeeded()
    return row.id
  }
  await trial.failed()
  await take(call.gate, key, limits.typedCode).catch((error: unknown) => {
    if (!(error instanceof Problem)) throw error
  })
  return undefined
}
