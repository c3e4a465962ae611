/** The raw bytes of an upload, counted as they come: a length header may be absent or a lie. */
import { inTime, type Pace } from '../base/in-time.ts'
import { Problem } from '../base/problem.ts'

/** 10 MB over a line of 0.5 Mbit/s, within the 180 s that a whole request has (`bff/main.ts`). */
export const slowestUpload: Pace = { patience: 15_000, rate: 64 * 1024 }

/**
 * @param size bytes that were announced when the ticket was asked for
 * @throws Problem `input-invalid` when the length is missing, differs, or the connection is cut;
 *   `body-too-slow`
 */
export async function readUpload(request: Request, size: number, pace = slowestUpload): Promise<Buffer> {
  const refuse = (field: string, reason: string, cause?: unknown) =>
    new Problem('input-invalid', { fields: { [field]: reason }, cause })
  const told = request.headers.get('content-length')
  if (told === null || !/^\d{1,9}$/.test(told)) throw refuse('header.content-length', 'missing')
  if (Number(told) !== size || !request.body) throw refuse('header.content-length', 'size-differs')
  const chunks: Uint8Array[] = []
  let read = 0
  try {
    for await (const chunk of inTime(request.body, pace)) {
      read += chunk.byteLength
      if (read > size) throw refuse('body', 'size-differs')
      chunks.push(chunk)
    }
  } catch (cause) {
    if (cause instanceof Problem) throw cause
    throw refuse('body', 'cut-off', cause)
  }
  if (read !== size) throw refuse('body', 'cut-off')
  return Buffer.concat(chunks)
}
