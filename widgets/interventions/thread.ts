/** The thread: every message in order, with its files; what is on its way, with its receipt; the form to write. */
import { html, nothing, type TemplateResult } from 'lit'
import { live } from 'lit/directives/live.js'
import type { InterventionExchange, InterventionSheet, PendingReply } from '../../bff/api.ts'
import type { SharedStrings } from '../base/strings/fr.ts'
import { button } from '../parts/button.ts'
import { filePicker } from '../parts/file-picker.ts'
import { iconDanger } from '../parts/icons.ts'
import { notice } from '../parts/notice.ts'
import type { Face } from './face.ts'
import { fileList } from './files.ts'
import { longest, type Reply } from './reply.ts'
import { sentBadge } from './states.ts'

export interface ReplyForm {
  state: Reply
  shared: SharedStrings
  onSend: () => void
}

function message(exchange: InterventionExchange, face: Face): TemplateResult {
  const { t } = face
  const own = exchange.direction === 'from_customer'
  return html`<li class="message ${own ? 'own' : ''}" part="message">
    <p class="message-head">
      <strong>${exchange.author ?? (own ? t.you : t.vendor)}</strong>
      <span class="second">${t.moment(exchange.sentAt)}</span>
    </p>
    <p class="words">${exchange.body}</p>
    ${fileList(exchange.files, face)}
  </li>`
}

function underWay({ receipt, author, body, state, reason, createdAt }: PendingReply, { t }: Face): TemplateResult {
  return html`<li class="message own ${state}" part="message">
    <p class="message-head">
      <strong>${author ?? t.you}</strong>
      <span class="second">${t.moment(createdAt)}</span>
      ${sentBadge(state, t.sentReply)}
    </p>
    <p class="words">${body}</p>
    ${reason ? html`<p class="field-error">${iconDanger}<span>${t.refusedBecause(reason)}</span></p>` : nothing}
    <p class="second">${t.receipt(receipt)}</p>
  </li>`
}

function form({ t }: Face, { state, shared, onSend }: ReplyForm): TemplateResult {
  const { text, problem, fault, uploads, busy } = state
  const bare = fault === 'empty'
  const submit = (event: Event) => {
    event.preventDefault()
    onSend()
  }
  return html`<form class="reply" part="reply" novalidate @submit=${submit}>
    <div class="field">
      <label for="reply" class="field-label">${t.reply}</label>
      <textarea
        id="reply"
        class="input"
        part="input"
        rows="4"
        maxlength=${longest}
        .value=${live(text)}
        aria-invalid=${bare ? 'true' : nothing}
        aria-describedby=${bare ? 'reply-error' : nothing}
        @input=${(event: InputEvent) => state.write((event.target as HTMLTextAreaElement).value)}
      ></textarea>
      ${bare ? html`<p class="field-error" id="reply-error">${iconDanger}<span>${t.replyEmpty}</span></p>` : nothing}
      ${text.length > longest - 500 ? html`<p class="field-hint">${t.replyHint(longest - text.length)}</p>` : nothing}
    </div>
    ${filePicker({ id: 'joined', words: t.files, uploads, disabled: busy })}
    ${fault === 'files' ? notice({ tone: 'danger', title: t.filesMissing, role: 'alert' }) : nothing}
    ${problem ? notice({ tone: 'danger', title: t.replyFailed, text: shared.problems[problem.code], role: 'alert' }) : nothing}
    <div class="reply-end">
      ${button({ label: t.send, type: 'submit', kind: 'primary', busy, part: 'send' })}
    </div>
  </form>`
}

/** Why nothing can be written here. */
function shut({ state }: InterventionSheet, { t }: Face): TemplateResult {
  const closed = state === 'cancelled' || state === 'refused'
  return html`<p class="muted">${closed ? t.replyClosed : t.replyForbidden}</p>`
}

export function thread(intervention: InterventionSheet, face: Face, reply: ReplyForm | undefined): TemplateResult {
  const { exchanges, pending, mayReply } = intervention
  return html`
    ${
      exchanges.length + pending.length === 0
        ? html`<p class="muted">${face.t.noExchanges}</p>`
        : html`<ol class="thread" part="thread">
            ${exchanges.map((exchange) => message(exchange, face))} ${pending.map((one) => underWay(one, face))}
          </ol>`
    }
    ${mayReply ? reply && form(face, reply) : shut(intervention, face)}
  `
}
