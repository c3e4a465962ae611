/**
 * `import download from 'lucide:download'` gives the markup inside the `<svg>` of that Lucide icon, so that icons are inlined
 * at build and an unknown name stops the build. widgets/parts/icon.ts draws it as a Lit template, without innerHTML.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const prefix = 'lucide:'
const icons = fileURLToPath(new URL('../../node_modules/lucide-static/icons/', import.meta.url))

/** Source text of the module for one icon. @throws Error when there is no such icon. */
function lucideModule(name) {
  if (!/^[a-z0-9-]+$/.test(name)) throw new Error(`"${name}" is no name of a Lucide icon`)
  let file
  try {
    file = readFileSync(`${icons}${name}.svg`, 'utf8')
  } catch {
    throw new Error(`Lucide has no icon "${name}"`)
  }
  const shapes = file
    .slice(file.indexOf('>', file.indexOf('<svg')) + 1, file.lastIndexOf('</svg>'))
    .replace(/\s*\n\s*/g, '')
    .replace(/ \/>/g, '/>')
  return `export default ${JSON.stringify(shapes)}\n`
}

export function lucideForRollup() {
  return {
    name: 'lucide',
    resolveId: (id) => (id.startsWith(prefix) ? `\0${id}` : null),
    load: (id) => (id.startsWith(`\0${prefix}`) ? lucideModule(id.slice(prefix.length + 1)) : null),
  }
}

export function lucideForEsbuild() {
  return {
    name: 'lucide',
    setup(build) {
      build.onResolve({ filter: /^lucide:/ }, ({ path }) => ({ path: path.slice(prefix.length), namespace: 'lucide' }))
      build.onLoad({ filter: /.*/, namespace: 'lucide' }, ({ path }) => ({
        contents: lucideModule(path),
        resolveDir: icons,
      }))
    },
  }
}

export function lucideForDevServer() {
  const base = '/__lucide__/'
  return {
    name: 'lucide',
    resolveImport: ({ source }) => (source.startsWith(prefix) ? `${base}${source.slice(prefix.length)}.js` : undefined),
    serve: ({ path }) =>
      path.startsWith(base) ? { body: lucideModule(path.slice(base.length, -3)), type: 'js' } : undefined,
  }
}
