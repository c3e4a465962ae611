/** PNG without texts, times and Exif, and without whatever hangs on behind. */
import { crc32 } from 'node:zlib'
import { checkPixels, RefusedUpload } from './uploads-kinds.ts'

const signature = Buffer.from('89504e470d0a1a0a', 'hex')

/** What the picture is made of, and how its colours and frames are meant. */
const kept = new Set([
  ...['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'iCCP', 'cICP', 'sBIT', 'bKGD', 'pHYs'],
  ...['acTL', 'fcTL', 'fdAT'],
])

const damaged = () => new RefusedUpload('unreadable')

/** @throws RefusedUpload */
export function cleanPng(bytes: Buffer): Buffer {
  if (!bytes.subarray(0, 8).equals(signature)) throw damaged()
  const chunks: Buffer[] = [signature]
  let drawn = false
  for (let at = 8; ; ) {
    if (at + 12 > bytes.length) throw damaged()
    const length = bytes.readUInt32BE(at)
    const end = at + 12 + length
    if (end > bytes.length) throw damaged()
    const name = bytes.toString('latin1', at + 4, at + 8)
    if (crc32(bytes.subarray(at + 4, end - 4)) !== bytes.readUInt32BE(end - 4)) throw damaged()
    if ((at === 8) !== (name === 'IHDR')) throw damaged()
    if (name === 'IHDR') {
      if (length !== 13) throw damaged()
      checkPixels(bytes.readUInt32BE(16), bytes.readUInt32BE(20))
    }
    if (name === 'IDAT') drawn = true
    if (kept.has(name)) chunks.push(bytes.subarray(at, end))
    // A chunk that must be understood and is not.
    else if (/^[A-Z]/.test(name)) throw damaged()
    if (name === 'IEND') break
    at = end
  }
  if (!drawn) throw damaged()
  return Buffer.concat(chunks)
}
