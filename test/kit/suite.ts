/**
 * The whole test run: builds what is stale, starts one PostgreSQL, runs every file in a few processes and the widgets'
 * tests beside them, prints the counts and what was dear. See docs/decisions/0009-what-the-tests-cost.md.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { findBrowser } from './chromium.ts'
import { buildWhenStale } from './dist.ts'
import { type Counts, endGroup, Pool, type Report } from './pool.ts'
import { startPostgres } from './postgres.ts'
import { scratchFolder } from './scratch.ts'

const filters = process.argv.slice(2)
const root = new URL('../..', import.meta.url).pathname
process.chdir(root)

const names = ['bff', 'guard', 'widgets', 'flow'] as const
type Name = (typeof names)[number]

const found = Object.fromEntries(
  names.map((name) => [
    name,
    globSync(`test/${name}/**/*.test.ts`)
      .map((file) => file.replaceAll('\\', '/'))
      .filter((file) => filters.length === 0 || filters.some((filter) => file.includes(filter)))
      .sort(),
  ]),
) as Record<Name, string[]>
// Without a filter an empty group stays, and fails: silence is not a pass.
const chosen = names.filter((name) => filters.length === 0 || found[name].length > 0)

if (chosen.length === 0) {
  console.error(`No test file matches ${filters.map((filter) => `"${filter}"`).join(' or ')}.`)
  process.exit(1)
}

/** Seconds of each file in the run before, so that no long one is left for the end. */
const memory = join('node_modules', '.cache', 'guichet-test-seconds.json')
/** Where nothing is remembered: what was once, of all that take more than some seconds. */
const usual = read<Record<string, number>>('test/kit/usual-seconds.json', {})
const remembered = read<Record<string, number>>(memory, {})
const expected = (file: string): number => remembered[file] ?? usual[file] ?? 1

const started = performance.now()
const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(1)} s`
const scratch = scratchFolder()
const nobody = (): Counts => ({ passed: 0, failed: 0, skipped: 0 })
const counts = Object.fromEntries(names.map((name) => [name, nobody()])) as Record<Name, Counts>
const reports: Report[] = []
/** Said once more at the end: a log of a whole run is long, and often cut in its middle. */
const failures: string[] = []
/** The file that runs alone does nothing any more that others would disturb. */
const calm = Promise.withResolvers<void>()
let widgets: ChildProcess | undefined
let pool: Pool | undefined
let stopped = false

function stop() {
  stopped = true
  calm.resolve()
  pool?.stop()
  if (widgets) endGroup(widgets)
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)

function read<T>(file: string, otherwise: T): T {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T
  } catch {
    return otherwise
  }
}

function add(name: Name, more: Counts) {
  for (const key of ['passed', 'failed', 'skipped'] as const) counts[name][key] += more[key]
}

const groupOf = (file: string) => names.find((name) => file.startsWith(`test/${name}/`)) ?? 'bff'

function told(report: Report) {
  const { file, counts: of, text } = report
  reports.push(report)
  if (file.includes('/crash.')) calm.resolve()
  // Silence is not a pass.
  if (of.passed + of.failed + of.skipped === 0) of.failed = 1
  if (of.failed > 0) failures.push(`  ${file}\n${text}`)
  add(groupOf(file), of)
  const rest = `${of.failed ? `, ${of.failed} failed` : ''}${of.skipped ? `, ${of.skipped} skipped` : ''}`
  const cost = `${report.seconds.toFixed(1)} s, CPU ${report.spent.toFixed(1)}`
  console.log(`${text}  ${of.failed ? '✗' : '✓'} ${file}  ${of.passed} passed${rest}  ${cost}`)
}

/** The widgets' tests run in a page, by a runner of their own, which is one of the places while it runs. */
async function runWidgets(env: NodeJS.ProcessEnv): Promise<void> {
  const since = performance.now()
  const file = join(scratch, 'widgets.json')
  let told = ''
  const code = await new Promise<number>((resolve) => {
    const child = spawn(
      process.execPath,
      ['node_modules/@web/test-runner/dist/bin.js', '--config', 'test/kit/wtr.config.mjs'],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...env, GUICHET_TEST_FILES: found.widgets.join(','), GUICHET_TEST_COUNTS: file },
        detached: process.platform !== 'win32',
      },
    )
    widgets = child
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => void (told += text))
    child.on('close', (status) => resolve(status ?? 1))
    child.on('error', () => resolve(1))
  })
  console.log(`${told}  ${found.widgets.length} files of widgets in ${seconds(since)}`)
  const { failures: of, ...ran } = read<Counts & { failures: string[] }>(file, { ...nobody(), failures: [] })
  failures.push(...of)
  if (code !== 0 && ran.failed === 0) {
    failures.push(`  ✗ group widgets ended with code ${code}\n`)
    ran.failed += 1
  }
  add('widgets', ran)
}

