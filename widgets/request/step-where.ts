/** Where it is, whom to meet there, and who gets the answer: filled in as far as the counter knows. */
import { html, nothing, type TemplateResult } from 'lit'
import { textField } from '../parts/field.ts'
import { selectField } from '../parts/select.ts'
import type { Face } from './face.ts'
import { addressOf, siteOf } from './model.ts'

export function stepWhere({ t, form, draft, faults, change }: Face): TemplateResult {
  const place = siteOf(draft, form)
  return html`
    ${
      form.sites.length > 0
        ? selectField({
            id: 'site',
            label: t.site,
            value: draft.site,
            options: [
              ...(form.siteRequired && draft.site ? [] : [{ value: '', label: t.noSite }]),
              ...form.sites.map(({ id, name, city }) => ({ value: id, label: city ? `${name} (${city})` : name })),
            ],
            error: faults.site && t.faults[faults.site],
            onChange: (site) => change({ site, address: null }),
          })
        : nothing
    }
    ${textField({
      id: 'address',
      label: t.address,
      hint: t.addressHint,
      autocomplete: 'street-address',
      maxLength: 500,
      value: draft.address ?? addressOf(place),
      onInput: (address) => change({ address }),
    })}
    <div class="pair">
      ${textField({
        id: 'contact-name',
        label: t.contactName,
        autocomplete: 'name',
        maxLength: 120,
        value: draft.contactName,
        onInput: (contactName) => change({ contactName }),
      })}
      ${textField({
        id: 'contact-phone',
        label: t.contactPhone,
        type: 'tel',
        autocomplete: 'tel',
        maxLength: 40,
        value: draft.contactPhone,
        error: faults.contactPhone && t.faults[faults.contactPhone],
        onInput: (contactPhone) => change({ contactPhone }),
      })}
    </div>
    ${textField({
      id: 'reply-to',
      label: t.replyTo,
      hint: t.replyToHint,
      type: 'email',
      inputMode: 'email',
      autocomplete: 'email',
      correction: 'off',
      maxLength: 254,
      value: draft.replyTo,
      error: faults.replyTo && t.faults[faults.replyTo],
      onInput: (replyTo) => change({ replyTo }),
    })}
  `
}
