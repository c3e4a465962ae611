/** A machine as a tile: what it looks like, what it is called, its two numbers, where it stands, what is under way. */
import { html, nothing, type TemplateResult } from 'lit'
import type { EquipmentRow } from '../../bff/api.ts'
import { actions } from './actions.ts'
import type { Face } from './face.ts'
import { iconMachine } from './machine-icons.ts'
import { counter, coverMark, stateMark } from './marks.ts'

/** The article's picture; a drawing where there is none. It says nothing that the label does not. */
export function picture({ image }: Pick<EquipmentRow, 'image'>, className = ''): TemplateResult {
  return html`<span class="picture ${className}" part="picture"
    >${image === null ? iconMachine : html`<img src=${image} alt="" loading="lazy" decoding="async" />`}</span
  >`
}

export function opener({ id, label }: EquipmentRow, { open }: Face, className = ''): TemplateResult {
  return html`<button
    type="button"
    class="opener ${className}"
    part="opener"
    data-id=${id}
    aria-haspopup="dialog"
    @click=${() => open(id)}
  >${label}</button>`
}

/** Site and place in it, in one line. */
export const whereOf = ({ site, place }: EquipmentRow): string => [site?.name, place].filter(Boolean).join(' · ')

export function tile(row: EquipmentRow, face: Face): TemplateResult {
  const { t, format } = face
  const facts: [string, string | null][] = [
    [t.provider, row.providerNumber],
    [t.serial, row.serialNumber],
    [t.installed, row.installedOn && format.date(row.installedOn, 'short')],
  ]
  const underWay = [counter(row, 'interventions', face), counter(row, 'orders', face)].filter(
    (each) => each !== nothing,
  )
  return html`<div class="row-card tile">
    <div class="tile-head">
      ${picture(row)}
      <div class="tile-name">
        ${opener(row, face, 'stretched')}
        <p class="second">${whereOf(row) || t.noSite}</p>
        ${stateMark(row, face)}
      </div>
    </div>
    <dl class="tile-facts">
      ${facts.map(([name, value]) => (value ? html`<div><dt>${name}</dt><dd>${value}</dd></div>` : nothing))}
    </dl>
    <div class="tile-marks">${coverMark(row, face)} ${underWay}</div>
    ${actions(row, face, 'short')}
  </div>`
}
