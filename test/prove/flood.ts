/** More requests than a process takes, from a thread of its own: so many a second, however the answers come. */
import { createPrivateKey, type JsonWebKey } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { Asker, type Credentials } from './asker.ts'

export interface FloodWish {
  port: number
  /** Requests per second, and for how many seconds. */
  rate: number
  seconds: number
  credentials: Omit<Credentials, 'privateKey'> & { key: JsonWebKey }
}

export interface Flooded {
  sent: number
  /** Status, or why there was no answer -> how many. */
  answers: Record<string, number>
  /** Refused without telling when to come back. */
  untold: number
}

/** Requests under way at most: those of a crowd of browsers that wait. */
const most = 2_000

const { port, rate, seconds, credentials } = workerData as FloodWish
const asker = new Asker(port, most, {
  ...credentials,
  privateKey: createPrivateKey({ key: credentials.key, format: 'jwk' }),
})
const told: Flooded = { sent: 0, answers: {}, untold: 0 }
const waiting = new Set<Promise<void>>()

async function send(): Promise<void> {
  told.sent++
  const { status, retryAfter } = await asker.ask()
  told.answers[status] = (told.answers[status] ?? 0) + 1
  if (status === 503 && retryAfter === undefined) told.untold++
}

const started = performance.now()
const passed = () => (performance.now() - started) / 1000
for (let sent = 0; passed() < seconds; await sleep(5)) {
  for (const due = Math.floor(passed() * rate); sent < due; sent++) {
    if (waiting.size >= most) continue
    const one: Promise<void> = send().finally(() => waiting.delete(one))
    waiting.add(one)
  }
}
parentPort?.postMessage('over')
await Promise.all(waiting)
asker.close()
parentPort?.postMessage(told)
