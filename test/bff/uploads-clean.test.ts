/** What is kept of a file: what it claims to be, and nothing about who made it or where. No database. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { cleanUpload } from '../../bff/files/uploads-clean.ts'
import { nameFits, RefusedUpload } from '../../bff/files/uploads-kinds.ts'
import { jpeg, pdf, png, secret, webp } from '../kit/pictures.ts'

const refusal = (mediaType: string, bytes: Buffer): string => {
  try {
    cleanUpload(mediaType, bytes)
    return 'kept'
  } catch (error) {
    assert.ok(error instanceof RefusedUpload, String(error))
    return error.reason
  }
}

describe('[CO-32] a picture keeps its picture and loses its story', () => {
  for (const [mediaType, bytes] of [
    ['image/jpeg', jpeg()],
    ['image/png', png()],
    ['image/webp', webp()],
  ] as const) {
    test(mediaType, () => {
      assert.ok(bytes.includes(secret), 'the sample tells its story')
      const clean = cleanUpload(mediaType, bytes)
      assert.ok(!clean.includes(secret))
      assert.ok(!clean.includes('GPS'))
      assert.deepEqual(cleanUpload(mediaType, clean), clean, 'a clean file stays as it is')
    })
  }

  test('a JPEG stays the way up that the camera held it', () => {
    const marked = cleanUpload('image/jpeg', jpeg({ orientation: 8 }))
    assert.ok(marked.includes(Buffer.from('01120003000000010008', 'hex')))
    assert.ok(!cleanUpload('image/jpeg', jpeg({ orientation: 1 })).includes('Exif'))
    assert.ok(!cleanUpload('image/jpeg', jpeg({ orientation: 999 })).includes('Exif'))
  })

  test('a WebP does not promise what has gone, and says its own length', () => {
    const clean = cleanUpload('image/webp', webp())
    assert.equal(clean.readUInt32LE(4) + 8, clean.length)
    assert.equal((clean[20] ?? 255) & 0x0c, 0)
  })

  test('the coded data of a JPEG stays byte for byte, stuffing and restarts included', () => {
    const clean = cleanUpload('image/jpeg', jpeg({ data: 5000 }))
    const at = clean.indexOf(Buffer.from([0x5a, 0xff, 0x00, 0xff, 0xd0, 0x5a]))
    assert.ok(at > 0)
    assert.deepEqual(clean.subarray(-2), Buffer.from([0xff, 0xd9]))
  })
})

describe('a file that is two files', () => {
  const zip = Buffer.from('PK\x03\x04 hidden archive', 'latin1')
  const html = Buffer.from('<script>alert(1)</script>')
  test('loses the one behind its end', () => {
    for (const tail of [zip, html, pdf()]) {
      for (const clean of [cleanUpload('image/jpeg', jpeg({ tail })), cleanUpload('image/png', png({ tail }))]) {
        assert.ok(!clean.includes(tail))
      }
    }
  })
  test('is refused as a PDF with something before or behind', () => {
    const long = Buffer.alloc(2000, 65)
    for (const bytes of [Buffer.concat([html, pdf()]), Buffer.concat([pdf(), zip]), Buffer.concat([pdf(), long])]) {
      assert.equal(refusal('application/pdf', bytes), 'unreadable')
    }
    assert.equal(refusal('application/pdf', pdf()), 'kept')
  })
})

describe('what is not what it says', () => {
  const heic = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1')
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')
  const samples: [string, string, Buffer, string][] = [
    ['HEIC under its own name', 'image/heic', heic, 'type-refused'],
    ['SVG under its own name', 'image/svg+xml', svg, 'type-refused'],
    ['HEIC as JPEG', 'image/jpeg', heic, 'unreadable'],
    ['SVG as PNG', 'image/png', svg, 'unreadable'],
    ['PNG as JPEG', 'image/jpeg', png(), 'unreadable'],
    ['JPEG as WebP', 'image/webp', jpeg(), 'unreadable'],
    ['empty', 'image/jpeg', Buffer.alloc(0), 'unreadable'],
    ['a JPEG without end', 'image/jpeg', jpeg().subarray(0, -40), 'unreadable'],
    ['a JPEG of its head alone', 'image/jpeg', Buffer.from([0xff, 0xd8, 0xff, 0xd9]), 'unreadable'],
    ['a JPEG of 2 gigapixels', 'image/jpeg', jpeg({ width: 50_000, height: 40_000 }), 'too-many-pixels'],
    ['a JPEG without height', 'image/jpeg', jpeg({ height: 0 }), 'unreadable'],
    ['a PNG cut', 'image/png', png().subarray(0, -6), 'unreadable'],
    ['a PNG of 4 gigapixels', 'image/png', png({ width: 65_000, height: 65_000 }), 'too-many-pixels'],
    ['a WebP cut', 'image/webp', webp().subarray(0, -30), 'unreadable'],
    ['a WebP of 100 megapixels', 'image/webp', webp({ width: 10_000, height: 10_000 }), 'too-many-pixels'],
  ]
  for (const [words, mediaType, bytes, reason] of samples) {
    test(words, () => assert.equal(refusal(mediaType, bytes), reason))
  }

  test('a PNG with a changed byte', () => {
    const bytes = png()
    bytes[20] = (bytes[20] ?? 0) ^ 1
    assert.equal(refusal('image/png', bytes), 'unreadable')
  })

  test('any byte changed or cut anywhere ends in a refusal or a picture, never in another failure', () => {
    for (const [mediaType, make] of [
      ['image/jpeg', jpeg],
      ['image/png', png],
      ['image/webp', webp],
    ] as const) {
      const whole = make()
      for (let at = 0; at < whole.length; at++) {
        const bent = Buffer.from(whole)
        bent[at] = 255 - (bent[at] ?? 0)
        refusal(mediaType, bent)
        refusal(mediaType, whole.subarray(0, at))
      }
    }
  })
})

test('the extension of a name must fit its type', () => {
  assert.ok(nameFits('Photo du copieur.JPG', 'image/jpeg'))
  assert.ok(nameFits('a.b.jpeg', 'image/jpeg'))
  for (const name of ['photo.png', 'photo.jpg.exe', 'photo', '.jpg ', 'photo.jpg\0.png', 'constructor']) {
    assert.ok(!nameFits(name, 'image/jpeg'), name)
  }
  assert.ok(!nameFits('photo.svg', 'image/svg+xml'))
  assert.ok(!nameFits('x.toString', 'constructor'))
})
