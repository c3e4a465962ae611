/** Which language a widget speaks, and the strings of that language. */
import type { Language } from '../../bff/api.ts'
import type { SharedStrings } from './strings/fr.ts'

/** One loader per language: only the language that is shown is fetched. */
export type Loaders<M> = Record<Language, () => Promise<M>>
export type StringLoaders<S> = Loaders<Spoken<S>>

/** A feature's strings of one language, and the words that all elements share. */
export interface Spoken<S> {
  default: S
  shared: SharedStrings
}

const languages: readonly Language[] = ['fr', 'en']

/** `en-GB` -> `en`; null for a language that we do not speak. */
export function languageOf(tag: string | null | undefined): Language | null {
  const short = tag?.slice(0, 2).toLowerCase()
  return languages.find((language) => language === short) ?? null
}

/** Language of the nearest `lang` attribute around an element, through shadow roots. */
export function nearestLanguage(element: Element): Language | null {
  for (let at: Element | null = element; at; ) {
    const holder: Element | null = at.closest('[lang]')
    if (holder) return languageOf(holder.getAttribute('lang'))
    const root = at.getRootNode()
    at = root instanceof ShadowRoot ? root.host : null
  }
  return null
}

const loaded = new Map<unknown, unknown>()

/** The strings when they are here already, else undefined. */
export function stringsNow<M>(loaders: Loaders<M>, language: Language): M | undefined {
  return loaded.get(loaders[language]) as M | undefined
}

/** Fetches strings once per page. */
export async function loadStrings<M>(loaders: Loaders<M>, language: Language): Promise<void> {
  const load = loaders[language]
  if (!loaded.has(load)) loaded.set(load, await load())
}

const watchers = new Set<() => void>()
let observer: MutationObserver | undefined

/** Calls back when a `lang` attribute of the page changes. One observer serves all; it goes with the last watcher. */
export function watchPageLanguage(changed: () => void): () => void {
  watchers.add(changed)
  if (!observer) {
    observer = new MutationObserver(() => {
      for (const watcher of watchers) watcher()
    })
    observer.observe(document, { attributes: true, attributeFilter: ['lang'], subtree: true })
  }
  return () => {
    watchers.delete(changed)
    if (watchers.size > 0) return
    observer?.disconnect()
    observer = undefined
  }
}
