/** Icons of the cart and of orders. */
/// <reference path="./lucide.d.ts" />
import cart from 'lucide:shopping-cart'
import inbox from 'lucide:inbox'
import minus from 'lucide:minus'
import box from 'lucide:package'
import packed from 'lucide:package-check'
import opened from 'lucide:package-open'
import plus from 'lucide:plus'
import trash from 'lucide:trash-2'
import { drawing } from './icon.ts'

export const iconCart = /* @__PURE__ */ drawing(cart)
export const iconReceived = /* @__PURE__ */ drawing(inbox)
export const iconLess = /* @__PURE__ */ drawing(minus)
export const iconGoods = /* @__PURE__ */ drawing(box)
export const iconDelivered = /* @__PURE__ */ drawing(packed)
export const iconPreparing = /* @__PURE__ */ drawing(opened)
export const iconMore = /* @__PURE__ */ drawing(plus)
export const iconRemove = /* @__PURE__ */ drawing(trash)
