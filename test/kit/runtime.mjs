/**
 * Plain JavaScript that every Node since 14 can parse: says what to do when the runtime is too old.
 * npm scripts find Node 24 in node_modules/.bin; a bare `node` in the shell may be another one.
 */
export function demandNode(wanted = 24) {
  const major = Number(process.versions.node.split('.')[0])
  if (major >= wanted) return
  console.error(
    `Guichet needs Node ${wanted}, this is Node ${process.versions.node}.\n` +
      'Run `npm ci` once (it brings the right Node with it), then go through npm: `npm start`, `npm test`, `npm run <script>`.',
  )
  process.exit(1)
}
