/** Last step of the build: tells the loader its chunks, writes the manifest and the compressed siblings. */
import { globSync, rmSync, writeFileSync } from 'node:fs'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

/**
 * `dist/manifest.json`:
 * `{ version, loader: 'guichet.js', elements: { tag: { chunks: [file], languages: { fr: [file], en: [file] } } },
 *    files: { file: { bytes, gzip, brotli, modules: [path] } } }`; chunk files stand in `a/`.
 */
export function deliver({ tags, version }) {
  return {
    name: 'deliver',
    generateBundle(_, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
      const loader = chunks.find((chunk) => chunk.name === 'loader')
      const elements = Object.fromEntries(
        Object.entries(tags).map(([tag, module]) => [
          tag,
          chunksOf(
            chunks.find((c) => c.facadeModuleId === module),
            bundle,
          ),
        ]),
      )
      // The loader is served as /<portal key>/guichet.js, chunks as /a/…: siblings by path, wherever the BFF is mounted.
      loader.code = loader.code
        .replaceAll('"./a/', '"../a/')
        .replaceAll('__GUICHET_CHUNKS__', JSON.stringify(forLoader(elements)))
        .replaceAll('__GUICHET_VERSION__', JSON.stringify(version))
      this.elements = elements
    },
    writeBundle(_, bundle) {
      // What an earlier build left; after the new files are there, so that a running server never lacks one.
      for (const old of globSync('dist/{a/*,*.js*}')) {
        if (!bundle[old.slice('dist/'.length)]) rmSync(old)
      }
      const files = {}
      for (const file of Object.values(bundle)) {
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
        files[file.fileName] = {
          bytes: bytes.length,
          gzip: gzip.length,
          brotli: brotli.length,
          modules: modules.sort(),
        }
      }
      const manifest = { version, loader: 'guichet.js', elements: this.elements ?? {}, files }
      writeFileSync('dist/manifest.json', `${JSON.stringify(manifest, null, 2)}\n`)
    },
  }
}

/** Static imports of the widget's chunk, deepest first, and the language chunks that its modules ask for. */
function chunksOf(entry, bundle) {
  if (!entry) throw new Error('an element has no chunk of its own')
  const chunks = []
  const languages = { fr: [], en: [] }
  const walk = (chunk) => {
    if (chunks.includes(chunk.fileName)) return
    for (const name of chunk.imports) if (bundle[name]?.type === 'chunk') walk(bundle[name])
    chunks.push(chunk.fileName)
  }
  walk(entry)
  for (const name of chunks) {
    for (const wanted of bundle[name].dynamicImports) {
      const code = /-(fr|en)$/.exec(bundle[wanted]?.name ?? '')?.[1]
      if (code && !languages[code].includes(wanted)) languages[code].push(wanted)
    }
  }
  return { chunks, languages }
}

/** `{ tag: [chunk files], 'tag:fr': [language files] }`, without the folder `a/`: every byte of the loader counts. */
function forLoader(elements) {
  const name = (file) => file.replace(/^a\//, '')
  return Object.fromEntries(
    Object.entries(elements).flatMap(([tag, { chunks, languages }]) => [
      [tag, chunks.map(name)],
      ...Object.entries(languages).map(([language, files]) => [`${tag}:${language}`, files.map(name)]),
    ]),
  )
}
