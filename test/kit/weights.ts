/** What the built widgets weigh, and what they may weigh. */
import { readFileSync } from 'node:fs'

type InEach = Record<'fr' | 'en', string[]>

export interface Manifest {
  version: string
  loader: string
  /** Chunks that every page with a widget fetches, in the page's language. */
  page: InEach
  elements: Record<string, InEach>
  files: Record<string, { bytes: number; gzip: number; brotli: number; modules: string[] }>
}

export interface Limit {
  limit: number
  reason: string
}

/** Weights in brotli bytes, requests in number of files. */
export interface Budget {
  loader: Limit
  /** By tag; `other` for a tag without a line of its own. */
  widgets: Record<string, Limit>
  all: Limit
  requests: { one: Limit; five: Limit }
}

export interface Weighed {
  what: string
  unit: 'B' | 'files'
  actual: number
  limit: number
  reason: string
}

export const readManifest = (file = 'dist/manifest.json') => JSON.parse(readFileSync(file, 'utf8')) as Manifest
export const readBudget = (file = 'test/guard/budget.json') => JSON.parse(readFileSync(file, 'utf8')) as Budget

const unique = (files: string[]) => [...new Set(files)]

/** Files that a page with this widget alone asks for, the loader aside, in one language. */
export function filesOf(manifest: Manifest, tag: string, language: 'fr' | 'en' = 'fr'): string[] {
  const element = manifest.elements[tag]
  if (!element) throw new Error(`no element ${tag} in the manifest`)
  return unique([...manifest.page[language], ...element[language]])
}

/** Widgets of a page that is as full as one gets: an overview, and what a customer does most. */
export const fiveWidgets = ['guichet-dashboard', 'guichet-cart', 'guichet-request', 'guichet-fleet', 'guichet-invoices']

/** Files that a page with those five asks for, the loader included, in one language. */
export const filesOfFive = (manifest: Manifest): string[] =>
  unique([manifest.loader, ...fiveWidgets.flatMap((tag) => filesOf(manifest, tag))])

export function measure(manifest: Manifest, budget: Budget): Weighed[] {
  const weigh = (files: string[]) =>
    files.reduce((total, file) => {
      const entry = manifest.files[file]
      if (!entry) throw new Error(`${file} is not in the manifest`)
      return total + entry.brotli
    }, 0)
  const rows: Weighed[] = []
  const row = (what: string, unit: 'B' | 'files', actual: number, { limit, reason }: Limit) =>
    rows.push({ what, unit, actual, limit, reason })
  const tags = Object.keys(manifest.elements)
  const other = budget.widgets.other
  if (!other) throw new Error('the budget has no line "other"')
  row('loader', 'B', weigh([manifest.loader]), budget.loader)
  // The larger of the two languages.
  const heavier = (files: (language: 'fr' | 'en') => string[]) => Math.max(weigh(files('fr')), weigh(files('en')))
  for (const tag of tags) {
    const own = heavier((language) => filesOf(manifest, tag, language))
    row(tag, 'B', own, budget.widgets[tag] ?? other)
  }
  const everything = (language: 'fr' | 'en') =>
    unique([manifest.loader, ...tags.flatMap((tag) => filesOf(manifest, tag, language))])
  row('all widgets, one language', 'B', heavier(everything), budget.all)
  const most = Math.max(...tags.map((tag) => filesOf(manifest, tag).length))
  row('requests, one widget', 'files', 1 + most, budget.requests.one)
  row('requests, five widgets', 'files', filesOfFive(manifest).length, budget.requests.five)
  return rows
}

export function table(rows: Weighed[]): string {
  const width = Math.max(...rows.map((row) => row.what.length))
  const number = (value: number) => value.toLocaleString('en').padStart(8)
  const head = `${'brotli bytes'.padEnd(width)}    actual   budget   used  reason`
  const lines = rows.map(({ what, unit, actual, limit, reason }) => {
    const used = `${Math.round((actual / limit) * 100)} %`.padStart(6)
    return `${what.padEnd(width)}  ${number(actual)} ${number(limit)} ${used}  ${unit === 'files' ? 'files; ' : ''}${reason}`
  })
  return [head, ...lines].join('\n')
}
