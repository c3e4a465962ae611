/**
 * `npm run bench -- export [--rows 100000] [--workbook 50000] [--write]`: a list of that many rows leaves as CSV and as
 * XLSX while others ask for theirs. Prints how much memory the serving process takes on, and what the others wait; asserts
 * nothing. Figures go into docs/bench.md only with `--write`.
 */
import { readFileSync } from 'node:fs'
import { Agent, get } from 'node:http'
import { cpus, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import pg from 'pg'
import type { ExportJob } from '../../bff/api.ts'
import { openAdmin } from '../../bff/db/admin.ts'
import { migrateVendor } from '../../bff/db/migrate.ts'
import type { VendorPlace } from '../../bff/db/place.ts'
import { TestClient } from '../kit/client.ts'
import { openServer, serverPlace } from './database.ts'
import { writeExports } from './document.ts'
import { type Load, load, median, type Row, table } from './measure.ts'
import { origin, pk, publicUrl, today } from './place.ts'
import { ask, start } from './requests.ts'

const { values: given } = parseArgs({
  allowPositionals: true,
  options: {
    rows: { type: 'string', default: '100000' },
    workbook: { type: 'string', default: '50000' },
    write: { type: 'boolean', default: false },
  },
})
const demo = { vendor: 'armoise', today, size: 'small' } as const
const database = 'bench_export'
const prefix = 'BENCH-'

/** The small demo, and one customer with so many invoices more. */
async function filled(
  url: string,
  small: VendorPlace,
  rows: number,
): Promise<{ place: VendorPlace; customer: string }> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [database])
  if (!rowCount) await client.query(`create database ${database} template bench_${demo.size}`)
  await client.end()
  const place = { ...small, url: Object.assign(new URL(small.url ?? ''), { pathname: `/${database}` }).href }
  const admin = await openAdmin(place)
  try {
    // Kept from run to run, so it may be of an older version.
    await migrateVendor(admin)
    // What an interrupted run has left would be made, and counted, in this one.
    await admin.script('truncate portal.export cascade; delete from portal.outbox')
    const [known] = await admin.query<{ n: string; customer: string }>(
      `select (select count(*) from management.invoice where number like '${prefix}%')::text as n,
        (select min(id)::text from management.customer) as customer`,
    )
    const customer = known?.customer ?? ''
    if (Number(known?.n) !== rows) {
      await admin.query(`delete from management.invoice where number like '${prefix}%'`)
      await admin.query(
        `insert into management.invoice (id, customer_id, number, kind, state, issued_on, due_on, reference, title,
            currency, total_excl_tax, total_tax, total_incl_tax, remaining, operation, vat_on_debits)
          select 5000000 + n, i.customer_id, '${prefix}' || n, i.kind, i.state, date '2020-01-01' + n % 2000,
            date '2020-02-01' + n % 2000, 'BC-' || n, 'Contrat d’entretien, période ' || n, i.currency,
            n, n * 0.2, n * 1.2, n * 1.2, i.operation, i.vat_on_debits
          from (select * from management.invoice where customer_id::text = $1 and kind = 'invoice' limit 1) i,
            generate_series(1, ${rows}) n`,
        [customer],
      )
      await admin.script('vacuum analyze')
    }
    return { place, customer }
  } finally {
    await admin.close()
  }
}

/** p99 of several rounds. */
const ofRounds = (rounds: readonly Load[]) => {
  const all = rounds.map(({ p99 }) => p99)
  return { middle: median(all), worst: Math.max(...all) }
}

/** Resident memory of a process, MiB. */
function memoryOf(pid: number): number {
  return (Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * 4096) / 1024 ** 2
}

/** Resident memory of the processes that it has started, MiB; 0 without any. */
function childrenOf(pid: number): number {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean)
  return children.reduce((sum, child) => {
    try {
      return sum + memoryOf(Number(child))
    } catch {
      // It has ended in this moment.
      return sum
    }
  }, 0)
}

