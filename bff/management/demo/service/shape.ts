/** How a vendor's service is told by hand: what may be asked for, and the stories that interventions are made of. */
import type { DemoRow } from '../rows.ts'

export interface NatureDraft {
  key: string
  label: string
  description?: string
  equipment: DemoRow<'nature'>['equipment']
  /** Not to be chosen any more; older requests keep its name. */
  retired?: true
}

export interface DomainDraft extends NatureDraft {
  natures: readonly NatureDraft[]
}

type Work = readonly [kind: DemoRow<'visit_work'>['kind'], label: string, quantity: string, unit: string]

/** One kind of trouble, from the customer's words to the technician's. */
export interface Story {
  nature: string
  kind?: DemoRow<'intervention'>['kind']
  weight: number
  /** Labels of the machines that it happens to; null = to none in particular. */
  machine: RegExp | null
  title: string
  /** What the customer writes. */
  asks: readonly string[]
  /** What the vendor may ask back. */
  question: string
  answer: string
  done: string
  work: readonly Work[]
}

/** A vendor's service: `technicians` as customers may know them. */
export interface ServiceDesk {
  domains: readonly DomainDraft[]
  stories: readonly Story[]
  technicians: readonly string[]
}
