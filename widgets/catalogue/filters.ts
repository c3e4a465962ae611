/** Families in sight, search and brand, what can be had at once, and what is in force as chips. */
import { html, nothing, type TemplateResult } from 'lit'
import type { Family } from '../../bff/api.ts'
import type { Order } from '../base/choices.ts'
import type { FilterForm } from '../base/filter-form.ts'
import type { SharedStrings } from '../base/strings/fr.ts'
import { filterBar } from '../parts/filter-bar.ts'
import { checkbox } from '../parts/field.ts'
import { selectField } from '../parts/select.ts'
import type { Face } from './face.ts'
import { familyRows, type FilterName, filtersOf, hasMachine, type View, without } from './model.ts'

export function filters(face: Face, form: FilterForm<View, unknown>, shared: SharedStrings): TemplateResult {
  const { view, about } = face
  return html`${families(face)}${filterBar({
    face,
    shared,
    beside: about.brands.length > 1 || view.brand ? brandField(face) : undefined,
    below: narrowing(face),
    inForce: filtersOf(view),
    words: (name) => wordsOf(name, face),
    without,
    form,
    more: null,
  })}`
}

function wordsOf(name: FilterName, { t, view, about, families: all }: Face): string {
  switch (name) {
    case 'q':
      return t.quoted(view.q.trim())
    case 'machine':
      return about.machine?.label ? t.compatibleWith(about.machine.label) : t.compatible
    case 'family':
      return all.find(({ id }) => id === view.family)?.label ?? t.filterName.family
    case 'brand':
      return view.brand
    default:
      return t[name]
  }
}

function families({ t, view, families: all, change }: Face): TemplateResult | typeof nothing {
  if (all.length < 2) return nothing
  const choice = ({ id, label, count }: Pick<Family, 'id' | 'label'> & { count?: number }, pressed: boolean) =>
    html`<li>
      <button
        type="button"
        class="family"
        part="family"
        aria-pressed=${pressed ? 'true' : 'false'}
        @click=${() => change((now) => ({ ...now, family: id }))}
      >${label}${count === undefined ? nothing : html`<span class="second">${count}</span>`}</button>
    </li>`
  return html`<nav class="families" part="families" aria-label=${t.families}>
    ${familyRows(all, view.family).map(
      ({ chosen, rows }, depth) => html`<ul class="family-row ${depth > 0 ? 'below' : ''}">
        ${depth === 0 ? choice({ id: '', label: t.allFamilies }, view.family === '') : nothing}
        ${rows.map((family) => choice(family, family.id === chosen))}
      </ul>`,
    )}
  </nav>`
}

function brandField({ t, view, about, change }: Face): TemplateResult {
  const known = about.brands.map(({ brand, count }) => ({ value: brand, label: t.brandCount(brand, count) }))
  if (view.brand && !about.brands.some(({ brand }) => brand === view.brand))
    known.unshift({ value: view.brand, label: view.brand })
  return selectField({
    id: 'brand',
    label: t.filterName.brand,
    labelHidden: true,
    value: view.brand,
    options: [{ value: '', label: t.brandAll }, ...known],
    part: 'brand',
    onChange: (brand) => change((now) => ({ ...now, brand })),
  })
}

function narrowing({ t, view, about, orders, change }: Face): TemplateResult | typeof nothing {
  if (!about.showsStock && !orders) return nothing
  const pill = (name: 'inStock' | 'ordered') =>
    checkbox({
      id: name,
      label: t[name],
      checked: view[name],
      look: 'pill',
      onChange: (on) => change((now) => ({ ...now, [name]: on })),
    })
  return html`<div class="pills">${about.showsStock ? pill('inStock') : nothing}${orders ? pill('ordered') : nothing}</div>`
}

const orders = ['name asc', 'name desc', 'price asc', 'price desc', 'code asc'] as const

export function orderChoice({ t, view, about, change }: Face): TemplateResult {
  const shown = [
    ...(hasMachine(view) ? (['match asc'] as const) : []),
    ...orders.filter((order) => about.showsPrices || !order.startsWith('price')),
  ]
  const now = view.sort || (hasMachine(view) ? 'match' : 'name')
  return selectField({
    id: 'sort',
    label: t.sortBy,
    labelHidden: true,
    value: `${now} ${view.order}`,
    options: shown.map((value) => ({ value, label: t.sortOrder[value] })),
    className: 'sort-field',
    part: 'sort-field',
    onChange: (value) => {
      const [sort, order] = value.split(' ') as [View['sort'], Order]
      change((former) => ({ ...former, sort, order }))
    },
  })
}
