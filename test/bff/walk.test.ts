/**
 * One walk over the table of endpoints, whatever stands in it: nobody signed in, no right, another customer's row, a row
 * that is not there, nonsense, another customer on the page; in the batch, on PostgreSQL also as plain routes. A new
 * endpoint without a sample does not compile, and fails here.
 */
import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import type { z } from 'zod'
import type { Key, ProblemCode } from '../../bff/api.ts'
import type { Endpoint } from '../../bff/base/endpoint.ts'
import { problemStatus } from '../../bff/base/problem-codes.ts'
import { endpoints } from '../../bff/endpoints.ts'
import type { TestClient } from '../kit/client.ts'
import { type Counter, openCounter } from '../kit/counter.ts'
import { eachEngine } from '../kit/db.ts'
import { type Entry, enter } from '../kit/enter.ts'
import { profileRights } from '../kit/model.ts'
import {
  commandId,
  elsewhere,
  foreign,
  me,
  invoiceId,
  oneSite,
  rows,
  samples,
  stranger,
  type PartName,
  type Parts,
  type Sample,
} from '../kit/walk-samples.ts'

const absent = '987654321'
const malformed = ['abc', '1 or 1=1', "1' or '1'='1", '0x10', '1e3', '9'.repeat(90), '\u0663', '\0', '*']
/** The own id, written as nobody writes it: one spelling per id. */
const otherSpellings = (id: string) => [` ${id}`, `0${id}`, `+${id}`, `${id} `]

/** Words of everybody else that are not also mine: none may stand in any answer. */
const secrets = (() => {
  const wordsOf = (of: (customer: string) => boolean) => [
    ...rows.customer.filter((row) => of(row.id)).flatMap((row) => [row.name, row.code, row.email]),
    ...rows.invoice.filter((row) => of(row.customer_id)).flatMap((row) => [row.number, row.reference]),
    ...rows.contact.filter((row) => of(row.customer_id)).flatMap((row) => [row.name, row.email]),
    ...rows.equipment.filter((row) => of(row.customer_id)).map((row) => row.serial_number),
    ...rows.site.filter((row) => of(row.customer_id)).map((row) => row.street),
  ]
  const known = new Set(wordsOf((id) => id === me))
  return [...new Set(wordsOf((id) => id !== me))].filter((word): word is string => !!word && !known.has(word))
})()

const definition = (schema: z.ZodType) => schema._zod.def as unknown as Record<string, unknown>

/** The schema behind optional and the like. */
function plain(schema: z.ZodType): z.ZodType {
  const { innerType } = definition(schema) as { innerType?: z.ZodType }
  return innerType ? plain(innerType) : schema
}

const shapeOf = (schema: z.ZodType | undefined) =>
  (schema ? definition(schema).shape : {}) as Readonly<Record<string, z.ZodType>>

const partNames: readonly PartName[] = ['params', 'query', 'body']

interface Nonsense {
  words: string
  parts: Parts
  /** Can be said as a plain route, too. */
  rest: boolean
  code?: ProblemCode
}

