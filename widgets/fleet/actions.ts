/** What a person may do about a machine, each a link to another widget. */
import { html, nothing, type TemplateResult } from 'lit'
import type { EquipmentRow } from '../../bff/api.ts'
import { addressOf, type Elsewhere } from '../base/elsewhere.ts'
import type { Icon } from '../parts/icon.ts'
import type { Face } from './face.ts'
import { iconOrder, iconRepair } from './machine-icons.ts'

interface Action {
  way: Elsewhere | undefined
  icon: Icon
  words: string
  /** Where several stand side by side, without the verb. */
  short: string
  part: string
}

function actionsOf(row: EquipmentRow, { t, ways }: Face): (Action & { way: Elsewhere })[] {
  // What has been taken away is neither repaired nor fed.
  if (row.state === 'removed') return []
  const all: Action[] = [
    { way: ways.request(row), icon: iconRepair, words: t.request, short: t.requestShort, part: 'request' },
    {
      way: ways.consumables(row),
      icon: iconOrder,
      words: t.consumables,
      short: t.consumablesShort,
      part: 'consumables',
    },
  ]
  return all.filter((action): action is Action & { way: Elsewhere } => action.way !== undefined)
}

/** `short`: icon and noun on tiles · `icon`: the icon alone in a table · `whole`: the first one as the main action. */
export function actions(
  row: EquipmentRow,
  face: Face,
  look: 'short' | 'icon' | 'whole',
): TemplateResult | typeof nothing {
  const shown = actionsOf(row, face)
  if (shown.length === 0) return nothing
  return html`<div class="acts" part="actions">
    ${shown.map(({ way, icon, words, short, part }, at) => {
      const kind = look === 'whole' ? (at === 0 ? 'primary' : 'secondary') : 'quiet'
      return html`<a
        class="button ${kind} ${look === 'icon' ? 'icon-only' : ''}"
        part="button ${part}"
        href=${addressOf(way)}
        title=${look === 'whole' ? nothing : words}
        aria-label=${look === 'whole' ? nothing : face.t.ofMachine(words, row.label)}
        @click=${(event: MouseEvent) => face.follow(event, way)}
        >${icon}${look === 'icon' ? nothing : html`<span>${look === 'short' ? short : words}</span>`}</a
      >`
    })}
  </div>`
}
