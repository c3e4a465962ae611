/** The opaque handle of a session: `cps_` + 32 random bytes. The database knows its SHA-256 only. */
import { hash } from 'node:crypto'
import { fromBase64url, toBase64url } from './base64url.ts'

const prefix = 'cps_'

export function makeHandle(bytes: Uint8Array): string {
  return prefix + toBase64url(bytes)
}

/** SHA-256 of a well-formed handle; undefined for any other text. */
export function hashHandle(handle: string): Buffer | undefined {
  if (handle.length !== 47 || !handle.startsWith(prefix) || !fromBase64url(handle.slice(prefix.length)))
    return undefined
  return hash('sha256', handle, 'buffer')
}
