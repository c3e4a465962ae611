/**
 * widgets/ -> dist/: `guichet.js` (the loader, fixed name) and `a/<name>-<hash>.js` (immutable).
 *
 * A flat set of chunks, so that a widget costs no import waterfall: one runtime that all share, one chunk for what only
 * lists share, one a widget. They are built once for each language with its words inside: a page fetches the language
 * that it speaks without a further file, and the other one only when somebody asks for it. The loader carries the list
 * of every tag's chunks and asks for them at once.
 */
import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { nodeResolve } from '@rollup/plugin-node-resolve'
import { minifyHTMLLiterals } from 'minify-literals'
import esbuild from 'rollup-plugin-esbuild'
import { minify } from 'terser'
import { deliver, passesOf } from './test/kit/build/deliver.mjs'
import { iconsApart, lucideForRollup } from './test/kit/lucide.mjs'

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

/** What every page with a widget needs, whatever the widget: the loader asks for it first. */
const page = `${root}widgets/host/page.ts`

const language = /\/widgets\/([a-z]+)\/strings\/(fr|en)(?:@([a-z-]+))?\.ts$/

/** Which entries reach a module by static imports. */
function reachedBy(getModuleInfo) {
  const users = new Map()
  for (const [tag, entry] of Object.entries({ page, ...elements })) {
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

/** What a page without any list needs too. */
const frame = ['page', 'guichet-host', 'guichet-login', 'guichet-account']

/**
 * What the frame and another need goes to the runtime, what only lists share to `rows`, what one tag uses stays with
 * it. The words of the build's language go with their feature; those of the other one stand apart.
 */
function chunksFor(tongue, state) {
  return (id, { getModuleInfo }) => {
    const [, feature, spoken, copy] = language.exec(id) ?? []
    if (copy) return copy
    if (feature === 'base') return 'runtime'
    if (feature && spoken !== tongue) return `${feature}-${spoken}`
    state.users ??= reachedBy(getModuleInfo)
    const owner = Object.keys(elements).find((tag) => elements[tag].startsWith(`${root}widgets/${feature}/`))
    const tags = feature ? new Set([owner]) : (state.users.get(id) ?? new Set())
    if (tags.has('page') || (tags.size > 1 && frame.some((tag) => tags.has(tag)))) return 'runtime'
    return tags.size > 1 ? 'rows' : [...tags][0]
  }
}

/**
 * Words that all share, in the language that the build does not speak: each feature's strings get a copy, so that a
 * person who changes the language fetches one file a widget. In the build's own language they stand in the runtime.
 */
function sharedStringsWithEach(other) {
  return {
    name: 'shared-strings-with-each',
    resolveId(source, importer = '') {
      const [, feature, tongue] = language.exec(importer) ?? []
      if (!feature || tongue !== other || !source.endsWith(`/base/strings/${tongue}.ts`)) return null
      return `${root}widgets/base/strings/${tongue}@${feature}-${tongue}.ts`
    },
    load: (id) => (id.includes('@') && language.test(id) ? readFileSync(id.replace(/@[a-z-]+/, ''), 'utf8') : null),
  }
}

/**
 * Written once, built into each feature that draws with it. In a chunk of their own they would cost each sheet a trip
 * more, and in `rows` every widget the bytes of the few that need them.
 */
const builtIntoEach = /\/widgets\/parts\/(?:dated-filters|detail-sheets|pending|state-filter|stepper)\.ts$/

function partsWithEach() {
  return {
    name: 'parts-with-each',
    async resolveId(source, importer = '', options) {
      const [, feature] = /\/widgets\/([a-z]+)\//.exec(importer) ?? []
      if (!feature || /^(?:base|host|parts|styles)$/.test(feature)) return null
      const found = await this.resolve(source, importer, { ...options, skipSelf: true })
      return found && builtIntoEach.test(found.id) ? found.id.replace(/\.ts$/, `@${feature}.ts`) : null
    },
    load: (id) => {
      const written = id.replace(/@[a-z]+\.ts$/, '.ts')
      return written !== id && builtIntoEach.test(written) ? readFileSync(written, 'utf8') : null
    },
  }
}

/** A source -> the same with short literals: both languages are made of the same sources. */
const literals = new Map()

/** Shortens html`` and css`` before esbuild sees them. */
function shortLiterals() {
  return {
    name: 'short-literals',
    async transform(code, id) {
      if (!id.includes('/widgets/') || !/(html|css|svg)`/.test(code)) return null
      if (!literals.has(code)) literals.set(code, minifyHTMLLiterals(code, { fileName: id, sourceMap: false }))
      return literals.get(code)
    },
  }
}

/**
 * Lit without what it does for browsers that could not read our style sheets anyway (`light-dark()`, relative colours):
 * style elements in place of constructable sheets, hooks for polyfills; and without its marks on `window`.
 */
function litForOurBrowsers() {
  const cuts = {
    'reactive-element/css-tag.js': [
      [/\w\.ShadowRoot&&\(.{1,60}?\)&&"adoptedStyleSheets"in.{1,60}?CSSStyleSheet\.prototype/, '!0'],
    ],
    'reactive-element/reactive-element.js': [
      [/\w\.reactiveElementPolyfillSupport/, 'void 0'],
      [/\(\w\.reactiveElementVersions\?\?=\[\]\)\.push\("[\d.]+"\)/, '0'],
      // Of standard decorators, which nothing here uses.
      [/Symbol\.metadata\?\?=Symbol\("metadata"\),\w\.litPropertyMetadata\?\?=new WeakMap/, '0'],
      [/litPropertyMetadata\.get\(\w\)/, 'void 0'],
    ],
    'lit-html/lit-html.js': [
      [/\w\.litHtmlPolyfillSupport/, 'void 0'],
      [/\(\w\.litHtmlVersions\?\?=\[\]\)\.push\("[\d.]+"\)/, '0'],
    ],
    'lit-element/lit-element.js': [
      [/\w\.litElementPolyfillSupport/, 'void 0'],
      [/\(\w\.litElementVersions\?\?=\[\]\)\.push\("[\d.]+"\)/, '0'],
    ],
  }
  return {
    name: 'lit-for-our-browsers',
    transform(code, id) {
      const [, list] = Object.entries(cuts).find(([file]) => id.endsWith(`/${file}`)) ?? []
      if (!list) return null
      const cut = list.reduce((text, [found, instead]) => {
        if (!found.test(text))
          throw new Error(`${id}: ${found} is not there any more; look at what this version of Lit does`)
        return text.replace(found, instead)
      }, code)
      return { code: cut, map: null }
    },
  }
}

/** A chunk's code -> what is left of it. What both languages share is the same but for the names of its imports. */
const shortened = new Map()
/** Rollup's stand-ins for hashes that are not known yet: all of one length, numbered anew in each pass. */
const standIn = /!~\{\w+\}~/g

/**
 * Terser rather than esbuild: it inlines further and leaves 3 % less. Once for what both passes make. Going over it two
 * or three times leaves no less than once after esbuild's own shortening, which costs next to nothing.
 */
function short() {
  return {
    name: 'short',
    async renderChunk(code) {
      const names = [...new Set(code.match(standIn))]
      const key = code.replace(standIn, (one) => `!${names.indexOf(one)}!`)
      const made = shortened.get(key)
      if (made) return { code: made.code.replace(standIn, (one) => names[made.names.indexOf(one)]), map: null }
      const { code: shorter } = await minify(code, {
        module: true,
        ecma: 2020,
        compress: { unsafe_arrows: true, pure_getters: true },
        format: { comments: false },
      })
      shortened.set(key, { code: shorter, names })
      return { code: shorter, map: null }
    },
  }
}

const version = JSON.parse(readFileSync(`${root}package.json`, 'utf8')).version
const passes = passesOf(version)

/** @param tongue the language inside · @param last this pass writes the loader, which knows the chunks of all */
function build(tongue, other, last) {
  const state = {}
  return {
    input: { ...(last && { loader: `${root}widgets/loader.ts` }), page, ...elements },
    // The runtime is an entry (its `openPage`) and a shared chunk at once, without a file that only passes on.
    preserveEntrySignatures: 'allow-extension',
    plugins: [
      // Between two builds of `rollup --watch` the module graph may change.
      { name: 'fresh', buildStart: () => void (state.users = undefined) },
      iconsApart(root),
      lucideForRollup(),
      sharedStringsWithEach(other),
      partsWithEach(),
      nodeResolve({ exportConditions: ['production', 'browser'], extensions: ['.ts', '.js'] }),
      litForOurBrowsers(),
      shortLiterals(),
      esbuild({
        target: 'es2022',
        minifySyntax: true,
        sourceMap: false,
        tsconfig: false,
        tsconfigRaw: { compilerOptions: { experimentalDecorators: true, useDefineForClassFields: false } },
      }),
      short(),
      deliver({ passes, tongue, last, entries: { page, ...elements } }),
    ],
    output: {
      dir: 'dist',
      format: 'es',
      entryFileNames: (chunk) => (chunk.name === 'loader' ? 'guichet.js' : 'a/[name]-[hash:6].js'),
      chunkFileNames: 'a/[name]-[hash:6].js',
      manualChunks: chunksFor(tongue, state),
      hashCharacters: 'base36',
      minifyInternalExports: true,
    },
    onwarn(warning, warn) {
      if (warning.code === 'THIS_IS_UNDEFINED') return
      warn({ ...warning, message: warning.message.replaceAll(root, '') || relative(root, warning.id ?? '') })
    },
  }
}

export default [build('en', 'fr', false), build('fr', 'en', true)]
