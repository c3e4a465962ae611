/** Databases with Tryton's tables and the mapping over them: our own fixture, and the real dump where it is at hand. */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import type { AdminDb } from '../../bff/db/admin.ts'
import type { TestOptions } from './db.ts'

const fileOf = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const mapping = fileOf('../../bff/management/mappings/tryton/')
const fixtures = ['tryton-fixture.sql', 'tryton-fixture-trade.sql'].map(fileOf)

/** The dump stays outside the project: a real ERP's schema and data (Tryton 6.0, plain SQL, gzip). */
export const dumpFile = process.env.GUICHET_TRYTON_DUMP ?? fileOf('../../../shared/data/tryton-demo.sql.gz')

/** For `skip`: why the tests on the dump do not run, or false. */
export const dumpMissing: string | false = existsSync(dumpFile)
  ? false
  : `no Tryton dump: set GUICHET_TRYTON_DUMP to tryton-demo.sql.gz (looked at ${dumpFile})`

/** A dump leaves its session settings behind: an empty search path, no timeouts, unchecked function bodies. */
const settings = [
  'search_path',
  'statement_timeout',
  'lock_timeout',
  'idle_in_transaction_session_timeout',
  'check_function_bodies',
  'row_security',
  'client_min_messages',
]
const resets = settings.map((name) => `reset ${name};`).join('\n')

export async function applyMapping(admin: AdminDb): Promise<void> {
  // The same text serves psql, node-postgres and PGlite: one script, one transaction.
  const files = globSync(`${mapping}*.sql`).sort()
  await admin.script(files.map((file) => readFileSync(file, 'utf8')).join('\n'))
}

export async function loadFixture(admin: AdminDb): Promise<void> {
  for (const file of fixtures) await admin.script(readFileSync(file, 'utf8'))
  await applyMapping(admin)
}

/** About 2 s. @throws when the dump is not there. */
export async function loadDump(admin: AdminDb): Promise<void> {
  await admin.script(`${gunzipSync(readFileSync(dumpFile)).toString('utf8')}\n${resets}`)
  await applyMapping(admin)
  await admin.script('analyze')
}

export const onFixture: TestOptions = { setup: loadFixture, template: 'tryton-fixture' }
export const onDump: TestOptions = { setup: loadDump, template: 'tryton-dump' }

/** A step of `explain (analyze, format json)`. */
export interface PlanNode {
  'Relation Name'?: string
  'Actual Loops': number
  Plans?: PlanNode[]
}

/** How often a plan went into a table. */
export const loopsInto = (table: string, node: PlanNode): number =>
  (node['Relation Name'] === table ? node['Actual Loops'] : 0) +
  (node.Plans ?? []).reduce((sum, plan) => sum + loopsInto(table, plan), 0)
