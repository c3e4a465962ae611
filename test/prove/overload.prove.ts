/**
 * Ten times as many requests as one process sustains: those that are let in are answered about as quickly as before, the
 * others are told at once when to come back, and when it is over everything is as it was.
 */
import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { after, before, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { type Counter, openCounter } from '../kit/counter.ts'
import { enter } from '../kit/enter.ts'
import { freePort } from '../kit/postgres.ts'
import { me } from '../kit/walk-samples.ts'
import { type Asked, Asker } from './asker.ts'
import type { Flooded, FloodWish } from './flood.ts'

const seconds = Number(process.env.GUICHET_OVERLOAD ?? 5)
/** People whose waiting is measured, apart from the flood. */
const hands = 16
let counter: Counter
let serving: ChildProcess
let port: number

before(async () => {
  counter = await openCounter('postgres')
  port = await freePort()
  serving = spawn(process.execPath, ['bff/cli/guichet.mjs', 'start'], {
    env: {
      PATH: process.env.PATH,
      GUICHET_VENDORS: `armoise=${counter.vendor.place.url}`,
      GUICHET_PORT: String(port),
      GUICHET_PUBLIC_URL: 'http://localhost:8787',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  for (let tries = 0; tries < 300; tries++) {
    const ready = await fetch(`http://localhost:${port}/ready`).catch(() => undefined)
    if (ready?.status === 200) return
    await sleep(100)
  }
  assert.fail('it does not start')
})
after(async () => {
  serving.kill('SIGTERM')
  if (serving.exitCode === null) await once(serving, 'exit')
  await counter.close()
})

/** So many hands that ask as soon as they have their answer, or after a short rest when they are refused. */
async function measured(asker: Asker, over: () => boolean, many: number): Promise<Asked[]> {
  const all: Asked[] = []
  await Promise.all(
    Array.from({ length: many }, async () => {
      while (!over()) {
        const answer = await asker.ask()
        all.push(answer)
        if (answer.status !== 200) await sleep(50)
      }
    }),
  )
  return all
}

const until = (milliseconds: number) => {
  const end = performance.now() + milliseconds
  return () => performance.now() > end
}
const at = (times: readonly number[], share: number) =>
  times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
const spent = (all: readonly Asked[], accepted: boolean) =>
  all.filter(({ status }) => (status === 200) === accepted).map((one) => one.spent)
const words = (times: readonly number[]) => `p50 ${at(times, 0.5).toFixed(0)} ms, p99 ${at(times, 0.99).toFixed(0)} ms`

it(`${seconds} s of ten times what it sustains`, async (t) => {
  const client = counter.client()
  await enter(counter.admin, client, { customer: me })
  const credentials = { handle: client.handle ?? '', nonce: 'x', privateKey: client.privateKey }
  const asker = new Asker(port, hands, credentials)
  await measured(asker, until(4_000), hands)
  const nominal = await measured(asker, until(5_000), hands)
  assert.ok(nominal.every(({ status }) => status === 200))
  const rate = nominal.length / 5
  const usual = at(spent(nominal, true), 0.99)

  const { privateKey: _, ...rest } = credentials
  const wish: FloodWish = {
    port,
    rate: rate * 10,
    seconds,
    credentials: { ...rest, key: client.privateKey.export({ format: 'jwk' }) },
  }
  const flood = new Worker(new URL('flood.ts', import.meta.url), { workerData: wish })
  let raging = true
  const told = new Promise<Flooded>((resolve) => {
    flood.on('message', (message: 'over' | Flooded) => {
      if (message === 'over') raging = false
      else resolve(message)
    })
  })
  // The few who are measured wait for nobody else's socket.
  const within = await measured(asker, () => !raging, hands / 4)
  const ended = performance.now()
  let back = Number.POSITIVE_INFINITY
  for (const stop = until(20_000); !stop(); ) {
    const answers = await measured(asker, until(300), hands / 4)
    if (!answers.every(({ status, spent: took }) => status === 200 && took <= usual)) continue
    back = (performance.now() - ended - 300) / 1000
    break
  }
  const { sent, answers, untold } = await told
  asker.close()
  const [accepted, refused] = [spent(within, true), spent(within, false)]
  t.diagnostic(`figure nominal: ${rate.toFixed(0)} lists of 20 a second, ${words(spent(nominal, true))}`)
  t.diagnostic(
    `figure overload: ${sent} requests in ${seconds} s (${(sent / seconds / rate).toFixed(1)} times nominal), ${JSON.stringify(answers)}; beside it accepted ${words(accepted)} (n = ${accepted.length}), refused ${words(refused)} (n = ${refused.length}), back after ${back.toFixed(1)} s`,
  )
  assert.deepEqual(
    Object.keys(answers).filter((status) => status !== '200' && status !== '503'),
    [],
    'nothing else',
  )
  assert.equal(
    untold + within.filter((one) => one.status === 503 && !one.retryAfter).length,
    0,
    'told when to come back',
  )
  assert.ok(accepted.length > 0 && refused.length > 0)
  const wrong = [
    at(accepted, 0.99) > 2 * usual && 'the accepted wait longer than twice the nominal p99',
    at(refused, 0.99) > 50 && 'a refusal takes longer than 50 ms',
    back > 5 && 'it is not back within 5 s',
  ].filter(Boolean)
  assert.deepEqual(wrong, [])
})
