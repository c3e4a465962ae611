/**
 * Random cross-customer probes behind the guards. The oracle is the seed's model in memory, without SQL. How a probe is
 * counted stands in `test/kit/prober.ts`.
 *
 * GUICHET_PROBES = how many on PostgreSQL (a proof run takes 1000000); GUICHET_PROBE_SEED = another sequence.
 */
import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import pg from 'pg'
import type { Right } from '../../bff/api.ts'
import type { AdminDb } from '../../bff/db/admin.ts'
import { guardStatements } from '../../bff/db/guard/generate.ts'
import { readFunctions, readNative } from '../../bff/db/guard/native.ts'
import { roleUrlOf } from '../../bff/db/server.ts'
import type { RelationName } from '../../bff/management/contract.ts'
import { Random } from '../../bff/management/demo/random.ts'
import type { Engine, TestVendor } from '../kit/db.ts'
import { demoVendor } from '../kit/db-demo.ts'
import { type DemoOptions, demoModel, oracleOf } from '../kit/model.ts'
import { ProbePeople } from '../kit/probe-people.ts'
import { type BareLine, type ProbeCounts, Prober } from '../kit/prober.ts'

const seed = process.env.GUICHET_PROBE_SEED ?? '2026-11-21'
const today = '2026-11-21'

/** A connection of the features' role on which sessions follow each other. */
async function bareLine({ db, place, admin }: TestVendor): Promise<BareLine & { close(): Promise<void> }> {
  if (db.engine === 'pglite') {
    return {
      async rows(session, text) {
        await admin.query('begin')
        try {
          await admin.query('set local role guichet_app')
          if (session)
            await admin.query(`select set_config('guichet.session', $1, true)`, [Buffer.from(session).toString('hex')])
          return await admin.query(text)
        } finally {
          await admin.query('rollback')
        }
      },
      close: async () => {},
    }
  }
  const client = new pg.Client({ connectionString: roleUrlOf(place, 'guichet_app') })
  await client.connect()
  return {
    async rows(session, text) {
      await client.query('begin read only')
      if (session)
        await client.query(`select set_config('guichet.session', $1, true)`, [Buffer.from(session).toString('hex')])
      const { rows } = await client.query(text)
      await client.query('commit')
      return rows as Record<string, unknown>[]
    },
    close: () => client.end(),
  }
}

interface Asked extends DemoOptions {
  engine: Engine
  probes: number
  people: number
  /** Relation that is asked most. */
  focus?: RelationName
  /** Done to the guards after they were checked. */
  plant?: (admin: AdminDb) => Promise<void>
}

async function probe(asked: Asked): Promise<ProbeCounts> {
  const { engine, vendor, size = 'small', probes, people, focus, plant } = asked
  const options = { vendor, today, size }
  const oracle = oracleOf(demoModel(options))
  const database = await demoVendor(engine, { ...options, connections: 2 })
  const line = await bareLine(database)
  try {
    const random = new Random(`${seed} ${engine} ${vendor}`)
    const maker = new ProbePeople(database.admin, oracle, random)
    const live = await maker.live(people)
    // The few of a planted fault are the ones that it names.
    if (!plant) live.push(...(await maker.lacking()), ...(await maker.elsewhere()))
    const dead = await maker.dead(3)
    await plant?.(database.admin)
    const prober = new Prober(oracle, database.db, random, focus)
    await prober.run(probes, live, dead, line)
    return prober.counts
  } finally {
    await line.close()
    await database.close()
  }
}

function print(t: TestContext, { probes, allowed, leaks, denials, kinds }: ProbeCounts) {
  t.diagnostic(
    `seed "${seed}": ${probes} probes, ${allowed} must-allow (${Math.round((100 * allowed) / probes)} %), ${leaks} leaks, ${denials} false denials`,
  )
  t.diagnostic(
    Object.entries(kinds)
      .map(([kind, n]) => `${kind} ${n}`)
      .join(' · '),
  )
}

/** Every guard of a relation, as the generator makes it for this database. */
async function guardViews(admin: AdminDb): Promise<string[]> {
  const ask = (text: string, parameters?: unknown[]) => admin.query(text, parameters)
  const statements = guardStatements(await readNative(ask as never), await readFunctions(ask as never))
  return statements.filter((text) => text.startsWith('create view guard.'))
}

