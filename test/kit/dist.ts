/** The built widgets: says whether `dist/` is older than its sources, and builds it then. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { globSync, statSync } from 'node:fs'

const sources = ['widgets/**/*.ts', 'rollup.config.mjs', 'test/kit/lucide.mjs', 'package.json', 'widgets/tsconfig.json']

export function isStale(): boolean {
  const built = statSync('dist/manifest.json', { throwIfNoEntry: false })?.mtimeMs ?? 0
  return sources.flatMap((pattern) => globSync(pattern)).some((file) => statSync(file).mtimeMs > built)
}

/** @throws Error when the build fails; its output has been printed. */
export async function buildWhenStale(): Promise<void> {
  // The suite has built before it started the tests, which run side by side.
  if (process.env.GUICHET_BUILT || !isStale()) return
  const since = performance.now()
  await node('node_modules/rollup/dist/bin/rollup', '-c', '--silent')
  // The playground reads attributes and events of each widget from it.
  const cem = 'node_modules/@custom-elements-manifest/analyzer/cem.js'
  await node(cem, 'analyze', '--quiet', '--config', 'test/kit/build/cem.config.mjs')
  console.log(`built dist in ${((performance.now() - since) / 1000).toFixed(1)} s`)
}

/** Beside what else runs: the suite has started the tests that need no build. */
async function node(...args: string[]): Promise<void> {
  const [status] = await once(spawn(process.execPath, args, { stdio: 'inherit' }), 'exit')
  if (status !== 0) throw new Error('The widgets do not build (see above).')
}
