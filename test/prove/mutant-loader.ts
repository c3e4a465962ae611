/**
 * Modules of a mutant: `?mutant=<id>` on the address of a test makes everything that it imports anew under that
 * address, with one text of one file replaced. What no mutant touches is shared, and stays warm.
 */
import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'

export interface Replaced {
  /** Relative to the tree. */
  file: string
  text: string
  instead: string
}

/** Id -> what is replaced; nothing for the source as it stands. */
export const replaced = new Map<string, Replaced | null>()

const root = new URL('../../', import.meta.url).href
/** Imported once: databases, their snapshots, and the classes by which errors are told apart. */
const shared = ['bff/base/', 'bff/db/', 'bff/management/', 'test/kit/db', 'test/kit/postgres.ts', 'test/prove/']

export const isShared = (file: string): boolean => shared.some((start) => file.startsWith(start))

const mutantOf = (url: string | undefined) => (url ? new URL(url).searchParams.get('mutant') : null)

registerHooks({
  resolve(specifier, context, next) {
    const found = next(specifier, context)
    const id = mutantOf(context.parentURL)
    if (id === null || !found.url.startsWith(root)) return found
    const file = found.url.slice(root.length)
    if (file.startsWith('node_modules/') || file.includes('?') || isShared(file)) return found
    return { ...found, url: `${found.url}?mutant=${id}` }
  },
  load(url, context, next) {
    const change = replaced.get(mutantOf(url) ?? '')
    if (!change || !url.startsWith(pathToFileURL(fileURLToPath(root) + change.file).href)) return next(url, context)
    const source = readFileSync(fileURLToPath(root) + change.file, 'utf8').replace(change.text, () => change.instead)
    return { format: 'module-typescript', source, shortCircuit: true }
  },
})
