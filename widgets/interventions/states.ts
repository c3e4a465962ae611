/** How a state looks: words, icon and tone together. */
import { nothing, type TemplateResult } from 'lit'
import type { CommandState, InterventionState } from '../../bff/api.ts'
import { badge } from '../parts/badge.ts'
import type { Icon } from '../parts/icon.ts'
import { iconDanger, iconSuccess } from '../parts/icons.ts'
import { iconCancelled, iconWaiting } from '../parts/icons-rows.ts'
import type { Tone } from '../parts/notice.ts'
import { iconAnswer, iconPlanned, iconReceived, iconUrgent, iconWork } from './state-icons.ts'
import type { InterventionStrings } from './strings/fr.ts'

export const looks: Record<InterventionState, [Icon, Tone | 'neutral']> = {
  received: [iconReceived, 'info'],
  planned: [iconPlanned, 'info'],
  in_progress: [iconWork, 'info'],
  waiting: [iconAnswer, 'warning'],
  done: [iconSuccess, 'success'],
  cancelled: [iconCancelled, 'neutral'],
  refused: [iconDanger, 'danger'],
}

export const stateBadge = (state: InterventionState, t: InterventionStrings): TemplateResult =>
  badge(t.state[state], ...looks[state])

export const urgentBadge = (urgent: boolean, t: InterventionStrings): TemplateResult | typeof nothing =>
  urgent ? badge(t.urgent, iconUrgent, 'danger') : nothing

const sent: Record<CommandState, [Icon, Tone | 'neutral']> = {
  received: [iconWaiting, 'info'],
  delivered: [iconSuccess, 'success'],
  refused: [iconDanger, 'danger'],
  failed: [iconDanger, 'danger'],
}

/** `words`: of a request or of a message. */
export const sentBadge = (state: CommandState, words: Readonly<Record<CommandState, string>>): TemplateResult =>
  badge(words[state], ...sent[state])
