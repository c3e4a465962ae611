import assert from 'node:assert/strict'
import { test } from 'node:test'
import { divide, fromUnits, multiply, round, sum, taxesOf, toUnits } from '../../bff/base/money.ts'

const threeLines = ['10.03', '10.03', '10.03'].map((amount) => ({ amount, rate: '0.2' }))

test('[L-15] VAT of three lines of 10.03 at 20 % is 6.02 rounded per rate', () => {
  assert.deepEqual(taxesOf(threeLines), [{ rate: '0.2', base: '30.09', amount: '6.02' }])
  assert.equal(sum(['30.09', '6.02']), '36.11')
})

test('[L-15] and 6.03 rounded per line', () => {
  const rows = taxesOf(threeLines, { rounding: 'half-up', per: 'line' })
  assert.deepEqual(rows, [{ rate: '0.2', base: '30.09', amount: '6.03' }])
  assert.equal(sum(['30.09', '6.03']), '36.12')
})

test('[L-15] rates stand apart, the highest first, no VAT last; a credit note is the mirror image', () => {
  const lines = [
    { amount: '100.00', rate: '0.055' },
    { amount: '50.00', rate: null },
    { amount: '200.00', rate: '0.2' },
    { amount: '10.00', rate: '0.1' },
    { amount: '0.10', rate: '0.055' },
  ]
  const rows = taxesOf(lines)
  assert.deepEqual(
    rows.map((row) => [row.rate, row.base, row.amount]),
    [
      ['0.2', '200.00', '40.00'],
      ['0.1', '10.00', '1.00'],
      ['0.055', '100.10', '5.51'],
      [null, '50.00', '0.00'],
    ],
  )
  const mirrored = taxesOf(lines.map((line) => ({ ...line, amount: `-${line.amount}` })))
  assert.deepEqual(
    mirrored.map((row) => row.amount),
    ['-40.00', '-1.00', '-5.51', '0.00'],
  )
})

test('[L-17] a half counts for a unit, in decimals and not in binary', () => {
  assert.equal(Math.round(1.005 * 100) / 100, 1, 'the binary float that must never hold an amount')
  assert.equal(round('1.005', 2), '1.01')
  assert.equal(round('-1.005', 2), '-1.01')
  assert.equal(round('1.004999999999', 2), '1.00')
  assert.equal(round('2.675', 2), '2.68')
})

test('[L-17] half-even is a setting of its own', () => {
  assert.equal(round('1.005', 2, 'half-even'), '1.00')
  assert.equal(round('1.015', 2, 'half-even'), '1.02')
  assert.equal(round('-1.005', 2, 'half-even'), '-1.00')
})

test('[L-16] 12 450 copies at 0.0045 are 56.03: the price keeps four decimals, the amount two', () => {
  assert.equal(multiply('12450', '0.0045', 2), '56.03')
  assert.equal(multiply('-3', '0.335', 2), '-1.01')
})

test('[L-16] a sum of a thousand cents is exact', () => {
  assert.equal(sum(Array.from({ length: 1000 }, () => '0.10')), '100.00')
  assert.equal(sum([]), '0.00')
  assert.equal(sum(['999999999999.99', '0.01']), '1000000000000.00')
})

test('units and text are inverse, and what is no decimal is refused', () => {
  for (const text of ['0.00', '-0.01', '12.50', '123456789012.34']) assert.equal(fromUnits(toUnits(text, 2), 2), text)
  assert.equal(toUnits('-12.5', 2), -1250n)
  for (const text of ['', '1e3', '1,5', ' 1', '+1', '.5', '1.', 'NaN', '0x10', '1.001']) {
    assert.throws(() => toUnits(text, 2), RangeError, text)
  }
})

test('division rounds away from zero at the half, on either side', () => {
  assert.deepEqual([divide(5n, 2n), divide(-5n, 2n), divide(5n, -2n), divide(-5n, -2n)], [3n, -3n, -3n, 3n])
  assert.deepEqual([divide(4n, 3n), divide(-4n, 3n)], [1n, -1n])
})
