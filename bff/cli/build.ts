/** The built widgets, for a clone that has none yet or whose sources are newer. */
import { spawn } from 'node:child_process'
import { globSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Refusal, type Terminal } from './command.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const sources = ['widgets/**/*.ts', 'rollup.config.mjs', 'package.json']

function isStale(): boolean {
  const built = statSync(join(root, 'dist/guichet.js'), { throwIfNoEntry: false })?.mtimeMs ?? 0
  return sources
    .flatMap((pattern) => globSync(pattern, { cwd: root }))
    .some((file) => statSync(join(root, file)).mtimeMs > built)
}

/** @throws Refusal when the build fails; its output has been shown. */
export async function buildWhenStale(terminal: Terminal): Promise<void> {
  if (!isStale()) return
  terminal.err('Building the widgets …\n')
  const done = (file: string, ...words: string[]) =>
    new Promise<boolean>((resolve, reject) => {
      const child = spawn(process.execPath, [join(root, 'node_modules', file), ...words], {
        cwd: root,
        stdio: ['ignore', 'ignore', 'inherit'],
      })
      child.once('error', reject)
      child.once('close', (code) => resolve(code === 0))
    })
  const analyzer = '@custom-elements-manifest/analyzer/cem.js'
  const built =
    (await done('rollup/dist/bin/rollup', '-c', '--silent')) &&
    // The playground reads attributes and events of each widget from it.
    (await done(analyzer, 'analyze', '--quiet', '--config', 'test/kit/build/cem.config.mjs'))
  if (!built) throw new Refusal('The widgets could not be built (see above): run `npm ci`, then `npm run build`.')
}
