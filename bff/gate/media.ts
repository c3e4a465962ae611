/** `GET /v1/{pk}/media/{token}`: a picture by address alone. The signature is the permission, so no origin is asked. */
import { sql } from 'kysely'
import { Problem } from '../base/problem.ts'
import { readMediaToken } from '../files/media.ts'
import { mediaHeaders, type StoredMedia } from '../files/media-answer.ts'
import type { Exchange } from './exchange.ts'
import { vendorOf } from './portal.ts'
import type { VendorGate, VendorGates } from './vendor.ts'

/** @throws Problem `not-found` for any token that gives nothing, `portal-unknown` */
export async function answerMedia(
  exchange: Exchange,
  gates: VendorGates,
  key: string,
  token: string,
): Promise<Response> {
  exchange.line.portal = key
  const gate = await gates.get(vendorOf(key))
  const portal = await gate.portals.get(key)
  const wanted = readMediaToken(gate.secrets.media, portal.key, exchange.deps.clock.now(), token)
  const file = wanted && (await read(gate, wanted.kind, wanted.id))
  if (!file) throw new Problem('not-found')
  for (const [name, value] of Object.entries(mediaHeaders(file))) exchange.headers.set(name, value)
  // The same bytes for every website: without it a browser would keep one copy per origin.
  exchange.headers.delete('Vary')
  const { content } = file
  return new Response(Buffer.from(content.buffer as ArrayBuffer, content.byteOffset, content.byteLength), {
    headers: exchange.headers,
  })
}

async function read({ db }: VendorGate, kind: 'article' | 'document', id: string): Promise<StoredMedia | undefined> {
  const { rows } =
    kind === 'article'
      ? await sql<StoredMedia>`select * from portal.article_media(${id})`.execute(db.gate)
      : await sql<StoredMedia>`select * from portal.document_media(${id})`.execute(db.gate)
  return rows[0]
}
