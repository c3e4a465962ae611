/**
 * Reporter of node:test: one line a file, failures in full, diagnostics (counts that tests print) beneath. In a process
 * of the suite (worker.ts) the lines and counts of a file go to the parent; under `node --test` they are printed, and
 * the counts go to GUICHET_TEST_COUNTS.
 */
import { writeFileSync } from 'node:fs'
import { relative } from 'node:path'

const short = (file) => (file ? relative(process.cwd(), file) : '')

function told(error) {
  const cause = error?.cause ?? error
  return String(cause?.stack ?? cause?.message ?? cause)
    .split('\n')
    .slice(0, 40)
    .map((line) => `      ${line}`)
    .join('\n')
}

/** What is printed of an event, or ''. */
function lineOf({ type, data }) {
  if (type === 'test:fail' && data.details?.error?.failureType !== 'subtestsFailed') {
    const kind = data.details.type === 'suite' ? 'suite' : 'test'
    return `  ✗ ${kind} ${data.name}  (${short(data.file)}:${data.line ?? ''})\n${told(data.details.error)}\n`
  }
  if (type === 'test:stderr' || type === 'test:stdout') return data.message
  const ofTheRunner = /^(tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) /
  return type === 'test:diagnostic' && !ofTheRunner.test(data.message) ? `    · ${data.message}\n` : ''
}

/** Adds a test, or a suite that failed by itself (in a hook, or while it was read) or is skipped as a whole. */
function count(counts, { type, data }) {
  if (type !== 'test:pass' && type !== 'test:fail') return
  const suite = data.details?.type === 'suite'
  if (type === 'test:fail') {
    const ownFault = data.details?.error?.failureType !== 'subtestsFailed'
    if (!suite || ownFault) counts.failed++
  } else if (data.skip !== undefined || data.todo !== undefined) counts.skipped++
  else if (!suite) counts.passed++
}

const none = () => ({ passed: 0, failed: 0, skipped: 0 })

/** Each suite of the outermost level is a file. */
async function* toParent(source) {
  let counts = none()
  let text = ''
  for await (const event of source) {
    text += lineOf(event)
    count(counts, event)
    const { type, data } = event
    if (data.nesting !== 0 || (type !== 'test:pass' && type !== 'test:fail')) continue
    if (type === 'test:fail' && counts.failed === 0) counts.failed = 1
    process.send({ report: { file: data.name, counts, text, seconds: data.details.duration_ms / 1000 } })
    counts = none()
    text = ''
  }
  // What was reported after the last file is of no file: an error between two of them.
  if (/✗/.test(text)) yield text
}

async function* toScreen(source) {
  const total = none()
  for await (const event of source) {
    const line = lineOf(event)
    if (line) yield line
    if (event.type !== 'test:summary') continue
    const { counts, file, success, duration_ms: ms } = event.data
    const failed = counts.failed + counts.cancelled
    if (file) {
      const rest = `${failed ? `, ${failed} failed` : ''}${counts.skipped ? `, ${counts.skipped} skipped` : ''}`
      yield `  ${success ? '✓' : '✗'} ${short(file)}  ${counts.passed} passed${rest}  ${(ms / 1000).toFixed(1)} s\n`
    } else {
      Object.assign(total, { passed: counts.passed, failed, skipped: counts.skipped + counts.todo })
      if (!success && failed === 0) total.failed = 1
    }
  }
  if (process.env.GUICHET_TEST_COUNTS) writeFileSync(process.env.GUICHET_TEST_COUNTS, JSON.stringify(total))
}

export default async function* report(source) {
  yield* process.send && process.env.GUICHET_TEST_WORKER ? toParent(source) : toScreen(source)
}
