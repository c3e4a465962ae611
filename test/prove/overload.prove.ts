/**
 * Ten times as many requests as one process sustains: those that are let in are answered about as quickly as before, the
 * others are told at once when to come back, and when it is over everything is as it was.
 */
import assert from 'node:assert/strict'
import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { after, before, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Counter, openCounter } from '../kit/counter.ts'
import { enter } from '../kit/enter.ts'
import { freePort } from '../kit/postgres.ts'
import { me } from '../kit/walk-samples.ts'
import type { Flooded, FloodWish, Person } from './flood.ts'

const seconds = Number(process.env.GUICHET_OVERLOAD ?? 5)
/** Of what it sustains when everybody asks as soon as he has his answer: an ordinary busy hour, not the brink. */
const ordinary = 0.6
let counter: Counter
let serving: ChildProcess
let crowd: ChildProcess
let port: number
let adminPort: number

before(async () => {
  counter = await openCounter('postgres')
  port = await freePort()
  adminPort = await freePort()
  serving = spawn(process.execPath, ['bff/cli/guichet.mjs', 'start'], {
    env: {
      PATH: process.env.PATH,
      GUICHET_CONNECTIONS: process.env.GUICHET_CONNECTIONS ?? '',
      GUICHET_SHED_AT: process.env.GUICHET_SHED_AT ?? '',
      GUICHET_VENDORS: `armoise=${counter.vendor.place.url}`,
      GUICHET_PORT: String(port),
      GUICHET_ADMIN_PORT: String(adminPort),
      GUICHET_PUBLIC_URL: 'http://localhost:8787',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  crowd = fork(new URL('flood.ts', import.meta.url))
  for (let tries = 0; tries < 300; tries++) {
    const ready = await fetch(`http://localhost:${port}/ready`).catch(() => undefined)
    if (ready?.status === 200) return
    await sleep(100)
  }
  assert.fail('it does not start')
})
after(async () => {
  crowd.disconnect()
  serving.kill('SIGTERM')
  if (serving.exitCode === null) await once(serving, 'exit')
  await counter.close()
})

const flood = async (wish: FloodWish): Promise<Flooded> => {
  crowd.send(wish)
  const [told] = (await once(crowd, 'message')) as [Flooded]
  return told
}

const at = (times: readonly number[], share: number) =>
  times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
const spent = ({ statuses, spent: all }: Flooded, status: number) => all.filter((_, n) => statuses[n] === status)
const words = (times: readonly number[]) => `p50 ${at(times, 0.5).toFixed(0)} ms, p99 ${at(times, 0.99).toFixed(0)} ms`

/** Processor seconds of the process so far, and its event loop's delay in the last second. */
async function figures() {
  const text = await (await fetch(`http://localhost:${adminPort}/metrics`)).text()
  const one = (name: string) => Number(new RegExp(`^${name}\\S* (.*)$`, 'm').exec(text)?.[1])
  return { cpu: one('process_cpu_seconds_total'), loop: one('guichet_event_loop_delay_seconds\\{quantile="0.99"\\}') }
}

it(`${seconds} s of ten times what it sustains`, async (t) => {
  const client = counter.client()
  await enter(counter.admin, client, { customer: me })
  const key = client.privateKey.export({ format: 'jwk' })
  crowd.send({ port, handle: client.handle ?? '', key } satisfies Person)
  await once(crowd, 'message')
  await flood({ hands: 16, seconds: 4 })
  const all = (await flood({ hands: 16, seconds: 5 })).statuses
  const sustained = all.filter((status) => status === 200).length / 5
  const quiet = await flood({ rate: sustained * ordinary, seconds: Math.max(5, seconds / 4) })
  const usual = at(spent(quiet, 200), 0.99)

  const before = await figures()
  const raging = flood({ rate: sustained * 10, seconds })
  await sleep(seconds * 900)
  const within = await figures()
  const told = await raging
  const after = await flood({ rate: sustained * ordinary, seconds: 8 })

  const answers: Record<string, number> = {}
  for (const status of told.statuses) answers[status] = (answers[status] ?? 0) + 1
  const [accepted, refused] = [spent(told, 200), spent(told, 503)]
  // The last moment at which somebody was refused or waited longer than usual, a lucky or unlucky one in a hundred apart.
  const slow = after.due.filter((_, n) => after.statuses[n] !== 200 || (after.spent[n] ?? 0) > 2 * usual)
  const back = (slow.slice(0, slow.length - Math.ceil(after.due.length / 100)).at(-1) ?? 0) / 1000
  t.diagnostic(
    `figure nominal: ${sustained.toFixed(0)} lists of 20 a second sustained by 16 hands (${all.length - sustained * 5} refused); at ${ordinary * 100} % of it, asked at random moments, ${words(spent(quiet, 200))} (n = ${quiet.due.length}, ${quiet.statuses.filter((status) => status !== 200).length} refused)`,
  )
  /** Without the second in which the crowd opens its connections. */
  const later = (status: number) =>
    told.spent.filter((_, n) => told.statuses[n] === status && (told.due[n] ?? 0) > 1_000)
  t.diagnostic(`after the first second: accepted ${words(later(200))}, refused ${words(later(503))}`)
  t.diagnostic(
    `figure overload: ${told.due.length} requests in ${seconds} s (${(told.due.length / seconds / sustained).toFixed(1)} times what it sustains), ${JSON.stringify(answers)} (${told.inside} of the refused had come in); accepted ${(accepted.length / seconds).toFixed(0)}/s ${words(accepted)}, refused ${words(refused)}; back after ${back.toFixed(1)} s; counter, database and crowd share the processors: the counter used ${(((within.cpu - before.cpu) / (seconds * 0.9)) * 100).toFixed(0)} % of one, its loop was late by ${(within.loop * 1000).toFixed(0)} ms (p99 of a second), the crowd itself by ${told.late.toFixed(0)} ms`,
  )
  assert.deepEqual(
    Object.keys(answers).filter((status) => status !== '200' && status !== '503'),
    [],
    'nothing else',
  )
  assert.equal(told.untold, 0, 'told when to come back, readable for the website')
  assert.ok(accepted.length > 0 && refused.length > 0)
  const wrong = [
    at(accepted, 0.99) > 2 * usual && 'the accepted wait longer than twice the nominal p99',
    at(refused, 0.99) > 50 && 'a refusal takes longer than 50 ms',
    back > 5 && 'it is not back within 5 s',
  ].filter(Boolean)
  assert.deepEqual(wrong, [])
})
