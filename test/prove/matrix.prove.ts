/**
 * The rights matrix, generated from the table of endpoints: every role and every way to be limited, at every endpoint,
 * with an id of the own site, of another site, of another customer and of nobody. What must happen follows from the
 * endpoint's `needs` and the oracle's rows alone. Then each endpoint is left without what it needs, and must be caught.
 */
import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import type { Key } from '../../bff/api.ts'
import type { Endpoint } from '../../bff/base/endpoint.ts'
import { endpoints } from '../../bff/endpoints.ts'
import type { TestClient } from '../kit/client.ts'
import { type Counter, openCounter } from '../kit/counter.ts'
import { enter } from '../kit/enter.ts'
import { profileRights } from '../kit/model.ts'
import { me, oneSite, rows, samples, stranger, type Parts } from '../kit/walk-samples.ts'

interface Who {
  words: string
  rights: ReadonlySet<string> | null
  client: TestClient
}

let counter: Counter
const people: Who[] = []
let networks = 0
const peer = () => `10.${(networks >> 8) & 255}.${networks++ & 255}.9`

const intervention = samples['GET /interventions/:id'].ids[0]?.own

const profiles = Object.keys(profileRights)

before(async () => {
  counter = await openCounter('postgres')
  await counter.admin.query(`insert into portal.profile (id, name_fr, name_en, rights) values ('none', 'x', 'x', '{}')`)
  for (const profile of [...profiles, 'none']) {
    const rights = new Set<string>(profileRights[profile] ?? [])
    for (const [scope, entry] of [
      ['whole customer', {}],
      ['one site', { sites: [oneSite] }],
      ['no site of the customer', { sites: ['987654'] }],
      ['two customers', { others: [stranger] }],
      ['one intervention', {}],
    ] as const) {
      const client = counter.client({ peer: peer() })
      const hash = await enter(counter.admin, client, { customer: me, profile, ...entry })
      if (scope === 'one intervention')
        await counter.admin.query('update portal.session set intervention_id = $2 where hash = $1', [
          hash,
          intervention,
        ])
      await client.call('GET /session')
      people.push({ words: `${profile}, ${scope}`, rights, client })
    }
  }
  const visitor = counter.client({ peer: peer() })
  await visitor.raw('/batch', { headers: { 'content-type': 'application/json' }, body: '[{"key":"GET /portal"}]' })
  people.push({ words: 'nobody', rights: null, client: visitor })
})
after(() => counter.close())

type Door = 'batch' | 'route'
type Row = 'own' | 'foreign' | 'nobody’s' | 'nonsense' | 'none'

/** Calls of one endpoint: its good one, and every place of an id with every kind of row. */
function* callsOf(key: Key): Generator<{ row: Row; place: string; parts: Parts }> {
  const sample = samples[key]
  yield { row: 'none', place: 'as documented', parts: sample.good }
  for (const { part, name, own, foreign } of sample.ids) {
    const ids: [Row, string][] = [
      ['own', own],
      ['foreign', foreign],
      ['nobody’s', '987654321'],
      ['nonsense', "1' or '1'='1"],
    ]
    for (const [row, id] of ids)
      yield { row, place: `${part}.${name}`, parts: { ...sample.good, [part]: { ...sample.good[part], [name]: id } } }
  }
}

const words = rows.customer.filter((row) => row.id !== me).map((row) => row.name)

/** The same call in a batch or as a plain route; nobody brings no proof at all. */
async function ask(who: Who, door: Door, key: Key, parts: Parts): Promise<{ status: number; body: unknown }> {
  const nobody = who.rights === null
  const headers = { 'content-type': 'application/json' }
  if (door === 'batch') {
    const calls = [{ key, ...parts }]
    if (!nobody) return (await who.client.batch(calls))[0] ?? { status: 0, body: null }
    const response = await who.client.raw('/batch', { headers, body: JSON.stringify(calls) })
    return ((await response.json()) as { status: number; body: unknown }[])[0] ?? { status: 0, body: null }
  }
  const { params = {}, query = {}, body } = parts
  const [method = '', path = ''] = key.split(' ')
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])))
  const pairs = Object.entries(query).flatMap(([name, value]) => [value].flat().map((one) => [name, String(one)]))
  const address = filled + (pairs.length > 0 ? `?${new URLSearchParams(pairs)}` : '')
  if (!nobody) return who.client.rest(method, address, body)
  const response = await who.client.raw(address, { method, headers, ...(body && { body: JSON.stringify(body) }) })
  return { status: response.status, body: await response.json() }
}

/** Endpoints for whoever is signed in that look for a right themselves: any of these opens them. */
const inside: Readonly<Partial<Record<Key, readonly string[]>>> = {
  'POST /uploads': ['requests.create', 'interventions.reply'],
}

