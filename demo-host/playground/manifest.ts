/** What the code says about its own tags: attributes, events and the endpoints each asks, from the built manifest. */
import { readFile } from 'node:fs/promises'

export interface Attribute {
  name: string
  about: string
}

export interface Described {
  attributes: Attribute[]
  calls: string[]
  events: string[]
}

interface Declaration {
  tagName?: string
  attributes?: { name: string; description?: string }[]
  events?: { name?: string }[]
  calls?: string[]
}

/** Chosen elsewhere in the playground. */
const elsewhere = new Set(['lang', 'theme', 'dir'])

/** tag -> what it says of itself; empty where nothing was built. */
export async function describeTags(): Promise<Map<string, Described>> {
  const file = new URL('../../dist/custom-elements.json', import.meta.url)
  const text = await readFile(file, 'utf8').catch(() => '{"modules":[]}')
  const { modules } = JSON.parse(text) as { modules: { declarations?: Declaration[] }[] }
  const declarations = modules.flatMap((one) => one.declarations ?? [])
  return new Map(
    declarations.flatMap(({ tagName, attributes = [], events = [], calls = [] }) => {
      if (!tagName) return []
      const own = attributes.filter(({ name }) => !elsewhere.has(name))
      const described: Described = {
        attributes: own.map(({ name, description = '' }) => ({ name, about: description })),
        calls,
        events: events.flatMap(({ name }) => (name?.startsWith('guichet-') ? [name] : [])),
      }
      return [[tagName, described] as const]
    }),
  )
}
