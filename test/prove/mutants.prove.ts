/**
 * Checks of the source taken out in turn, from the list below: in a copy of the tree, the cheapest test that must notice
 * is run, and must fail. A line of the list that no longer fits the source fails too.
 */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { after, before, it } from 'node:test'
import { mutants } from './mutants.ts'

/** Below the tree, so that modules are found as usual. */
const copy = '.cache/mutants'
const share = Number(process.env.GUICHET_SHARE ?? 0.1)

before(() => {
  rmSync(copy, { recursive: true, force: true })
  mkdirSync(copy, { recursive: true })
  for (const part of ['bff', 'test', 'package.json']) cpSync(part, `${copy}/${part}`, { recursive: true })
})
after(() => rmSync(copy, { recursive: true, force: true }))

/** Without the mark of a running test, or the inner run would skip everything. */
const { NODE_TEST_CONTEXT: _, ...environment } = process.env

function passes(test: string): Promise<boolean> {
  const [file = '', pattern] = test.split(' @ ')
  const child = spawn(
    process.execPath,
    ['--test', '--test-force-exit', ...(pattern ? [`--test-name-pattern=${pattern}`] : []), file],
    { cwd: copy, stdio: 'ignore', env: { ...environment, GUICHET_PROOFS: '1' } },
  )
  return new Promise((resolve) => child.on('close', (code) => resolve(code === 0)))
}

const tests = [...new Set(mutants.map(({ test }) => test))]

it('the tests pass as the source stands', async () => {
  for (const test of tests) assert.ok(await passes(test), test)
})

it('each check taken out is noticed', async (t) => {
  const missed: string[] = []
  const step = Math.max(1, Math.round(1 / share))
  const tried = mutants.filter((_, at) => at % step === 0)
  for (const { what, file, text, instead, test } of tried) {
    const source = readFileSync(`${copy}/${file}`, 'utf8')
    assert.equal(source.split(text).length, 2, `${what}: ${file} has "${text}" not once`)
    writeFileSync(
      `${copy}/${file}`,
      source.replace(text, () => instead),
    )
    try {
      if (await passes(test)) missed.push(what)
    } finally {
      writeFileSync(`${copy}/${file}`, source)
    }
  }
  t.diagnostic(
    `figure checks taken out of the source: ${tried.length - missed.length} of ${tried.length} noticed (${mutants.length} in the list)`,
  )
  t.diagnostic(`the list: ${tried.map(({ what }) => what).join(' · ')}`)
  for (const one of missed) t.diagnostic(`not noticed: ${one}`)
  assert.deepEqual(missed, [])
})
