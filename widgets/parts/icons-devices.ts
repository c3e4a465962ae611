/** Icons of devices, for the list of where somebody is signed in. */
/// <reference path="./lucide.d.ts" />
import monitor from 'lucide:monitor'
import smartphone from 'lucide:smartphone'
import { drawing } from './icon.ts'

export const iconComputer = /* @__PURE__ */ drawing(monitor)
export const iconPhone = /* @__PURE__ */ drawing(smartphone)
