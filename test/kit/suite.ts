/** The whole test run: builds what is stale, starts one PostgreSQL, runs the groups, prints the counts. */
import { type ChildProcess, spawn } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findBrowser } from './chromium.ts'
import { buildWhenStale } from './dist.ts'
import { startPostgres } from './postgres.ts'

interface Counts {
  passed: number
  failed: number
  skipped: number
}

const filters = process.argv.slice(2)
const root = new URL('../..', import.meta.url).pathname
process.chdir(root)

const nodeTests = (files: string[], concurrency: number) => [
  process.execPath,
  '--test',
  '--test-reporter=./test/kit/reporter.mjs',
  '--test-reporter-destination=stdout',
  `--test-concurrency=${concurrency}`,
  '--test-timeout=300000',
  '--test-force-exit',
  ...files,
]

const groups = [
  { name: 'bff', files: 'test/bff/**/*.test.ts', command: (files: string[]) => nodeTests(files, 2) },
  { name: 'guard', files: 'test/guard/**/*.test.ts', command: (files: string[]) => nodeTests(files, 2) },
  {
    name: 'widgets',
    files: 'test/widgets/**/*.test.ts',
    command: () => [
      process.execPath,
      'node_modules/@web/test-runner/dist/bin.js',
      '--config',
      'test/kit/wtr.config.mjs',
    ],
  },
  // Each file has a house and a browser of its own, and mostly waits: two share the cores well.
  { name: 'flow', files: 'test/flow/**/*.test.ts', command: (files: string[]) => nodeTests(files, 2) },
]

const chosen = groups
  .map((group) => ({
    ...group,
    found: globSync(group.files)
      .map((file) => file.replaceAll('\\', '/'))
      .filter((file) => filters.length === 0 || filters.some((filter) => file.includes(filter)))
      .sort(),
  }))
  // Without a filter an empty group stays, and fails: silence is not a pass.
  .filter((group) => filters.length === 0 || group.found.length > 0)

if (chosen.length === 0) {
  console.error(`No test file matches ${filters.map((filter) => `"${filter}"`).join(' or ')}.`)
  process.exit(1)
}

const started = performance.now()
const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(1)} s`
const scratch = mkdtempSync(join(tmpdir(), 'guichet-test-'))
const total: Counts = { passed: 0, failed: 0, skipped: 0 }
let running: ChildProcess | undefined
let stopped = false

function run(command: string[], env: NodeJS.ProcessEnv): Promise<number> {
  const [program = '', ...args] = command
  return new Promise((resolve) => {
    // A group of its own, so that whatever a killed test started ends with it.
    running = spawn(program, args, {
      stdio: ['ignore', 'inherit', 'inherit'],
      env,
      detached: process.platform !== 'win32',
    })
    running.on('close', (code) => resolve(code ?? 1))
    running.on('error', () => resolve(1))
  })
}

function stop() {
  stopped = true
  if (running?.pid && running.exitCode === null) {
    try {
      process.kill(process.platform === 'win32' ? running.pid : -running.pid, 'SIGTERM')
    } catch {
      // It has just ended by itself.
    }
  }
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)

const wants = (name: string) => chosen.some((group) => group.name === name)
let server: { url: string; stop(): Promise<void> } | undefined
try {
  if (wants('guard') || wants('flow')) await buildWhenStale()
  // Unpacked here once, rather than by each group while its clock runs.
  if (chosen.some((group) => group.name !== 'bff')) await findBrowser()
  if (process.env.TEST_DATABASE_URL === undefined && (wants('bff') || wants('flow'))) {
    const since = performance.now()
    server = await startPostgres()
    console.log(`PostgreSQL 18 up in ${seconds(since)}`)
  }
  for (const group of chosen) {
    if (stopped) break
    console.log(`\n── ${group.name}: ${group.found.length} files`)
    const since = performance.now()
    const file = join(scratch, `${group.name}.json`)
    const code =
      group.found.length === 0
        ? 1
        : await run(group.command(group.found), {
            ...process.env,
            GUICHET_BUILT: '1',
            // Sources without their types, compiled: kept between the processes of a run and between runs.
            NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'guichet-compiled'),
            ...(server && { TEST_DATABASE_URL: server.url }),
            GUICHET_TEST_FILES: group.found.join(','),
            GUICHET_TEST_COUNTS: file,
          })
    const counts = read(file)
    if (counts.passed + counts.failed === 0) {
      console.error(`  ✗ group ${group.name} ran no test`)
      counts.failed += 1
    } else if (code !== 0 && counts.failed === 0) {
      console.error(`  ✗ group ${group.name} ended with code ${code}`)
      counts.failed += 1
    }
    total.passed += counts.passed
    total.failed += counts.failed
    total.skipped += counts.skipped
    console.log(
      `── ${group.name}: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped in ${seconds(since)}`,
    )
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  total.failed += 1
} finally {
  await server?.stop()
  rmSync(scratch, { recursive: true, force: true })
}

function read(file: string): Counts {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Counts
  } catch {
    return { passed: 0, failed: 0, skipped: 0 }
  }
}

console.log(`\nin ${seconds(started)}${stopped ? ', interrupted' : ''}`)
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
process.exit(total.failed > 0 || stopped ? 1 : 0)
