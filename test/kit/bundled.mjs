/**
 * The widgets' tests in few files: one by one each page asked for some 120 modules, each stripped and served by itself.
 * What several tests import is shared between them, so a page still has one copy of each module.
 */
import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build, transform } from 'esbuild'
import { lucideForEsbuild } from './lucide.mjs'

/** One test reads the loader's source as it stands, without its types. */
const loader = '/widgets/loader.ts'
const root = fileURLToPath(new URL('../..', import.meta.url))

/** @param {string[]} patterns the test files, from the root of the project */
export function bundledTests(patterns) {
  /** Path that the page asks for -> text. */
  const served = new Map()
  return {
    name: 'bundled-tests',
    async serverStart() {
      const { outputFiles } = await build({
        entryPoints: patterns.flatMap((pattern) => globSync(pattern, { cwd: root })),
        absWorkingDir: root,
        outbase: root,
        outdir: root,
        chunkNames: 'test/widgets/shared-[hash]',
        write: false,
        bundle: true,
        splitting: true,
        format: 'esm',
        target: 'es2022',
        // Read only when a test fails, for the place in the source.
        sourcemap: 'linked',
        tsconfig: `${root}widgets/tsconfig.json`,
        conditions: ['production', 'browser'],
        define: { 'process.env.NODE_ENV': '"production"' },
        // The runner's own script has an address, no file.
        external: ['/__web-dev-server__*'],
        plugins: [lucideForEsbuild()],
        logLevel: 'warning',
      })
      for (const { path, text } of outputFiles) {
        served.set(`/${path.slice(root.length)}`.replace(/\.test\.js$/, '.test.ts'), text)
      }
      const { code } = await transform(readFileSync(`${root}${loader.slice(1)}`), { loader: 'ts', target: 'es2022' })
      served.set(loader, code)
    },
    serve({ path }) {
      const body = served.get(path)
      return body === undefined ? undefined : { body, type: path.endsWith('.map') ? 'json' : 'js' }
    },
  }
}
