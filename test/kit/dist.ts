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
  const rollup = spawn(process.execPath, ['node_modules/rollup/dist/bin/rollup', '-c', '--silent'], {
    stdio: 'inherit',
  })
  const [status] = await once(rollup, 'exit')
  if (status !== 0) throw new Error('The widgets do not build (see above).')
  // The playground reads attributes and events of each widget from it.
  const cem = ['node_modules/@custom-elements-manifest/analyzer/cem.js', 'analyze', '--quiet']
  const told = spawnSync(process.execPath, [...cem, '--config', 'test/kit/build/cem.config.mjs'], { stdio: 'inherit' })
  if (told.status !== 0) throw new Error('The manifest of the widgets cannot be made (see above).')
  console.log(`built dist in ${((performance.now() - since) / 1000).toFixed(1)} s`)
}
