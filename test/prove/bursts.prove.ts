/** Bursts at one bucket through four processes at once: exactly as many pass as the bucket holds. */
import assert from 'node:assert/strict'
import { type ChildProcess, fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { after, before, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { type TestVendor, testVendor } from '../kit/db.ts'
import type { Burst } from './taker.ts'

const bursts = Number(process.env.GUICHET_BURSTS ?? 200)
/** Bursts that are under way at once, each at a bucket of its own. */
const together = 10
let vendor: TestVendor
let processes: ChildProcess[]

before(async () => {
  vendor = await testVendor('postgres', { vendor: 'armoise' })
  const program = fileURLToPath(new URL('taker.ts', import.meta.url))
  processes = Array.from({ length: 4 }, () => fork(program, [], { execArgv: [] }))
  for (const one of processes) one.send(vendor.place)
  await Promise.all(processes.map((one) => once(one, 'message')))
})
after(async () => {
  for (const one of processes) one.disconnect()
  await Promise.all(processes.map(async (one) => one.exitCode ?? (await once(one, 'exit'))))
  await vendor.close()
})

it('never one more, never one less', async (t) => {
  const limit = { burst: 5, period: 3600 }
  const takes = 4
  let more = 0
  let less = 0
  let done = 0
  const started = performance.now()
  while (done < bursts) {
    const keys = Array.from({ length: together }, () => randomBytes(32).toString('hex'))
    const answers = processes.map((one) => once(one, 'message') as Promise<[number[]]>)
    for (const one of processes) one.send({ keys, takes, limit } satisfies Burst)
    const passed = (await Promise.all(answers)).map(([counts]) => counts)
    for (const n of keys.keys()) {
      const sum = passed.reduce((total, counts) => total + (counts[n] ?? 0), 0)
      if (sum > limit.burst) more++
      if (sum < limit.burst) less++
    }
    done += keys.length
  }
  const rate = (done * takes * processes.length * 1000) / (performance.now() - started)
  t.diagnostic(
    `figure bursts: ${done} of ${takes * processes.length} takes over ${processes.length} processes, ${more} with one too many, ${less} with one too few; ${Math.round(rate)} takes/s`,
  )
  assert.deepEqual({ more, less }, { more: 0, less: 0 })
})
