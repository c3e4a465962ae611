/** A counter whose lists leave as files, with all that tests of it ask and read. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { Api, ExportJob, NewExport } from '../../bff/api.ts'
import { kindsOf } from '../../bff/outbox/kinds.ts'
import { Relay } from '../../bff/outbox/relay.ts'
import type { Refused, TestClient } from './client.ts'
import { type Counter, openCounter } from './counter.ts'
import type { Engine } from './db.ts'
import { enter } from './enter.ts'
import { me } from './walk-samples.ts'

export type List = 'invoices' | 'orders' | 'interventions' | 'equipment'
export type Query = NonNullable<NewExport<Record<string, unknown>>['query']>

/** Fields of one line of CSV, quotes undone. */
export const fieldsOf = (line: string, between = ';') =>
  [...line.matchAll(new RegExp(`("(?:[^"]|"")*"|[^${between}]*)(?:${between}|$)`, 'g'))]
    .map(([, one = '']) => (one.startsWith('"') ? one.slice(1, -1).replaceAll('""', '"') : one))
    .slice(0, -1)

export type ExportDesk = Awaited<ReturnType<typeof openDesk>>

export async function openDesk(engine: Engine) {
  const counter: Counter = await openCounter(engine)
  const { vendor, deps } = counter
  const relay = new Relay(vendor.db, { log: deps.log, kinds: kindsOf(vendor.db, deps), wait: () => 0 })

  const someone = async (entry: Partial<Parameters<typeof enter>[2]> = {}): Promise<TestClient> => {
    const client = counter.client()
    await enter(counter.admin, client, { customer: me, proved: true, ...entry })
    return client
  }

  const begin = (client: TestClient, list: List, query: Query, change: Partial<NewExport<Query>> = {}) =>
    client.call(`POST /${list}/exports` as 'POST /invoices/exports', {
      body: { key: randomUUID(), format: 'csv', language: 'fr', query, ...change } as never,
    })

  const job = (client: TestClient, id: string) => client.call('GET /exports/:id', { params: { id } })

  const download = (url: string) =>
    counter.app.fetch(new Request(url), { incoming: { socket: { remoteAddress: '192.0.2.1' } } })

  async function bytesOf(client: TestClient, { id }: Pick<ExportJob, 'id'>): Promise<Buffer> {
    const { url } = await client.call('POST /exports/:id/ticket', { params: { id } })
    const response = await download(url)
    assert.equal(response.status, 200)
    const bytes = Buffer.from(await response.arrayBuffer())
    assert.equal(response.headers.get('content-length'), String(bytes.length))
    return bytes
  }

  async function made(client: TestClient, list: List, query: Query = {}, change: Partial<NewExport<Query>> = {}) {
    const begun = await begin(client, list, query, change)
    assert.equal(begun.state, 'waiting')
    await relay.drain()
    const done = await job(client, begun.id)
    assert.deepEqual([done.state, done.reason], ['done', null])
    return { done, bytes: await bytesOf(client, done) }
  }

  async function csv(
    client: TestClient,
    list: List,
    query: Query = {},
  ): Promise<{ head: string[]; lines: string[][] }> {
    const { bytes } = await made(client, list, query)
    const text = bytes.toString('utf8')
    assert.ok(text.startsWith('\ufeff') && text.endsWith('\r\n'))
    const [head = '', ...lines] = text.slice(1, -2).split('\r\n')
    return { head: fieldsOf(head), lines: lines.map((line) => fieldsOf(line)) }
  }

  const refusal = (work: Promise<unknown>): Promise<string> =>
    work.then(
      () => 'taken',
      (thrown: Refused) => thrown.code,
    )

  /** Every row of a list, page by page, as its endpoint answers. */
  async function everyRow<K extends 'GET /invoices' | 'GET /orders' | 'GET /interventions' | 'GET /equipment'>(
    client: TestClient,
    key: K,
    query: Query = {},
  ) {
    type Reply = Api[K]['reply']
    const all: Reply['rows'][number][] = []
    let last: Reply | undefined
    for (let next: string | null = ''; next !== null; ) {
      const page = (await client.call(key, {
        query: { ...query, limit: 100, ...(next && { after: next }) },
      } as never)) as Reply
      all.push(...page.rows)
      ;({ next } = page)
      last = page
    }
    return { rows: all, totals: last?.totals as Reply['totals'] }
  }

  return { counter, relay, someone, begin, job, download, bytesOf, made, csv, refusal, everyRow }
}
