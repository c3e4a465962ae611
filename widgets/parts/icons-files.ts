/** Icons of files that people join. */
/// <reference path="./lucide.d.ts" />
import camera from 'lucide:camera'
import image from 'lucide:image'
import paperclip from 'lucide:paperclip'
import { drawing } from './icon.ts'

export const iconCamera = /* @__PURE__ */ drawing(camera)
export const iconPicture = /* @__PURE__ */ drawing(image)
export const iconClip = /* @__PURE__ */ drawing(paperclip)
