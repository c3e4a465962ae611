/**
 * `npm run dev`: the demo, rebuilt and restarted when a source changes. Widgets: rollup in watch mode. BFF and
 * websites: restarted by Node's own watch mode. Open pages of the websites load themselves again after either.
 */
import { spawn } from 'node:child_process'
import { demandNode } from './runtime.mjs'

demandNode()

const run = (args) => spawn(process.execPath, args, { stdio: 'inherit' })
const children = [
  run(['node_modules/rollup/dist/bin/rollup', '-c', '--watch', '--no-watch.clearScreen', '--silent']),
  run([
    '--watch-path=bff',
    '--watch-path=demo-host',
    '--watch-preserve-output',
    'bff/cli/guichet.mjs',
    'demo',
    '--reload',
  ]),
]

let stopping = false
function stop(code) {
  if (stopping) return
  stopping = true
  for (const child of children) child.kill('SIGTERM')
  process.exitCode = code
}
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => stop(0))
for (const child of children) child.on('exit', (code) => stop(code ?? 1))
