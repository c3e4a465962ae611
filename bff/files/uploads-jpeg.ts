/** JPEG without what it tells of its maker: place, device, date, thumbnails, comments, and whatever hangs on behind. */
import { checkPixels, RefusedUpload } from './uploads-kinds.ts'

const damaged = () => new RefusedUpload('unreadable')

/** Colour is kept: JFIF and ICC profile (APP0, APP2), the colour transform (APP14). */
function keeps(marker: number, body: Buffer): boolean {
  if (marker === 0xe0) return body.toString('latin1', 0, 5) === 'JFIF\0'
  if (marker === 0xe2) return body.toString('latin1', 0, 12) === 'ICC_PROFILE\0'
  if (marker === 0xee) return body.toString('latin1', 0, 5) === 'Adobe'
  return !(marker >= 0xe0 && marker <= 0xef) && marker !== 0xfe
}

/** Start of frame: every coding process except the tables that share their range. */
const isFrame = (marker: number) =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc

/** Which way up, 2 to 8, from the Exif block of a camera; 1 when it does not say. */
function orientationOf(body: Buffer): number {
  if (body.length < 14 || body.toString('latin1', 0, 6) !== 'Exif\0\0') return 1
  const tiff = body.subarray(6)
  const little = tiff.toString('latin1', 0, 2) === 'II'
  const u16 = (at: number) => (at + 2 > tiff.length ? 0 : little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const start = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4)
  const count = Math.min(u16(start), 200)
  for (let n = 0; n < count; n++) {
    const at = start + 2 + n * 12
    if (u16(at) === 0x0112) return u16(at + 8)
  }
  return 1
}

/** An Exif block that says which way up the picture is, and nothing else. */
function orientationSegment(orientation: number): Buffer {
  const segment = Buffer.from('ffe100224578696600004d4d002a00000008000101120003000000010001000000000000', 'hex')
  segment.writeUInt16BE(orientation, 28)
  return segment
}

/** End of the coded data that begins at `at`: the next marker that is neither stuffing nor a restart. */
function endOfScan(bytes: Buffer, at: number): number {
  for (let from = at; ; ) {
    const mark = bytes.indexOf(0xff, from)
    const next = bytes[mark + 1]
    if (mark < 0 || next === undefined) throw damaged()
    if (next !== 0x00 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return mark
    from = next === 0xff ? mark + 1 : mark + 2
  }
}

/** @throws RefusedUpload */
export function cleanJpeg(bytes: Buffer): Buffer {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) throw damaged()
  const kept: Buffer[] = [bytes.subarray(0, 2)]
  let orientation = 1
  let framed = false
  let scanned = false
  for (let at = 2; ; ) {
    if (bytes[at] !== 0xff) throw damaged()
    while (bytes[at + 1] === 0xff) at++
    const marker = bytes[at + 1]
    if (marker === 0xd9) break
    if (marker === undefined || marker < 0xc0 || (marker >= 0xd0 && marker <= 0xd8) || at + 4 > bytes.length)
      throw damaged()
    const end = at + 2 + bytes.readUInt16BE(at + 2)
    const body = bytes.subarray(at + 4, end)
    if (end > bytes.length || end < at + 4) throw damaged()
    if (isFrame(marker)) {
      if (body.length < 6) throw damaged()
      checkPixels(body.readUInt16BE(3), body.readUInt16BE(1))
      framed = true
    }
    if (marker === 0xe1 && orientation === 1) orientation = orientationOf(body)
    if (keeps(marker, body)) kept.push(bytes.subarray(at, end))
    at = end
    if (marker !== 0xda) continue
    const over = endOfScan(bytes, end)
    kept.push(bytes.subarray(end, over))
    scanned = true
    at = over
  }
  if (!framed || !scanned) throw damaged()
  if (orientation >= 2 && orientation <= 8) kept.splice(1, 0, orientationSegment(orientation))
  return Buffer.concat([...kept, Buffer.from([0xff, 0xd9])])
}
