/** The plan of all documents: which customer gets what on which day, and so the numbers, gapless and in time. */
import { addMonths, dateOf, type Day, workday } from './calendar.ts'
import { shareOut, type Sketch } from './customers.ts'
import { Random } from './random.ts'
import type { DemoVendor } from './vendors.ts'

/** What becomes of a document. `natural`: as the customer usually pays. */
export type Fate = 'natural' | 'unpaid' | 'part' | 'cancelled' | 'used' | 'unused'

export interface Planned {
  /** 1, 2, … over all documents of the vendor, in order of issue. */
  n: number
  number: string
  kind: 'invoice' | 'credit_note'
  day: Day
  scenario: string | null
  fate: Fate
}

/** Special cases that each named customer has, whatever the day: days before today, and the fate. */
const specimens: readonly { ago: number; fate: Fate; scenario?: 'instalments' }[] = [
  { ago: 0, fate: 'unpaid' },
  // 30 days: due today, so not late yet.
  { ago: 30, fate: 'unpaid' },
  // Due yesterday.
  { ago: 31, fate: 'unpaid' },
  { ago: 74, fate: 'unpaid' },
  { ago: 49, fate: 'part' },
  { ago: 40, fate: 'natural', scenario: 'instalments' },
  { ago: 96, fate: 'cancelled' },
  { ago: 9, fate: 'unused' },
  { ago: 101, fate: 'used' },
]

/** Documents per customer, in order of issue; index = the customer's place in the list. */
export function planDocuments(of: DemoVendor, list: readonly Sketch[], total: number, today: Day): Planned[][] {
  const start = addMonths(today, -36)
  const instalments = of.scenarios.find((one) => one.instalments)?.name ?? null
  const all: (Planned & { customer: number })[] = []
  const shares = list.map((one) => one.share)
  for (const [customer, count] of shareOut(shares, total).entries()) {
    const sketch = list[customer]
    if (!sketch) continue
    const random = new Random(`${of.vendor} plan ${sketch.n}`)
    for (let k = 0; k < count; k++) {
      const special = sketch.named ? specimens[k] : undefined
      const day = special ? today - special.ago : workday(random.int(start + 2, today))
      const drawn: Fate = random.chance(0.05)
        ? random.chance(0.3)
          ? 'unused'
          : 'used'
        : random.chance(0.02)
          ? 'cancelled'
          : 'natural'
      // An unused credit of long ago would have been used since.
      const fate = special?.fate ?? (drawn === 'unused' && today - day > 60 ? 'used' : drawn)
      const kind = fate === 'used' || fate === 'unused' ? 'credit_note' : 'invoice'
      all.push({ n: 0, number: '', kind, day, scenario: special?.scenario ? instalments : null, fate, customer })
    }
  }
  // Array sort is stable, so documents of one day keep the order of customers.
  all.sort((a, b) => a.day - b.day)

  const width = String(total).length + 1
  const counters = new Map<string, number>()
  const plans: Planned[][] = list.map(() => [])
  for (const [index, one] of all.entries()) {
    const series = `${one.kind === 'invoice' ? 'FA' : 'AV'}-${dateOf(one.day).slice(0, 4)}`
    const next = (counters.get(series) ?? 0) + 1
    counters.set(series, next)
    one.n = index + 1
    one.number = `${series}-${String(next).padStart(width, '0')}`
    plans[one.customer]?.push(one)
  }
  return plans
}
