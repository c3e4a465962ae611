/** Nothing of the server reaches a browser chunk. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { before, test } from 'node:test'
import { contract } from '../../bff/management/contract.ts'
import { buildWhenStale } from '../kit/dist.ts'
import { readManifest } from '../kit/weights.ts'

before(buildWhenStale)

/** Packages that a browser chunk may hold; everything else is a bleed, whatever its name. */
const packages = /^node_modules\/(lit|lit-html|lit-element|@lit\/(context|reactive-element|task))\//
/** The library of charts and its colours: in the chunk that comes when a chart is drawn, and in no other. */
const charts = /^node_modules\/(chart\.js|@kurkle\/color)\//
const isChart = (file: string) => /^a\/chart-\w+\.js$/.test(file)
const ours = /^(widgets\/|lucide:|icon:)/

/** Words that only the server uses: relations of the contract with an underscore, our schemas, its libraries. */
const words = [
  ...Object.keys(contract).filter((name) => name.includes('_')),
  ...['management.', 'guard.', 'portal.session', 'password_hash', 'security_barrier', 'ZodError', 'kysely', 'PGlite'],
]

function modulesThatBleed(modules: string[], file = ''): string[] {
  return modules.filter((id) => !ours.test(id) && !packages.test(id) && !(isChart(file) && charts.test(id)))
}

function wordsThatBleed(code: string): string[] {
  return words.filter((word) => code.includes(word))
}

test('chunks are made of widgets, icons and Lit only', () => {
  const bleeding = Object.entries(readManifest().files).flatMap(([file, { modules }]) =>
    modulesThatBleed(modules, file).map((id) => `${file}: ${id}`),
  )
  assert.deepEqual(bleeding, [])
})

test('no widget waits for the library of charts', () => {
  const { page, elements } = readManifest()
  const first = [page, ...Object.values(elements)].flatMap(({ fr, en }) => [...fr, ...en])
  assert.deepEqual(first.filter(isChart), [])
})

test('no chunk holds a table name or a word of the server', () => {
  for (const file of Object.keys(readManifest().files)) {
    assert.deepEqual(wordsThatBleed(readFileSync(`dist/${file}`, 'utf8')), [], file)
  }
})

test('the loader imports nothing before it knows what the page needs', () => {
  const { loader } = readManifest()
  assert.doesNotMatch(readFileSync(`dist/${loader}`, 'utf8'), /(^|[;\n])\s*import\s*[{*"'\w]/)
})

test('twin: zod in a chunk, a BFF module, and a table name are caught', () => {
  const planted = [
    'node_modules/zod/v4/core.js',
    'node_modules/hono/dist/index.js',
    'node_modules/pg/lib/index.js',
    '/x/bff/base/money.ts',
  ]
  assert.deepEqual(modulesThatBleed(['widgets/loader.ts', 'lucide:check', ...planted]), planted)
  const chart = 'node_modules/chart.js/dist/chart.js'
  assert.deepEqual(modulesThatBleed([chart], 'a/guichet-dashboard-abc.js'), [chart])
  assert.deepEqual(modulesThatBleed([chart], 'a/chart-abc.js'), [])
  assert.deepEqual(wordsThatBleed('const q = "select * from management.invoice_line"'), ['invoice_line', 'management.'])
})
