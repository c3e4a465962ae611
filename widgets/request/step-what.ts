/** First step: what it is about, in the vendor's words. May be passed over. */
import { html, nothing, type TemplateResult } from 'lit'
import type { Face } from './face.ts'
import { options } from './options.ts'

export function stepWhat({ t, form, draft, faults, change }: Face): TemplateResult {
  const domain = form.natures.find(({ id }) => id === draft.domain)
  const unsure = { value: '', label: t.unsure, hint: t.unsureHint }
  return html`
    ${options({
      name: 'domain',
      legend: t.domainLegend,
      options: [...form.natures.map(({ id, label, description }) => ({ value: id, label, hint: description })), unsure],
      value: draft.domain,
      error: faults.nature && t.faults[faults.nature],
      onChange: (value) => change({ domain: value, nature: '' }),
    })}
    ${
      domain && domain.natures.length > 0
        ? options({
            name: 'nature',
            legend: t.natureLegend(domain.label),
            options: [
              ...domain.natures.map(({ id, label, description }) => ({ value: id, label, hint: description })),
              { value: '', label: t.other },
            ],
            value: draft.nature,
            onChange: (value) => change({ nature: value }),
          })
        : nothing
    }
  `
}
