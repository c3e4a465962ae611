/** The long form of the crash test: the same as `npm run bench -- crash`. */
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { crash, crashWords } from '../bench/crash.ts'

const kills = Number(process.env.GUICHET_KILLS ?? 6)

it(`${kills} kills and a crash of the database`, async (t) => {
  const report = await crash({ kills, calibration: 5000, least: 20 })
  t.diagnostic(`figure crash: ${crashWords(report).replaceAll('\n', '; ')}`)
  const { lost, double, mismatch, undelivered, surprises } = report
  assert.deepEqual(
    { lost, double, mismatch, undelivered, surprises },
    { lost: 0, double: 0, mismatch: 0, undelivered: 0, surprises: [] },
  )
  assert.ok(report.slowest <= 60)
})
