/** Fields of the further filters that several lists have. */
import { html, nothing, type TemplateResult } from 'lit'
import type { Site } from '../../bff/api.ts'
import { checkbox } from './field.ts'
import { selectField } from './select.ts'

interface StateFilter<State extends string> {
  label: string
  words: Readonly<Record<State, string>>
  /** All there are, in the order in which they are shown and kept. */
  states: readonly State[]
  chosen: readonly State[]
  /** `next`: from what is chosen by then, which may be more than what is shown here. */
  onChange: (next: (now: readonly State[]) => readonly State[]) => void
}

/** States as pills, of which any may be chosen. */
export function stateFilter<State extends string>(options: StateFilter<State>): TemplateResult {
  const { label, words, states, chosen, onChange } = options
  return html`<fieldset class="states">
    <legend class="field-label">${label}</legend>
    <div class="pills">
      ${states.map((value) =>
        checkbox({
          id: `state-${value}`,
          label: words[value],
          checked: chosen.includes(value),
          look: 'pill',
          onChange: (on) => onChange((now) => states.filter((each) => (each === value ? on : now.includes(each)))),
        }),
      )}
    </div>
  </fieldset>`
}

/** One site or all; nothing where there is nothing to choose. */
export function siteFilter(
  { label, all }: { label: string; all: string },
  sites: readonly Pick<Site, 'id' | 'name'>[],
  value: string,
  onChange: (site: string) => void,
): TemplateResult | typeof nothing {
  if (sites.length < 2) return nothing
  return selectField({
    id: 'site',
    label,
    value,
    options: [{ value: '', label: all }, ...sites.map(({ id, name }) => ({ value: id, label: name }))],
    onChange,
  })
}
