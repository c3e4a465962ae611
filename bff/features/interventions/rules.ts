/** What is true of an intervention, from its columns and those of its visits. Pure: no clock, no database, no HTTP. */
import type { InterventionState, InterventionStep } from './api.ts'

/** States in which there is something left to do. */
export const openStates: readonly InterventionState[] = ['received', 'planned', 'in_progress', 'waiting']

/** The states that a filter names, its groups opened. */
export function statesOf(wanted: readonly (InterventionState | 'open')[]): InterventionState[] {
  return [...new Set(wanted.flatMap((state) => (state === 'open' ? openStates : [state])))]
}

/** What was called off takes no reply; what is done does: it may not be, to the customer's mind. */
export function takesReplies(state: InterventionState): boolean {
  return state !== 'cancelled' && state !== 'refused'
}

/** What the steps are read from. Instants are ISO strings, so they compare as text. */
export interface Course {
  state: InterventionState
  requestedAt: string
  plannedAt: string | null
  closedAt: string | null
  visits: readonly { state: 'planned' | 'travelling' | 'in_progress' | 'done' | 'cancelled'; startsAt: string }[]
}

const earliest = (instants: readonly string[]) => instants.toSorted()[0] ?? null

/**
 * The steps in order. Received, planned, in progress, done is the way that everything is meant to go; a step that was
 * never taken is left out of what has ended or been passed, and what was called off says so instead of going on.
 */
export function stepsOf({ state, requestedAt, plannedAt, closedAt, visits }: Course): InterventionStep[] {
  const kept = visits.filter((visit) => visit.state !== 'cancelled')
  const begun = earliest(
    kept.filter((visit) => visit.state === 'in_progress' || visit.state === 'done').map((visit) => visit.startsAt),
  )
  const planned = plannedAt ?? earliest(kept.map((visit) => visit.startsAt))
  const at: Record<InterventionState, string | null> = {
    received: requestedAt,
    planned,
    in_progress: begun,
    waiting: null,
    done: closedAt,
    cancelled: closedAt,
    refused: closedAt,
  }
  const step = (of: InterventionState, progress: InterventionStep['progress']) => ({ state: of, progress, at: at[of] })
  const passed: InterventionState[] = []
  if (state !== 'received') passed.push('received')
  const furthest = state === 'received' || state === 'planned' ? state : 'later'
  // A date that is known, or a visit that was made, has been planned; nothing else tells that it was.
  if (furthest === 'later' && planned !== null) passed.push('planned')
  if (furthest === 'later' && state !== 'in_progress' && begun !== null) passed.push('in_progress')
  const ahead: Readonly<Record<InterventionState, readonly InterventionState[]>> = {
    received: ['planned', 'in_progress', 'done'],
    planned: ['in_progress', 'done'],
    in_progress: ['done'],
    waiting: ['done'],
    done: [],
    cancelled: [],
    refused: [],
  }
  return [
    ...passed.map((of) => step(of, 'done')),
    step(state, 'current'),
    ...ahead[state].map((of): InterventionStep => ({ ...step(of, 'next'), at: of === 'planned' ? planned : null })),
  ]
}
