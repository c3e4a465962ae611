/** The recap, fetched when one goes on from the cart: where to, own reference, a word, every line once more, and the one button. */
import { html, nothing, type TemplateResult } from 'lit'
import type { CartQuote, OrderForm } from '../../bff/api.ts'
import type { SharedStrings } from '../base/strings/fr.ts'
import { button } from '../parts/button.ts'
import { textField } from '../parts/field.ts'
import { heading } from '../parts/heading.ts'
import { notice } from '../parts/notice.ts'
import { selectField } from '../parts/select.ts'
import { textArea } from '../parts/textarea.ts'
import type { Face } from './face.ts'
import { supplyWords } from './lines.ts'
import { changesOf } from './model.ts'
import type { Placing } from './placing.ts'

export { Placing } from './placing.ts'
export { placed } from './placed.ts'
export { ReceiptWatch } from './receipt-watch.ts'
export { recapStyles } from './recap.styles.ts'

interface Recap {
  placing: Placing
  form: OrderForm
  quote: CartQuote
  shared: SharedStrings
  onAccept: () => void
  onBack: () => void
}

export function recap(face: Face, { placing, form, quote, shared, onAccept, onBack }: Recap): TemplateResult {
  const { t, level } = face
  return html`<div class="recap" part="recap">
    ${placing.current ? changed(quote, placing.current, face, onAccept) : failure(face, placing, shared)}
    <section class="where" aria-labelledby="recap-where">
      ${heading(level + 1, t.where, 'recap-where', 'recap-title')}
      <div class="fields">${places(face, placing, form)}</div>
    </section>
    <section aria-labelledby="recap-yours">
      ${heading(level + 1, t.yours, 'recap-yours', 'recap-title')}
      <div class="fields">
        ${textField({
          id: 'reference',
          label: t.reference,
          value: placing.writing.reference,
          hint: t.referenceHint,
          maxLength: 64,
          onInput: (reference) => placing.write({ reference }),
        })}
        ${textArea({
          id: 'comment',
          label: t.comment,
          value: placing.writing.comment,
          rows: 3,
          maxLength: 2000,
          onInput: (comment) => placing.write({ comment }),
        })}
      </div>
    </section>
    <section aria-labelledby="recap-lines">
      <div class="recap-head">
        ${heading(level + 1, t.recapLines(quote.lines.length), 'recap-lines', 'recap-title')}
        ${button({ label: t.changeCart, kind: 'quiet', onClick: onBack })}
      </div>
      <ul class="recap-lines">
        ${quote.lines.map(
          (line) =>
            html`<li>
              <div class="line-words">
                <p>${line.label}</p>
                <p class="second">${[t.times(face.format.number(line.quantity), line.unit), line.code, line.equipment && t.forMachine(line.equipment.label)].filter(Boolean).join(' · ')}</p>
                ${line.options.length > 0 ? html`<p class="second">${t.with(line.options.map((option) => option.label))}</p>` : nothing}
                ${supplyWords(line, face)}
              </div>
              <p class="recap-price">
                <strong class="numeric">${face.format.money(line.amount, quote.currency)}</strong>
                <span class="second numeric">${t.each(face.format.money(line.unitPrice, quote.currency))}</span>
              </p>
            </li>`,
        )}
      </ul>
    </section>
  </div>`
}

function places({ t }: Face, placing: Placing, form: OrderForm): TemplateResult {
  const { writing } = placing
  const options = (sites: OrderForm['deliverySites']) =>
    sites.map(({ id, name, city }) => ({ value: id, label: [name, city].filter(Boolean).join(' – ') }))
  // A field of a phone's width cuts what it shows: the whole address stands beneath.
  const whole = (sites: OrderForm['deliverySites'], chosen: string) => {
    const { street, postalCode, city } = sites.find(({ id }) => id === chosen) ?? {}
    return [street?.replace(/\n/g, ', '), [postalCode, city].filter(Boolean).join(' ')].filter(Boolean).join(', ')
  }
  const { deliverySites, billingSites } = form
  return html`${
    deliverySites.length > 0
      ? selectField({
          id: 'site',
          label: t.delivery,
          required: true,
          value: writing.siteId,
          options: [...(writing.siteId ? [] : [{ value: '', label: t.choose }]), ...options(deliverySites)],
          hint: whole(deliverySites, writing.siteId) || undefined,
          error: placing.siteMissing ? t.siteMissing : undefined,
          onChange: (siteId) => placing.write({ siteId }),
        })
      : html`<p class="second">${t.noSites}</p>`
  }
  ${
    billingSites.length > 0
      ? selectField({
          id: 'billing',
          label: t.billing,
          value: writing.billingSiteId,
          options: [...(form.billingSiteId ? [] : [{ value: '', label: t.billingUsual }]), ...options(billingSites)],
          hint: whole(billingSites, writing.billingSiteId) || undefined,
          onChange: (billingSiteId) => placing.write({ billingSiteId }),
        })
      : nothing
  }`
}

/** Prices that have moved: old and new, line by line; nothing goes before they are accepted. */
function changed(
  before: CartQuote,
  now: CartQuote,
  { t, format, currency }: Face,
  onAccept: () => void,
): TemplateResult {
  return notice({
    tone: 'warning',
    role: 'alert',
    part: 'changes',
    title: t.changedTitle,
    text: html`<ul class="changes">
      ${changesOf(before, now).map(({ before: was, now: line }) => {
        const price = was.amount !== line.amount || was.unitPrice !== line.unitPrice
        const supply = was.supply?.state !== line.supply?.state
        return html`<li>
          <span>${line.label ?? was.label}</span>
          ${
            price
              ? html`<span class="numeric"
                  ><s aria-label=${t.insteadOf(format.money(was.amount, currency))}>${format.money(was.amount, currency)}</s> → <strong>${format.money(line.amount, currency)}</strong></span
                >`
              : nothing
          }
          ${supply ? supplyWords(line, { t, format }) : nothing}
        </li>`
      })}
      <li class="changes-total">
        <span>${t.inclTax}</span>
        <span class="numeric"
          ><s aria-label=${t.insteadOf(format.money(before.inclTax, currency))}>${format.money(before.inclTax, currency)}</s> → <strong>${format.money(now.inclTax, currency)}</strong></span
        >
      </li>
    </ul>`,
    actions: button({ label: t.accept, kind: 'primary', part: 'accept', onClick: onAccept }),
  })
}

function failure({ t }: Face, placing: Placing, shared: SharedStrings): TemplateResult | typeof nothing {
  const { problem } = placing
  if (!problem) return nothing
  if (problem.code === 'key-reused')
    return notice({
      tone: 'warning',
      role: 'alert',
      title: t.alreadyTitle,
      text: t.alreadyText,
      actions: button({ label: t.alreadyNew, onClick: () => placing.renew() }),
    })
  return notice({
    tone: 'danger',
    role: 'alert',
    title: t.notSent,
    text: `${shared.problems[problem.code] ?? shared.problems.unexpected} ${t.kept}`,
    note: problem.reference ? shared.reference(problem.reference) : undefined,
  })
}
