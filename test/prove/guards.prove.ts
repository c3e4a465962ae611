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
import type { TestVendor } from '../kit/db.ts'
import { demoVendor } from '../kit/db-demo.ts'
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
const model = demoModel(options)
/** The demo has no promotion for a price list: one, or that arm of its guard would hide nothing. */
const promotion = { ...model.rows.article_promotion[0], id: '900001', customer_id: null, price_list_id: 'TARIF-B' }
model.rows.article_promotion.push(promotion as never)
const oracle = oracleOf(model)
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
  database = await demoVendor('pglite', options)
  await database.admin.query(
    `insert into management.article_promotion
      select * from jsonb_populate_record(null::management.article_promotion, $1::jsonb)`,
    [JSON.stringify(promotion)],
  )
  const ask = (text: string, parameters?: unknown[]) => database.admin.query(text, parameters)
  const statements = guardStatements(await readNative(ask as never), await readFunctions(ask as never))
  views = new Map(
    (Object.keys(relations) as RelationName[]).flatMap((name) => {
      const text = statements.find((one) => one.startsWith(`create view guard."${name}" `))
      return text === undefined ? [] : [[name, text.replace('create view', 'create or replace view')] as const]
    }),
  )
  const people = new ProbePeople(database.admin, oracle, new Random('guards'))
  live = [...(await people.live(40)), ...(await people.lacking()), ...(await people.elsewhere())]
  dead = await people.dead(3)
})
after(() => database.close())

/**
 * The arms of a CASE with more than one that asks something: each taken out in turn, and each right of those that an
 * arm asks for together. @returns what is taken out, and the condition without it
 */
function* armsOf(condition: string): Generator<[arm: string, whole: string]> {
  const arms = [...condition.matchAll(/\b(?:then|else) (.+?)(?=\s+(?:when|else|end)\b)/gs)]
  const asking = arms.filter(([, arm]) => arm !== 'true' && arm !== 'false')
  if (asking.length < 2) return
  for (const { 1: arm = '', index, 0: all } of asking) {
    const without = (part: string) => {
      const at = index + all.length - arm.length + arm.indexOf(part)
      return `${condition.slice(0, at)}true${condition.slice(at + part.length)}`
    }
    const parts = arm.split(' and ')
    for (const part of parts) yield [`${all.slice(0, 4)} ${part}, of: ${condition}`, without(part)]
    if (parts.length > 1) yield [`${all.slice(0, 4)} ${arm}, of: ${condition}`, without(arm)]
  }
}

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
    for (const [arm, whole] of armsOf(out)) {
      const bent = conditions.with(index, whole)
      // The last arm of an offer: everybody who is there, which the right to prices says, too.
      const said = arm.startsWith(`else ${somebodyThere}`) && left.some((one) => rightAsked.test(one.trim()))
      yield { view, out: arm, implied: said, text: `${head}\n  where ${bent.join('\n    and ')}${order}` }
    }
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
    for (let wanted = 200; wanted <= 25_600; wanted *= 2) {
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
