/** WebP without Exif and XMP, and without whatever hangs on behind. */
import { checkPixels, RefusedUpload } from './uploads-kinds.ts'

const damaged = () => new RefusedUpload('unreadable')
const kept = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP'])

/** Flags of VP8X that promise the chunks that go: Exif and XMP. */
const gone = 0x08 | 0x04

function measure(name: string, body: Buffer): void {
  if (name === 'VP8X') {
    if (body.length < 10) throw damaged()
    checkPixels(body.readUIntLE(4, 3) + 1, body.readUIntLE(7, 3) + 1)
  } else if (name === 'VP8 ') {
    // Key frame: three bytes of head, the start code, then twice fourteen bits.
    if (body.length < 10 || body.readUIntBE(3, 3) !== 0x9d012a) throw damaged()
    checkPixels(body.readUInt16LE(6) & 0x3fff, body.readUInt16LE(8) & 0x3fff)
  } else if (name === 'VP8L') {
    if (body.length < 5 || body[0] !== 0x2f) throw damaged()
    const bits = body.readUInt32LE(1)
    checkPixels((bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1)
  }
}

/** @throws RefusedUpload */
export function cleanWebp(bytes: Buffer): Buffer {
  if (bytes.length < 20 || bytes.toString('latin1', 0, 4) !== 'RIFF' || bytes.toString('latin1', 8, 12) !== 'WEBP')
    throw damaged()
  const whole = bytes.readUInt32LE(4) + 8
  if (whole > bytes.length) throw damaged()
  const chunks: Buffer[] = []
  let drawn = false
  for (let at = 12; at < whole; ) {
    if (at + 8 > whole) throw damaged()
    const name = bytes.toString('latin1', at, at + 4)
    const length = bytes.readUInt32LE(at + 4)
    const end = at + 8 + length + (length & 1)
    if (end > whole) throw damaged()
    const body = bytes.subarray(at + 8, at + 8 + length)
    measure(name, body)
    if (name === 'VP8 ' || name === 'VP8L' || name === 'ANMF') drawn = true
    if (kept.has(name)) {
      const chunk = Buffer.from(bytes.subarray(at, end))
      if (name === 'VP8X') chunk.writeUInt8(chunk.readUInt8(8) & ~gone, 8)
      chunks.push(chunk)
    }
    at = end
  }
  if (!drawn) throw damaged()
  const data = Buffer.concat(chunks)
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1')
  head.writeUInt32LE(data.length + 4, 4)
  return Buffer.concat([head, data])
}
