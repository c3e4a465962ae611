/** A vendor's accent on paper that may be light or dark. Pure. */

export const defaultAccent = '#1f4e79'

const form = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i
type Rgb = [number, number, number]

function read(text: string): Rgb | undefined {
  const [, r, g, b] = form.exec(text) ?? []
  return r && g && b ? [parseInt(r, 16), parseInt(g, 16), parseInt(b, 16)] : undefined
}

/** Relative luminance as WCAG 2.2 defines it. */
function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map((value) => {
    const part = value / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }) as Rgb
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** WCAG contrast of two `#rrggbb`. */
export function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(read(one) ?? [0, 0, 0]), luminance(read(other) ?? [0, 0, 0])].sort((a, b) => b - a)
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05)
}

const written = (rgb: Rgb) => `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`

/** The accent, darkened or lightened in steps until it can be read against `paper`. Anything but `#rrggbb` is the default. */
export function readable(accent: string | undefined, paper: '#ffffff' | '#1c1f22'): string {
  let rgb = read(accent ?? '') ?? (read(defaultAccent) as Rgb)
  const goal = paper === '#ffffff' ? 0 : 255
  for (let step = 0; step < 40 && contrast(written(rgb), paper) < 4.5; step++) {
    rgb = rgb.map((part) => part + (goal - part) * 0.08) as Rgb
  }
  return written(rgb)
}
