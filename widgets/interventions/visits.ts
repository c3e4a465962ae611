/** The visits of an intervention: when, who, how long, and what was done, one press away. */
import { html, nothing, type TemplateResult } from 'lit'
import type { InterventionVisit } from '../../bff/api.ts'
import { badge } from '../parts/badge.ts'
import type { Icon } from '../parts/icon.ts'
import { iconExpand, iconSuccess } from '../parts/icons.ts'
import { iconCancelled } from '../parts/icons-rows.ts'
import type { Tone } from '../parts/notice.ts'
import type { Face } from './face.ts'
import { iconPlanned, iconWork } from './state-icons.ts'
import { dayOf, duration } from './model.ts'

const looks: Record<InterventionVisit['state'], [Icon, Tone | 'neutral']> = {
  planned: [iconPlanned, 'info'],
  travelling: [iconWork, 'info'],
  in_progress: [iconWork, 'info'],
  done: [iconSuccess, 'success'],
  cancelled: [iconCancelled, 'neutral'],
}

/** The end on the same day is said by its hour alone. */
function whenOf({ startsAt, endsAt }: InterventionVisit, { t }: Face): string {
  if (endsAt === null) return t.moment(startsAt)
  return t.until2(t.moment(startsAt), dayOf(startsAt) === dayOf(endsAt) ? t.clock(endsAt) : t.moment(endsAt))
}

function visitRow(visit: InterventionVisit, face: Face): TemplateResult {
  const { t, format } = face
  const { technician, workDone, works } = visit
  const lasted = visit.state === 'done' ? duration(visit.startsAt, visit.endsAt) : undefined
  const said = [technician && t.technician(technician), lasted && t.lasted(lasted.hours, lasted.minutes)]
  return html`<li class="visit" part="visit">
    <div class="visit-top">
      <strong>${whenOf(visit, face)}</strong>
      ${badge(t.visitState[visit.state], ...looks[visit.state])}
    </div>
    <p class="second">${said.filter(Boolean).join(' · ')}</p>
    ${workDone ? html`<p class="words">${workDone}</p>` : nothing}
    ${
      works.length === 0
        ? nothing
        : html`<details class="works" part="works">
            <summary>${iconExpand}<span>${t.works(works.length)}</span></summary>
            <ul>
              ${works.map(
                ({ kind, label, quantity, unit }) => html`<li>
                  <span>${label}${label === t.workKind[kind] ? nothing : html`<span class="second">${t.workKind[kind]}</span>`}</span>
                  ${quantity === null ? nothing : html`<span class="numeric">${format.number(quantity)}${unit ? `\u00a0${unit}` : ''}</span>`}
                </li>`,
              )}
            </ul>
          </details>`
    }
  </li>`
}

export function visitList(visits: readonly InterventionVisit[], face: Face): TemplateResult {
  if (visits.length === 0) return html`<p class="muted">${face.t.noVisits}</p>`
  return html`<ol class="visits" part="visits">${visits.map((visit) => visitRow(visit, face))}</ol>`
}
