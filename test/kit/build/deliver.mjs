/** Last step of the build: tells the loader its chunks, writes the manifest and the compressed siblings. */
import { globSync, rmSync, writeFileSync } from 'node:fs'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

/**
 * @param entries name -> module: the tags, and `page` (what the loader fetches for the page itself).
 *
 * `dist/manifest.json`:
 * `{ version, loader: 'guichet.js', page: [file],
 *    elements: { tag: { chunks: [file], languages: { fr: [file], en: [file] } } },
 *    files: { file: { bytes, gzip, brotli, modules: [path] } } }`; chunk files stand in `a/`.
 */
export function deliver({ entries, version }) {
  return {
    name: 'deliver',
    generateBundle(_, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
      const loader = chunks.find((chunk) => chunk.name === 'loader')
      const found = Object.fromEntries(
        Object.entries(entries).map(([tag, module]) => [
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
        .replaceAll('__GUICHET_CHUNKS__', JSON.stringify(forLoader(found)))
        .replaceAll('__GUICHET_VERSION__', JSON.stringify(version))
      this.entries = found
    },
    writeBundle(_, bundle) {
      // What an earlier build left; after the new files are there, so that a running server never lacks one.
      for (const old of globSync('dist/{a/*,guichet.js*}')) {
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
      const { page, ...elements } = this.entries
      const manifest = { version, loader: 'guichet.js', page: page.chunks, elements, files }
      writeFileSync('dist/manifest.json', `${JSON.stringify(manifest, null, 2)}\n`)
    },
  }
}

/** The entry's chunk, then its static imports; and the language chunks that its modules ask for. */
function chunksOf(entry, bundle) {
  if (!entry) throw new Error('an element has no chunk of its own')
  const chunks = []
  const languages = { fr: [], en: [] }
  const walk = (chunk) => {
    if (chunks.includes(chunk.fileName)) return
    chunks.push(chunk.fileName)
    for (const name of chunk.imports) if (bundle[name]?.type === 'chunk') walk(bundle[name])
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

/**
 * `{ page: [file], tag: [file], 'tag:fr': [file] }`, own module first, without the folder `a/`. What the page fetches
 * anyway is left out of the tags, and so are empty lists: every byte of the loader counts.
 */
function forLoader({ page, ...elements }) {
  const lists = { page: page.chunks }
  for (const [tag, { chunks, languages }] of Object.entries(elements)) {
    lists[tag] = chunks.filter((file) => file === chunks[0] || !page.chunks.includes(file))
    for (const [language, files] of Object.entries(languages)) {
      if (files.length > 0) lists[`${tag}:${language}`] = files.filter((file) => !page.chunks.includes(file))
    }
  }
  return Object.fromEntries(
    Object.entries(lists).map(([name, files]) => [name, files.map((file) => file.replace(/^a\//, ''))]),
  )
}
