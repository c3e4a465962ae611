/** Icons of tasks, actions and recent rows. */
/// <reference path="../parts/lucide.d.ts" />
import cart from 'lucide:shopping-cart'
import fileText from 'lucide:file-text'
import message from 'lucide:message-circle'
import packageOpen from 'lucide:package'
import phone from 'lucide:phone'
import printer from 'lucide:printer'
import send from 'lucide:send'
import wrench from 'lucide:wrench'
import type { DashboardRecent, DashboardTaskKind, QuickAction } from '../../bff/api.ts'
import { drawing, type Icon } from '../parts/icon.ts'
import { iconDanger } from '../parts/icons.ts'

const iconCart = /* @__PURE__ */ drawing(cart)
const iconFile = /* @__PURE__ */ drawing(fileText)
const iconMessage = /* @__PURE__ */ drawing(message)
const iconPackage = /* @__PURE__ */ drawing(packageOpen)
const iconPhone = /* @__PURE__ */ drawing(phone)
const iconMachine = /* @__PURE__ */ drawing(printer)
const iconSend = /* @__PURE__ */ drawing(send)
const iconWrench = /* @__PURE__ */ drawing(wrench)

export const taskIcons: Record<DashboardTaskKind, Icon> = {
  overdue: iconDanger,
  answer: iconMessage,
  refused: iconSend,
  'partly-delivered': iconPackage,
}

export const actionIcons: Record<QuickAction['icon'], Icon> = {
  request: iconWrench,
  order: iconPackage,
  cart: iconCart,
  invoice: iconFile,
  machine: iconMachine,
  intervention: iconWrench,
  phone: iconPhone,
  document: iconFile,
}

export const recentIcons: Record<DashboardRecent['kind'], Icon> = {
  invoice: iconFile,
  credit_note: iconFile,
  order: iconPackage,
  intervention: iconWrench,
}
