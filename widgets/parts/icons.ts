/** Icons that any widget may need, each named for what it says. A build keeps only those that are drawn. */
/// <reference path="./lucide.d.ts" />
import ban from 'lucide:ban'
import building from 'lucide:building-2'
import check from 'lucide:check'
import chevronDown from 'lucide:chevron-down'
import circleAlert from 'lucide:circle-alert'
import circleCheck from 'lucide:circle-check'
import eye from 'lucide:eye'
import eyeOff from 'lucide:eye-off'
import info from 'lucide:info'
import lock from 'lucide:lock'
import logOut from 'lucide:log-out'
import rotate from 'lucide:rotate-cw'
import search from 'lucide:search'
import triangleAlert from 'lucide:triangle-alert'
import userRound from 'lucide:user-round'
import wifiOff from 'lucide:wifi-off'
import x from 'lucide:x'
import { drawing } from './icon.ts'

export const iconForbidden = /* @__PURE__ */ drawing(ban)
export const iconCompany = /* @__PURE__ */ drawing(building)
export const iconCheck = /* @__PURE__ */ drawing(check)
export const iconExpand = /* @__PURE__ */ drawing(chevronDown)
export const iconDanger = /* @__PURE__ */ drawing(circleAlert)
export const iconSuccess = /* @__PURE__ */ drawing(circleCheck)
export const iconShow = /* @__PURE__ */ drawing(eye)
export const iconHide = /* @__PURE__ */ drawing(eyeOff)
export const iconInfo = /* @__PURE__ */ drawing(info)
export const iconLock = /* @__PURE__ */ drawing(lock)
export const iconSignOut = /* @__PURE__ */ drawing(logOut)
export const iconRetry = /* @__PURE__ */ drawing(rotate)
export const iconSearch = /* @__PURE__ */ drawing(search)
export const iconWarning = /* @__PURE__ */ drawing(triangleAlert)
export const iconPerson = /* @__PURE__ */ drawing(userRound)
export const iconOffline = /* @__PURE__ */ drawing(wifiOff)
export const iconClose = /* @__PURE__ */ drawing(x)
