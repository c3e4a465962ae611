/** Icons of the catalogue. */
/// <reference path="../parts/lucide.d.ts" />
import cart from 'lucide:shopping-cart'
import minus from 'lucide:minus'
import pack from 'lucide:package'
import plus from 'lucide:plus'
import star from 'lucide:star'
import truck from 'lucide:truck'
import { drawing } from '../parts/icon.ts'

export const iconCart = /* @__PURE__ */ drawing(cart)
export const iconLess = /* @__PURE__ */ drawing(minus)
export const iconArticle = /* @__PURE__ */ drawing(pack)
export const iconMore = /* @__PURE__ */ drawing(plus)
export const iconPreferred = /* @__PURE__ */ drawing(star)
export const iconOrdered = /* @__PURE__ */ drawing(truck)
