/**
 * Addresses of pictures and of articles' documents: `GET /v1/{pk}/media/<token>`. An `<img>` sends no header of ours, so
 * the address itself is the permission: signed, for one file, for a day or two. It is made only for what the session has
 * just read through a guard, and it is the same all day, so that browsers keep the picture.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { CallBase } from '../base/endpoint.ts'
import type { Key } from '../api.ts'

/** `article`: a row of `article_media`; `document`: a row of `document` about a machine, an intervention or an exchange. */
export type MediaKind = 'article' | 'document'

export interface MediaRow {
  kind: MediaKind
  id: string
  /** When the row was last changed: another file gets another address. */
  changed_at: string
}

/** What a call of an endpoint has. */
export type MediaSigner = Pick<CallBase<Key>, 'mediaKey' | 'publicUrl' | 'portal' | 'clock'>

const day = 86_400_000
const macForm = /^[\w-]{22}$/

function macOf(key: Uint8Array, portalKey: string, payload: string): string {
  return createHmac('sha256', key).update(`${portalKey}.${payload}`).digest().subarray(0, 16).toString('base64url')
}

/** The address of a file that the session has read the row of. */
export function mediaUrl({ mediaKey, publicUrl, portal, clock }: MediaSigner, row: MediaRow): string {
  const today = Math.floor(clock.now().getTime() / day)
  const changed = Date.parse(row.changed_at)
  const said = JSON.stringify([row.kind, row.id, today, Number.isNaN(changed) ? 0 : changed])
  const payload = Buffer.from(said).toString('base64url')
  return `${publicUrl}/v1/${portal.key}/media/${payload}.${macOf(mediaKey, portal.key, payload)}`
}

/** What a token stands for; undefined when it is none of ours, of another portal, or older than a day and a night. */
export function readMediaToken(
  key: Uint8Array,
  portalKey: string,
  now: Date,
  token: string,
): { kind: MediaKind; id: string } | undefined {
  const [payload = '', mac = '', ...rest] = token.split('.')
  if (rest.length > 0 || !macForm.test(mac)) return undefined
  if (!timingSafeEqual(Buffer.from(mac), Buffer.from(macOf(key, portalKey, payload)))) return undefined
  const [kind, id, made] = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as [MediaKind, string, number]
  // One day ahead: processes' clocks differ around midnight.
  const age = Math.floor(now.getTime() / day) - made
  return age >= -1 && age <= 1 ? { kind, id } : undefined
}
