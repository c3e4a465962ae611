/** Files as customers bring them: small, whole, and with everything in them that must not travel on. */
import { crc32, deflateSync } from 'node:zlib'

/** Stands in every place of a picture where its maker may tell something. */
export const secret = 'GPS 47.4712 -0.5518 iPhone de Paul'

const u16 = (value: number) => Buffer.from([value >> 8, value & 255])

function segment(marker: number, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from([0xff, marker]), u16(body.length + 2), body])
}

/** TIFF with an orientation and a description. */
function exif(orientation: number): Buffer {
  const text = Buffer.from(`${secret}\0`)
  const head = Buffer.from('MM\0*\0\0\0\x08\0\x02', 'latin1')
  const entry = (tag: number, type: number, count: number, value: Buffer) => {
    const row = Buffer.alloc(12)
    row.writeUInt16BE(tag, 0)
    row.writeUInt16BE(type, 2)
    row.writeUInt32BE(count, 4)
    value.copy(row, 8)
    return row
  }
  const at = Buffer.alloc(4)
  at.writeUInt32BE(8 + 2 + 24 + 4)
  return Buffer.concat([
    Buffer.from('Exif\0\0', 'latin1'),
    head,
    entry(0x010e, 2, text.length, at),
    entry(0x0112, 3, 1, u16(orientation)),
    Buffer.alloc(4),
    text,
  ])
}

export interface JpegOptions {
  width?: number
  height?: number
  orientation?: number
  /** Bytes after the end. */
  tail?: Buffer
  /** Bytes of coded data. */
  data?: number
}

/** A JPEG in form: what is coded in it is noise. */
export function jpeg({ width = 1600, height = 1200, orientation = 6, tail, data = 400 }: JpegOptions = {}): Buffer {
  const frame = Buffer.concat([Buffer.from([8]), u16(height), u16(width), Buffer.from([1, 1, 0x11, 0])])
  const coded = Buffer.alloc(data, 0x5a)
  coded.set([0xff, 0x00, 0xff, 0xd0], 8)
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1')),
    segment(0xe1, exif(orientation)),
    segment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0<x>${secret}</x>`, 'latin1')),
    segment(0xed, Buffer.from(`Photoshop 3.0\0${secret}`, 'latin1')),
    segment(0xfe, Buffer.from(secret)),
    segment(0xdb, Buffer.alloc(65, 1)),
    segment(0xc0, frame),
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    coded,
    Buffer.from([0xff, 0xd9]),
    ...(tail ? [tail] : []),
  ])
}

function chunk(name: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), body])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(body.length)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}

/** A real PNG, grey. */
export function png({ width = 8, height = 8, tail }: { width?: number; height?: number; tail?: Buffer } = {}): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 0, 0, 0, 0], 8)
  const pixels = deflateSync(Buffer.alloc(Math.min(height, 64) * (Math.min(width, 64) + 1), 0))
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('tEXt', Buffer.from(`Comment\0${secret}`)),
    chunk('eXIf', exif(1).subarray(6)),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
    ...(tail ? [tail] : []),
  ])
}

/** A WebP in form, lossless, with Exif and XMP. */
export function webp({ width = 640, height = 480 } = {}): Buffer {
  const part = (name: string, body: Buffer) => {
    const head = Buffer.from(`${name}\0\0\0\0`, 'latin1')
    head.writeUInt32LE(body.length, 4)
    return Buffer.concat([head, body, Buffer.alloc(body.length & 1)])
  }
  const canvas = Buffer.alloc(10)
  canvas[0] = 0x08 | 0x04
  canvas.writeUIntLE(width - 1, 4, 3)
  canvas.writeUIntLE(height - 1, 7, 3)
  const lossless = Buffer.alloc(21)
  lossless[0] = 0x2f
  lossless.writeUInt32LE(((width - 1) | ((height - 1) << 14)) >>> 0, 1)
  const data = Buffer.concat([
    Buffer.from('WEBP'),
    part('VP8X', canvas),
    part('VP8L', lossless),
    part('EXIF', Buffer.from(secret)),
    part('XMP ', Buffer.from(`<x>${secret}</x>`)),
  ])
  const head = Buffer.from('RIFF\0\0\0\0', 'latin1')
  head.writeUInt32LE(data.length, 4)
  return Buffer.concat([head, data])
}

export const pdf = (more = '') => Buffer.from(`%PDF-1.7\n1 0 obj\n<<>>\nendobj\n${more}\ntrailer\n<<>>\n%%EOF\n`)
