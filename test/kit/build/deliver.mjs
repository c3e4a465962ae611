/** Last step of the build: tells the loader its chunks, writes the manifest and the compressed siblings. */
import { globSync, rmSync, writeFileSync } from 'node:fs'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

/**
 * What the passes of one build have made, one pass a language. `dist/manifest.json`:
 * `{ version, loader: 'guichet.js', page: { fr: [file], en: [file] },
 *    elements: { tag: { fr: [file], en: [file] } },
 *    files: { file: { bytes, gzip, brotli, modules: [path] } } }`; chunk files stand in `a/`.
 */
export function passesOf(version) {
  return { version, /** language -> name -> files */ chunks: {}, files: {} }
}

/**
 * @param tongue language of this pass · @param last the pass that writes loader and manifest
 * @param entries name -> module: the tags, and `page` (what the loader fetches for the page itself)
 */
export function deliver({ passes, tongue, last, entries }) {
  return {
    name: 'deliver',
    generateBundle(_, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
      passes.chunks[tongue] = Object.fromEntries(
        Object.entries(entries).map(([name, module]) => [
          name,
          chunksOf(
            chunks.find((chunk) => chunk.facadeModuleId === module || chunk.moduleIds.includes(module)),
            bundle,
          ),
        ]),
      )
      const loader = chunks.find((chunk) => chunk.name === 'loader')
      if (!loader) return
      loader.code = loader.code
        .replaceAll('__GUICHET_CHUNKS__', JSON.stringify(forLoader(passes.chunks)))
        .replaceAll('__GUICHET_VERSION__', JSON.stringify(passes.version))
    },
    writeBundle(_, bundle) {
      if (!last) passes.files = {}
      // A name says what is inside: what the other pass has made too is weighed already.
      for (const file of Object.values(bundle)) passes.files[file.fileName] ??= weigh(file)
      if (!last) return
      // What an earlier build left; after the new files are there, so that a running server never lacks one.
      for (const old of globSync('dist/{a/*,guichet.js*}')) {
        if (!passes.files[old.slice('dist/'.length).replace(/\.(br|gz)$/, '')]) rmSync(old)
      }
      const names = Object.keys(entries)
      const inEach = (name) => ({ fr: passes.chunks.fr[name], en: passes.chunks.en[name] })
      const manifest = {
        version: passes.version,
        loader: 'guichet.js',
        page: inEach('page'),
        elements: Object.fromEntries(names.filter((name) => name !== 'page').map((name) => [name, inEach(name)])),
        files: passes.files,
      }
      writeFileSync('dist/manifest.json', `${JSON.stringify(manifest, null, 2)}\n`)
    },
  }
}

/** Writes the compressed siblings of a file; its sizes, and the modules inside. */
function weigh(file) {
  const bytes = Buffer.from(file.type === 'chunk' ? file.code : file.source)
  const brotli = brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  })
  const gzip = gzipSync(bytes, { level: 9 })
  writeFileSync(`dist/${file.fileName}.br`, brotli)
  writeFileSync(`dist/${file.fileName}.gz`, gzip)
  const modules = Object.keys(file.modules ?? {}).map((id) =>
    id.replace(/^.*\/(widgets|node_modules)\//, '$1/').replace('\0', ''),
  )
  return { bytes: bytes.length, gzip: gzip.length, brotli: brotli.length, modules: modules.sort() }
}

/** The entry's chunk, then what it imports at once. */
function chunksOf(entry, bundle) {
  if (!entry) throw new Error('an element has no chunk of its own')
  const chunks = []
  const walk = (chunk) => {
    if (chunks.includes(chunk.fileName)) return
    chunks.push(chunk.fileName)
    for (const name of chunk.imports) if (bundle[name]?.type === 'chunk') walk(bundle[name])
  }
  walk(entry)
  return chunks
}

/**
 * `{ fr: { page: [file], tag: [file] }, en: … }`, own module first, without the folder `a/`. What the page fetches
 * anyway is left out of the tags, and so is a tag at the head of its own file's name: every byte of the loader counts.
 */
function forLoader(chunks) {
  return Object.fromEntries(
    Object.entries(chunks).map(([tongue, lists]) => [
      tongue,
      Object.fromEntries(
        Object.entries(lists).map(([name, files]) => [
          name,
          files
            .filter((file) => name === 'page' || file === files[0] || !lists.page.includes(file))
            .map((file) => file.replace(/^a\//, ''))
            .map((file) => (file.startsWith(`${name}-`) ? file.slice(name.length) : file)),
        ]),
      ),
    ]),
  )
}
