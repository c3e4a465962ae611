/** Files of lists as LibreOffice opens them: the same types, days and sums in every format. */
import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { sum } from '../../bff/base/money.ts'
import type { Cell, Layout } from '../../bff/sheet/cells.ts'
import type { ExportFormat } from '../../bff/sheet/job.ts'
import { openWriter } from '../../bff/sheet/writer.ts'
import { office, type OfficeCell, openInOffice } from '../kit/office.ts'

const headings = [
  { title: 'Numéro', kind: 'text', width: 16 },
  { title: 'Objet', kind: 'text', width: 36 },
  { title: 'Date', kind: 'date', width: 12 },
  { title: 'Passage', kind: 'instant', width: 17 },
  { title: 'Total', kind: 'money', width: 14 },
  { title: 'Lignes', kind: 'integer', width: 8 },
] as const

const two = (n: number) => String(n).padStart(2, '0')

/** Every day of leap February among them, amounts of both signs, empty cells, and text that looks like something else. */
const rows = Array.from({ length: 400 }, (_, n): Cell[] => [
  `FA-${1000 + n}`,
  n === 7 ? '=SUM(1;1)' : n === 8 ? null : `Entretien « période ${n} »; à 10 %`,
  `${2020 + (n % 7)}-${two(1 + (n % 12))}-${two(1 + (n % 28))}`,
  n % 5 === 0 ? null : `2024-02-${two(1 + (n % 29))} ${two(n % 24)}:${two(n % 60)}`,
  `${n % 3 === 0 ? '-' : ''}${n * 37}.${two(n % 100)}`,
  String(n % 4),
])

const column = (cells: readonly OfficeCell[][], n: number) => cells.slice(1).map((row) => row[n])

describe('[CO-46] [CO-47] [AR-072] [AR-074] a list’s file in LibreOffice', {
  skip: !office && 'LibreOffice is not installed',
}, () => {
  let folder: string
  const opened = new Map<string, OfficeCell[][]>()

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'guichet-office-'))
    const write = async (name: string, format: ExportFormat, language: 'fr' | 'en') => {
      const layout: Layout = { name: 'Essai', language, headings }
      const parts: Uint8Array[] = []
      const writer = await openWriter(format, layout, async (bytes) => void parts.push(bytes))
      await writer.rows(rows)
      await writer.end()
      writer.drop()
      await writeFile(join(folder, name), Buffer.concat(parts))
    }
    const groups = [
      { language: 'fr', files: ['new.xlsx', 'old.xls'] },
      { language: 'fr', files: ['fr.csv'] },
      { language: 'en', files: ['en.csv'] },
    ] as const
    for (const { language, files } of groups) {
      for (const file of files) await write(file, file.split('.')[1] as ExportFormat, language)
      const paths = files.map((file) => join(folder, file))
      const sheets = await openInOffice(folder, paths, language)
      files.forEach((file, n) =>
        opened.set(
          file,
          (sheets[n] ?? []).filter((row) => row.some(({ type }) => type)),
        ),
      )
    }
  })
  after(() => rm(folder, { recursive: true, force: true }))

  for (const file of ['new.xlsx', 'old.xls', 'fr.csv', 'en.csv'])
    test(`${file}: as many rows, days that are days, numbers that sum, text that stays text`, () => {
      const cells = opened.get(file) ?? []
      assert.equal(cells.length, rows.length + 1)
      assert.deepEqual(
        cells[0]?.slice(0, headings.length).map(({ value }) => value),
        headings.map(({ title }) => title),
      )
      for (const [n, kind] of ['string', 'string', 'date', 'date', 'float', 'float'].entries())
        for (const [at, cell] of column(cells, n).entries())
          assert.equal(cell?.type, rows[at]?.[n] === null ? undefined : kind, `${headings[n]?.title}, row ${at}`)
      assert.deepEqual(
        column(cells, 2).map((cell) => cell?.value),
        rows.map((row) => row[2]),
      )
      assert.deepEqual(
        column(cells, 3).map((cell) => cell?.value.slice(0, 16).replace('T', ' ').padEnd(16, ' 00:00')),
        rows.map((row) => row[3] ?? ''.padEnd(16, ' 00:00')),
      )
      assert.equal(
        sum(column(cells, 4).map((cell) => Number(cell?.value).toFixed(2))),
        sum(rows.map((row) => row[4] ?? '0')),
      )
      assert.equal(column(cells, 1)[7]?.value.replace(/^'/, ''), '=SUM(1;1)')
      assert.equal(column(cells, 1)[9]?.value, rows[9]?.[1])
    })

  test('twin: what is no day is not taken for one', async () => {
    const file = join(folder, 'twin.csv')
    await writeFile(file, 'Date;Total\r\n2026-11-31;1.284,60.0\r\n2026-11-30;1284,60\r\n')
    const [sheet = []] = await openInOffice(folder, [file], 'fr')
    assert.deepEqual(
      sheet.slice(1, 3).map((row) => row.slice(0, 2).map(({ type }) => type)),
      [
        ['string', 'string'],
        ['date', 'float'],
      ],
    )
  })
})
