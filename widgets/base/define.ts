/**
 * Registers an element unless its tag is taken. Two copies of the library on one page live together: the first one
 * serves; one warning names both versions, and only when they differ.
 */
declare const __GUICHET_VERSION__: string | undefined

export const version = typeof __GUICHET_VERSION__ === 'string' ? __GUICHET_VERSION__ : 'dev'

export function define(tag: string, element: CustomElementConstructor): void {
  const taken = customElements.get(tag) as { version?: string } | undefined
  if (!taken) {
    Object.defineProperty(element, 'version', { value: version })
    customElements.define(tag, element)
  } else if (taken.version !== version) {
    warnOnce(`guichet: <${tag}> ${version} is not used, ${taken.version ?? 'another'} was there first`)
  }
}

/** The page remembers under a symbol that it was told, so that two copies say it once. */
function warnOnce(text: string): void {
  const told = Symbol.for('guichet-versions-differ')
  const page = document.documentElement as unknown as Record<symbol, boolean>
  if (page[told]) return
  page[told] = true
  console.warn(text)
}