const loadBefore = loadavg()[0]?.toFixed(1)
const server = await openServer(process.env.BENCH_DATABASE_URL, false)
const agent = new Agent({ keepAlive: true, maxSockets: 4 })
try {
  const small = await serverPlace(server, demo)
  const { place, customer } = await filled(server.url, small, Number(given.rows))
  const client = new TestClient({ fetch: () => Promise.reject(new Error('not used')), pk, origin, publicUrl })
  const serving = await start({ kind: 'counter', place, demo, customer, jwk: client.jwk, pk, origin })
  client.handle = serving.handle

  /** `presigned`: a read's proof, made before the clock runs; a write's names its body. */
  const call = async (
    key: string,
    parts: object = {},
    presigned?: Record<string, string>,
    again = true,
  ): Promise<unknown> => {
    const body = JSON.stringify([{ key, ...parts }])
    const headers = presigned ?? client.headers({ body })
    const reply = await ask(agent, serving.port, `/v1/${pk}/batch`, { origin, ...headers }, body)
    client.nonce = reply.nonce ?? client.nonce
    const answers = JSON.parse(reply.text) as { status: number; body: unknown }[] | { code: string }
    // A nonce lives a minute or two: the challenge has brought the next one.
    if (!Array.isArray(answers) && answers.code === 'use-dpop-nonce' && again) return call(key, parts, undefined, false)
    const [answer] = Array.isArray(answers) ? answers : []
    if (answer?.status !== 200) throw new Error(`${key}: ${reply.text}`)
    return answer.body
  }
  const knock = () => call('GET /session').catch(() => call('GET /session'))

  /** What others wait for a small list, milliseconds. */
  const others = async (calls: number): Promise<Load> => {
    await knock()
    const proofs = Array.from({ length: calls }, () => client.headers())
    return load(async (n) => void (await call('GET /sites', { query: { limit: 20 } }, proofs[n])), 4, calls)
  }

  async function exported(format: 'csv' | 'xlsx', query: object) {
    await knock()
    const before = memoryOf(serving.pid)
    let most = before
    let child = 0
    const watch = setInterval(() => {
      most = Math.max(most, memoryOf(serving.pid))
      child = Math.max(child, childrenOf(serving.pid))
    }, 20)
    try {
      const started = performance.now()
      const body = { key: crypto.randomUUID(), format, query }
      let job = (await call('POST /invoices/exports', { body })) as ExportJob
      const waits: Load[] = []
      while (job.state === 'waiting' || job.state === 'running') {
        waits.push(await others(150))
        job = (await call('GET /exports/:id', { params: { id: job.id } })) as ExportJob
      }
      const seconds = (performance.now() - started) / 1000
      if (job.state !== 'done') throw new Error(`${format} ended as ${job.state} ${job.reason}`)
      const { url } = (await call('POST /exports/:id/ticket', { params: { id: job.id } })) as { url: string }
      let size = 0
      await new Promise<void>((resolve, reject) => {
        get(`http://127.0.0.1:${serving.port}${new URL(url).pathname}`, (answer) => {
          answer.on('data', (chunk: Buffer) => (size += chunk.length))
          answer.on('end', resolve).on('error', reject)
        }).on('error', reject)
      })
      if (size !== job.size) throw new Error(`${size} bytes arrived of ${job.size}`)
      return { rows: job.rows, seconds, size, extra: most - before, child, p99: ofRounds(waits) }
    } finally {
      clearInterval(watch)
    }
  }

  try {
    await knock()
    // A heap grows with its first work, whatever that is; only what comes after is the export's own.
    let grown = 0
    for (let round = 0, steady = 0; round < 60 && steady < 6; round++) {
      await others(300)
      const now = memoryOf(serving.pid)
      steady = now > grown + 4 ? 0 : steady + 1
      grown = Math.max(grown, now)
    }
    const calm = (await others(150)).p99
    // Once for nothing: what a process loads for its first export stays.
    await exported('csv', { to: '2019-12-31' })
    const rows: Row[] = []
    for (const [format, query, wanted] of [
      ['csv', { q: prefix }, given.rows],
      [
        'xlsx',
        {
          q: prefix,
          to: new Date(
            Date.UTC(2020, 0, 1) + (Number(given.workbook) / Number(given.rows)) * 2000 * 86_400_000 - 86_400_000,
          )
            .toISOString()
            .slice(0, 10),
        },
        given.workbook,
      ],
    ] as const) {
      const before: Load[] = []
      for (let round = 0; round < 10; round++) before.push(await others(150))
      const quiet = ofRounds(before)
      const done = await exported(format, query)
      rows.push(
        {
          what: `${format}: rows (of ${wanted} wanted), MB, seconds`,
          figure: `${done.rows}, ${(done.size / 1e6).toFixed(1)}, ${done.seconds.toFixed(1)}`,
        },
        {
          what: `${format}: memory that the serving process takes on, download included`,
          figure: `${done.extra.toFixed(0)} MiB`,
          goal: '<= 64 MiB',
        },
        ...(done.child > 0
          ? [
              {
                what: `${format}: memory of the process that writes it, at its most`,
                figure: `${done.child.toFixed(0)} MiB`,
              },
            ]
          : []),
        {
          what: `${format}: p99 of others meanwhile : just before`,
          figure: `${done.p99.middle.toFixed(1)} : ${quiet.middle.toFixed(1)} ms; worst round ${done.p99.worst.toFixed(1)} : ${quiet.worst.toFixed(1)} ms`,
          goal: '<= 2 x',
        },
      )
    }
    const text = `${new Date().toISOString().slice(0, 10)} · ${cpus().length} × ${cpus()[0]?.model.trim()} · Node ${process.versions.node} · PostgreSQL · load before ${loadBefore} · p99 of others before anything ${calm.toFixed(1)} ms

Written by \`npm run bench -- export --write\`: one serving process, four others who ask for \`GET /sites\` without a pause, 150 calls a round; p99 is the median of the rounds’ (ten before, all meanwhile), and the worst of them beside it, which of more rounds is worse by itself. Memory is resident memory, counted from just before each export and with the others’ requests in it, once a process that serves the others has stopped growing (six rounds of 300 calls within 4 MiB); CSV comes first, and what the process has taken on by then the workbook finds there. A load before the start of more than 0.5 says that other work shared the processors, which p99 shows most.

${table(rows)}`
    console.log(`\n${text}`)
    if (given.write) writeExports(text)
  } finally {
    serving.stop()
  }
} finally {
  agent.destroy()
  await server.stop()
}
