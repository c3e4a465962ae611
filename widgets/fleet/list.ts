/** The machines: tiles, or a table where there is room for one; and the choice between the two. */
import { html, nothing, type TemplateResult } from 'lit'
import type { EquipmentRow } from '../../bff/api.ts'
import { addressOf } from '../base/elsewhere.ts'
import { button } from '../parts/button.ts'
import { orderField } from '../parts/order-field.ts'
import { type Column, table } from '../parts/table.ts'
import { actions } from './actions.ts'
import type { Face } from './face.ts'
import { iconOrder, iconRepair, iconTable, iconTiles } from './machine-icons.ts'
import { counter, coverShort, stateMark } from './marks.ts'
import { naturalOrder, sorts, works } from './model.ts'
import { opener, picture, tile } from './tile.ts'

const second = (text: string | null | undefined) => (text ? html`<span class="second">${text}</span>` : nothing)

function columns(face: Face): Column<EquipmentRow>[] {
  const { t, format } = face
  return [
    {
      label: t.equipment,
      sort: 'label',
      heads: true,
      cell: (row) => html`<div class="named">
        ${picture(row, 'small')}
        <div>${opener(row, face, 'wrapping')}${second(row.brand)}${stateMark(row, face)}</div>
      </div>`,
    },
    { label: t.numbers, cell: (row) => html`${row.providerNumber ?? '–'}${second(row.serialNumber)}` },
    {
      label: t.site,
      sort: 'site',
      shape: 'wide',
      cell: (row) => html`${row.site?.name ?? html`<span class="muted">${t.noSite}</span>`}${second(row.place)}`,
    },
    {
      label: t.installed,
      sort: 'installed',
      shape: 'numeric',
      cell: (row) => html`${format.date(row.installedOn, 'short')}${second(coverShort(row, face))}`,
    },
    {
      label: t.underWay,
      cell: (row) => html`<div class="under-way">
        ${counter(row, 'interventions', face)} ${counter(row, 'orders', face)}
      </div>`,
    },
    { label: t.actions, labelHidden: true, shape: 'numeric', cell: (row) => actions(row, face, 'icon') },
  ]
}

export function list(rows: readonly EquipmentRow[], busy: boolean, face: Face): TemplateResult {
  const { t, view, look } = face
  const caption = t.caption(t.sort[view.sort])
  if (look === 'tiles') {
    return html`<div class="listing" part="listing" aria-busy=${busy ? 'true' : nothing}>
      <ul class="tiles" part="cards" aria-label=${caption}>
        ${rows.map((row) => html`<li class="card" part="card">${tile(row, face)}</li>`)}
      </ul>
    </div>`
  }
  return table(face, naturalOrder, {
    columns: columns(face),
    rows,
    card: (row) => tile(row, face),
    busy,
  })
}

/** The order of tiles, and the choice of the look; a narrow widget has no room for the table, so no choice. */
export function order(face: Face): TemplateResult {
  const { t, look, setLook } = face
  const choice = (value: Face['look'], label: string, icon: TemplateResult) =>
    button({
      label,
      icon,
      iconOnly: true,
      kind: 'quiet',
      pressed: look === value,
      part: `look-${value}`,
      onClick: () => setLook(value),
    })
  return html`<div class="arrange ${look === 'tiles' ? 'always' : ''}">
    ${orderField(face, sorts)}
    <div class="looks" role="group" aria-label=${t.look} part="looks">
      ${choice('tiles', t.tiles, iconTiles)} ${choice('table', t.table, iconTable)}
    </div>
  </div>`
}

/** From the site that the list is limited to: what is done there, about whatever machine. */
export function siteWays({ t, view, ways, follow }: Face): TemplateResult | typeof nothing {
  if (!view.site) return nothing
  const shown = works.flatMap((work) => {
    const way = ways.site(work, view.site)
    return way ? [{ work, way }] : []
  })
  if (shown.length === 0) return nothing
  return html`<p class="site-ways" part="site-ways">
    ${shown.map(
      ({ work, way }) => html`<a
        class="counter"
        part="link"
        href=${addressOf(way)}
        @click=${(event: MouseEvent) => follow(event, way)}
        >${work === 'interventions' ? iconRepair : iconOrder}<span>${t.siteWork[work]}</span></a
      >`,
    )}
  </p>`
}
