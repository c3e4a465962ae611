/**
 * The proof run: parts one after the other, each in a process of its own; the last result of each is kept, so that it
 * can be run in pieces, and docs/proof.md is written from all of them.
 */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { commitOf, keep, type Result, writePage } from './page.ts'
import { type Part, parts } from './parts.ts'
import { buildWhenStale } from '../kit/dist.ts'
import { startPostgres } from '../kit/postgres.ts'

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    size: { type: 'string', default: '1' },
    list: { type: 'boolean', default: false },
    page: { type: 'boolean', default: false },
  },
})
process.chdir(new URL('../..', import.meta.url).pathname)

const size = Number(values.size)
if (!(size > 0 && size <= 1)) throw new Error('--size is a share of the long form: above 0, at most 1')
const names = values.only?.split(',') ?? parts.map(({ name }) => name)
const unknown = names.find((name) => !parts.some((part) => part.name === name))
if (unknown !== undefined) throw new Error(`no part is called "${unknown}": npm run prove -- --list`)

type Line = { says?: string; passed?: string; failed?: string; skipped?: string; why?: string }

/** Runs the tests of a part; tells what it hears while it hears it. */
function run(part: Part, url: string): Promise<Result> {
  const started = Date.now()
  const result: Result = {
    part: part.name,
    date: new Date().toISOString(),
    commit: commitOf(),
    size,
    seconds: 0,
    passed: 0,
    failed: [],
    skipped: [],
    says: [],
  }
  const files = part.files.filter((file) => existsSync(file))
  for (const file of part.files) if (!existsSync(file)) result.skipped.push(`${file}: not there`)
  if (files.length === 0) return Promise.resolve(result)
  const child = spawn(
    process.execPath,
    [
      '--test',
      '--test-reporter=./test/prove/reporter.mjs',
      '--test-reporter-destination=stdout',
      '--test-concurrency=1',
      `--test-timeout=${part.patience ?? 300_000}`,
      '--test-force-exit',
      ...files,
    ],
    {
      env: {
        ...process.env,
        ...part.environment?.(size),
        TEST_DATABASE_URL: url,
        GUICHET_BUILT: '1',
        // As in `npm test`: what starts often starts sooner.
        NODE_COMPILE_CACHE: join(process.cwd(), 'node_modules/.cache/guichet-compiled'),
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  let rest = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) hear(result, JSON.parse(line) as Line)
  })
  return new Promise((resolve) => {
    child.on('close', (code) => {
      result.seconds = Math.round((Date.now() - started) / 1000)
      if (code !== 0 && result.failed.length === 0) result.failed.push(`ended with code ${code}`)
      resolve(result)
    })
  })
}

/** Without where on this machine it happened. */
const here = (text: string) => text.replaceAll(process.cwd(), '').replaceAll(tmpdir(), '')

function hear(result: Result, line: Line): void {
  const { passed } = line
  const [says, failed, skipped, why = ''] = [line.says, line.failed, line.skipped, line.why].map((text) =>
    text === undefined ? undefined : here(text),
  )
  if (says !== undefined && !/^(tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) [\d.]+$/.test(says)) {
    result.says.push(says)
    console.log(`    · ${says}`)
  }
  if (passed !== undefined) result.passed++
  if (skipped !== undefined) {
    result.skipped.push(`${skipped}: ${why}`)
    console.log(`    – ${skipped}: ${why}`)
  }
  if (failed !== undefined) {
    result.failed.push(`${failed} (${why.split('\n')[0]?.slice(0, 300)})`)
    console.log(`    ✗ ${failed}\n      ${why}`)
  }
}

if (values.list) {
  for (const { name, goals, about } of parts)
    console.log(`${name.padEnd(12)} goals ${goals.join(', ') || '–'}  ${about}`)
} else if (!values.page) {
  const server = await startPostgres()
  try {
    for (const name of names) {
      const part = parts.find((one) => one.name === name) as Part
      console.log(`── ${name}: ${part.about}`)
      if (part.browser) await buildWhenStale()
      const result = await run(part, server.url)
      keep(result)
      console.log(`── ${name}: ${result.passed} passed, ${result.failed.length} failed, ${result.seconds} s\n`)
      if (result.failed.length > 0) process.exitCode = 1
    }
  } finally {
    await server.stop()
  }
}
if (!values.list) writePage()
