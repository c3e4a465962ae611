/**
 * Random questions through scoped handles, each judged by the oracle: what was shown and should not have been is a
 * leak, what was not shown and should have been a false denial.
 *
 * How a probe is counted: one id asked of one relation as one session is one probe, also when many ids travel in one
 * query; its row must come back, cell by cell as the oracle says, or must not come back. One count, sum or filter over
 * a whole relation is one probe. One attempt of a dead session is one probe, however many ids it asked for.
 */
import { sql } from 'kysely'
import type { ReadHandle, VendorDb } from '../../bff/db/types.ts'
import { fromUnits, toUnits } from '../../bff/base/money.ts'
import { Problem } from '../../bff/base/problem.ts'
import { isMalformed } from '../../bff/db/errors.ts'
import { type RelationName, relations } from '../../bff/management/contract.ts'
import type { Random } from '../../bff/management/demo/random.ts'
import { amountColumns, type Oracle } from './model.ts'
import type { DeadPerson, LivePerson } from './probe-people.ts'

export interface ProbeCounts {
  probes: number
  /** Probes whose answer had to show something: ids that may be seen, and results that are not empty. */
  allowed: number
  leaks: number
  denials: number
  kinds: Record<string, number>
  /** The first findings, in words. */
  told: string[]
}

/** Questions without scoped(): a connection of the features' role whose last session was somebody else, or nobody. */
export interface BareLine {
  rows(session: Uint8Array | null, text: string): Promise<Record<string, unknown>[]>
}

const names = Object.keys(relations) as RelationName[]
/** Ids that travel in one query. */
const width = 44
/** What has many rows a customer is asked more often; what everybody sees, or what is heavy to read, seldom. */
const weightOf = (name: RelationName): number => {
  if (name === 'invoice') return 8
  if (name.startsWith('invoice') || name === 'document') return 4
  if (['company', 'customer', 'nature', 'article_family', 'article_media'].includes(name)) return 0.2
  if (['article_price', 'visit_work', 'sales_order_line'].includes(name)) return 3
  if (relations[name].scope === 'everyone') return 0.6
  return ['contact', 'site', 'service_contract', 'article_access'].includes(name) ? 1 : 2
}

const malformed = [
  '',
  ' ',
  'abc',
  '1 or 1=1',
  "1' or '1'='1",
  '1;select',
  '0x1',
  '1e3',
  '--',
  '\u202e1',
  '9'.repeat(90),
]

const customerColumn = (name: RelationName): string | null => {
  const { scope } = relations[name]
  if (scope === 'everyone') return null
  return 'offer' in scope ? scope.offer.customer : scope.customer
}

const same = (a: unknown, b: unknown) =>
  a === b || (a instanceof Uint8Array && b instanceof Uint8Array && Buffer.compare(a, b) === 0)

export class Prober {
  readonly counts: ProbeCounts = { probes: 0, allowed: 0, leaks: 0, denials: 0, kinds: {}, told: [] }
  readonly #oracle: Oracle
  readonly #db: VendorDb
  readonly #random: Random
  readonly #seen = new Map<string, string[]>()
  readonly #weights: readonly (readonly [RelationName, number])[]
  #waiting: LivePerson[] = []

  /** @param focus relation that is asked as often as all others together */
  constructor(oracle: Oracle, db: VendorDb, random: Random, focus?: RelationName) {
    const usual = names.map((name): readonly [RelationName, number] => [name, weightOf(name)])
    const all = usual.reduce((sum, [, weight]) => sum + weight, 0)
    this.#weights = usual.map(([name, weight]) => [name, name === focus ? all : weight])
    this.#oracle = oracle
    this.#db = db
    this.#random = random
  }

  /** Asks until that many probes are counted. Nobody comes again before everybody has come. */
  async run(wanted: number, live: readonly LivePerson[], dead: readonly DeadPerson[], bare: BareLine): Promise<void> {
    while (this.counts.probes < wanted) {
      if (this.#waiting.length === 0) this.#waiting = [...live]
      const [person] = this.#waiting.splice(this.#random.int(0, this.#waiting.length - 1), 1)
      await this.#visit(person ?? this.#random.pick(live))
      await this.#knock(this.#random.pick(dead))
      if (this.#random.chance(0.3)) await this.#bare(bare, this.#random.pick(live), this.#random.pick(dead))
    }
  }

  #count(kind: string, allowed: boolean) {
    this.counts.probes++
    if (allowed) this.counts.allowed++
    this.counts.kinds[kind] = (this.counts.kinds[kind] ?? 0) + 1
  }

  #find(what: 'leaks' | 'denials', words: string) {
    this.counts[what]++
    if (this.counts.told.length < 10) this.counts.told.push(`${what}: ${words}`)
  }

