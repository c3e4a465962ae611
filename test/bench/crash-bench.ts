/** `npm run bench -- crash [--kills 40] [--least 50] [--most 1000]`: the long form of test/bff/crash.test.ts; prints its figures. */
import { cpus, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { crash, crashWords } from './crash.ts'

const { values } = parseArgs({
  allowPositionals: true,
  options: {
    kills: { type: 'string', default: '40' },
    least: { type: 'string', default: '50' },
    most: { type: 'string', default: '1000' },
  },
})
const report = await crash({
  kills: Number(values.kills),
  calibration: 5_000,
  least: Number(values.least),
  most: Number(values.most),
  say: (words) => console.log(words),
})
const [cpu] = cpus()
console.log(
  `${cpus().length} × ${cpu?.model.trim()} · Node ${process.versions.node} · load ${loadavg()[0]?.toFixed(1)}`,
)
console.log(crashWords(report))
const bad = report.lost + report.double + report.mismatch + report.undelivered + report.surprises.length
if (report.surprises.length > 0) console.log(`surprises: ${[...new Set(report.surprises)].join(', ')}`)
process.exit(bad > 0 || report.slowest > 60 ? 1 : 0)
