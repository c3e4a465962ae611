/** The further filters: fetched when the panel is first opened. */
import { html, nothing, type TemplateResult } from 'lit'
import type { EquipmentWork } from '../../bff/api.ts'
import { checkbox } from '../parts/field.ts'
import { selectField } from '../parts/select.ts'
import { stateFilter } from '../parts/state-filter.ts'
import type { Face } from './face.ts'
import { states, works } from './model.ts'

export function more({ t, view, works: seen, families, change }: Face): TemplateResult {
  const shown = works.filter((work) => seen.has(work))
  return html`
    ${stateFilter({
      label: t.filterName.states,
      words: t.state,
      states,
      chosen: view.states,
      onChange: (next) => change((now) => ({ ...now, states: next(now.states) })),
    })}
    ${
      shown.length === 0
        ? nothing
        : html`<fieldset>
            <legend class="field-label">${t.filterName.work}</legend>
            <div class="pills">
              ${shown.map((value: EquipmentWork) =>
                checkbox({
                  id: `work-${value}`,
                  label: t.work[value],
                  checked: view.work === value,
                  look: 'pill',
                  onChange: (on) => change((now) => ({ ...now, work: on ? value : '' })),
                }),
              )}
            </div>
          </fieldset>`
    }
    ${
      families.length > 1
        ? selectField({
            id: 'family',
            label: t.filterName.family,
            value: view.family,
            options: [{ value: '', label: t.familyAll }, ...families.map(({ id, label }) => ({ value: id, label }))],
            onChange: (family) => change((now) => ({ ...now, family })),
          })
        : nothing
    }
  `
}
