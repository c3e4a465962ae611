import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Right } from '../../bff/api.ts'
import { Problem } from '../../bff/base/problem.ts'
import { copyName, nextDue, pdfOf, refuseHidden, type Standing, stateOf } from '../../bff/features/invoices/rules.ts'

const today = '2026-11-21'
const standing = (more: Partial<Standing>): Standing => ({
  kind: 'invoice',
  state: 'open',
  due_on: '2026-12-01',
  total_incl_tax: '120.00',
  remaining: '120.00',
  ...more,
})

test('an invoice is late from the day after its due date', () => {
  assert.equal(stateOf(standing({ due_on: '2026-11-20' }), today), 'overdue')
  assert.equal(stateOf(standing({ due_on: '2026-11-21' }), today), 'open')
  assert.equal(stateOf(standing({ due_on: null }), today), 'open')
})

test('being late weighs more than being paid in part; an amount is one amount however it is written', () => {
  assert.equal(stateOf(standing({ remaining: '20.00' }), today), 'partly_paid')
  assert.equal(stateOf(standing({ remaining: '20.00', due_on: '2026-01-01' }), today), 'overdue')
  for (const remaining of ['120', '120.0', '120.00', '120.0000']) {
    assert.equal(stateOf(standing({ remaining }), today), 'open', remaining)
  }
  assert.equal(stateOf(standing({ total_incl_tax: '100', remaining: '1' }), today), 'partly_paid')
})

test('[EX-29] hidden amounts do not tell of part payment', () => {
  assert.equal(stateOf(standing({ remaining: null, total_incl_tax: null }), today), 'open')
})

test('a credit note is open until it is used, and never late; what is settled or cancelled stays so', () => {
  const note = { kind: 'credit_note', total_incl_tax: '-120.00', remaining: '-20.00', due_on: '2020-01-01' } as const
  assert.equal(stateOf(standing(note), today), 'open')
  assert.equal(stateOf(standing({ ...note, state: 'paid', remaining: '0.00' }), today), 'paid')
  assert.equal(stateOf(standing({ state: 'cancelled', due_on: '2020-01-01' }), today), 'cancelled')
  assert.equal(stateOf(standing({ state: 'paid', due_on: '2020-01-01' }), today), 'paid')
})

test('the date that matters is the first unsettled one, or the last of all', () => {
  const due = (due_on: string, settled: boolean) => ({ due_on, settled })
  assert.equal(nextDue([due('2026-03-01', false), due('2026-01-01', true), due('2026-02-01', false)]), '2026-02-01')
  assert.equal(nextDue([due('2026-03-01', true), due('2026-01-01', true)]), '2026-03-01')
  assert.equal(nextDue([]), null)
})

test('[EX-29] [EX-15] a file needs both the right to download and the right to amounts', () => {
  const rights = (...list: Right[]) => new Set<Right>(list)
  assert.equal(pdfOf(rights('invoices.download', 'invoices.amounts'), true), 'original')
  assert.equal(pdfOf(rights('invoices.download', 'invoices.amounts'), false), 'copy')
  assert.equal(pdfOf(rights('invoices.download'), true), null)
  assert.equal(pdfOf(rights('invoices.amounts'), true), null)
})

test('only questions about amounts are refused without that right', () => {
  const none = new Set<Right>()
  for (const query of [{ min: '0' }, { max: '0' }, { sort: 'total' }, { sort: 'remaining' }] as const) {
    assert.throws(
      () => refuseHidden(query, none),
      (error) => error instanceof Problem && error.code === 'column-hidden',
    )
    refuseHidden(query, new Set<Right>(['invoices.amounts']))
  }
  refuseHidden({ sort: 'due' }, none)
})

test('a copy is named after its kind and number, in the language asked for', () => {
  assert.equal(copyName({ kind: 'invoice', number: 'FA 2026/00042' }, 'fr'), 'facture-FA-2026-00042-copie.pdf')
  assert.equal(copyName({ kind: 'credit_note', number: 'AV7' }, 'en'), 'credit-note-AV7-copy.pdf')
})
