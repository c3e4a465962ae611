/** By what the list of interventions is sorted. */
import { columnsOf, type Direction, forms, ordered, type Sort } from '../../base/keyset.ts'
import type { InterventionSort } from './api.ts'

const column = columnsOf('intervention')
const id = column('id', forms.text)

/** As PostgreSQL prints an instant: to the microsecond, which an ISO string of the door is not. */
const instant = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?[+-]\d\d(?::\d\d)?$/

/** `cursor_value`: the first key's value exactly as the database prints it. */
const printed = (name: string, form: RegExp) => ({ ...column(name, form), field: 'cursor_value' as const })

const sorts = {
  requested: { keys: [printed('requested_at', instant), id], nullable: false },
  planned: { keys: [printed('planned_at', instant), id], nullable: true },
  number: { keys: [printed('number', forms.text), id], nullable: false },
} satisfies Record<InterventionSort, Sort>

/** The newest first, unless asked otherwise. */
export const orderOf = (sort: InterventionSort = 'requested', direction: Direction = 'desc') =>
  ordered(sorts, sort, direction)
