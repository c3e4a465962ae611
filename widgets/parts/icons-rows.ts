/** Icons of lists and documents: apart, so that the sign-in form does not carry them. */
/// <reference path="./lucide.d.ts" />
import arrowDown from 'lucide:arrow-down'
import arrowUp from 'lucide:arrow-up'
import arrowsUpDown from 'lucide:chevrons-up-down'
import chevronRight from 'lucide:chevron-right'
import circleDashed from 'lucide:circle-dashed'
import circleSlash from 'lucide:circle-slash'
import clock from 'lucide:clock'
import download from 'lucide:download'
import fileText from 'lucide:file-text'
import filter from 'lucide:sliders-horizontal'
import searchX from 'lucide:search-x'
import { drawing } from './icon.ts'

export const iconSortAscending = /* @__PURE__ */ drawing(arrowUp)
export const iconSortDescending = /* @__PURE__ */ drawing(arrowDown)
export const iconSortable = /* @__PURE__ */ drawing(arrowsUpDown)
export const iconOpen = /* @__PURE__ */ drawing(chevronRight)
export const iconPartly = /* @__PURE__ */ drawing(circleDashed)
export const iconCancelled = /* @__PURE__ */ drawing(circleSlash)
export const iconWaiting = /* @__PURE__ */ drawing(clock)
export const iconDownload = /* @__PURE__ */ drawing(download)
export const iconDocument = /* @__PURE__ */ drawing(fileText)
export const iconFilter = /* @__PURE__ */ drawing(filter)
export const iconNothingFound = /* @__PURE__ */ drawing(searchX)
