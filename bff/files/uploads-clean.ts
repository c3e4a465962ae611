/** What is kept of a file that came: what it claims to be, and nothing about who made it or where. */
import { cleanJpeg } from './uploads-jpeg.ts'
import { RefusedUpload } from './uploads-kinds.ts'
import { cleanPng } from './uploads-png.ts'
import { cleanWebp } from './uploads-webp.ts'

/** A PDF stays as it is: it begins and ends as one, so no other file hides before or behind it. */
function wholePdf(bytes: Buffer): Buffer {
  const begins = /^%PDF-[12]\.\d/.test(bytes.toString('latin1', 0, 8))
  const tail = bytes.toString('latin1', Math.max(0, bytes.length - 1024))
  if (!begins || !/%%EOF\s*\0*\s*$/.test(tail)) throw new RefusedUpload('unreadable')
  return bytes
}

const cleaners: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  'image/jpeg': cleanJpeg,
  'image/png': cleanPng,
  'image/webp': cleanWebp,
  'application/pdf': wholePdf,
}

/**
 * @param mediaType as announced; the bytes must be of it
 * @throws RefusedUpload `unreadable`, `too-many-pixels`, `type-refused`
 */
export function cleanUpload(mediaType: string, bytes: Buffer): Buffer {
  const clean = Object.hasOwn(cleaners, mediaType) ? cleaners[mediaType] : undefined
  if (!clean) throw new RefusedUpload('type-refused')
  return clean(bytes)
}
