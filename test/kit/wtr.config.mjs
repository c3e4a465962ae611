/** Widget tests in a real Chromium. `GUICHET_TEST_FILES` (comma separated) narrows them; counts go to `GUICHET_TEST_COUNTS`. */
import { writeFileSync } from 'node:fs'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defaultReporter } from '@web/test-runner'
import { chromeLauncher } from '@web/test-runner-chrome'
import { bundledTests } from './bundled.mjs'
import { findBrowser } from './chromium.ts'

const { executablePath, args, shell } = await findBrowser()
const rootDir = fileURLToPath(new URL('../..', import.meta.url))
const files = process.env.GUICHET_TEST_FILES?.split(',') ?? ['test/widgets/**/*.test.ts']

/** Hands the counts to the suite, and what failed, which it says once more at the end. */
const counts = {
  onTestRunFinished({ sessions }) {
    const target = process.env.GUICHET_TEST_COUNTS
    if (!target) return
    const total = { passed: 0, failed: 0, skipped: 0, failures: [] }
    const told = (where, name, error) =>
      total.failures.push(`  ✗ ${[where, name].filter(Boolean).join(': ')}\n      ${error?.message ?? 'no reason'}\n`)
    for (const session of sessions) {
      const file = relative(rootDir, session.testFile)
      const walk = (suite) => {
        for (const test of suite.tests) {
          total[test.skipped ? 'skipped' : test.passed ? 'passed' : 'failed'] += 1
          if (!test.skipped && !test.passed) told(file, test.name, test.error)
        }
        for (const inner of suite.suites) walk(inner)
      }
      if (session.testResults) walk(session.testResults)
      // A file that does not load has no tests, only errors.
      if (!session.passed && session.errors.length > 0) {
        total.failed += 1
        told(file, '', session.errors[0])
      }
    }
    writeFileSync(target, JSON.stringify(total))
  },
}

export default {
  rootDir,
  files,
  concurrency: 2,
  testsStartTimeout: 60_000,
  testsFinishTimeout: 240_000,
  // Above what one wait may take (wait.ts), so that what is missing is named.
  testFramework: { config: { timeout: 60_000 } },
  plugins: [bundledTests(files)],
  browsers: [
    chromeLauncher({
      // A profile that is kept in memory: hundreds of sessions are stored and erased.
      createBrowserContext: ({ browser }) => browser.createBrowserContext(),
      // As for people who want less motion: a skeleton that breathes is drawn sixty times a second for nobody.
      launchOptions: {
        executablePath,
        args: [...args, '--force-prefers-reduced-motion'],
        headless: shell ? 'shell' : true,
      },
    }),
  ],
  reporters: [defaultReporter({ reportTestResults: true, reportTestProgress: false }), counts],
}
