/** What is marked on a machine: its state when it is not the usual one, its cover, what is under way about it. */
import { html, nothing, type TemplateResult } from 'lit'
import type { EquipmentRow, EquipmentState, EquipmentWork } from '../../bff/api.ts'
import { addressOf } from '../base/elsewhere.ts'
import { badge } from '../parts/badge.ts'
import type { Icon } from '../parts/icon.ts'
import type { Tone } from '../parts/notice.ts'
import type { Face } from './face.ts'
import { iconCovered, iconOrder, iconRemoved, iconRepair, iconStopped } from './machine-icons.ts'

const looks: Record<Exclude<EquipmentState, 'in_service'>, [Icon, Tone | 'neutral']> = {
  out_of_service: [iconStopped, 'warning'],
  removed: [iconRemoved, 'neutral'],
}

/** Nearly every machine is in service: only what differs is told. */
export function stateMark({ state }: Pick<EquipmentRow, 'state'>, { t }: Face): TemplateResult | typeof nothing {
  return state === 'in_service' ? nothing : badge(t.state[state], ...looks[state])
}

/** Contract, else a warranty that still holds. */
export function coverMark(row: EquipmentRow, { t, format, today }: Face): TemplateResult | typeof nothing {
  const day = (date: string) => format.date(date, 'short')
  const words = row.covered
    ? row.contractUntil === null
      ? t.covered
      : t.coveredUntil(day(row.contractUntil))
    : row.warrantyUntil !== null && row.warrantyUntil >= today
      ? t.warrantyUntil(day(row.warrantyUntil))
      : null
  return words === null ? nothing : html`<span class="cover">${iconCovered}<span>${words}</span></span>`
}

/** The same in two words, for a column; null without cover. */
export function coverShort({ covered, warrantyUntil }: EquipmentRow, { t, today }: Face): string | null {
  if (covered) return t.covered
  return warrantyUntil !== null && warrantyUntil >= today ? t.underWarranty : null
}

/** A count of what is under way, as a link to it where there is a way; nothing when there is none or it is hidden. */
export function counter(row: EquipmentRow, work: EquipmentWork, face: Face): TemplateResult | typeof nothing {
  const { t, ways, follow } = face
  const count = work === 'interventions' ? row.openInterventions : row.openOrders
  if (!count) return nothing
  const words = work === 'interventions' ? t.interventionsOpen(count) : t.ordersOpen(count)
  const inside = html`${work === 'interventions' ? iconRepair : iconOrder}<span>${words}</span>`
  const way = ways.work(work, row)
  if (!way) return html`<span class="counter" part="counter counter-${work}">${inside}</span>`
  return html`<a
    class="counter"
    part="counter counter-${work}"
    href=${addressOf(way)}
    aria-label=${t.ofMachine(words, row.label)}
    @click=${(event: MouseEvent) => follow(event, way)}
    >${inside}</a
  >`
}