let server: { url: string; stop(): Promise<void> } | undefined
try {
  const wants = (name: Name) => chosen.includes(name)
  const built = wants('guard') || wants('flow') ? buildWhenStale() : Promise.resolve()
  built.catch(() => {})
  // Unpacked here once, rather than by each process while its clock runs.
  if (chosen.some((name) => name !== 'bff')) await findBrowser()
  if (process.env.TEST_DATABASE_URL === undefined && (wants('bff') || wants('flow'))) {
    const since = performance.now()
    server = await startPostgres()
    console.log(`PostgreSQL 18 up in ${seconds(since)}`)
  }
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    GUICHET_BUILT: '1',
    // Folders of tests and profiles of browsers go where files cost little; what outlives the run stays where it is.
    TMPDIR: scratch,
    GUICHET_BROWSERS: tmpdir(),
    // Sources without their types, compiled: kept between processes and runs.
    NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'guichet-compiled'),
    ...(server && { TEST_DATABASE_URL: server.url }),
  }
  // One more than there are cores: a file waits, too, for a database, a browser or a clock.
  const places = availableParallelism() + 1
  pool = new Pool(env, told, calm.resolve)
  const all = (['bff', 'guard', 'flow'] as const).flatMap((name) => found[name])
  /** Kills processes by the clock, and asks how soon what they had was done: on a machine of its own, near the end. */
  const alone = all.filter((file) => file.includes('/crash.'))
  const waiting = all.filter((file) => !alone.includes(file))
  waiting.sort((a, b) => expected(b) - expected(a) || (a < b ? -1 : 1))
  /** So many of the cheapest wait until it does nothing but wait for what the killed had taken. */
  let later = 0
  for (let left = 60; alone.length > 0 && left > 0 && later < waiting.length; later += 1)
    left -= expected(waiting.at(-1 - later) ?? '')
  let resting = 0
  /** What needs no build goes first while it goes on. */
  let isBuilt = false
  const ready = built.then(() => {
    isBuilt = true
  })
  const take = async (): Promise<string | undefined> => {
    if (!stopped && alone.length > 0 && waiting.length <= later) {
      resting += 1
      if (resting === places) return alone.shift()
      await calm.promise
    }
    if (stopped || waiting.length === 0) return undefined
    const n = isBuilt ? 0 : waiting.findIndex((file) => groupOf(file) === 'bff')
    if (n < 0) {
      await ready
      return take()
    }
    return waiting.splice(n, 1)[0]
  }
  const work = Array.from({ length: places }, async (_, place) => {
    // The build takes this place first, then the widgets.
    if (place === 0) await ready
    if (place === 0 && found.widgets.length > 0) await runWidgets(env)
    await pool?.work(take)
  })
  await Promise.all(work)
} catch (error) {
  stop()
  console.error(error instanceof Error ? error.message : error)
  counts.bff.failed += 1
} finally {
  await server?.stop()
  rmSync(scratch, { recursive: true, force: true })
}

mkdirSync(dirname(memory), { recursive: true })
const lasted = reports.filter((one) => one.seconds > 0).map((one) => [one.file, Math.round(one.seconds * 10) / 10])
writeFileSync(memory, JSON.stringify({ ...remembered, ...Object.fromEntries(lasted) }))

const reported = new Set(reports.map(({ file }) => file))
for (const file of stopped ? [] : [...found.bff, ...found.guard, ...found.flow].filter((file) => !reported.has(file))) {
  failures.push(`  ${file}\n  ✗ nobody has run it\n`)
  counts[groupOf(file)].failed += 1
}

console.log('')
const total = nobody()
for (const name of chosen) {
  if (counts[name].passed + counts[name].failed === 0) {
    console.error(`  ✗ group ${name} ran no test`)
    counts[name].failed += 1
  }
  const { passed, failed, skipped } = counts[name]
  const cpu = reports.filter((one) => groupOf(one.file) === name).reduce((sum, one) => sum + one.spent, 0)
  const spent = name === 'widgets' ? '' : `, CPU ${cpu.toFixed(0)} s`
  console.log(`── ${name}: ${found[name].length} files, ${passed} passed, ${failed} failed, ${skipped} skipped${spent}`)
  for (const key of ['passed', 'failed', 'skipped'] as const) total[key] += counts[name][key]
}
if (reports.length > 10) {
  console.log('── the dearest:')
  for (const one of reports.toSorted((a, b) => b.seconds - a.seconds).slice(0, 10)) {
    console.log(`  ${one.seconds.toFixed(1).padStart(6)} s, CPU ${one.spent.toFixed(1).padStart(5)}  ${one.file}`)
  }
}
if (failures.length > 0) console.log(`── failed:\n${failures.join('')}`)
console.log(`\nin ${seconds(started)}${stopped ? ', interrupted' : ''}`)
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
process.exit(total.failed > 0 || stopped ? 1 : 0)
