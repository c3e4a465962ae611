/** The further filters: fetched when the panel is first opened. */
import { html, nothing, type TemplateResult } from 'lit'
import { checkbox } from '../parts/field.ts'
import { selectField } from '../parts/select.ts'
import type { Face } from './face.ts'
import { states } from './model.ts'

export function more({ t, view, sites, change }: Face): TemplateResult {
  return html`
    <fieldset class="states">
      <legend class="field-label">${t.filterName.states}</legend>
      <div class="pills">
        ${states.map((value) =>
          checkbox({
            id: `state-${value}`,
            label: t.state[value],
            checked: view.states.includes(value),
            look: 'pill',
            onChange: (on) =>
              change((now) => ({
                ...now,
                states: states.filter((each) => (each === value ? on : now.states.includes(each))),
              })),
          }),
        )}
      </div>
    </fieldset>
    ${
      sites.length > 1
        ? selectField({
            id: 'site',
            label: t.filterName.site,
            value: view.site,
            options: [{ value: '', label: t.siteAll }, ...sites.map(({ id, name }) => ({ value: id, label: name }))],
            onChange: (value) => change((now) => ({ ...now, site: value })),
          })
        : nothing
    }
  `
}
