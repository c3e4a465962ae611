/**
 * Kind `export` of the outbox. Pages are read as the session that asked, each in a transaction of its own, so that no
 * connection is held while a file grows; what the session may no longer see ends the export.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Clock } from '../base/clock.ts'
import type { Page } from '../base/page.ts'
import { Problem } from '../base/problem.ts'
import type { Right } from '../base/right.ts'
import { together } from '../base/together.ts'
import type { ReadHandle, VendorDb } from '../db/types.ts'
import type { Ending, Kind, Task } from '../outbox/relay.ts'
import { type Cell, cellsOf, type Eyes, headingsOf, localClock, shownTo } from './cells.ts'
import { Hands } from './hands.ts'
import type { ExportFormat } from './job.ts'
import type { Column, SheetSource } from './source.ts'
import { type ExportRow, exportRow, keep, progress, renew, restart, settle, type Settled } from './store.ts'
import { workbookRows } from './workbook-limits.ts'
import { openWriter, type Writer } from './writer.ts'

export type Sheets = Readonly<Record<string, SheetSource>>

export interface ExportKindOptions {
  sheets: Sheets
  clock: Clock
  /** Attempts before an export that keeps failing is given up. */
  attempts?: number
}

/** Rows that are read at a time. */
const pageSize = 500
/** Milliseconds of rest: after a page while others are at work, at most, and when there is too much to do. */
const longestRest = 150
const crowded = 1_000
/** Milliseconds; the lease is three times as long. */
const beat = 10_000

/** Of the whole process, whatever the vendor: a workbook takes memory, a CSV hardly any. */
const hands = { workbook: new Hands(1), csv: new Hands(1) }

/** The person has cancelled it, or the row has gone: there is nothing more to say. */
class Dropped extends Error {}

const nothing: Ending = async () => {}

const reasons: Partial<Record<string, (Settled & { state: 'refused' })['reason']>> = {
  'session-ended': 'session-ended',
  'session-rotated': 'session-ended',
  'scope-changed': 'scope-changed',
  'right-missing': 'right-missing',
  'column-hidden': 'right-missing',
  'too-many-rows': 'too-many-rows',
}

async function stillMay(db: ReadHandle, source: SheetSource, then: readonly string[]): Promise<void> {
  const { rows } = await sql<{ rights: Right[] | null }>`select rights from session()`.execute(db as never)
  const rights = new Set(rows[0]?.rights ?? [])
  const needed = [source.needs, source.reads, ...source.columns.flatMap(({ right }) => right ?? [])]
  // A right that came meanwhile changes nothing: the columns were chosen when the person asked.
  if (needed.some((right) => then.includes(right) && !rights.has(right))) throw new Problem('right-missing')
}

export function exportKind(db: VendorDb, { sheets, clock, attempts = 4 }: ExportKindOptions): Kind {
  /** One transaction as the session that asked. */
  async function read<T>(row: ExportRow, signal: AbortSignal, run: (handle: ReadHandle) => Promise<T>): Promise<T> {
    for (;;) {
      try {
        const batch = await db.scoped({ hash: row.session_hash }, signal)
        try {
          return await batch.read(run, { customer: row.customer_id })
        } finally {
          await batch.release()
        }
      } catch (error) {
        // Too much at once is no failure of the export: it goes on from here when the others have theirs.
        if (!(error instanceof Problem && error.code === 'overloaded')) throw error
        await sleep(crowded, undefined, { signal })
      }
    }
  }

  /** Leaves the database to others for as long as it was just used, when there are others. */
  async function giveWay(since: number, signal: AbortSignal): Promise<void> {
    const others = db.pools?.().some(({ pool, busy, waiting }) => pool === 'app' && busy + waiting > 0)
    if (others) await sleep(Math.min(longestRest, performance.now() - since), undefined, { signal })
  }

  async function write(row: ExportRow, signal: AbortSignal): Promise<Ending> {
    const source = sheets[row.kind]
    if (!source) throw new Error(`This version knows no list "${row.kind}"`)
    const query = source.query.parse(row.wish)
    const rights = new Set(row.rights as Right[])
    source.refuse(query, rights)
    const zone = await read(row, signal, async (handle) => {
      const company = await handle.selectFrom('company').select('time_zone').limit(1).executeTakeFirst()
      if (!company) throw new Problem('management-unavailable')
      return company.time_zone
    })
    const now = clock.now()
    const { language } = row
    const today = clock.today(zone)
    const eyes: Eyes = { now, today, language, clock: localClock(zone) }
    const columns = shownTo(source.columns, rights) as Column<unknown>[]
    const layout = { name: source.name[language], language, headings: headingsOf(columns as never, language) }

    let slices = 0
    let size = 0
    const writer: Writer = await openWriter(row.format, layout, async (bytes) => {
      await keep(db.outbox, row.id, slices++, bytes)
      size += bytes.length
    })
    try {
      let rows = 0
      let after: string | null = null
      do {
        const from: string | null = after
        const since = performance.now()
        const page: Page<unknown> = await read(row, signal, async (handle) => {
          const [found] = await together(
            source.page(handle, query, now, from, pageSize),
            stillMay(handle, source, row.rights),
          )
          return found
        })
        rows += page.rows.length
        if (row.format !== 'csv' && rows > workbookRows[row.format]) throw new Problem('too-many-rows')
        const cells: Cell[][] = cellsOf(page.rows, columns, eyes)
        await writer.rows(cells)
        if (!(await progress(db.outbox, row.id, rows))) throw new Dropped()
        after = page.next
        if (after !== null) await giveWay(since, signal)
      } while (after !== null && !signal.aborted)
      signal.throwIfAborted()
      await writer.end()
    } finally {
      writer.drop()
    }
    const file_name = `${source.name[language].toLowerCase()}-${today}.${row.format}`
    return (trx) => settle(trx, row.id, { state: 'done', file_name, size })
  }

  async function run(task: Task, signal: AbortSignal): Promise<Ending> {
    const id = String(task.payload['export'])
    const row = await exportRow(db.outbox, id)
    if (!row || (row.state !== 'waiting' && row.state !== 'running')) return nothing
    // A process that dies of it says nothing: its attempts are counted all the same.
    if (task.attempts > attempts) return (trx) => settle(trx, id, { state: 'failed', reason: 'unexpected' })
    try {
      if (!(await restart(db.outbox, id))) return nothing
      return await write(row, signal)
    } catch (error) {
      if (error instanceof Dropped) return nothing
      const reason = error instanceof Problem ? reasons[error.code] : undefined
      if (reason) return (trx) => settle(trx, id, { state: 'refused', reason })
      if (task.attempts < attempts || signal.aborted) throw error
      return (trx) => settle(trx, id, { state: 'failed', reason: 'unexpected' })
    }
  }

  return {
    // Of one vendor's relay no more than these: deliveries must not wait behind them.
    width: 2,
    async run(task, signal) {
      const timer = setInterval(() => void renew(db.outbox, task).catch(() => {}), beat)
      const kind = task.payload['format'] === ('csv' satisfies ExportFormat) ? 'csv' : 'workbook'
      try {
        return await hands[kind].hold(() => run(task, signal))
      } finally {
        clearInterval(timer)
      }
    },
    giveUp: (task) => (trx) => settle(trx, String(task.payload['export']), { state: 'failed', reason: 'unexpected' }),
  }
}
