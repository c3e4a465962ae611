/** What a document is about: its subject and its lines, before any arithmetic. */
import type { Day } from './calendar.ts'
import type { Random } from './random.ts'

export interface DraftLine {
  kind: 'line' | 'title' | 'subtotal' | 'comment'
  reference: string | null
  label: string
  /** Three decimals at most, four for the price; null on lines without amount. */
  quantity: string | null
  unit: string | null
  price: string | null
  rate: string | null
}

export interface Machine {
  label: string
  serial: string
}

export interface Situation {
  random: Random
  day: Day
  /** Machines of the site (or of the customer) that the document is about; may be empty. */
  machines: readonly Machine[]
  person: boolean
}

export interface Scenario {
  name: string
  weight: number
  operation: 'goods' | 'services' | 'both'
  /** Paid in three instalments at 30, 60 and 90 days. */
  instalments?: true
  title(situation: Situation): string
  lines(situation: Situation): DraftLine[]
}

export const item = (
  reference: string,
  label: string,
  quantity: number | string,
  unit: string,
  price: string,
  rate: string,
): DraftLine => ({ kind: 'line', reference, label, quantity: String(quantity), unit, price, rate })

const words =
  (kind: DraftLine['kind']) =>
  (label: string): DraftLine => ({
    kind,
    reference: null,
    label,
    quantity: null,
    unit: null,
    price: null,
    rate: null,
  })

export const heading = words('title')
/** Sums the lines since the last heading. */
export const subtotal = words('subtotal')
export const remark = words('comment')
