/** Icons of the catalogue. */
/// <reference path="../parts/lucide.d.ts" />
import cart from 'lucide:shopping-cart'
import pack from 'lucide:package'
import star from 'lucide:star'
import truck from 'lucide:truck'
import { drawing } from '../parts/icon.ts'

export const iconCart = /* @__PURE__ */ drawing(cart)
export const iconArticle = /* @__PURE__ */ drawing(pack)
export const iconPreferred = /* @__PURE__ */ drawing(star)
export const iconOrdered = /* @__PURE__ */ drawing(truck)
