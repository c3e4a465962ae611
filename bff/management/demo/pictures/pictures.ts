/** The pictures of articles: drawn once, the same bytes on every machine. */
import { Canvas } from './canvas.ts'
import { heating } from './heating.ts'
import { office } from './office.ts'
import { type Draw, ground } from './tones.ts'

const drawings = { ...office, ...heating }

export type PictureName = keyof typeof drawings

export const pictureNames = Object.keys(drawings) as PictureName[]

const drawn = new Map<PictureName, Buffer>()

/** A PNG file of 480 × 360 pixels. */
export function picture(name: PictureName): Buffer {
  const known = drawn.get(name)
  if (known) return known
  const draw: Draw = drawings[name]
  const bytes = draw(new Canvas(ground)).bytes()
  drawn.set(name, bytes)
  return bytes
}