  #visible(person: LivePerson, relation: RelationName): string[] {
    const key = `${person.number} ${relation}`
    const known = this.#seen.get(key) ?? this.#oracle.visible(person, relation)
    this.#seen.set(key, known)
    return known
  }

  /** Own, foreign and absent ids, no two alike; the larger part own, where the customer has so many. */
  #ids(customer: string, relation: RelationName): string[] {
    const random = this.#random
    const ids = new Set<string>()
    const add = (id: string | undefined) => id !== undefined && ids.add(id)
    for (let tries = 0; tries < width; tries++) add(this.#oracle.pick(random, relation, customer))
    // Of what is everybody's, or offered to many, a customer may have nothing of his own.
    const { scope } = relations[relation]
    const shared = scope === 'everyone' || 'offer' in scope
    for (let left = shared ? width / 2 : 1 + ids.size / 3; left > 0; left--) {
      const stranger = random.chance(0.3) ? random.pick(this.#oracle.ids('customer')) : undefined
      add(this.#oracle.pick(random, relation, stranger))
    }
    return [...ids, this.#absent()]
  }

  #absent(): string {
    if (this.#oracle.model.idType !== 'uuid') return String(8_000_000_000 + this.#random.int(0, 1_000_000_000))
    return `00000000-0000-4000-8000-${this.#random.digits(12)}`
  }

  /** One batch of one person: several transactions on one connection, as the counter works. */
  async #visit(person: LivePerson) {
    const batch = await this.#db.scoped({ hash: person.hash })
    try {
      for (let n = 0; n < 5; n++) {
        const relation = this.#random.weighted(this.#weights)
        await batch.read((db) => this.#rows(db, person, relation), { customer: person.customer })
      }
      const relation = this.#random.weighted(this.#weights)
      await batch.read(async (db) => {
        await this.#totals(db, person, relation)
        await this.#amounts(db, person)
      })
      await this.#misspelt((run) => batch.read(run), person)
      await this.#elsewhere((run, customer) => batch.read(run, { customer }), person)
    } finally {
      await batch.release()
    }
  }

  async #rows(db: ReadHandle, person: LivePerson, relation: RelationName) {
    const ids = this.#ids(person.customer, relation)
    const columns = Object.keys(relations[relation].columns)
    const answer = await db
      .selectFrom(relation as 'invoice')
      .select(columns as never)
      .where('id', 'in', ids as never)
      .execute()
    this.#judge(person, relation, ids, answer as unknown as Record<string, unknown>[])
  }

  #judge(person: LivePerson, relation: RelationName, ids: readonly string[], rows: Record<string, unknown>[]) {
    const found = new Map(rows.map((row) => [String(row.id), row]))
    for (const id of ids) {
      const expected = this.#oracle.row(person, relation, id)
      const row = found.get(id)
      found.delete(id)
      this.#count(relation, expected !== null)
      const where = `${relation} ${id} for ${person.words}`
      if (!expected) {
        if (row) this.#find('leaks', where)
      } else if (!row) this.#find('denials', where)
      else {
        const wrong = Object.keys(expected).find((name) => !same(row[name], expected[name]))
        if (wrong !== undefined) this.#find(row[wrong] === null ? 'denials' : 'leaks', `${wrong} of ${where}`)
      }
    }
    for (const id of found.keys()) this.#find('leaks', `${relation} ${id}, not asked for, for ${person.words}`)
  }

  #compare(kind: string, words: string, got: number, expected: number) {
    this.#count(kind, expected > 0)
    if (got > expected) this.#find('leaks', `${words}: ${got} instead of ${expected}`)
    if (got < expected) this.#find('denials', `${words}: ${got} instead of ${expected}`)
  }

  /** Counts over everything, over a stranger's rows, and with a filter that tries to open the view. */
  async #totals(db: ReadHandle, person: LivePerson, relation: RelationName) {
    const own = this.#visible(person, relation)
    const column = customerColumn(relation)
    const stranger = this.#random.pick(this.#oracle.ids('customer').filter((id) => id !== person.customer))
    const words = `count of ${relation} for ${person.words}`
    const ask = async (condition: ReturnType<typeof sql>) => {
      const { rows } = await sql<{
        n: string
      }>`select count(*)::text as n from ${sql.table(relation)} where ${condition}`.execute(db as never)
      return Number(rows[0]?.n)
    }
    this.#compare('count', words, await ask(sql`true`), own.length)
    if (column === null) return
    this.#compare('or true', words, await ask(sql`${sql.ref(column)} = ${stranger} or true`), own.length)
    this.#compare('foreign filter', words, await ask(sql`${sql.ref(column)} = ${stranger}`), 0)
    this.#compare('not mine', words, await ask(sql`not (${sql.ref(column)} = ${person.customer})`), 0)
  }

  /** Sums, bounds and orders by a column that may be cut: they must not betray it. */
  async #amounts(db: ReadHandle, person: LivePerson) {
    const relation = this.#random.pick(Object.keys(amountColumns) as RelationName[])
    const column = this.#random.pick(amountColumns[relation]?.columns ?? [])
    const rows = this.#visible(person, relation).map((id) => this.#oracle.row(person, relation, id)?.[column])
    const values = rows.filter((value): value is string => typeof value === 'string')
    const exact = fromUnits(
      values.reduce((total, value) => total + toUnits(value, 4), 0n),
      4,
    )
    const bound = String(this.#random.int(0, 400))
    const above = values.filter((value) => toUnits(value, 4) > toUnits(bound, 4)).length
    const {
      rows: [got],
    } = await sql<{ total: string; n: string; above: string; most: string | null }>`
      select coalesce(sum(${sql.ref(column)}), 0)::numeric(20, 4)::text as total, count(${sql.ref(column)})::text as n,
        count(*) filter (where ${sql.ref(column)} > ${bound}::numeric)::text as above
      from ${sql.table(relation)}`.execute(db as never)
    const words = `${column} of ${relation} for ${person.words}`
    this.#compare('bound', `bound of ${words}`, Number(got?.above), above)
    this.#compare('not null', `values of ${words}`, Number(got?.n), values.length)
    this.#count('sum', values.length > 0)
    if (got?.total !== exact) {
      const what = Number(got?.n) < values.length ? 'denials' : 'leaks'
      this.#find(what, `sum of ${words}: ${got?.total} instead of ${exact}`)
    }
    const { rows: order } = await sql<{ id: string; value: string | null }>`
      select id, ${sql.ref(column)} as value from ${sql.table(relation)} order by ${sql.ref(column)} desc nulls last, id limit 3`.execute(
      db as never,
    )
    const allowed = new Set(this.#visible(person, relation))
    this.#count('order', order.length > 0)
    if (order.some((row) => !allowed.has(String(row.id)))) this.#find('leaks', `order by ${words}`)
    if (order.some((row) => row.value !== null) && values.length === 0) this.#find('leaks', `order by hidden ${words}`)
    if (order.length < Math.min(3, allowed.size)) this.#find('denials', `order by ${words}`)
  }

  /** A text that is no id is refused or finds nothing; its transaction does not harm the next one. */
  async #misspelt(read: <T>(run: (db: ReadHandle) => Promise<T>) => Promise<T>, person: LivePerson) {
    const id = this.#random.pick(malformed)
    const relation = this.#random.weighted(this.#weights)
    this.#count('malformed', false)
    const rows = await read((db) =>
      db
        .selectFrom(relation as 'invoice')
        .select('id')
        .where('id', '=', id)
        .execute(),
    ).catch((error: unknown) => {
      if (isMalformed(error)) return []
      throw error
    })
    // PostgreSQL reads `0x1` as 1: another spelling of an id that may be seen is no leak.
    if (rows.some((row) => !this.#oracle.may(person, relation, String(row.id)))) {
      this.#find('leaks', `${relation} "${id}" for ${person.words}`)
    }
  }

  /** A page that shows another customer than the session is refused, also when the person may switch to it. */
  async #elsewhere(
    read: (run: (db: ReadHandle) => Promise<unknown>, customer: string) => Promise<unknown>,
    person: LivePerson,
  ) {
    const stranger = this.#random.pick(this.#oracle.ids('customer').filter((id) => id !== person.customer))
    this.#count('other customer named', false)
    const answer = await read((db) => db.selectFrom('invoice').select('id').execute(), stranger).catch(
      (error: unknown) => error,
    )
    if (!(answer instanceof Problem) || answer.code !== 'scope-changed') {
      this.#find('leaks', `customer ${stranger} named by ${person.words}`)
    }
  }

  async #knock(dead: DeadPerson) {
    this.#count(`dead: ${dead.why}`, false)
    const batch = await this.#db.scoped({ hash: dead.hash })
    try {
      const relation = this.#random.weighted(this.#weights)
      const ids = this.#ids(dead.customer, relation)
      const answer = await batch
        .read((db) =>
          db
            .selectFrom(relation as 'invoice')
            .select('id')
            .where('id', 'in', ids as never)
            .execute(),
        )
        .catch((error: unknown) => error)
      if (!(answer instanceof Problem) || answer.code !== dead.code) {
        this.#find('leaks', `${relation} to a session that is ${dead.why}: ${JSON.stringify(answer)}`)
      }
    } finally {
      await batch.release()
    }
  }

  /** Without anybody asking who comes: after a live session on the same connection, nobody and the dead see nothing. */
  async #bare(line: BareLine, live: LivePerson, dead: DeadPerson) {
    const relation = this.#random.weighted(this.#weights)
    const count = `select count(*)::text as n from guard.${relation}`
    const [own] = await line.rows(live.hash, count)
    this.#compare(
      'reused connection, live',
      `${relation} for ${live.words}`,
      Number(own?.n),
      this.#visible(live, relation).length,
    )
    for (const [kind, session] of [
      ['nobody', null],
      ['dead', dead.hash],
    ] as const) {
      const [row] = await line.rows(session, count)
      this.#compare(`reused connection, ${kind}`, `${relation} for ${kind} (${dead.why})`, Number(row?.n), 0)
    }
  }
}
