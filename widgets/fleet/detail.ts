/**
 * The sheet of a machine, fetched when one is opened: what can be done first, then the facts, the people, what was and
 * is done about it, and its papers.
 */
import { html, nothing, type TemplateResult } from 'lit'
import type { EquipmentSheet } from '../../bff/api.ts'
import { heading } from '../parts/heading.ts'
import { actions } from './actions.ts'
import type { Face } from './face.ts'
import { history } from './history.ts'
import { coverMark, stateMark } from './marks.ts'
import { type Papers, papers } from './papers.ts'
import { people } from './people.ts'
import { picture } from './tile.ts'

export { detailStyles } from './detail.styles.ts'

/** What of the sheet the person has chosen, and the papers on their way. */
export interface Desk extends Papers {
  /** Which histories show what is open only. */
  openOnly: Readonly<Record<'interventions' | 'orders', boolean>>
  setOpenOnly: (work: 'interventions' | 'orders', only: boolean) => void
}

export function detail(machine: EquipmentSheet, face: Face, desk: Desk): TemplateResult {
  return html`<div class="detail">
    <div class="hero" part="sheet-headline">
      ${picture(machine, 'large')}
      <div class="hero-marks">${stateMark(machine, face)} ${coverMark(machine, face)}</div>
      ${actions(machine, face, 'whole')}
    </div>
    ${facts(machine, face)} ${history('interventions', machine, face, desk)} ${history('orders', machine, face, desk)}
    ${papers(machine, face, desk)} ${people(machine, face)}
  </div>`
}

function facts(machine: EquipmentSheet, face: Face): TemplateResult {
  const { t, format, today, level } = face
  const { address, contract, warrantyUntil } = machine
  const town = [address?.postalCode, address?.city].filter(Boolean).join(' ')
  const day = (date: string) => format.date(date)
  const warranty =
    warrantyUntil && (warrantyUntil >= today ? t.until(day(warrantyUntil)) : t.warrantyEnded(day(warrantyUntil)))
  const short: [string, unknown][] = [
    [t.provider, machine.providerNumber],
    [t.serial, machine.serialNumber],
    [t.brand, machine.brand],
    [t.family, machine.family?.label],
    [t.place, machine.place],
    [t.installed, machine.installedOn && day(machine.installedOn)],
    [t.warranty, warranty],
  ]
  const long: [string, unknown][] = [
    [t.site, address && [address.name, address.street, town].filter(Boolean).join('\n')],
    [t.contract, contract && contractWords(contract, machine.covered, face)],
  ]
  const pair =
    (className: string) =>
    ([name, value]: [string, unknown]) =>
      value ? html`<div class=${className}><dt>${name}</dt><dd>${value}</dd></div>` : nothing
  return html`<section aria-label=${t.equipment} part="sheet-facts">
    ${heading(level + 2, t.equipment, undefined, 'visually-hidden')}
    <dl class="facts">
      ${short.map(pair(''))} ${long.map(pair('long'))}
    </dl>
  </section>`
}

function contractWords(
  { number, label, endsOn }: NonNullable<EquipmentSheet['contract']>,
  covered: boolean,
  { t, format }: Face,
): string {
  const end = endsOn && (covered ? t.until(format.date(endsOn)) : t.contractEnded(format.date(endsOn)))
  return [label, number, end].filter(Boolean).join('\n')
}
