/**
 * Portal codes: `cp_`, 26 Crockford base32 characters (130 random bits) and Crockford's check character, so that a
 * typing error is told from a code that opens nothing. The database knows the SHA-256 of the canonical text only.
 */
import { createHash } from 'node:crypto'

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const checkAlphabet = `${alphabet}*~$=U`
const prefix = 'cp_'
const form = /^[0-9A-HJKMNP-TV-Z]{26}[0-9A-HJKMNP-TV-Z*~$=U]$/

/** Crockford's check character (mod 37) of the 26 characters. */
export function checkCharacter(body: string): string {
  const value = Array.from(body).reduce((sum, sign) => (sum * 32 + alphabet.indexOf(sign)) % 37, 0)
  return checkAlphabet.charAt(value)
}

/** A code from at least 26 random bytes. */
export function makePortalCode(bytes: Uint8Array): string {
  const body = [...bytes.subarray(0, 26)].map((byte) => alphabet.charAt(byte & 31)).join('')
  return prefix + body + checkCharacter(body)
}

/**
 * The canonical text of what somebody typed or clicked: case, hyphens and spaces do not matter, O is 0, I and L are 1.
 * Undefined when it cannot be a code.
 */
export function readPortalCode(text: string): string | undefined {
  if (text.length > 100) return undefined
  const typed = text
    .trim()
    .replace(/^cp[_-]/i, '')
    .replace(/[\s-]/g, '')
    .toUpperCase()
  const code =
    typed.slice(0, -1).replaceAll('O', '0').replace(/[IL]/g, '1') +
    typed.slice(-1).replace('O', '0').replace(/[IL]/, '1')
  if (!form.test(code) || checkCharacter(code.slice(0, 26)) !== code.slice(26)) return undefined
  return prefix + code
}

/** What `portal.code.secret_hash` holds, of a canonical code. */
export function hashPortalCode(code: string): Uint8Array {
  return createHash('sha256').update(code).digest()
}