/** Calls that are of another form than documented, made from the endpoint's own schemas. */
function* nonsense(endpoint: Endpoint, { good }: Sample): Generator<Nonsense> {
  const schemas = endpoint.input as Partial<Record<PartName, z.ZodType>>
  const reads = endpoint.key.startsWith('GET ')
  const bent = (part: PartName, change: Record<string, unknown>) => ({ ...good, [part]: { ...good[part], ...change } })
  for (const part of partNames) {
    const sendable = part === 'query' || (part === 'body' && !reads)
    yield { words: `unknown field in ${part}`, parts: bent(part, { surprise: 'x' }), rest: sendable }
    for (const [name, schema] of Object.entries(shapeOf(schemas[part]))) {
      const { type } = definition(plain(schema)) as { type: string }
      const wrong = type === 'string' || type === 'enum' ? { x: 1 } : 'nonsense'
      yield { words: `${part}.${name} of a wrong type`, parts: bent(part, { [name]: wrong }), rest: part === 'body' }
      yield { words: `${part}.${name} null`, parts: bent(part, { [name]: null }), rest: part === 'body' }
      if (type === 'string' || type === 'enum') {
        const long = 'x'.repeat(part === 'params' ? 150 : 10_000)
        // An id that cannot be one of ours is one that does not exist.
        const code = part === 'params' ? 'not-found' : 'input-invalid'
        yield { words: `${part}.${name} too long`, parts: bent(part, { [name]: long }), rest: true, code }
      } else {
        // On a plain route one word is a list of one: nonsense only where the list is a closed one.
        const { element } = definition(plain(schema)) as { element?: z.ZodType }
        const rest = element === undefined || definition(element).type !== 'string'
        yield { words: `${part}.${name} nonsense`, parts: bent(part, { [name]: 'nonsense' }), rest }
      }
      if (part !== 'params' && schema._zod.optin !== 'optional') {
        const { [name]: _, ...rest } = good[part] ?? {}
        yield { words: `${part}.${name} missing`, parts: { ...good, [part]: rest }, rest: true }
      }
    }
  }
  if (schemas.body) {
    for (const body of [null, [], 'text', 7]) {
      yield { words: `a body that is ${JSON.stringify(body)}`, parts: { ...good, body: body as never }, rest: true }
    }
  }
}

interface Answer {
  status: number
  code: string | undefined
  body: { fields?: Record<string, string>; rows?: unknown[] }
}

