/** By what the list of machines is sorted. */
import { columnsOf, type Direction, forms, type Order, ordered, type Sort, type SortKey } from '../../base/keyset.ts'
import type { EquipmentSort } from './api.ts'

const column = columnsOf('equipment')
const id = column('id', forms.text)
const label = column('label', forms.text)
const place: SortKey<'place_name'> = { column: 'site.name', field: 'place_name', form: forms.text }

const sorts = {
  label: { keys: [label, id], nullable: false },
  installed: { keys: [column('installed_on', forms.day), id], nullable: true },
  site: { keys: [place, label, id], nullable: true },
} satisfies Record<EquipmentSort, Sort>

/** From A to Z, unless asked otherwise. */
export const orderOf = (sort: EquipmentSort = 'label', direction: Direction = 'asc') => ordered(sorts, sort, direction)

/** The place's name decides, so the place must be joined before the page is cut. */
export const isByPlace = (order: Order): boolean => order.keys[0] === place