/** What one call brought, when it is not what the table of endpoints says. */
async function judge(endpoint: Endpoint, needs: Endpoint['needs'], who: Who, door: Door, row: Row, parts: Parts) {
  const key = endpoint.key as Key
  const reply = await ask(who, door, key, parts)
  const { code } = (reply.body ?? {}) as { code?: string }
  const got = `${reply.status} ${code ?? ''}`.trim()
  const { rights } = who
  if (rights === null) {
    const open = needs === 'anyone'
    if (!open && code !== (needs === 'key' ? 'proof-invalid' : 'session-required')) return got
    return undefined
  }
  // A way in is proven with its own key, which a session's proof does not carry.
  if (needs === 'key') return code === 'proof-invalid' ? undefined : got
  const further = inside[key]
  if (further && !further.some((right) => rights?.has(right))) return code === 'right-missing' ? undefined : got
  const free = needs === 'anyone' || needs === 'session'
  if (!free && !rights?.has(needs)) return code === 'right-missing' ? undefined : got
  if (code === 'right-missing') return got
  if (reply.status === 500) return got
  if (row === 'foreign' || row === 'nobody’s' || row === 'nonsense') {
    const empty = reply.status === 200 && ((reply.body as { rows?: unknown[] }).rows ?? [1]).length === 0
    const refused = [
      'not-found',
      'input-invalid',
      'endpoint-unknown',
      'scope-changed',
      'column-hidden',
      'closed',
    ].includes(code ?? '')
    // A write that a way in or an own setting answers alike for any text names nobody's row.
    if (!empty && !refused && reply.status === 200) return `${got} with ${row} id`
  }
  const text = JSON.stringify(reply.body)
  const told = words.find((word) => text.includes(word))
  // Of two customers, the other one's name is the person's own to see.
  if (told !== undefined && !who.words.includes('two customers')) return `${got}, and tells ${told}`
  return undefined
}

/** Ends nobody's session, and is not asked twice. */
const safe = ({ key }: Endpoint) => key !== 'DELETE /session' && key !== 'PUT /session/customer'

async function walk(
  list: readonly Endpoint[],
  needsOf: (endpoint: Endpoint) => Endpoint['needs'],
  { doors = ['batch', 'route'] as readonly Door[], stopAtFirst = false } = {},
) {
  let cases = 0
  const wrong: string[] = []
  for (const endpoint of list)
    for (const who of people)
      for (const { row, place, parts } of callsOf(endpoint.key as Key))
        for (const door of doors) {
          cases++
          const found = await judge(endpoint, needsOf(endpoint), who, door, row, parts)
          if (found === undefined) continue
          wrong.push(`${endpoint.key} (${door}), ${place}, ${row}, ${who.words}: ${found}`)
          if (stopAtFirst) return { cases, wrong }
        }
  return { cases, wrong }
}

it('every case is answered as the table of endpoints says', async (t) => {
  const { cases, wrong } = await walk(endpoints.filter(safe), ({ needs }) => needs)
  t.diagnostic(
    `figure rights matrix: ${cases} cases (${endpoints.filter(safe).length} endpoints, ${people.length} kinds of people, 2 doors), ${wrong.length} wrong`,
  )
  assert.deepEqual(wrong.slice(0, 20), [])
  assert.ok(cases >= 5000, `${cases} cases`)
})

/**
 * A second check stands behind the table's: taken away alone, the table's leaves no hole, and nothing can be seen to
 * change. Where the second one stands. Whoever takes it away must take the line here away, too.
 */
const behind: Readonly<Partial<Record<Key, string>>> = {
  'GET /session': 'features/session/endpoints.ts',
  'PATCH /session': 'gate/sign-in/rotate.ts',
  'GET /sessions': 'gate/sign-in/rotate.ts',
  'DELETE /sessions': 'gate/sign-in/rotate.ts',
  'POST /session/password': 'gate/sign-in/rotate.ts',
  'POST /session/email': 'gate/sign-in/rotate.ts',
  'POST /session/step-up': 'gate/sign-in/rotate.ts',
  'POST /session/step-up/code': 'gate/sign-in/rotate.ts',
  'POST /session': 'gate/sign-in/password.ts',
  'POST /session/one-time-code': 'gate/sign-in/ask.ts',
  'POST /session/one-time-code/open': 'gate/sign-in/one-time-code.ts',
  'POST /session/code': 'gate/sign-in/code.ts',
  'POST /session/code/proof': 'gate/sign-in/ask.ts',
  'POST /session/hand-off': 'gate/hand-off/sign-in.ts',
  'POST /invoices/exports': 'guard.begin_export',
  'POST /orders/exports': 'guard.begin_export',
  'POST /interventions/exports': 'guard.begin_export',
  'POST /equipment/exports': 'guard.begin_export',
}

it('an endpoint that asks for less than it needs is found, each in turn', async (t) => {
  const missed: string[] = []
  const held: string[] = []
  const mutants = endpoints.filter((endpoint) => safe(endpoint) && endpoint.needs !== 'anyone')
  for (const endpoint of mutants) {
    const real = endpoint.needs
    const weaker = real === 'session' || real === 'key' ? 'anyone' : 'session'
    const second = behind[endpoint.key as Key]
    Object.assign(endpoint, { needs: weaker })
    try {
      const { wrong } = await walk([endpoint], () => real, { doors: ['batch'], stopAtFirst: true })
      if (wrong.length === 0 && second) held.push(`${endpoint.key} (${second})`)
      else if (wrong.length === 0) missed.push(`${endpoint.key}: ${real} -> ${weaker}`)
      else if (second) missed.push(`${endpoint.key}: found, so ${second} holds nothing`)
    } finally {
      Object.assign(endpoint, { needs: real })
    }
  }
  t.diagnostic(
    `figure endpoints without what they need: ${mutants.length} tried, ${mutants.length - missed.length - held.length} found, ${held.length} still refuse by a second check, ${missed.length} not noticed`,
  )
  t.diagnostic(`refuse by a second check: ${held.join(' · ')}`)
  assert.deepEqual(missed, [])
})
