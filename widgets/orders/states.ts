/** How a state looks: words, icon and tone together. */
import type { TemplateResult } from 'lit'
import type { CommandState, OrderState } from '../../bff/api.ts'
import { badge } from '../parts/badge.ts'
import type { Icon } from '../parts/icon.ts'
import { iconCheck, iconDanger, iconSuccess } from '../parts/icons.ts'
import { iconCancelled, iconPartly, iconWaiting } from '../parts/icons-rows.ts'
import { iconDelivered, iconPreparing, iconReceived } from '../parts/icons-trade.ts'
import type { Tone } from '../parts/notice.ts'
import type { OrderStrings } from './strings/fr.ts'

export const looks: Record<OrderState, [Icon, Tone | 'neutral']> = {
  received: [iconReceived, 'info'],
  confirmed: [iconCheck, 'info'],
  preparing: [iconPreparing, 'info'],
  partly_delivered: [iconPartly, 'warning'],
  delivered: [iconDelivered, 'success'],
  cancelled: [iconCancelled, 'neutral'],
  refused: [iconDanger, 'danger'],
}

export const stateBadge = (state: OrderState, t: OrderStrings): TemplateResult => badge(t.state[state], ...looks[state])

const sent: Record<CommandState, [Icon, Tone | 'neutral']> = {
  received: [iconWaiting, 'info'],
  delivered: [iconSuccess, 'success'],
  refused: [iconDanger, 'danger'],
  failed: [iconDanger, 'danger'],
}

export const sentBadge = (state: CommandState, t: OrderStrings): TemplateResult => badge(t.sent[state], ...sent[state])
