/** How a feature lets its list leave as a file: stored with its key and its place in the outbox, in one transaction. */
import { sql } from 'kysely'
import type { Clock } from '../base/clock.ts'
import type { PortalRecord } from '../base/portal.ts'
import { Problem } from '../base/problem.ts'
import type { LiveSession } from '../base/session.ts'
import type { WriteHandle } from '../db/types.ts'
import type { ExportJob, NewExport } from './job.ts'
import { jobOf, jobQuery } from './jobs.ts'
import type { SheetSource } from './source.ts'
import { workbookRows } from './workbook-limits.ts'

/** A list of more rows is no longer a look at one's papers: whoever takes it away shows who he is. */
export const delicateRows = 1000

interface Asking<Query> {
  db: WriteHandle
  session: LiveSession
  fresh: boolean
  portal: PortalRecord
  clock: Clock
  body: NewExport<Query>
}

/**
 * @throws Problem `right-missing`, `column-hidden`; `step-up-required` beyond a thousand rows, `account-required` for a portal
 * code, which can show no factor; `too-many-rows` when only CSV can hold them; `key-reused` when the key
 * came before with another wish; `too-many-attempts` while five are still to be made, `quota-exceeded` after a hundred in
 * a day
 */
export async function beginExport<Query>(
  { db, session, fresh, portal, clock, body }: Asking<Query>,
  source: SheetSource,
): Promise<ExportJob> {
  const { key, format, query = {} } = body
  if (!session.rights.has(source.reads)) throw new Problem('right-missing')
  source.refuse(query, session.rights)
  const count = await source.count(db, query, clock.now())
  if (format !== 'csv' && count > workbookRows[format])
    throw new Problem('too-many-rows', { fields: { 'body.format': `at-most-${workbookRows[format]}` } })
  if (count > delicateRows && !fresh)
    throw new Problem(session.accountId === null ? 'account-required' : 'step-up-required')
  const language = body.language ?? portal.languages[0] ?? 'fr'
  const { rows } = await sql<{ id: string | null; replayed: boolean; refusal: 'busy' | 'quota' | null }>`
    select id, replayed, refusal from begin_export(${key}::uuid, ${source.kind}::text, ${format}::text,
      ${language}::text, ${JSON.stringify(query)}::jsonb, ${count}::integer)`.execute(db)
  const [begun] = rows
  if (begun?.refusal === 'busy') throw new Problem('too-many-attempts', { retryAfter: 10 })
  if (begun?.refusal === 'quota') throw new Problem('quota-exceeded')
  const row = begun?.id && (await jobQuery(db).where('id', '=', begun.id).executeTakeFirst())
  // Of a key that came before: the file may have gone since, or be of a time when the session saw more.
  if (!row) throw new Problem('not-found')
  return { ...jobOf(row), ...(begun.replayed && { replayed: true as const }) }
}
