/** Flat shapes with soft edges, drawn by their distance to each pixel's middle. Coordinates in a field of 480 × 360. */
import { png, type Rgb } from './png.ts'

export const width = 480
export const height = 360

type Point = readonly [x: number, y: number]
/** Distance to the edge, negative inside. */
type Shape = (x: number, y: number) => number

const hex = (text: string): Rgb => [1, 3, 5].map((at) => Number.parseInt(text.slice(at, at + 2), 16)) as unknown as Rgb

const keyOf = (red: number, green: number, blue: number) => (red << 16) | (green << 8) | blue

/** `Math.hypot` guards against overflow, which takes its time. */
const away = (x: number, y: number) => Math.sqrt(x * x + y * y)

export class Canvas {
  readonly #pixels = new Float32Array(width * height * 3)
  /** Colours that were asked for: these are kept exactly. */
  readonly #pure = new Set<number>()

  constructor(ground: string) {
    const [red, green, blue] = hex(ground)
    const pixels = this.#pixels
    for (let at = 0; at < pixels.length; at += 3) {
      pixels[at] = red
      pixels[at + 1] = green
      pixels[at + 2] = blue
    }
    this.#pure.add(keyOf(red, green, blue))
  }

  /** Rectangle from its top left corner; `round` = radius of its corners. */
  box(colour: string, x: number, y: number, w: number, h: number, round = 0): this {
    const [cx, cy] = [x + w / 2, y + h / 2]
    return this.#fill(colour, [x, y, x + w, y + h], (px, py) => {
      const dx = Math.abs(px - cx) - w / 2 + round
      const dy = Math.abs(py - cy) - h / 2 + round
      return away(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - round
    })
  }

  disc(colour: string, x: number, y: number, radius: number): this {
    return this.ring(colour, x, y, radius, radius)
  }

  /** A circle's band of that breadth, inwards from the radius. */
  ring(colour: string, x: number, y: number, radius: number, breadth: number): this {
    return this.#fill(colour, [x - radius, y - radius, x + radius, y + radius], (px, py) => {
      const far = away(px - x, py - y)
      return Math.max(far - radius, radius - breadth - far)
    })
  }

  /** An ellipse; its edge is a little softer where it is flat. */
  oval(colour: string, x: number, y: number, rx: number, ry: number): this {
    return this.#fill(colour, [x - rx, y - ry, x + rx, y + ry], (px, py) => {
      return (away((px - x) / rx, (py - y) / ry) - 1) * Math.min(rx, ry)
    })
  }

  /** A line through points, with round ends. */
  line(colour: string, breadth: number, ...points: readonly Point[]): this {
    const half = breadth / 2
    const xs = points.map(([x]) => x)
    const ys = points.map(([, y]) => y)
    const bounds = [Math.min(...xs) - half, Math.min(...ys) - half, Math.max(...xs) + half, Math.max(...ys) + half]
    // Numbers in one row: what is taken out of arrays of arrays at every pixel costs more than the drawing.
    const parts = Float64Array.from(
      points.slice(1).flatMap(([bx, by], n) => {
        const [ax, ay] = points[n] as Point
        const [dx, dy] = [bx - ax, by - ay]
        return [ax, ay, dx, dy, dx * dx + dy * dy || 1]
      }),
    )
    return this.#fill(colour, bounds, (px, py) => {
      let least = Infinity
      for (let n = 0; n < parts.length; n += 5) {
        const x = px - (parts[n] as number)
        const y = py - (parts[n + 1] as number)
        const dx = parts[n + 2] as number
        const dy = parts[n + 3] as number
        const along = Math.max(0, Math.min(1, (x * dx + y * dy) / (parts[n + 4] as number)))
        const ex = x - along * dx
        const ey = y - along * dy
        least = Math.min(least, ex * ex + ey * ey)
      }
      return Math.sqrt(least) - half
    })
  }

  /** Arc of a circle as a line; angles in degrees from the right, clockwise. */
  arc(colour: string, breadth: number, x: number, y: number, radius: number, from: number, to: number): this {
    const points = Array.from({ length: 25 }, (_, n): Point => {
      const angle = ((from + ((to - from) * n) / 24) * Math.PI) / 180
      return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)]
    })
    return this.line(colour, breadth, ...points)
  }

  /** A closed polygon whose corners go one way round and never inwards. */
  shape(colour: string, ...points: readonly Point[]): this {
    const xs = points.map(([x]) => x)
    const ys = points.map(([, y]) => y)
    const turn = points.reduce((sum, [x, y], n) => {
      const [nx, ny] = points[(n + 1) % points.length] as Point
      return sum + x * ny - nx * y
    }, 0)
    const sides = Float64Array.from(
      points.flatMap(([ax, ay], n) => {
        const [bx, by] = points[(n + 1) % points.length] as Point
        return [ax, ay, bx - ax, by - ay, away(bx - ax, by - ay)]
      }),
    )
    return this.#fill(colour, [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)], (px, py) => {
      let most = -Infinity
      for (let n = 0; n < sides.length; n += 5) {
        const x = px - (sides[n] as number)
        const y = py - (sides[n + 1] as number)
        const beyond = ((sides[n + 2] as number) * y - (sides[n + 3] as number) * x) / (sides[n + 4] as number)
        most = Math.max(most, turn > 0 ? -beyond : beyond)
      }
      return most
    })
  }

  #fill(colour: string, bounds: readonly number[], distance: Shape): this {
    const [red, green, blue] = hex(colour)
    this.#pure.add(keyOf(red, green, blue))
    const [left = 0, top = 0, right = 0, bottom = 0] = bounds
    for (let y = Math.max(0, Math.floor(top) - 1); y < Math.min(height, bottom + 1); y++) {
      for (let x = Math.max(0, Math.floor(left) - 1); x < Math.min(width, right + 1); x++) {
        const cover = Math.max(0, Math.min(1, 0.5 - distance(x + 0.5, y + 0.5)))
        if (cover === 0) continue
        const at = (y * width + x) * 3
        // Written out: this runs a hundred thousand times a picture.
        const pixels = this.#pixels
        pixels[at] = (pixels[at] ?? 0) * (1 - cover) + red * cover
        pixels[at + 1] = (pixels[at + 1] ?? 0) * (1 - cover) + green * cover
        pixels[at + 2] = (pixels[at + 2] ?? 0) * (1 - cover) + blue * cover
      }
    }
    return this
  }

  /** The drawing as a PNG file: at most 256 colours, edges rounded to steps that the eye does not tell. */
  bytes(): Buffer {
    for (const step of [4, 8, 16, 32]) {
      const found = this.#indexed(step)
      if (found) return png(width, height, found.palette, found.pixels)
    }
    throw new Error('a drawing of too many colours')
  }

  #indexed(step: number): { palette: Rgb[]; pixels: Uint8Array } | null {
    const palette: Rgb[] = []
    const known = new Map<number, number>()
    const pixels = new Uint8Array(width * height)
    const near = (value: number) => Math.min(255, Math.round(value / step) * step)
    let last = -1
    let index = 0
    let [lastRed, lastGreen, lastBlue] = [-1, -1, -1]
    for (let at = 0; at < pixels.length; at++) {
      const red = this.#pixels[at * 3] ?? 0
      const green = this.#pixels[at * 3 + 1] ?? 0
      const blue = this.#pixels[at * 3 + 2] ?? 0
      if (red === lastRed && green === lastGreen && blue === lastBlue) {
        pixels[at] = index
        continue
      }
      lastRed = red
      lastGreen = green
      lastBlue = blue
      const exact = keyOf(Math.round(red), Math.round(green), Math.round(blue))
      const key = this.#pure.has(exact) ? exact : keyOf(near(red), near(green), near(blue))
      if (key !== last) {
        const found = known.get(key)
        index = found ?? palette.length
        last = key
        if (found === undefined) {
          if (index > 255) return null
          known.set(key, index)
          palette.push([key >> 16, (key >> 8) & 255, key & 255])
        }
      }
      pixels[at] = index
    }
    return { palette, pixels }
  }
}
