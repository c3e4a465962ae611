/** Interventions or orders of a machine: what is open, or the latest of all. */
import { html, nothing, type TemplateResult } from 'lit'
import type { EquipmentIntervention, EquipmentOrder, EquipmentSheet, EquipmentWork } from '../../bff/api.ts'
import { addressOf, type Elsewhere } from '../base/elsewhere.ts'
import { badge } from '../parts/badge.ts'
import { checkbox } from '../parts/field.ts'
import { heading } from '../parts/heading.ts'
import type { Icon } from '../parts/icon.ts'
import { iconSuccess, iconWarning } from '../parts/icons.ts'
import { iconCancelled, iconWaiting } from '../parts/icons-rows.ts'
import type { Tone } from '../parts/notice.ts'
import type { Desk } from './detail.ts'
import type { Face } from './face.ts'

interface Line {
  id: string
  number: string
  open: boolean
  state: TemplateResult
  date: string
  detail: TemplateResult
  requester: string | null
}

export function history(
  work: EquipmentWork,
  machine: EquipmentSheet,
  face: Face,
  desk: Desk,
): TemplateResult | typeof nothing {
  const latest = machine[work]
  if (latest === null) return nothing
  const { t, level, ways } = face
  const { count, openCount } = latest
  const all =
    work === 'interventions'
      ? (machine.interventions?.rows ?? []).map((row) => interventionLine(row, face))
      : (machine.orders?.rows ?? []).map((row) => orderLine(row, face))
  const only = desk.openOnly[work] && openCount > 0
  const shown = only ? all.filter(({ open }) => open) : all
  const toggle =
    openCount > 0 && openCount < count
      ? html`<div class="pills">
          ${checkbox({
            id: `${work}-open`,
            label: t.openOnly(openCount),
            checked: only,
            look: 'pill',
            onChange: (on) => desk.setOpenOnly(work, on),
          })}
        </div>`
      : nothing
  const whole = ways.work(work, machine)
  const total = only ? openCount : count
  return html`<section aria-labelledby="detail-${work}" part="sheet-${work}">
    <div class="section-head">
      ${heading(level + 2, html`${t[work]} <span class="muted">${face.format.number(count)}</span>`, `detail-${work}`)} ${toggle}
    </div>
    ${
      shown.length === 0
        ? html`<p class="second">${count === 0 ? t.none[work] : t.noneOpen[work]}</p>`
        : linesTable(shown, work, face)
    }
    ${shown.length > 0 && shown.length < total ? html`<p class="second">${t.latestOf(shown.length, total)}</p>` : nothing}
    ${whole && count > 0 ? html`<p class="see-all">${link(whole, t.seeAll[work], face)}</p>` : nothing}
  </section>`
}

function link(way: Elsewhere, words: string, { follow }: Face): TemplateResult {
  return html`<a class="reach" part="link" href=${addressOf(way)} @click=${(event: MouseEvent) => follow(event, way)}
    >${words}</a
  >`
}

function linesTable(lines: readonly Line[], work: EquipmentWork, face: Face): TemplateResult {
  const { t, ways } = face
  return html`<table class="lines">
    <caption class="visually-hidden">${t[work]}</caption>
    <thead>
      <tr>
        <th scope="col">${t.number}</th>
        <th scope="col">${t.dateAndState}</th>
        <th scope="col" class="wide">${t.detail}</th>
        <th scope="col" class="wide">${t.requester}</th>
      </tr>
    </thead>
    <tbody>
      ${lines.map((line) => {
        const way = ways.one(work, line.id)
        return html`<tr>
          <th scope="row">${way ? link(way, line.number, face) : line.number}</th>
          <td>
            <span class="when">${line.date}</span> ${line.state}
            <span class="narrow">${line.detail}${line.requester ? html`<span class="second">${line.requester}</span>` : nothing}</span>
          </td>
          <td class="wide">${line.detail}</td>
          <td class="wide">${line.requester ?? ''}</td>
        </tr>`
      })}
    </tbody>
  </table>`
}

type Mark = [Icon, Tone | 'neutral']
const wait: Mark = [iconWaiting, 'info']
const done: Mark = [iconSuccess, 'success']
const off: Mark = [iconCancelled, 'neutral']
const marks: Record<EquipmentIntervention['state'] | EquipmentOrder['state'], Mark> = {
  received: wait,
  planned: wait,
  in_progress: wait,
  waiting: [iconWarning, 'warning'],
  confirmed: wait,
  preparing: wait,
  partly_delivered: wait,
  done,
  delivered: done,
  cancelled: off,
  refused: off,
}

function interventionLine(row: EquipmentIntervention, { t, format }: Face): Line {
  const planned = row.open && row.plannedAt ? t.planned(format.date(row.plannedAt, 'instant')) : null
  return {
    ...row,
    date: format.date(row.requestedAt, 'short'),
    state: badge(t.interventionState[row.state], ...marks[row.state]),
    detail: html`${row.title}${row.urgent ? html`<strong class="urgent">${t.urgent}</strong>` : nothing}${
      planned ? html`<span class="second">${planned}</span>` : nothing
    }`,
  }
}

function orderLine(row: EquipmentOrder, { t, format }: Face): Line {
  const quantity = (text: string | null) => (text === null ? '' : `${format.number(text)} × `)
  const expected = row.open && row.expectedOn ? t.expected(format.date(row.expectedOn, 'short')) : null
  return {
    ...row,
    date: format.date(row.orderedOn, 'short'),
    state: badge(t.orderState[row.state], ...marks[row.state]),
    detail: html`${row.lines.map((line) => html`<span class="order-line">${quantity(line.quantity)}${line.label}</span>`)}${
      expected ? html`<span class="second">${expected}</span>` : nothing
    }`,
  }
}
