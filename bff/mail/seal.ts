/** Contents of messages on their way: AES-256-GCM, bound to the row that they lie in. */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { PortalTables } from '../db/tables.ts'

export interface Sealed {
  /** Name of the key in `portal.secret`. */
  kid: string
  /** Base64url of 12 bytes nonce, ciphertext, 16 bytes tag. */
  box: string
}

const nonceSize = 12
const tagSize = 16
const newest = /^message-(\d+)$/

const boundTo = (id: string) => Buffer.from(`portal.outbox|message:${id}|payload`)
const keyFrom = (value: Uint8Array) => new Uint8Array(hkdfSync('sha256', value, '', 'guichet message', 32))

export interface Key {
  kid: string
  key: Uint8Array
}

/** The newest key, or the named one. @throws Error when there is none */
export async function sealingKey(db: Kysely<PortalTables>, kid?: string): Promise<Key> {
  const rows = await db
    .selectFrom('portal.secret')
    .select(['name', 'value'])
    .where('name', kid === undefined ? 'like' : '=', kid ?? 'message-%')
    .execute()
  const age = (name: string) => Number(newest.exec(name)?.[1] ?? 0)
  const row = rows.sort((a, b) => age(b.name) - age(a.name))[0]
  if (!row) throw new Error(`portal.secret has no value "${kid ?? 'message-1'}": run guichet migrate`)
  return { kid: row.name, key: keyFrom(row.value) }
}

/** @param id of the message: the box opens in its own row only */
export function seal({ kid, key }: Key, id: string, content: unknown): Sealed {
  const nonce = randomBytes(nonceSize)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(boundTo(id))
  const text = Buffer.concat([cipher.update(JSON.stringify(content), 'utf8'), cipher.final()])
  return { kid, box: Buffer.concat([nonce, text, cipher.getAuthTag()]).toString('base64url') }
}

/** @throws Error when key, row or a single bit is another one */
export function unseal({ key }: Key, id: string, { box }: Sealed): unknown {
  const bytes = Buffer.from(box, 'base64url')
  if (bytes.length < nonceSize + tagSize) throw new Error('A sealed message is too short')
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceSize))
    .setAAD(boundTo(id))
    .setAuthTag(bytes.subarray(-tagSize))
  const text = Buffer.concat([decipher.update(bytes.subarray(nonceSize, -tagSize)), decipher.final()])
  return JSON.parse(text.toString('utf8'))
}
