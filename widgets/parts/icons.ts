/** The icons in use, each named for what it says. A widget's chunk keeps only those that it draws. */
/// <reference path="./lucide.d.ts" />
import arrowDown from 'lucide:arrow-down'
import arrowUp from 'lucide:arrow-up'
import arrowsUpDown from 'lucide:chevrons-up-down'
import ban from 'lucide:ban'
import building from 'lucide:building-2'
import check from 'lucide:check'
import chevronDown from 'lucide:chevron-down'
import chevronRight from 'lucide:chevron-right'
import circleAlert from 'lucide:circle-alert'
import circleCheck from 'lucide:circle-check'
import circleDashed from 'lucide:circle-dashed'
import circleSlash from 'lucide:circle-slash'
import clock from 'lucide:clock'
import download from 'lucide:download'
import eye from 'lucide:eye'
import eyeOff from 'lucide:eye-off'
import fileText from 'lucide:file-text'
import filter from 'lucide:sliders-horizontal'
import info from 'lucide:info'
import lock from 'lucide:lock'
import logOut from 'lucide:log-out'
import rotate from 'lucide:rotate-cw'
import search from 'lucide:search'
import searchX from 'lucide:search-x'
import triangleAlert from 'lucide:triangle-alert'
import userRound from 'lucide:user-round'
import wifiOff from 'lucide:wifi-off'
import x from 'lucide:x'
import { drawing } from './icon.ts'

export const iconSortAscending = /* @__PURE__ */ drawing(arrowUp)
export const iconSortDescending = /* @__PURE__ */ drawing(arrowDown)
export const iconSortable = /* @__PURE__ */ drawing(arrowsUpDown)
export const iconForbidden = /* @__PURE__ */ drawing(ban)
export const iconCompany = /* @__PURE__ */ drawing(building)
export const iconCheck = /* @__PURE__ */ drawing(check)
export const iconExpand = /* @__PURE__ */ drawing(chevronDown)
export const iconOpen = /* @__PURE__ */ drawing(chevronRight)
export const iconDanger = /* @__PURE__ */ drawing(circleAlert)
export const iconSuccess = /* @__PURE__ */ drawing(circleCheck)
export const iconPartly = /* @__PURE__ */ drawing(circleDashed)
export const iconCancelled = /* @__PURE__ */ drawing(circleSlash)
export const iconWaiting = /* @__PURE__ */ drawing(clock)
export const iconDownload = /* @__PURE__ */ drawing(download)
export const iconShow = /* @__PURE__ */ drawing(eye)
export const iconHide = /* @__PURE__ */ drawing(eyeOff)
export const iconDocument = /* @__PURE__ */ drawing(fileText)
export const iconFilter = /* @__PURE__ */ drawing(filter)
export const iconInfo = /* @__PURE__ */ drawing(info)
export const iconLock = /* @__PURE__ */ drawing(lock)
export const iconSignOut = /* @__PURE__ */ drawing(logOut)
export const iconRetry = /* @__PURE__ */ drawing(rotate)
export const iconSearch = /* @__PURE__ */ drawing(search)
export const iconNothingFound = /* @__PURE__ */ drawing(searchX)
export const iconWarning = /* @__PURE__ */ drawing(triangleAlert)
export const iconPerson = /* @__PURE__ */ drawing(userRound)
export const iconOffline = /* @__PURE__ */ drawing(wifiOff)
export const iconClose = /* @__PURE__ */ drawing(x)
