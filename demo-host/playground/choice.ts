/** What can be chosen in the playground, and how it reads in an address. Pure: server, shell, stage and tests share it. */

/** Every field as it stands in a form; the address says only what differs from the start. */
export interface Choice {
  /** Tag without its prefix: `invoices`. */
  widget: string
  /** `live`: the counter itself over the demo's database; else the id of a state of the gallery. */
  data: string
  /** With `live`: login of a demo person, `link` for the portal code, `nobody`. */
  who: string
  lang: string
  scheme: string
  /** Id in palettes.ts. */
  palette: string
  dir: string
  /** Of the page that the widget stands on. Pixels. */
  width: string
  /** Milliseconds that every answer comes later. */
  delay: string
  /** What befalls the chosen calls: a problem code, `cut` for a broken connection, `none`. */
  fail: string
  /** Per cent of the chosen calls that it befalls. */
  share: string
  /** `all`, `reads`, `writes`, or one endpoint's key. */
  calls: string
  offline: string
  /** Attribute -> value. */
  attributes: Readonly<Record<string, string>>
}

type Field = Exclude<keyof Choice, 'attributes'>

export const widths = ['320', '390', '768', '1280'] as const
export const narrowest = 280
export const widest = 1600

export const start: Choice = {
  widget: 'invoices',
  data: 'live',
  who: 'nobody',
  lang: 'fr',
  scheme: 'light',
  palette: 'portal',
  dir: 'ltr',
  width: '1280',
  delay: '0',
  fail: 'none',
  share: '100',
  calls: 'all',
  offline: 'no',
  attributes: {},
}

export const fields = Object.keys(start).filter((key): key is Field => key !== 'attributes')

const between = (text: string, least: number, most: number): boolean =>
  /^\d{1,5}$/.test(text) && Number(text) >= least && Number(text) <= most

/** What an address may say: it can come from anybody. Ids are looked up by whoever uses them. */
const fits: Record<Field, (text: string) => boolean> = {
  widget: (text) => /^[a-z]{1,40}$/.test(text),
  data: (text) => /^[a-z0-9]{1,16}$/.test(text),
  who: (text) => /^[\w.-]{1,60}$/.test(text),
  lang: (text) => text === 'fr' || text === 'en',
  scheme: (text) => ['light', 'dark', 'auto'].includes(text),
  palette: (text) => /^[a-z]{1,20}$/.test(text),
  dir: (text) => text === 'ltr' || text === 'rtl',
  width: (text) => between(text, narrowest, widest),
  delay: (text) => between(text, 0, 10_000),
  fail: (text) => /^[a-z-]{1,40}$/.test(text),
  share: (text) => between(text, 0, 100),
  calls: (text) => /^[\w /:-]{1,80}$/.test(text),
  offline: (text) => text === 'yes' || text === 'no',
}

/** Reads `widget=fleet&a.look=table`; what it does not understand stays as at the start. */
export function readChoice(text: string, from: Choice = start): Choice {
  const choice = { ...from, attributes: {} as Record<string, string> }
  for (const [name, value] of new URLSearchParams(text)) {
    if (name.startsWith('a.') && /^[a-z-]{1,40}$/.test(name.slice(2))) choice.attributes[name.slice(2)] = value
    else if (Object.hasOwn(fits, name) && fits[name as Field](value)) choice[name as Field] = value
  }
  return choice
}

/** What `readChoice` reads back: what differs from the start, or all of it with `from` null. */
export function writeChoice(choice: Choice, from: Choice | null = start): string {
  const said = new URLSearchParams()
  for (const field of fields) if (choice[field] !== from?.[field]) said.set(field, choice[field])
  for (const [name, value] of Object.entries(choice.attributes)) if (value !== '') said.set(`a.${name}`, value)
  return said.toString()
}

/** Another page is needed for it: everything else can change under a widget that stands. */
export const samePage = (one: Choice, other: Choice): boolean =>
  (['widget', 'data', 'who'] as const).every((field) => one[field] === other[field]) &&
  writeChoice({ ...start, attributes: one.attributes }) === writeChoice({ ...start, attributes: other.attributes })
