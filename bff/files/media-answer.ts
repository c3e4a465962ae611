/** The answer to the address of a picture: only kinds of files that a browser cannot be made to run. */
import { Problem } from '../base/problem.ts'
import { attachment } from './disposition.ts'

export interface StoredMedia {
  file_name: string
  media_type: string
  content: Uint8Array
}

interface Kind {
  begins: readonly (readonly [at: number, text: string])[]
  inline: boolean
}

/** Media type -> how such a file begins (bytes as Latin-1). SVG and HTML can carry script: they are not here. */
const kinds: Readonly<Record<string, Kind>> = {
  'image/png': { begins: [[0, '\x89PNG\r\n\x1a\n']], inline: true },
  'image/jpeg': { begins: [[0, '\xff\xd8\xff']], inline: true },
  'image/webp': {
    begins: [
      [0, 'RIFF'],
      [8, 'WEBP'],
    ],
    inline: true,
  },
  'application/pdf': { begins: [[0, '%PDF-']], inline: false },
}

/** Media types that an address may be given for. */
export const imageTypes: readonly string[] = Object.keys(kinds).filter((type) => kinds[type]?.inline)
export const mediaTypes: readonly string[] = Object.keys(kinds)

/** Kept by the browser as long as the address is good at most; never by a cache that others share. */
const kept = 'private, max-age=86400, immutable'

/** @throws Problem `not-found` for a type that is not allowed, or bytes that are not of the type that they claim */
export function mediaHeaders(file: StoredMedia): Record<string, string> {
  const kind = kinds[file.media_type]
  const start = Buffer.from(file.content.buffer, file.content.byteOffset, Math.min(file.content.byteLength, 16))
  const head = start.toString('latin1')
  if (!kind?.begins.every(([at, text]) => head.startsWith(text, at))) throw new Problem('not-found')
  return {
    'Content-Type': file.media_type,
    'Content-Length': String(file.content.byteLength),
    'Content-Disposition': kind.inline ? 'inline' : attachment(file.file_name),
    'Cache-Control': kept,
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Cross-Origin-Resource-Policy': 'cross-origin',
    'X-Content-Type-Options': 'nosniff',
  }
}
