import assert from 'node:assert/strict'
import { createSign, generateKeyPairSync, sign, verify } from 'node:crypto'
import { test } from 'node:test'
import { derSignature } from '../../bff/gate/der.ts'

const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const dsaEncoding = 'ieee-p1363'

/** r and s as 32 bytes each, from their ends. */
const pair = (r: string, s: string) => Buffer.from(r.padStart(64, '0') + s.padStart(64, '0'), 'hex')
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

test('a signature of two integers becomes DER: no needless zero, one before a leading bit', () => {
  assert.equal(hex(derSignature(pair('01', '7f'))), '300602010102017f')
  assert.equal(hex(derSignature(pair('80', 'ff01'))), '300902020080020300ff01')
  assert.equal(hex(derSignature(pair('', ''))), '3006020100020100')
  const ones = 'ff'.repeat(32)
  assert.equal(hex(derSignature(pair(ones, ones))), `3046022100${ones}022100${ones}`)
})

test('both forms of a signature are judged alike, good, bent and swapped', () => {
  for (let number = 0; number < 400; number++) {
    const text = Buffer.from(`text ${number}`)
    const made = sign('sha256', text, { key: privateKey, dsaEncoding })
    const bent = Buffer.from(made)
    bent[number % 64] = (bent[number % 64] ?? 0) ^ (1 << (number % 8))
    const swapped = Buffer.concat([made.subarray(32), made.subarray(0, 32)])
    assert.ok(verify('sha256', text, publicKey, derSignature(made)))
    for (const odd of [bent, swapped]) {
      const judged = verify('sha256', text, { key: publicKey, dsaEncoding }, odd)
      assert.equal(judged, false)
      assert.equal(verify('sha256', text, publicKey, derSignature(odd)), judged)
    }
  }
})

test('integers that are none of the curve are refused, not thrown', () => {
  const order = 'ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551'
  for (const odd of ['', '01', order, 'ff'.repeat(32)])
    for (const other of ['', '01', order])
      assert.equal(verify('sha256', Buffer.from('x'), publicKey, derSignature(pair(odd, other))), false)
})

test('what Node writes in DER is what is written here', () => {
  for (let number = 0; number < 100; number++) {
    const der = createSign('sha256').update(`text ${number}`).sign(privateKey)
    const lengthOfR = der[3] ?? 0
    const integer = (at: number) => hex(der.subarray(at + 2, at + 2 + (der[at + 1] ?? 0))).replace(/^00/, '')
    assert.deepEqual(Buffer.from(derSignature(pair(integer(2), integer(4 + lengthOfR)))), der)
  }
})
