/** How long after its commit a revocation, or a changed right, still goes unnoticed at another process. */
import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import type { TestClient } from '../kit/client.ts'
import { type Counter, openCounter, type Process } from '../kit/counter.ts'
import { enter } from '../kit/enter.ts'
import { me } from '../kit/walk-samples.ts'

const rounds = Number(process.env.GUICHET_ROUNDS ?? 30)
let counter: Counter
let second: Process

before(async () => {
  counter = await openCounter('postgres')
  second = await counter.another()
})
after(() => counter.close())

async function untilRefused(client: TestClient, key: string, code: string): Promise<number> {
  const started = performance.now()
  for (;;) {
    const answer = JSON.stringify(await client.send('/batch', { body: [{ key }] }).then((one) => one.json()))
    if (answer.includes(`"code":"${code}"`)) return performance.now() - started
    if (performance.now() - started > 10_000) return Number.POSITIVE_INFINITY
  }
}

const words = (times: number[]) => {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return { p50: at(0.5), p99: at(0.99), most: at(1) }
}

for (const [name, key, code, change] of [
  [
    'a session revoked',
    'GET /session',
    'session-ended',
    "update portal.session set ended_at = now(), end_reason = 'revoked' where hash = $1",
  ],
  [
    'a right taken',
    'GET /invoices',
    'right-missing',
    `update portal.account_customer set profile_id = 'without' where account_id = (select account_id from portal.session where hash = $1)`,
  ],
] as const) {
  it(`${name}: refused at both processes`, async (t) => {
    await counter.admin.query(
      `insert into portal.profile (id, name_fr, name_en, rights) values ('without', 'x', 'x', '{}') on conflict do nothing`,
    )
    const times: number[] = []
    for (let n = 0; n < rounds; n++) {
      const client = counter.client({ peer: `10.1.${n % 250}.1` })
      const hash = await enter(counter.admin, client, { customer: me })
      const there = client.sameThrough(second.client().options.fetch)
      // Remembered by both.
      await client.call('GET /session')
      there.nonce = client.nonce
      await there.call('GET /session')
      await counter.admin.query(change, [hash])
      await counter.admin.query("select pg_notify('guichet_session', '*')")
      times.push(...(await Promise.all([untilRefused(client, key, code), untilRefused(there, key, code)])))
    }
    const { p50, p99, most } = words(times)
    t.diagnostic(
      `figure ${name}: p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, longest ${most.toFixed(1)} ms (n = ${times.length}, 2 processes)`,
    )
    assert.ok(p99 <= 1000)
  })
}
