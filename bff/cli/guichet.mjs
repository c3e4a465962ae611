#!/usr/bin/env node
// Plain JavaScript that every Node since 14 can parse: it only looks at the runtime, then hands over.
const major = Number(process.versions.node.split('.')[0])

if (major < 24) {
  console.error(
    `Guichet needs Node 24, this is Node ${process.versions.node}.\n` +
      'Run `npm ci` first (it brings the right Node with it), then `npm start`.\n' +
      'Other commands the same way: npx guichet <command>, e.g. npx guichet portal list.',
  )
  process.exitCode = 1
} else {
  import('../heap.ts')
    .then(({ takeServingFlags }) => process.argv[2] === 'start' && takeServingFlags(process.env.NODE_OPTIONS))
    .then(() => import('./run.ts'))
    .then(({ run }) => run(process.argv.slice(2)))
    .then((code) => {
      process.exitCode = code
    })
    .catch((error) => {
      const missing = error && error.code === 'ERR_MODULE_NOT_FOUND'
      console.error(missing ? `${error.message}\nSomething is not installed: run \`npm ci\` first.` : error)
      process.exitCode = 1
    })
}
