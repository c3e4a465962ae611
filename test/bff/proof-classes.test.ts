/**
 * Ten thousand proofs, bent on purpose class by class, at the real door: exactly the ones that must pass do. (Random
 * damage, and the words of each refusal, are in `proof.test.ts`.) GUICHET_PROOFS = how many, GUICHET_PROOF_SEED = which.
 */
import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import { loadSecrets } from '../../bff/gate/secrets.ts'
import { Random } from '../../bff/management/demo/random.ts'
import type { TestClient } from '../kit/client.ts'
import { type Counter, openCounter, today } from '../kit/counter.ts'
import { enter } from '../kit/enter.ts'
import { demoModel } from '../kit/model.ts'
import type { Knock } from '../kit/proof-bender.ts'
import { type Judged, proofClasses } from '../kit/proof-classes.ts'

const seed = process.env.GUICHET_PROOF_SEED ?? '2026-11-21'
const wanted = Number(process.env.GUICHET_PROOFS ?? 10_000)
const random = new Random(`proofs ${seed}`)

let counter: Counter
/** Signed in; another device of the same customer; one that only has a key. */
let client: TestClient
let other: TestClient
let stranger: TestClient
let nonceKey: Uint8Array
let hashes: { client: Buffer; other: Buffer }

before(async () => {
  counter = await openCounter('pglite')
  const [customer = ''] = demoModel({ vendor: 'armoise', today, size: 'small' }).rows.customer.map((row) => row.id)
  client = counter.client()
  other = counter.client()
  stranger = counter.client()
  hashes = {
    client: await enter(counter.admin, client, { customer }),
    other: await enter(counter.admin, other, { customer }),
  }
  await client.call('GET /session')
  await other.call('GET /session')
  await stranger.raw('/batch', { headers: { 'content-type': 'application/json' }, body: '[{"key":"GET /portal"}]' })
  nonceKey = (await loadSecrets(counter.vendor.db.gate)).nonce
})
after(() => counter.close())

/** An empty batch is refused as such (400) behind the door; a proof that is refused never gets there. */
async function knock({ proof, authorization, origin, path = '/batch' }: Knock): Promise<string> {
  const nonce = client.nonce
  const response = await client.raw(path, {
    headers: {
      'content-type': 'application/json',
      dpop: proof,
      authorization: authorization === undefined ? `DPoP ${client.handle}` : authorization,
      ...(origin !== undefined && { origin }),
    },
    body: '[]',
  })
  // What a refused knock is told must not change what the next good proof says.
  client.nonce = nonce
  assert.equal(response.headers.get('set-cookie'), null)
  const { code } = (await response.json()) as { code: string }
  return response.status === 400 && code === 'input-invalid' ? 'passed' : code
}

const refusals = new Set(['proof-invalid', 'use-dpop-nonce', 'session-ended', 'origin-refused', 'session-required'])

it(`${wanted} proofs by class: exactly the valid ones are accepted`, async (t) => {
  const { passing, refused } = proofClasses({ client, other, stranger, nonceKey, hashes, random }, async (once) =>
    assert.equal(await knock(once), 'passed'),
  )
  const table = new Map<string, { asked: number; accepted: number }>()
  const one = async (name: string, makes: Judged[1], at: number, pass: boolean) => {
    const make = makes[at % makes.length]
    assert.ok(make)
    const answer = await knock(await make())
    const row = table.get(name) ?? { asked: 0, accepted: 0 }
    table.set(name, row)
    row.asked++
    if (answer === 'passed') row.accepted++
    const words = `${name}, variant ${at % makes.length}: ${answer}`
    if (pass) assert.equal(answer, 'passed', words)
    else assert.ok(refusals.has(answer), words)
  }
  // Every variant once, then by chance; one in five must pass, so that a door that opens to nobody is noticed.
  let asked = 0
  for (const [list, pass] of [
    [passing, true],
    [refused, false],
  ] as const) {
    for (const [name, makes] of list)
      for (let at = 0; at < makes.length; at++, asked++) await one(name, makes, at, pass)
  }
  for (; asked < wanted; asked++) {
    const pass = random.chance(0.2)
    const [name, makes] = random.pick(pass ? passing : refused)
    await one(name, makes, random.int(0, makes.length - 1), pass)
  }
  const total = [...table.values()].reduce((sum, row) => sum + row.accepted, 0)
  t.diagnostic(`seed "${seed}": ${asked} proofs in ${table.size} classes, ${total} accepted`)
  t.diagnostic([...table].map(([name, row]) => `${name} ${row.accepted}/${row.asked}`).join(' · '))
  for (const [name] of passing) assert.equal(table.get(name)?.accepted, table.get(name)?.asked)
  for (const [name] of refused) assert.equal(table.get(name)?.accepted, 0)
  assert.equal(asked, Math.max(asked, wanted))
})

const replays = Number(process.env.GUICHET_REPLAYS ?? 1_000)

it(`one proof ${replays} times more: never again`, async (t) => {
  const proof = client.proof()
  assert.equal(await knock({ proof }), 'passed')
  let accepted = 0
  for (let n = 0; n < replays; n++) if ((await knock({ proof })) === 'passed') accepted++
  t.diagnostic(`${replays} replays, ${accepted} accepted`)
  assert.equal(accepted, 0)
})

it('a write at another process with a proof that has had its effect: refused, nothing written', async () => {
  const elsewhere = client.sameThrough((await counter.another()).app.fetch)
  const ask = (language: string) => JSON.stringify([{ key: 'PATCH /session', body: { language } }])
  for (let n = 0; n < 20; n++) {
    const headers = client.headers({ body: ask('fr') })
    const first = await client.raw('/batch', { headers, body: ask('fr') })
    assert.equal(((await first.json()) as { status: number }[])[0]?.status, 200)
    for (const body of [ask('fr'), ask('en')]) {
      const again = await elsewhere.raw('/batch', { headers, body })
      assert.match(await again.text(), /"code":"proof-invalid"/)
    }
    const { language } = await client.call('GET /session')
    assert.equal(language, 'fr')
  }
})

it('a read’s proof is no write’s: not at another process, not with the claim taken out, not for another read', async () => {
  const elsewhere = client.sameThrough((await counter.another()).app.fetch)
  const read = JSON.stringify([{ key: 'GET /session' }])
  const write = JSON.stringify([{ key: 'PATCH /session', body: { language: 'en' } }])
  const answered = async (who: typeof client, headers: Record<string, string>, body: string) =>
    (await who.raw('/batch', { headers, body })).text()
  for (const named of [true, false]) {
    const headers = client.headers(named ? { body: read } : {})
    assert.match(await answered(client, headers, read), /"status":200/)
    assert.match(await answered(elsewhere, headers, write), /"code":"proof-invalid"/)
  }
  const headers = client.headers({ body: read })
  assert.match(await answered(elsewhere, headers, '[{"key":"GET /sites"}]'), /"code":"proof-invalid"/)
  for (const bh of ['', 'x', null, 1, [], '47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU'])
    assert.match(await answered(client, client.headers({ claims: { bh } }), read), /"code":"proof-invalid"/)
  assert.equal((await client.call('GET /session')).language, 'fr')
})
