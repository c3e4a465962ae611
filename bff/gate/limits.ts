/** How much a request may bring. The bytes are counted as they come: a length header may be absent or a lie. */
import { createHash } from 'node:crypto'
import { inTime } from '../base/in-time.ts'
import { Problem } from '../base/problem.ts'

export const largestBody = 256 * 1024
/** Milliseconds in which a JSON body must be there: 256 kB over a line of 150 kbit/s. */
export const slowestBody = 15_000

const jsonType = /^application\/json(?:\s*;\s*charset=utf-8)?$/i

async function readBytes(request: Request, patience: number): Promise<Buffer> {
  if (Number(request.headers.get('content-length') ?? 0) > largestBody) throw new Problem('body-too-large')
  if (!request.body) return Buffer.alloc(0)
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of inTime(request.body, { patience })) {
      size += chunk.byteLength
      if (size > largestBody) throw new Problem('body-too-large')
      chunks.push(chunk)
    }
  } catch (cause) {
    if (cause instanceof Problem) throw cause
    // The caller hung up in the middle: nothing is wrong on our side, and nobody reads the answer.
    throw new Problem('input-invalid', { fields: { body: 'cut-off' }, cause })
  }
  return Buffer.concat(chunks)
}

/**
 * The JSON body; undefined when there is none.
 * @param hash SHA-256 of the body that the proof names, base64url; undefined when it names none
 * @param patience milliseconds for the whole body
 * @throws Problem `body-too-large`, `body-too-slow`, `proof-invalid` for another body than the proof's, or `input-invalid` for another
 *   media type or a text that is not JSON.
 */
export async function readJson(request: Request, hash?: string, patience = slowestBody): Promise<unknown> {
  const bytes = await readBytes(request, patience)
  if (hash !== undefined && createHash('sha256').update(bytes).digest('base64url') !== hash) {
    throw new Problem('proof-invalid')
  }
  if (bytes.length === 0) return undefined
  if (!jsonType.test(request.headers.get('content-type') ?? '')) {
    throw new Problem('input-invalid', { fields: { 'header.content-type': 'not-json' } })
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (cause) {
    throw new Problem('input-invalid', { fields: { body: 'not-json' }, cause })
  }
}