eachEngine((engine) => {
  let counter: Counter
  let answers = 0
  let networks = 0

  before(async () => {
    counter = await openCounter(engine)
    // Every right has a profile that has all the others.
    const all = profileRights.supervisor ?? []
    for (const right of all) {
      await counter.admin.query('insert into portal.profile (id, name_fr, name_en, rights) values ($1, $1, $1, $2)', [
        `all but ${right}`,
        all.filter((other) => other !== right),
      ])
    }
    await counter.admin.query(
      `insert into portal.profile (id, name_fr, name_en, rights) values ('none', 'x', 'x', '{}')`,
    )
    await counter.admin.query(
      `insert into portal.command (id, owner, key, body_hash, receipt, function, customer_id, aggregate, portal_key, language, author, payload)
        select of.id, 'account:x', of.id, sha256('x'), of.customer, 'create_request', of.customer, 'x', 'x', 'fr', '{}', '{"description": "x"}'
        from (values ($1::uuid, $2), ($3::uuid, $4)) of (id, customer)`,
      [commandId.own, me, commandId.foreign, stranger],
    )
  })
  after(() => counter.close())

  /** Reads every byte of an answer: nothing of a stranger, no cookie, nothing of the machinery. */
  async function inspect(response: Response, where: string): Promise<Response> {
    answers++
    const bytes = `${JSON.stringify([...response.headers])}\n${await response.clone().text()}`
    const found = secrets.find((word) => bytes.includes(word))
    assert.equal(found, undefined, `${where} tells ${found}`)
    assert.equal(response.headers.get('set-cookie'), null, where)
    assert.doesNotMatch(bytes, /management\.|portal\.session|guard\.|select |node_modules|\.ts:\d/i, where)
    assert.notEqual(response.status, 500, where)
    return response
  }

  /** @param at what the client is asking now, for the words of a failure */
  function stranded(at: string | { where: string }): TestClient {
    const { app } = counter
    const fetch = async (request: Request, env?: unknown) =>
      inspect(await app.fetch(request, env), typeof at === 'string' ? at : at.where)
    // Throttles count by network.
    return counter.client({ fetch, peer: `10.${(networks >> 8) & 255}.${networks++ & 255}.9` })
  }

  async function signedIn(where: string, entry: Partial<Entry> = {}): Promise<TestClient> {
    const client = stranded(where)
    await enter(counter.admin, client, { customer: me, ...entry })
    return client
  }

  const refused = new Map<string, { client: TestClient; at: { where: string } }>()

  /**
   * Somebody signed in who only asks what is refused. A refusal changes nothing, so that one session of each kind does
   * for the whole walk: what it did change, the next case would show.
   */
  async function refusedAs(kind: string, where: string, make: (client: TestClient) => Promise<unknown>) {
    const known = refused.get(kind)
    if (known) {
      known.at.where = where
      return known.client
    }
    const at = { where }
    const client = stranded(at)
    await make(client)
    refused.set(kind, { client, at })
    return client
  }

  const read = (status: number, body: unknown): Answer => ({
    status,
    code: (body as { code?: string } | null)?.code,
    body: body as Answer['body'],
  })

  async function inBatch(client: TestClient, key: string, parts: Parts, customer?: string): Promise<Answer> {
    const response = await client.send('/batch', { body: [{ key, ...parts, ...(customer && { customer }) }] })
    const body = (await response.json()) as { status: number; body: unknown }[]
    return response.status === 200 ? read(body[0]?.status ?? 0, body[0]?.body) : read(response.status, body)
  }

  async function plainly(client: TestClient, key: string, { params = {}, query = {}, body }: Parts): Promise<Answer> {
    const [method = '', path = ''] = key.split(' ')
    const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])))
    const pairs = Object.entries(query).flatMap(([name, value]) => [value].flat().map((one) => [name, String(one)]))
    const search = pairs.length > 0 ? `?${new URLSearchParams(pairs)}` : ''
    const answer = await client.rest(method, filled + search, body)
    return read(answer.status, answer.body)
  }

  /** What comes before the database is the same on both: the embedded one answers the batch, which widgets use. */
  const ways = (
    [
      ['batch', inBatch],
      ['plain route', plainly],
    ] as const
  ).slice(0, engine === 'pglite' ? 1 : 2)

  const says = (answer: Answer, code: ProblemCode, where: string) => {
    assert.deepEqual({ status: answer.status, code: answer.code }, { status: problemStatus[code], code }, where)
  }

  it('[EX-52] [CO-04] every endpoint refuses what it must, in every way it can be asked', async (t) => {
    const counts = { endpoints: 0, cases: 0 }
    for (const endpoint of endpoints) {
      const key = endpoint.key as Key
      const sample = samples[key]
      assert.ok(sample, `${key} has no sample here`)
      const { good, refusal, ids } = sample
      const { needs } = endpoint
      const inPath = [...key.matchAll(/:(\w+)/g)].map(([, name]) => name)
      assert.deepEqual(
        inPath.filter((name) => !ids.some((id) => id.part === 'params' && id.name === name)),
        [],
        `${key}: an id of the path has no sample`,
      )
      counts.endpoints++
      /** Somebody who may ask this. */
      const anybody = needs === 'key' || needs === 'anyone'
      const somebody = (where: string, entry?: Partial<Entry>) =>
        anybody ? Promise.resolve(stranded(where)) : signedIn(where, entry)
      /** And who is refused, or shown nothing. */
      const nothingFor = (where: string) =>
        anybody
          ? Promise.resolve(stranded(where))
          : refusedAs('supervisor', where, (client) => enter(counter.admin, client, { customer: me }))

      for (const [way, ask] of ways) {
        const at = (words: string) => {
          counts.cases++
          return `${key}, ${way}: ${words}`
        }

        let where = at('a good call')
        let answer = await ask(await somebody(where), key, good)
        if (refusal) says(answer, refusal, where)
        else assert.equal(answer.status, 200, `${where}: ${JSON.stringify(answer.body)}`)

        where = at('nobody signed in')
        const nobody = stranded(where)
        const [method = ''] = key.split(' ')
        const path = key.slice(method.length + 1).replace(/:(\w+)/g, (_, name: string) => String(good.params?.[name]))
        const bare = await nobody.raw(way === 'batch' ? '/batch' : path, {
          method: way === 'batch' ? 'POST' : method,
          headers: { 'content-type': 'application/json' },
          ...((way === 'batch' || good.body) && {
            body: JSON.stringify(way === 'batch' ? [{ key, ...good }] : good.body),
          }),
        })
        const told = (await bare.json()) as never
        answer =
          way === 'batch' && bare.status === 200
            ? read(told[0]?.['status'] ?? 0, told[0]?.['body'])
            : read(bare.status, told)
        if (needs === 'key') says(answer, 'proof-invalid', where)
        else if (needs !== 'anyone') says(answer, 'session-required', where)
        else if (refusal) says(answer, refusal, where)
        else assert.equal(answer.status, 200, where)

        where = at('a key, but nobody signed in')
        answer = await ask(stranded(where), key, good)
        if (needs !== 'anyone' && needs !== 'key') says(answer, 'session-required', where)

        where = at('a session that was ended')
        const late = await refusedAs('ended', where, async (client) => {
          const hash = await enter(counter.admin, client, { customer: me })
          await counter.admin.query(
            `update portal.session set ended_at = now(), end_reason = 'revoked' where hash = $1`,
            [hash],
          )
        })
        says(await ask(late, key, good), 'session-ended', where)

        if (endpoint.kind === 'feature' && needs !== 'session') {
          const profiles = await counter.admin.query<{ id: string }>(
            'select id from portal.profile where not $1 = any (rights) order by id',
            [needs],
          )
          assert.ok(profiles.length >= 2, `${key}: no profile lacks ${needs}`)
          for (const { id: profile } of profiles) {
            where = at(`as ${profile}`)
            const lacking = await refusedAs(profile, where, (client) =>
              enter(counter.admin, client, { customer: me, profile }),
            )
            says(await ask(lacking, key, good), 'right-missing', where)
          }
        }

        for (const field of ids) {
          const withId = (id: string): Parts => ({ ...good, [field.part]: { ...good[field.part], [field.name]: id } })
          where = at(`${field.name} of its own`)
          answer = await ask(await somebody(where), key, withId(field.own))
          if (sample.refusal) says(answer, sample.refusal, where)
          else assert.equal(answer.status, 200, where)
          if (field.answer === 'empty') assert.notDeepEqual(answer.body.rows, [], where)
          const others = [field.foreign, absent, ...malformed, ...otherSpellings(field.own)]
          for (const id of others) {
            // A list's filter may read ` 42` as 42: that shows nothing but the own rows.
            if (field.answer === 'empty' && otherSpellings(field.own).includes(id)) continue
            where = at(`${field.name} = ${JSON.stringify(id.slice(0, 30))}`)
            answer = await ask(await nothingFor(where), key, withId(id))
            if (field.answer === 'not-found') says(answer, 'not-found', where)
            else assert.deepEqual([answer.status, answer.body.rows], [200, []], where)
          }
          if (field === invoiceId) {
            where = at('an invoice of another site than the session may see')
            says(await ask(await somebody(where, { sites: [oneSite] }), key, withId(elsewhere)), 'not-found', where)
          }
        }

        for (const { words, parts, rest, code = 'input-invalid' } of nonsense(endpoint, sample)) {
          if (way === 'plain route' && !rest) continue
          where = at(words)
          answer = await ask(await nothingFor(where), key, parts)
          says(answer, code, where)
          if (code === 'input-invalid') assert.notDeepEqual(Object.keys(answer.body.fields ?? {}), [], where)
        }

        // Only a batch names the customer of the page.
        if (way === 'batch' && needs !== 'key') {
          where = at('another customer on the page')
          says(
            await inBatch(await signedIn(where, { others: [stranger] }), key, good, stranger),
            'scope-changed',
            where,
          )
          where = at('the same customer on the page')
          answer = await inBatch(await signedIn(where), key, good, me)
          if (refusal) says(answer, refusal, where)
          else assert.equal(answer.status, 200, where)
        }
      }
    }
    t.diagnostic(
      `${engine}: ${counts.endpoints} endpoints, ${counts.cases} cases, ${answers} answers read for ${secrets.length} words of others`,
    )
    assert.equal(counts.endpoints, endpoints.length)
    assert.ok(secrets.length > 100)
  })

  it('the reading of answers finds a word of a stranger that is planted', async () => {
    await assert.rejects(inspect(Response.json({ title: `Facture ${foreign.number}` }), 'planted'), /tells/)
    await assert.rejects(inspect(new Response('', { headers: { 'set-cookie': 'a=b' } }), 'planted'))
  })
})
