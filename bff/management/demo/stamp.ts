/** When the demo was seeded and up to which day its data goes: old data looks overdue everywhere, and should say so. */
import { dayOf } from './calendar.ts'
import type { DemoOptions, DemoSize } from './model.ts'
import type { VendorName } from './vendors.ts'

export interface DemoStamp {
  vendor: VendorName
  size: DemoSize
  /** Last day of the data, `YYYY-MM-DD`. */
  today: string
  /** ISO instant. */
  seededAt: string
}

/** Written last, so a stamp also says that the seed was completed. Every value comes from a closed list or is a date. */
export function stampSql({ vendor, size = 'normal', today }: DemoOptions): string {
  const stamp = { vendor, size, today: new Date(dayOf(today) * 86_400_000).toISOString().slice(0, 10) }
  return `
create table management.demo_stamp (vendor text not null, size text not null, today date not null, seeded_at timestamptz not null default now());
comment on table management.demo_stamp is 'Not part of the contract: says that this is demo data, and how old it is.';
insert into management.demo_stamp (vendor, size, today) values ('${stamp.vendor}', '${stamp.size}', '${stamp.today}');`
}

/** Null when the database holds no complete demo. */
export async function readStamp(db: { query<T>(sql: string): Promise<T[]> }): Promise<DemoStamp | null> {
  const [there] = await db.query<{ there: boolean }>("select to_regclass('management.demo_stamp') is not null as there")
  if (!there?.there) return null
  const [row] = await db.query<DemoStamp>(
    'select vendor, size, today::text, seeded_at as "seededAt" from management.demo_stamp',
  )
  return row ?? null
}

/** Whole days between the end of the data and `today`; 0 = fresh. */
export const daysOld = (stamp: DemoStamp, today: string): number => dayOf(today) - dayOf(stamp.today)
