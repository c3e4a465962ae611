/**
 * Each condition of each guard, and each cut of a column, taken out in turn from the text that the generator made: the
 * prober of the random probes must find it.
 */
import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import type { AdminDb } from '../../bff/db/admin.ts'
import { guardStatements } from '../../bff/db/guard/generate.ts'
import { readFunctions, readNative } from '../../bff/db/guard/native.ts'
import { type RelationName, relations } from '../../bff/management/contract.ts'
import { Random } from '../../bff/management/demo/random.ts'
import { seedDemo } from '../../bff/management/demo/seed.ts'
import { type TestVendor, testVendor } from '../kit/db.ts'
import { type DemoOptions, demoModel, oracleOf } from '../kit/model.ts'
import { type DeadPerson, type LivePerson, ProbePeople } from '../kit/probe-people.ts'
import { type BareLine, Prober } from '../kit/prober.ts'

interface Mutant {
  view: RelationName
  /** What was taken out. */
  out: string
  text: string
  /** Another condition of the same guard says it, too: without this one nothing changes. */
  implied: boolean
}

/** Somebody is there, and somebody with a right: who has a right is there. */
const somebodyThere = '(select s.customer is not null from s)'
const rightAsked = /^\(select '[\w.]+' = any \(s\.rights\) from s\)$/

const options: DemoOptions = { vendor: 'armoise', today: '2026-11-21', size: 'small' }
const oracle = oracleOf(demoModel(options))
const share = Number(process.env.GUICHET_SHARE ?? 0.1)
let database: TestVendor
let views: ReadonlyMap<RelationName, string>
let live: LivePerson[]
let dead: DeadPerson[]

/** On PGlite a connection of the features' role is a transaction in which the owner steps down. */
const lineOf = (admin: AdminDb): BareLine => ({
  async rows(session, text) {
    await admin.query('begin')
    try {
      await admin.query('set local role guichet_app')
      const hash = session && Buffer.from(session).toString('hex')
      if (hash) await admin.query(`select set_config('guichet.session', $1, true)`, [hash])
      return await admin.query(text)
    } finally {
      await admin.query('rollback')
    }
  },
})

before(async () => {
  database = await testVendor('pglite', {
    vendor: 'armoise',
    template: 'demo small',
    setup: (admin) => seedDemo(admin, options),
  })
  const ask = (text: string, parameters?: unknown[]) => database.admin.query(text, parameters)
  const statements = guardStatements(await readNative(ask as never), await readFunctions(ask as never))
  views = new Map(
    (Object.keys(relations) as RelationName[]).flatMap((name) => {
      const text = statements.find((one) => one.startsWith(`create view guard."${name}" `))
      return text === undefined ? [] : [[name, text.replace('create view', 'create or replace view')] as const]
    }),
  )
  const people = new ProbePeople(database.admin, oracle, new Random('guards'))
  live = await people.live(40)
  dead = await people.dead(3)
})
after(() => database.close())

function* mutantsOf(view: RelationName, text: string): Generator<Mutant> {
  const at = text.lastIndexOf('\n  where ')
  const head = text.slice(0, at)
  const tail = text.slice(at + '\n  where '.length)
  const [order = ''] = /\n  order by [^\n]*$/.exec(tail) ?? []
  const conditions = tail.slice(0, tail.length - order.length).split('\n    and ')
  for (const [index, out] of conditions.entries()) {
    const left = conditions.filter((_, other) => other !== index)
    const implied = out.trim() === somebodyThere && left.some((one) => rightAsked.test(one.trim()))
    yield { view, out, implied, text: `${head}\n  where ${left.join('\n    and ') || 'true'}${order}` }
  }
  for (const [cut, column] of head.matchAll(/case when \(select [^\n]*? from s\) then (r\."\w+") end/g)) {
    yield { view, out: cut, implied: false, text: text.replace(cut, `case when true then ${column} end`) }
  }
}

/** @returns probes that it took; null when nothing was found */
async function hunt({ view, text }: Mutant): Promise<number | null> {
  await database.admin.script(text)
  try {
    const prober = new Prober(oracle, database.db, new Random(`hunt ${view}`), view)
    const line = lineOf(database.admin)
    for (let wanted = 200; wanted <= 6_400; wanted *= 2) {
      await prober.run(wanted, live, dead, line)
      if (prober.counts.leaks > 0) return prober.counts.probes
    }
    return null
  } finally {
    await database.admin.script(views.get(view) ?? '')
  }
}

it('each condition and each cut, taken out in turn, lets the prober find a leak', async (t) => {
  const all = [...views].flatMap(([view, text]) => [...mutantsOf(view, text)])
  // In pieces: every so manieth, spread over all guards.
  const step = Math.max(1, Math.round(1 / share))
  const tried = all.filter(({ implied }) => !implied).filter((_, at) => at % step === 0)
  let most = 0
  const missed: string[] = []
  for (const mutant of tried) {
    const probes = await hunt(mutant)
    if (probes === null) missed.push(`${mutant.view}: ${mutant.out.replaceAll(/\s+/g, ' ')}`)
    most = Math.max(most, probes ?? 0)
  }
  t.diagnostic(
    `figure guard lines taken out: ${tried.length - missed.length} of ${tried.length} found, each within ${most} probes (${all.length} lines in ${views.size} guards, ${all.filter(({ implied }) => implied).length} of them said twice)`,
  )
  for (const one of missed) t.diagnostic(`not found: ${one}`)
  assert.deepEqual(missed, [])
})
