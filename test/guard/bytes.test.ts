/** The weight of the built widgets holds to its budget. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { buildWhenStale } from '../kit/dist.ts'
import { measure, readBudget, readManifest, table } from '../kit/weights.ts'

before(buildWhenStale)

const over = (rows: ReturnType<typeof measure>) => rows.filter((row) => row.actual > row.limit).map((row) => row.what)

test('every weight and number of requests is within its budget', () => {
  const rows = measure(readManifest(), readBudget())
  console.log(table(rows))
  assert.deepEqual(over(rows), [])
})

test('every line of the budget has a reason', () => {
  const budget = readBudget()
  const lines = [budget.loader, budget.all, ...Object.values(budget.widgets), ...Object.values(budget.requests)]
  for (const line of lines) assert.ok(line.limit > 0 && line.reason.length > 20, JSON.stringify(line))
})

test('the budget names no element that is not built', () => {
  const known = [...Object.keys(readManifest().elements), 'other']
  for (const tag of Object.keys(readBudget().widgets)) assert.ok(known.includes(tag), tag)
})

test('twin: one kilobyte too much in the loader, and one chunk too many, are caught', () => {
  const manifest = readManifest()
  const heavy = structuredClone(manifest)
  const loader = heavy.files[heavy.loader]
  assert.ok(loader)
  loader.brotli += 1024
  assert.ok(over(measure(heavy, readBudget())).includes('loader'))
  assert.ok(!over(measure(manifest, readBudget())).includes('loader'))

  const chatty = structuredClone(manifest)
  const [tag = ''] = Object.keys(chatty.elements).filter((name) => name !== 'guichet-host')
  for (let n = 0; n < 4; n += 1) {
    chatty.files[`a/extra-${n}.js`] = { bytes: 1, gzip: 1, brotli: 1, modules: [] }
    chatty.elements[tag]?.fr.push(`a/extra-${n}.js`)
  }
  assert.ok(over(measure(chatty, readBudget())).includes('requests, one widget'))
})
