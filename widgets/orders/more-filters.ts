/** The further filters: fetched when the panel is first opened. */
import { html, type TemplateResult } from 'lit'
import { siteFilter, stateFilter } from '../parts/state-filter.ts'
import type { Face } from './face.ts'
import { states } from './model.ts'

export function more({ t, view, sites, change }: Face): TemplateResult {
  return html`
    ${stateFilter({
      label: t.filterName.states,
      words: t.state,
      states,
      chosen: view.states,
      onChange: (next) => change((now) => ({ ...now, states: next(now.states) })),
    })}
    ${siteFilter({ label: t.filterName.site, all: t.siteAll }, sites, view.site, (site) => change((now) => ({ ...now, site })))}
  `
}
