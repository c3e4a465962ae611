/**
 * `npm run docs` writes the generated pages: coverage, api, the management contract, the lists as files, one page per element. With `--check` it writes nothing and
 * fails when a page is not what it would write.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { contractPage } from '../../../bff/management/page.ts'
import { apiPage } from './api.ts'
import { coveragePage } from './coverage.ts'
import { exportsPage } from './exports.ts'
import { elementsOf, widgetPage } from './widgets.ts'

const check = process.argv.includes('--check')
const cem = spawnSync(
  process.execPath,
  ['node_modules/.bin/cem', 'analyze', '--config', 'test/kit/build/cem.config.mjs', '--quiet'],
  { encoding: 'utf8' },
)
if (cem.status !== 0) throw new Error(`The elements cannot be analysed:\n${cem.stdout}${cem.stderr}`)
const elements = elementsOf('dist/custom-elements.json')

const pages: Record<string, string> = {
  'docs/coverage.md': coveragePage(),
  'docs/api.md': apiPage(),
  'docs/management-contract.md': contractPage(),
  'docs/exports.md': exportsPage(),
  ...Object.fromEntries(elements.map((one) => [`docs/widgets/${one.tagName}.md`, widgetPage(one)])),
}

const stale = Object.entries(pages).filter(([file, text]) => !existsSync(file) || readFileSync(file, 'utf8') !== text)
for (const [file, text] of stale) {
  if (check) console.error(`${file} is not fresh: npm run docs`)
  else {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
    console.log(`wrote ${file}`)
  }
}
process.exit(check && stale.length > 0 ? 1 : 0)
