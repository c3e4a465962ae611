/** The further filters: fetched when the panel is first opened. */
import { html, nothing, type TemplateResult } from 'lit'
import { checkbox } from '../parts/field.ts'
import { selectField } from '../parts/select.ts'
import { siteFilter, stateFilter } from '../parts/state-filter.ts'
import type { Face } from './face.ts'
import { states } from './model.ts'

export function more({ t, view, sites, natures, change }: Face): TemplateResult {
  return html`
    ${stateFilter({
      label: t.filterName.states,
      words: t.state,
      states,
      chosen: view.states,
      onChange: (next) => change((now) => ({ ...now, states: next(now.states) })),
    })}
    ${siteFilter({ label: t.filterName.site, all: t.siteAll }, sites, view.site, (site) => change((now) => ({ ...now, site })))}
    ${
      natures.length > 0
        ? selectField({
            id: 'nature',
            label: t.filterName.nature,
            value: view.nature,
            options: [
              { value: '', label: t.natureAll },
              ...natures.flatMap((domain) => [
                { value: domain.id, label: domain.label },
                ...domain.natures.map(({ id, label }) => ({ value: id, label: `${domain.label} › ${label}` })),
              ]),
            ],
            onChange: (value) => change((now) => ({ ...now, nature: value })),
          })
        : nothing
    }
    ${checkbox({
      id: 'urgent',
      label: t.urgentOnly,
      checked: view.urgent,
      onChange: (on) => change((now) => ({ ...now, urgent: on })),
    })}
  `
}
