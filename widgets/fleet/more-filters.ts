/** The further filters: fetched when the panel is first opened. */
import { html, nothing, type TemplateResult } from 'lit'
import type { EquipmentWork } from '../../bff/api.ts'
import { checkbox } from '../parts/field.ts'
import { selectField } from '../parts/select.ts'
import type { Face } from './face.ts'
import { states, works } from './model.ts'

export function more({ t, view, works: seen, families, change }: Face): TemplateResult {
  const shown = works.filter((work) => seen.has(work))
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
