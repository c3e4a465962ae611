/** Icons of the sheet alone. */
/// <reference path="../parts/lucide.d.ts" />
import printer from 'lucide:printer'
import { drawing } from '../parts/icon.ts'

export const iconPrint = /* @__PURE__ */ drawing(printer)
