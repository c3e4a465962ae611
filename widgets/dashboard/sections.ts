/** The parts of the dashboard, each left out when it has nothing to say. */
import { html, nothing, type TemplateResult } from 'lit'
import type { DashboardFigure, DashboardPlace, DashboardTask, QuickAction } from '../../bff/api.ts'
import { heading } from '../parts/heading.ts'
import { iconSuccess } from '../parts/icons.ts'
import { iconOpen } from '../parts/icons-rows.ts'
import type { Face } from './face.ts'
import { actionIcons, recentIcons, taskIcons } from './marks.ts'
import { isWidget } from './model.ts'

/** A link where this page knows the way, else the same words without one. */
function way(face: Face, place: DashboardPlace, className: string, part: string, inside: unknown): TemplateResult {
  const href = face.address(place)
  if (href === undefined) return html`<div class=${className} part=${part}>${inside}</div>`
  return html`<a class="${className} way" part=${part} href=${href} @click=${(event: MouseEvent) => face.follow(event, place)}
    >${inside}</a
  >`
}

const section = (face: Face, part: string, title: string, inside: unknown, beside: unknown = nothing) => html`<section
  class="part ${part}"
  part=${part}
  aria-labelledby="${part}-title"
>
  <div class="part-top">${heading(face.level + 1, title, `${part}-title`, 'part-title')}${beside}</div>
  ${inside}
</section>`

function taskRow(task: DashboardTask, face: Face): TemplateResult {
  const { t, format } = face
  const tone = task.kind === 'overdue' || task.kind === 'refused' ? 'danger' : 'attention'
  return html`<li>
    ${way(
      face,
      task.place,
      `task ${tone}`,
      'task',
      html`${taskIcons[task.kind]}<span class="task-words">${t.task[task.kind](task.count)}</span>${
        task.amount !== null && task.currency !== null
          ? html`<strong class="task-amount">${format.money(task.amount, task.currency)}</strong>`
          : nothing
      }${iconOpen}`,
    )}
  </li>`
}

export function tasks(face: Face): TemplateResult {
  const { t, view } = face
  return section(
    face,
    'tasks',
    t.tasks,
    view.tasks.length > 0
      ? html`<ul class="rows">${view.tasks.map((task) => taskRow(task, face))}</ul>`
      : html`<p class="done">${iconSuccess}${t.nothing}</p>`,
  )
}

function action({ id, label, text, icon, colour, place }: QuickAction, face: Face): TemplateResult | typeof nothing {
  const inside = html`<span class="action-icon ${colour}">${actionIcons[icon]}</span>
    <span class="action-words"
      ><span class="action-label">${label[face.language]}</span>${
        text ? html`<span class="second">${text[face.language]}</span>` : nothing
      }</span
    >`
  if (!isWidget(place))
    return html`<li><a class="action way" part="action" data-action=${id} href=${place.href}>${inside}</a></li>`
  // An action that leads nowhere is none.
  return face.address(place) === undefined ? nothing : html`<li>${way(face, place, 'action', 'action', inside)}</li>`
}

export function actions(face: Face): TemplateResult | typeof nothing {
  const shown = face.view.actions.map((one) => action(one, face)).filter((one) => one !== nothing)
  if (shown.length === 0) return nothing
  return section(face, 'actions', face.t.actions, html`<ul class="action-list">${shown}</ul>`)
}

function valueOf({ kind, value, currency }: DashboardFigure, { t, format }: Face): string {
  if (currency !== null) return format.money(value, currency)
  const number = format.number(value)
  return kind === 'days' ? t.days(number) : number
}

export function figures(face: Face): TemplateResult | typeof nothing {
  const { t, format, view } = face
  if (view.figures.length === 0) return nothing
  const period = t.period(format.date(view.period.from, 'short'), format.date(view.period.to, 'short'))
  return section(
    face,
    'figures',
    t.figures,
    html`<ul class="figure-list">
      ${view.figures.map(
        (figure) => html`<li>
          ${way(
            face,
            figure.place,
            'figure',
            'figure',
            html`<span class="figure-label">${t.figure[figure.kind]}</span
              ><strong class="figure-value">${valueOf(figure, face)}</strong
              >${figure.kind === 'machines' ? html`<span class="second">${t.today}</span>` : nothing}`,
          )}
        </li>`,
      )}
    </ul>`,
    html`<p class="second">${period}</p>`,
  )
}

export function recent(face: Face): TemplateResult {
  const { t, format, view } = face
  return section(
    face,
    'recent',
    t.latest,
    view.recent.length === 0
      ? html`<p class="second">${t.noLatest}</p>`
      : html`<ul class="rows">
          ${view.recent.map(
            (row) => html`<li>
              ${way(
                face,
                row.place,
                'recent-row',
                'recent-row',
                html`${recentIcons[row.kind]}<span class="recent-words"
                    ><span>${t.recent[row.kind]} <span class="recent-number">${row.number}</span></span>${
                      row.title ? html`<span class="second">${row.title}</span>` : nothing
                    }</span
                  ><span class="recent-day">${format.date(row.on, 'short')}</span>`,
              )}
            </li>`,
          )}
        </ul>`,
  )
}

export function company(face: Face): TemplateResult {
  const { t, view } = face
  const { name, code, address, contact, vendor } = view.company
  const lines = address
    ? [...(address.street?.split('\n') ?? []), [address.postalCode, address.city].filter(Boolean).join(' ')].filter(
        Boolean,
      )
    : []
  const reach = (who: { name: string; email: string | null; phone: string | null }) =>
    html`<span>${who.name}</span>${
      who.phone ? html`<a href="tel:${who.phone.replace(/[^+\d]/g, '')}">${who.phone}</a>` : nothing
    }${who.email ? html`<a href="mailto:${who.email}">${who.email}</a>` : nothing}`
  const fact = (label: string, inside: unknown) => html`<div class="fact"><dt>${label}</dt><dd>${inside}</dd></div>`
  return section(
    face,
    'company',
    t.company,
    html`<dl class="facts">
      ${fact(code ? `${t.customerCode} ${code}` : t.company, html`<strong>${name}</strong>`)}
      ${
        lines.length > 0
          ? fact(
              t.address,
              lines.map((line) => html`<span>${line}</span>`),
            )
          : nothing
      }
      ${contact ? fact(t.contact, reach(contact)) : nothing} ${vendor ? fact(t.vendor, reach(vendor)) : nothing}
    </dl>`,
  )
}
