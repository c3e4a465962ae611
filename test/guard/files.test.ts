/** House rules that a reader can check with the eye, checked for every file. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { test } from 'node:test'
import { projectFiles } from '../kit/source.ts'

const source = /\.(ts|mjs|js|css|sql|html|md|json)$/
/** Generated or given, so of whatever length. */
const anyLength =
  /^(package-lock\.json|bff\/db\/portal\.sql|docs\/(features|coverage|api|management-contract)\.md|docs\/widgets\/.*|.*\/fixtures?\/.*)$/
const forbiddenName = /^(utils?|helpers?|common|services?|managers?|misc|shared|index2)(\.|$)/

/** Texts that must not stand in any file, and why. Written in pieces, so that this file does not name them. */
const forbiddenTexts: { what: RegExp; why: string; except?: RegExp }[] = [
  { what: new RegExp(`["'\`\\s(]/(?:wo${'rk'}|ro${'ot'}|ho${'me'}/[a-z]+)/`), why: 'a path of one machine' },
  { what: new RegExp(`["'\`(]/t${'mp'}/`), why: 'a path of one machine' },
  {
    what: /https?:\/\/(?!registry\.npmjs\.org)[\w.-]*(?:registry|artifactory|nexus|verdaccio|proxy)[\w.-]*[:/]/,
    why: 'the host of a registry',
  },
  // In quotes the three letters are a currency: ISO 4217 for none.
  {
    what: new RegExp(`\\b(?:TO${'DO'}|FIX${'ME'}|(?<!')XX${'X'}(?!'))\\b`),
    why: 'unfinished work belongs into an issue',
  },
  { what: /\bdebugger\b(?!["'])/, why: 'a forgotten breakpoint', except: /^(docs\/|\.oxlintrc)/ },
  // The linter cannot tell chai's assertions from promises, so its rule is off for the widget tests.
  { what: /^\s*expect\([^\n]*\.accessible\(/m, why: 'an accessibility check that nobody awaits' },
  { what: /\.only\(/, why: 'a test that silences the others' },
  { what: /@ts-(?:ignore|nocheck)/, why: 'a silenced compiler (@ts-expect-error with a reason says when it may go)' },
]

interface Finding {
  file: string
  why: string
}

function findings(file: string, text: string): Finding[] {
  const found: Finding[] = []
  const lines = text.split('\n').length
  if (source.test(file) && !anyLength.test(file) && lines > 401)
    found.push({ file, why: `${lines} lines, at most 400` })
  if (forbiddenName.test(basename(file))) found.push({ file, why: 'a name that says nothing' })
  if (!/^[a-z0-9.@_-]+$/.test(basename(file)) && !/^(README|LICENSE|Dockerfile|CHANGELOG)/.test(basename(file))) {
    found.push({ file, why: 'names are kebab-case' })
  }
  if (file === 'package-lock.json') return found
  for (const { what, why, except } of forbiddenTexts) {
    const match = what.exec(text)
    if (match && !except?.test(file)) found.push({ file, why: `${why}: ${match[0].trim()}` })
  }
  return found
}

const isText = (file: string) => !/\.(png|jpg|webp|ttf|woff2?|pdf|gz|br|ico)$/.test(file)

test('files are short, named for what they hold, and carry nothing of one machine', () => {
  const all = projectFiles().filter((file) => isText(file) && file !== 'test/guard/files.test.ts')
  assert.ok(all.length > 50)
  assert.deepEqual(
    all.flatMap((file) => findings(file, readFileSync(file, 'utf8'))),
    [],
  )
})

test('the top level holds what the design gives it', () => {
  const given =
    /^(package(-lock)?\.json|tsconfig\.json|rollup\.config\.mjs|README\.md|LICENSE|Dockerfile|compose\.yaml|\..*|(widgets|bff|demo-host|test|docs)\/.*)$/
  assert.deepEqual(
    projectFiles().filter((file) => !given.test(file)),
    [],
  )
})

test('the lock file names every platform package that it may need, and no registry', () => {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Record<string, { optionalDependencies?: Record<string, string>; resolved?: string }>
  }
  const paths = Object.keys(lock.packages)
  const names = new Set(paths.map((path) => path.slice(path.lastIndexOf('node_modules/') + 13)))
  for (const [path, entry] of Object.entries(lock.packages)) {
    for (const name of Object.keys(entry.optionalDependencies ?? {}))
      assert.ok(names.has(name), `${path} wants ${name}`)
    if (entry.resolved) assert.match(entry.resolved, /^https:\/\/registry\.npmjs\.org\//)
  }
})

test('twin: a long file, an empty name, a machine path and a forgotten note are caught', () => {
  const why = (file: string, text: string) => findings(file, text).map((finding) => finding.why)
  assert.deepEqual(why('bff/gate/proof.ts', 'x\n'.repeat(500)), ['501 lines, at most 400'])
  assert.deepEqual(why('widgets/base/utils.ts', ''), ['a name that says nothing'])
  assert.deepEqual(why('widgets/base/MoneyBox.ts', ''), ['names are kebab-case'])
  assert.equal(why('a.ts', `const f = '/${'work'}/main/x'`).length, 1)
  assert.equal(why('a.ts', `// TO${'DO'} later`).length, 1)
  assert.equal(why('a.ts', `// XX${'X'} later`).length, 1)
  assert.equal(why('a.ts', `it.on${'ly'}('x')`).length, 1)
  assert.equal(why('a.ts', '  expect(el).to.be.accessible()').length, 1)
  assert.equal(why('a.ts', '  await expect(el).to.be.accessible()').length, 0)
})
