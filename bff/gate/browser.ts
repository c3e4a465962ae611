/** Browser and system as families, so that a person recognises a device; nothing by which a device could be followed. */

export interface Browser {
  /** `Firefox`, `Chrome`, `Safari`, `Edge`, `Opera`, `Samsung Internet`; null when it does not say. */
  browser: string | null
  /** `Windows`, `macOS`, `iOS`, `Android`, `ChromeOS`, `Linux`; null when it does not say. */
  system: string | null
}

type Families = readonly (readonly [name: string, sign: RegExp])[]

// In this order: each pretends to be those after it.
const browsers: Families = [
  ['Edge', /\bEdg(?:e|A|iOS)?\//],
  ['Opera', /\b(?:OPR|Opera)\//],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Firefox', /\b(?:Firefox|FxiOS)\//],
  ['Chrome', /\b(?:Chrome|CriOS|HeadlessChrome)\//],
  ['Safari', /\bVersion\/[\d.]+.*\bSafari\//],
]
const systems: Families = [
  ['iOS', /\b(?:iPhone|iPad|iPod)\b/],
  ['Android', /\bAndroid\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['Windows', /\bWindows\b/],
  ['macOS', /\bMac OS X\b|\bMacintosh\b/],
  ['Linux', /\bLinux\b/],
]

const longest = 400
const first = (families: Families, text: string) => families.find(([, sign]) => sign.test(text))?.[0] ?? null

/** @param userAgent header `User-Agent`; only its beginning is looked at */
export function browserOf(userAgent: string | null): Browser {
  const text = (userAgent ?? '').slice(0, longest)
  return { browser: first(browsers, text), system: first(systems, text) }
}