it('for each right that a guard names, one of the people lacks it and has every other', async () => {
  const options: DemoOptions = { vendor: 'armoise', today, size: 'small' }
  const database = await demoVendor('postgres', options)
  try {
    const named = new Set(
      (await guardViews(database.admin)).flatMap((text) =>
        [...text.matchAll(/'([\w.]+)' = any \(s\.rights\)/g)].map(([, right = '']) => right),
      ),
    )
    assert.ok(named.size >= 10)
    const people = await new ProbePeople(database.admin, oracleOf(demoModel(options)), new Random(seed)).lacking()
    const most = Math.max(...people.map(({ rights }) => rights.size))
    const lacked = [...named].filter((right) =>
      people.some(({ rights }) => !rights.has(right as Right) && rights.size === most),
    )
    assert.deepEqual(lacked.sort(), [...named].sort())
  } finally {
    await database.close()
  }
})

const onServer = Number(process.env.GUICHET_PROBES ?? 200_000)

describe('random probes across customers', () => {
  const runs: readonly Asked[] = [
    { engine: 'postgres', vendor: 'armoise', today, size: 'normal', probes: onServer * 0.75, people: 250 },
    { engine: 'postgres', vendor: 'brumaire', today, size: 'normal', probes: onServer * 0.25, people: 120 },
    { engine: 'pglite', vendor: 'armoise', today, size: 'small', probes: 15_000, people: 80 },
    { engine: 'pglite', vendor: 'brumaire', today, size: 'small', probes: 5_000, people: 60 },
  ]
  for (const run of runs) {
    it(`[EX-52] ${run.probes} of ${run.vendor} on ${run.engine}: no leak, no false denial`, async (t) => {
      const counts = await probe(run)
      print(t, counts)
      assert.deepEqual(counts.told, [])
      assert.deepEqual({ leaks: counts.leaks, denials: counts.denials }, { leaks: 0, denials: 0 })
      assert.ok(counts.probes >= run.probes)
      assert.ok(counts.allowed >= 0.3 * counts.probes, 'too few probes had to be allowed for denials to show')
      assert.ok(counts.allowed <= 0.8 * counts.probes, 'too few probes had to be refused for leaks to show')
    })
  }
})

/** Replaces a guard by its own text, bent: what a mistake in the generator would make. */
function bend(view: RelationName, change: (text: string) => string): (admin: AdminDb) => Promise<void> {
  return async (admin) => {
    const native = await readNative((text, parameters) => admin.query(text, parameters))
    const functions = await readFunctions((text, parameters) => admin.query(text, parameters))
    const text = guardStatements(native, functions).find((statement) =>
      statement.startsWith(`create view guard."${view}"`),
    )
    assert.ok(text)
    const bent = change(text)
    assert.notEqual(bent, text)
    await admin.script(bent.replace('create view', 'create or replace view'))
  }
}

/** Puts more behind the last condition, before the order of the rows where the guard carries one. */
const behind = (more: string) => (text: string) => text.replace(/(?=\n\s*order by [^\n]*$|$)/, ` ${more}`)

describe('the same prober finds a planted fault', () => {
  type Change = (text: string) => string
  const faults: readonly [string, 'leaks' | 'denials', RelationName, Change, people?: number][] = [
    ['or true in the guard of invoices', 'leaks', 'invoice', behind('or true')],
    [
      'a site limit that is not looked at',
      'leaks',
      'equipment',
      (text) => text.replace(/case when [^\n]*sites[^\n]*/, 'true'),
    ],
    [
      'an amount that is not cut',
      'leaks',
      'invoice',
      (text) => text.replace(/case when [^\n]* then (r\."remaining") end/, 'case when true then $1 end'),
    ],
    [
      'a right that is not asked for',
      'leaks',
      'contact',
      (text) => text.replace(/and \(select 'contacts\.read'[^\n]*/, ''),
    ],
    [
      'an offer to another customer',
      'leaks',
      'article_price',
      (text) => text.replace(/then r\."customer_id" = [^\n]*/, 'then true'),
    ],
    [
      'the intervention that somebody was let in for is not looked at',
      'leaks',
      'visit_work',
      (text) => text.replace(/case when [^\n]*s\.intervention is null[^\n]*/, 'true'),
      // All of so few are let in for one intervention.
      3,
    ],
    ['a guard that shows nothing', 'denials', 'invoice_line', behind('and false')],
  ]
  for (const [name, found, focus, change, people = 60] of faults) {
    it(name, async (t) => {
      const counts = await probe({
        // A guard is the same text on both, and a bent one costs a database of its own.
        engine: 'postgres',
        vendor: 'armoise',
        today,
        size: 'small',
        probes: 2000,
        people,
        focus,
        plant: bend(focus, change),
      })
      t.diagnostic(`${counts.probes} probes, ${counts.leaks} leaks, ${counts.denials} false denials`)
      assert.ok(counts[found] > 0)
      assert.equal(counts[found === 'leaks' ? 'denials' : 'leaks'], 0)
    })
  }
})
