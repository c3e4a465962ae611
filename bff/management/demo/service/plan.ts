/** When interventions and orders happened, over all customers: so their numbers follow the days. */
import { addMonths, dateOf, type Day, workday } from '../calendar.ts'
import type { Sketch } from '../customers.ts'
import { Random } from '../random.ts'

export interface PlannedThing<Fate extends string> {
  /** 1, 2, … over all of the vendor, in order of time. */
  n: number
  number: string
  day: Day
  /** What becomes of it whatever chance says; null = as usual. */
  fate: Fate | null
}

export interface PlanOptions<Fate extends string> {
  /** Seed of chance and prefix of numbers. */
  seed: string
  prefix: string
  list: readonly Sketch[]
  today: Day
  /** How many each customer has besides its specimens; same order as `list`. */
  counts: readonly number[]
  /** Special cases of the customers that people sign in for: days ago, and the fate. */
  specimens(sketch: Sketch): readonly { ago: number; fate: Fate }[]
}

/** @returns per customer, in order of time. */
export function planThings<Fate extends string>(options: PlanOptions<Fate>): PlannedThing<Fate>[][] {
  const { seed, prefix, list, today, counts, specimens } = options
  const start = addMonths(today, -36)
  const all: (PlannedThing<Fate> & { customer: number })[] = []
  for (const [customer, sketch] of list.entries()) {
    const random = new Random(`${seed} ${sketch.n}`)
    for (const { ago, fate } of sketch.named ? specimens(sketch) : []) {
      all.push({ n: 0, number: '', day: today - ago, fate, customer })
    }
    for (let k = counts[customer] ?? 0; k > 0; k--) {
      all.push({ n: 0, number: '', day: workday(random.int(start + 2, today)), fate: null, customer })
    }
  }
  all.sort((a, b) => a.day - b.day)
  const width = Math.max(4, String(all.length).length)
  const counters = new Map<string, number>()
  const plans: PlannedThing<Fate>[][] = list.map(() => [])
  for (const [index, { customer, ...one }] of all.entries()) {
    const series = `${prefix}-${dateOf(one.day).slice(0, 4)}`
    const next = (counters.get(series) ?? 0) + 1
    counters.set(series, next)
    plans[customer]?.push({ ...one, n: index + 1, number: `${series}-${String(next).padStart(width, '0')}` })
  }
  return plans
}
