/**
 * Reporter of node:test: one line a file, failures in full, diagnostics (counts that tests print) beneath; the counts
 * go to GUICHET_TEST_COUNTS.
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

export default async function* report(source) {
  const total = { passed: 0, failed: 0, skipped: 0 }
  const files = []
  for await (const { type, data } of source) {
    if (type === 'test:fail' && data.details?.error?.failureType !== 'subtestsFailed') {
      const kind = data.details.type === 'suite' ? 'suite' : 'test'
      yield `  ✗ ${kind} ${data.name}  (${short(data.file)}:${data.line ?? ''})\n${told(data.details.error)}\n`
    }
    if (type === 'test:stderr' || type === 'test:stdout') yield data.message
    if (
      type === 'test:diagnostic' &&
      !/^(tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) /.test(data.message)
    ) {
      yield `    · ${data.message}\n`
    }
    if (type !== 'test:summary') continue
    const { counts } = data
    const failed = counts.failed + counts.cancelled
    if (data.file) {
      const seconds = (data.duration_ms / 1000).toFixed(1)
      files.push([data.duration_ms, `  ${seconds.padStart(6)} s  ${short(data.file)}\n`])
      yield `  ${data.success ? '✓' : '✗'} ${short(data.file)}  ${counts.passed} passed${failed ? `, ${failed} failed` : ''}${counts.skipped ? `, ${counts.skipped} skipped` : ''}  ${seconds} s\n`
    } else {
      Object.assign(total, { passed: counts.passed, failed, skipped: counts.skipped + counts.todo })
      if (!data.success && failed === 0) total.failed = 1
      if (files.length > 10) {
        const dearest = files.sort(([a], [b]) => b - a).slice(0, 10)
        yield `  the dearest:\n${dearest.map(([, line]) => line).join('')}`
      }
    }
  }
  if (process.env.GUICHET_TEST_COUNTS) writeFileSync(process.env.GUICHET_TEST_COUNTS, JSON.stringify(total))
}
