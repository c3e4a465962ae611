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

/**
 * Makes each icon of widgets/parts/icons.ts a module of its own, so that it travels with the widgets that draw it
 * rather than, as one shared module, with every page.
 */
export function iconsApart(root) {
  const parts = `${root}widgets/parts/`
  const statement = /import\s*\{([^}]*)\}\s*from\s*'[^']*\/icons\.ts'/g
  let sources
  const nameOf = (icon) => {
    if (!sources) {
      const text = readFileSync(`${parts}icons.ts`, 'utf8')
      const drawn = new Map(
        [...text.matchAll(/import (\w+) from 'lucide:([a-z0-9-]+)'/g)].map(([, local, name]) => [local, name]),
      )
      const exported = text.matchAll(/export const (\w+) = \/\* @__PURE__ \*\/ drawing\((\w+)\)/g)
      sources = new Map([...exported].map(([, name, local]) => [name, drawn.get(local)]))
    }
    const name = sources.get(icon)
    if (!name) throw new Error(`widgets/parts/icons.ts draws no ${icon}`)
    return name
  }
  return {
    name: 'icons-apart',
    buildStart: () => void (sources = undefined),
    transform(code, id) {
      if (!id.startsWith(`${root}widgets/`) || !code.includes("/icons.ts'")) return null
      const split = code.replace(statement, (_, list) =>
        list
          .split(',')
          .map((item) => item.trim())
          .filter(Boolean)
          .map((item) => {
            const [icon, local = icon] = item.split(/\s+as\s+/)
            return `import ${local} from 'icon:${icon}'`
          })
          .join('\n'),
      )
      return { code: split, map: null }
    },
    resolveId: (id) => (id.startsWith('icon:') ? `\0${id}` : null),
    load(id) {
      if (!id.startsWith('\0icon:')) return null
      const lucide = nameOf(id.slice(6))
      return `import { drawing } from '${parts}icon.ts'\nimport shapes from 'lucide:${lucide}'\nexport default /* @__PURE__ */ drawing(shapes)\n`
    },
  }
}
