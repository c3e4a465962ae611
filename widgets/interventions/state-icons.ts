/** Icons of interventions. */
/// <reference path="../parts/lucide.d.ts" />
import calendar from 'lucide:calendar-check'
import inbox from 'lucide:inbox'
import message from 'lucide:message-circle'
import wrench from 'lucide:wrench'
import zap from 'lucide:zap'
import { drawing } from '../parts/icon.ts'

export const iconPlanned = /* @__PURE__ */ drawing(calendar)
export const iconReceived = /* @__PURE__ */ drawing(inbox)
export const iconAnswer = /* @__PURE__ */ drawing(message)
export const iconWork = /* @__PURE__ */ drawing(wrench)
export const iconUrgent = /* @__PURE__ */ drawing(zap)
