/** Icons of machines and of what is done about them. */
/// <reference path="../parts/lucide.d.ts" />
import cart from 'lucide:shopping-cart'
import grid from 'lucide:layout-grid'
import pin from 'lucide:map-pin'
import power from 'lucide:power-off'
import printer from 'lucide:printer'
import rows from 'lucide:rows-3'
import shield from 'lucide:shield-check'
import wrench from 'lucide:wrench'
import archive from 'lucide:archive'
import { drawing } from '../parts/icon.ts'

export const iconOrder = /* @__PURE__ */ drawing(cart)
export const iconTiles = /* @__PURE__ */ drawing(grid)
export const iconPlace = /* @__PURE__ */ drawing(pin)
export const iconStopped = /* @__PURE__ */ drawing(power)
export const iconMachine = /* @__PURE__ */ drawing(printer)
export const iconTable = /* @__PURE__ */ drawing(rows)
export const iconCovered = /* @__PURE__ */ drawing(shield)
export const iconRepair = /* @__PURE__ */ drawing(wrench)
export const iconRemoved = /* @__PURE__ */ drawing(archive)
