/**
 * widgets/ -> dist/: `guichet.js` (the loader, fixed name) and `a/<name>-<hash>.js` (immutable).
 *
 * A flat set of chunks, so that a widget costs no import waterfall: one runtime that all share, one chunk a widget, one
 * a language and feature. The loader carries the list of every tag's chunks and asks for them at once.
 */
import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { nodeResolve } from '@rollup/plugin-node-resolve'
import { minifyHTMLLiterals } from 'minify-literals'
import esbuild, { minify } from 'rollup-plugin-esbuild'
import { deliver } from './test/kit/build/deliver.mjs'
import { lucideForRollup } from './test/kit/lucide.mjs'

const root = fileURLToPath(new URL('.', import.meta.url))

/** tag -> module, read from the one list that the loader's types and the guards use too. */
const elements = Object.fromEntries(
  [
    ...readFileSync(`${root}widgets/elements.ts`, 'utf8').matchAll(
      /'(guichet-[a-z-]+)':\s*\(\)\s*=>\s*import\('\.\/([^']+)'\)/g,
    ),
  ].map(([, tag, file]) => [tag, `${root}widgets/${file}`]),
)
if (Object.keys(elements).length === 0) throw new Error('widgets/elements.ts names no element')

const language = /\/widgets\/([a-z]+)\/strings\/(fr|en)\.ts$/

/** Which widgets reach a module by static imports. */
function reachedBy(getModuleInfo) {
  const users = new Map()
  for (const [tag, entry] of Object.entries(elements)) {
    const seen = new Set()
    const walk = (id) => {
      if (seen.has(id)) return
      seen.add(id)
      users.set(id, (users.get(id) ?? new Set()).add(tag))
      for (const next of getModuleInfo(id)?.importedIds ?? []) walk(next)
    }
    walk(entry)
  }
  return users
}

let users
/** What two widgets share goes to the runtime; what one uses stays with it; strings go by feature and language. */
function chunkOf(id, { getModuleInfo }) {
  const strings = language.exec(id)
  // Strings of the base are needed by every widget: with the runtime they cost no further request.
  if (strings) return strings[1] === 'base' ? 'runtime' : `${strings[1]}-${strings[2]}`
  users ??= reachedBy(getModuleInfo)
  const tags = users.get(id)
  if (!tags) return id.includes('/widgets/host/') || id.includes('/widgets/base/') ? 'runtime' : undefined
  return tags.size > 1 ? 'runtime' : undefined
}

/** Shortens html`` and css`` before esbuild sees them. */
function shortLiterals() {
  return {
    name: 'short-literals',
    async transform(code, id) {
      if (!id.includes('/widgets/') || !/(html|css|svg)`/.test(code)) return null
      return minifyHTMLLiterals(code, { fileName: id })
    },
  }
}

export default {
  input: {
    loader: `${root}widgets/loader.ts`,
    ...Object.fromEntries(Object.entries(elements).map(([tag, file]) => [tag, file])),
  },
  // Between two builds of `rollup --watch` the module graph may change.
  plugins: [
    { name: 'fresh', buildStart: () => void (users = undefined) },
    lucideForRollup(),
    nodeResolve({ exportConditions: ['production', 'browser'], extensions: ['.ts', '.js'] }),
    shortLiterals(),
    esbuild({
      target: 'es2022',
      tsconfig: false,
      tsconfigRaw: { compilerOptions: { experimentalDecorators: true, useDefineForClassFields: false } },
    }),
    minify({ target: 'es2022', legalComments: 'none' }),
    deliver({ tags: elements, version: JSON.parse(readFileSync(`${root}package.json`, 'utf8')).version }),
  ],
  output: {
    dir: 'dist',
    format: 'es',
    entryFileNames: (chunk) => (chunk.name === 'loader' ? 'guichet.js' : 'a/[name]-[hash].js'),
    chunkFileNames: 'a/[name]-[hash].js',
    manualChunks: chunkOf,
    hashCharacters: 'base36',
    minifyInternalExports: true,
  },
  onwarn(warning, warn) {
    if (warning.code === 'THIS_IS_UNDEFINED') return
    warn({ ...warning, message: warning.message.replaceAll(root, '') || relative(root, warning.id ?? '') })
  },
}
