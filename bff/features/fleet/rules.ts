/** What is true of a machine, from its columns. Pure: no clock, no database, no HTTP. */
import { Problem } from '../../base/problem.ts'
import type { Right } from '../../base/right.ts'
import type { EquipmentFilter } from './api.ts'

/** Interventions and orders that are not over. */
export const openInterventions = ['received', 'planned', 'in_progress', 'waiting'] as const
export const openOrders = ['received', 'confirmed', 'preparing', 'partly_delivered'] as const

/** A filter by what the profile may not see would betray it. @throws Problem `column-hidden` */
export function refuseHidden({ work }: Pick<EquipmentFilter, 'work'>, rights: ReadonlySet<Right>): void {
  if (work !== undefined && !rights.has(`${work}.read`)) throw new Problem('column-hidden')
}

/** A contract covers its machines while it runs and its last day has not passed. */
export function covers(contract: { state: string | null; ends_on: string | null }, today: string): boolean {
  return contract.state === 'running' && (contract.ends_on === null || contract.ends_on >= today)
}
