/** `npm run check`: everything that needs neither database nor browser, in seconds. Prints what failed, and only that. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { demandNode } from './runtime.mjs'

demandNode()

const bin = (name) => `node_modules/.bin/${name}`
const guards = ['layers', 'files', 'strings', 'versions', 'pages'].map((name) => `test/guard/${name}.test.ts`)
const checks = [
  { name: 'format', command: [bin('biome'), 'format', '--config-path=.biome.json'] },
  { name: 'lint', command: [bin('oxlint'), '--type-aware'] },
  ...['bff', 'widgets', 'demo-host', 'test'].map((name) => ({
    name: `types ${name}`,
    command: [bin('tsc'), '-p', name, '--noEmit'],
  })),
  { name: 'templates', command: [process.execPath, 'test/kit/lit-templates.mjs'] },
  { name: 'guards', command: [process.execPath, '--test', '--test-reporter=./test/kit/reporter.mjs', ...guards] },
  { name: 'docs', command: [process.execPath, 'test/kit/docs/generate.ts', '--check'] },
].filter(({ command }) => existsSync(command[0]) || command[0] === process.execPath)

function run({ name, command: [program, ...args] }) {
  const since = performance.now()
  return new Promise((resolve) => {
    let output = ''
    const child = spawn(program, args, { env: { ...process.env, FORCE_COLOR: '0' } })
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += data))
    child.on('error', (error) => resolve({ name, ok: false, output: String(error), seconds: 0 }))
    child.on('close', (code) => resolve({ name, ok: code === 0, output, seconds: (performance.now() - since) / 1000 }))
  })
}

const queue = [...checks]
let failed = 0
const worker = async () => {
  for (let next = queue.shift(); next; next = queue.shift()) {
    const { name, ok, output, seconds } = await run(next)
    console.log(`${ok ? '✓' : '✗'} ${name}  ${seconds.toFixed(1)} s`)
    if (!ok) {
      failed += 1
      console.log(output.trimEnd().replace(/^/gm, '    '))
    }
  }
}
await Promise.all([worker(), worker()])
console.log(failed === 0 ? 'all checks pass' : `${failed} of ${checks.length} checks fail`)
process.exit(failed === 0 ? 0 : 1)
