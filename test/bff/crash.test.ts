/**
 * The short form of `npm run bench -- crash`: a few kills, one crash of the database, and the same comparison. The load
 * is what the machine takes beside other tests, so that the comparison is of durability and not of speed.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { crash, crashWords } from '../bench/crash.ts'
import { onlyWaits } from '../kit/alone.ts'

const kills = Number(process.env.GUICHET_KILLS ?? 6)

test('[EX-52] processes killed under load and a crashed database lose no command and do none twice', async (t) => {
  const report = await crash({ kills, calibration: 1000, least: 5, most: 50, asked: onlyWaits })
  t.diagnostic(crashWords(report))
  const { lost, double, mismatch, undelivered, surprises } = report
  assert.deepEqual(
    { lost, double, mismatch, undelivered, surprises },
    { lost: 0, double: 0, mismatch: 0, undelivered: 0, surprises: [] },
  )
  assert.ok(
    report.commands > 50 && report.orders > 20 && report.tries > report.commands,
    'something was sent, and something had to be sent again',
  )
  assert.ok(report.slowest <= 60)
})
