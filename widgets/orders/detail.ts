/** The sheet of an order, fetched when one is opened: where it stands, what is still to come, its lines, its addresses. */
import { html, nothing, type TemplateResult } from 'lit'
import type { OrderAddress, OrderLine, OrderSheet } from '../../bff/api.ts'
import { addressOf, followElsewhere } from '../base/elsewhere.ts'
import { button } from '../parts/button.ts'
import { heading } from '../parts/heading.ts'
import { iconCheck } from '../parts/icons.ts'
import { iconDocument, iconDownload, iconWaiting } from '../parts/icons-rows.ts'
import { iconCart } from '../parts/icons-trade.ts'
import { notice } from '../parts/notice.ts'
import type { SharedStrings } from '../base/strings/fr.ts'
import type { Face } from './face.ts'
import { looks, stateBadge } from './states.ts'

export { detailStyles } from './detail.styles.ts'

export function detail(order: OrderSheet, face: Face, shared: SharedStrings, problem: unknown): TemplateResult {
  const { t } = face
  return html`<div class="detail">
    <div class="headline">
      ${stateBadge(order.state, t)}
      ${
        order.mayOrder && order.lines.some((line) => line.again)
          ? button({
              label: t.buyAgain,
              icon: iconCart,
              part: 'again',
              busy: face.again.busy,
              onClick: () => face.buyAgain(order),
            })
          : nothing
      }
      <p class="next-words">${t.next[order.state]}</p>
    </div>
    ${problem} ${outcome(order, face, shared)} ${steps(order, face)} ${facts(order, face)}
    <section aria-labelledby="detail-lines" part="sheet-lines">
      ${heading(face.level + 2, t.lines, 'detail-lines', 'part-title')}
      <ul class="order-lines">
        ${order.lines.map((line) => lineOf(line, order, face))}
      </ul>
      ${sums(order, face)}
    </section>
    ${documents(order, face)}
  </div>`
}

function outcome({ id }: OrderSheet, { t, again, cart }: Face, shared: SharedStrings): unknown {
  if (again.id !== id) return nothing
  if (again.full) return notice({ tone: 'danger', role: 'alert', title: t.againFull })
  if (again.problem) {
    const { code, reference } = again.problem
    return notice({
      tone: 'danger',
      role: 'alert',
      title: t.againFailed,
      text: shared.problems[code] ?? shared.problems.unexpected,
      note: reference ? shared.reference(reference) : undefined,
    })
  }
  const { outcome: done } = again
  if (!done) return nothing
  return notice({
    tone: done.left.length === 0 ? 'success' : done.added > 0 ? 'warning' : 'danger',
    role: 'status',
    part: 'again-outcome',
    title: t.againDone(done.added),
    ...(done.left.length > 0 && {
      text: html`<p>${t.againLeft}</p>
        <ul>
          ${done.left.map(({ label, fault }) => html`<li>${t.againWhy(label, t.fault[fault])}</li>`)}
        </ul>`,
    }),
    ...(cart &&
      done.added > 0 && {
        actions: html`<a class="button primary" part="button cart" href=${addressOf(cart)} @click=${(event: MouseEvent) => followElsewhere(event, cart)}
          ><span>${t.seeCart}</span></a
        >`,
      }),
  })
}

function steps(order: OrderSheet, { t, format }: Face): TemplateResult {
  return html`<ol class="steps" part="steps" aria-label=${t.steps}>
    ${order.steps.map(({ state, progress, on }) => {
      const [icon, tone] = looks[state]
      return html`<li class="step ${progress} ${tone}" aria-current=${progress === 'current' ? 'step' : nothing}>
        <span class="step-mark">${progress === 'done' ? iconCheck : icon}</span>
        <span class="step-words">
          <span class="step-name">${state === 'received' && progress === 'done' ? t.stepReceived : t.state[state]}<span class="visually-hidden"> – ${t.progress[progress]}</span></span>
          ${on ? html`<span class="second">${progress === 'next' ? t.around(format.date(on)) : format.date(on)}</span>` : nothing}
        </span>
      </li>`
    })}
  </ol>`
}

function addressLines(address: OrderAddress | null): string | null {
  if (!address) return null
  const town = [address.postalCode, address.city].filter(Boolean).join(' ')
  return [address.name, address.street, town].filter(Boolean).join('\n')
}

function facts(order: OrderSheet, { t, format }: Face): TemplateResult {
  const pairs: [string, string | null][] = [
    [t.ordered, [format.date(order.orderedOn), order.requester].filter(Boolean).join('\n')],
    [t.reference, order.reference],
    [t.delivery, addressLines(order.delivery)],
    [t.billing, addressLines(order.billing)],
    [t.comment, order.comment],
  ]
  return html`<dl class="facts" part="sheet-facts">
    ${pairs.map(([name, value]) => (value ? html`<div><dt>${name}</dt><dd>${value}</dd></div>` : nothing))}
  </dl>`
}

function lineOf(line: OrderLine, { currency }: OrderSheet, { t, format, amounts }: Face): TemplateResult {
  if (line.kind !== 'line') return html`<li class="order-line words ${line.kind}">${line.label}</li>`
  const quantity = line.quantity === null ? null : t.times(format.number(line.quantity), line.unit)
  return html`<li class="order-line">
    <div>
      <p>${line.label}</p>
      <p class="second">${[quantity, line.reference, line.equipment && t.forMachine(line.equipment.label)].filter(Boolean).join(' · ')}</p>
      ${
        line.toCome === null
          ? nothing
          : html`<p class="to-come">${iconWaiting}<span>${t.toCome(format.number(line.delivered ?? '0'), format.number(line.toCome))}</span></p>`
      }
    </div>
    ${
      amounts && line.amount !== null
        ? html`<p class="order-price">
            <strong class="numeric">${format.money(line.amount, currency)}</strong>
            <span class="second numeric">${t.each(format.money(line.unitPrice, currency))}</span>
          </p>`
        : nothing
    }
  </li>`
}

function sums(order: OrderSheet, { t, format, amounts }: Face): TemplateResult | typeof nothing {
  if (!amounts) return nothing
  const { exclTax, tax, inclTax, currency } = order
  if (inclTax === null && exclTax === null) return html`<p class="second">${t.onRequest}</p>`
  return html`<dl class="sums" part="sheet-totals">
    <div><dt>${t.exclTax}</dt><dd class="numeric">${format.money(exclTax, currency)}</dd></div>
    <div><dt>${t.tax}</dt><dd class="numeric">${format.money(tax, currency)}</dd></div>
    <div class="sum-total"><dt>${t.inclTax}</dt><dd class="numeric">${format.money(inclTax, currency)}</dd></div>
  </dl>`
}

function documents({ documents: files }: OrderSheet, face: Face): TemplateResult | typeof nothing {
  if (files.length === 0) return nothing
  const { t, downloading, download, level } = face
  return html`<section aria-labelledby="detail-documents" part="sheet-documents">
    ${heading(level + 2, t.documents, 'detail-documents', 'part-title')}
    <ul class="documents" part="documents">
      ${files.map((file) => {
        const name = file.title ?? file.fileName
        const busy = downloading(file.id)
        return html`<li>
          <button type="button" class="document" part="document" aria-label=${t.download(name)} aria-busy=${busy ? 'true' : nothing} @click=${() => download(file)}>
            ${iconDocument}<span class="document-name">${name}</span>${busy ? html`<span class="spinner"></span>` : iconDownload}
          </button>
        </li>`
      })}
    </ul>
  </section>`
}
