/** The sheet of an intervention, fetched when one is opened: where it stands first, then the facts, the visits, the thread. */
import { html, nothing, type TemplateResult } from 'lit'
import type { InterventionSheet } from '../../bff/api.ts'
import { button } from '../parts/button.ts'
import { heading } from '../parts/heading.ts'
import { notice } from '../parts/notice.ts'
import type { Face } from './face.ts'
import { fileList } from './files.ts'
import { iconPrint } from './print-icon.ts'
import { stateBadge, urgentBadge } from './states.ts'
import { stepList } from './steps.ts'
import { type ReplyForm, thread } from './thread.ts'
import { visitList } from './visits.ts'
import { natureOf, nextWords, questionOf, workToTell } from './words.ts'

export { detailStyles } from './detail.styles.ts'
export { printed } from './print.ts'
export { Reply } from './reply.ts'

export interface SheetActs {
  reply: ReplyForm | undefined
  onPrint: () => void
  /** Brings the form to write into view, with the keyboard in it. */
  onAnswer: () => void
  /** The notice that a file, or the print, did not come. */
  problem: unknown
}

export function detail(intervention: InterventionSheet, face: Face, acts: SheetActs): TemplateResult {
  const { t } = face
  const { description, documents, visits } = intervention
  const workDone = workToTell(intervention)
  return html`<div class="detail">
    ${headline(intervention, face, acts)} ${acts.problem}
    ${stepList(intervention.steps, face)}
    ${facts(intervention, face)}
    ${description ? part('description', t.description, html`<p class="words">${description}</p>`, face) : nothing}
    ${workDone ? part('work', t.workDone, html`<p class="words">${workDone}</p>`, face) : nothing}
    ${part('visits', t.visits, visitList(visits, face), face)}
    ${documents.length > 0 ? part('documents', t.documents, fileList(documents, face), face) : nothing}
    ${part('exchanges', t.exchanges, thread(intervention, face, acts.reply), face)}
  </div>`
}

function part(name: string, title: string, content: unknown, { level }: Face): TemplateResult {
  return html`<section aria-labelledby="detail-${name}" part="sheet-${name}">
    ${heading(level + 2, title, `detail-${name}`, 'part-title')} ${content}
  </section>`
}

function headline(intervention: InterventionSheet, face: Face, { onPrint, onAnswer }: SheetActs): TemplateResult {
  const { t } = face
  const { state, urgent } = intervention
  const question = questionOf(intervention)
  return html`<div class="headline" part="sheet-headline">
    <div class="badges">${stateBadge(state, t)} ${urgentBadge(urgent, t)}</div>
    ${button({ label: t.print, icon: iconPrint, kind: 'quiet', className: 'no-print', part: 'print', onClick: onPrint })}
    ${
      question
        ? notice({
            tone: 'warning',
            title: t.next.waiting,
            ...(question.body && { text: html`<span class="words">${t.quoted(question.body)}</span>` }),
            actions: button({
              label: t.replyNow,
              kind: 'primary',
              className: 'no-print',
              part: 'answer',
              onClick: onAnswer,
            }),
          })
        : html`<p class="next-words">
            ${nextWords(intervention, t)}
            ${state === 'done' && intervention.mayReply ? html`<span class="no-print">${t.doneHint}</span>` : nothing}
          </p>`
    }
  </div>`
}

function facts(intervention: InterventionSheet, { t, format }: Face): TemplateResult {
  const { equipment, machine, site, address, requester, contact, requestedAt, kind } = intervention
  const town = [address?.postalCode, address?.city].filter(Boolean).join(' ')
  const pairs: [string, (string | null | undefined)[]][] = [
    [
      t.machine,
      [
        equipment?.label,
        machine?.serialNumber && t.serial(machine.serialNumber),
        machine?.providerNumber && t.provider(machine.providerNumber),
        machine?.place,
      ],
    ],
    [t.nature, [natureOf(intervention) ?? t.kind[kind]]],
    [t.site, [site?.name, address?.street, town]],
    [t.requestedOn, [format.date(requestedAt, 'instant'), requester]],
    [t.contact, [contact]],
  ]
  return html`<dl class="facts" part="sheet-facts" aria-label=${t.facts}>
    ${pairs.map(([name, lines]) => {
      const value = lines.filter(Boolean).join('\n')
      return value ? html`<div><dt>${name}</dt><dd>${value}</dd></div>` : nothing
    })}
  </dl>`
}
