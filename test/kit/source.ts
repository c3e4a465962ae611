/** The project's own files as the guards see them: tracked or new, never what .gitignore leaves out. */
import { spawnSync } from 'node:child_process'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'

/** Paths with forward slashes, relative to the project. */
export function projectFiles(): string[] {
  const git = spawnSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' })
  const all =
    git.status === 0
      ? git.stdout.split('\n')
      : // An archive without git: the folders that hold sources.
        globSync('{.ci,bff,demo-host,docs,test,widgets}/**/*.*').concat(globSync('*.*'))
  return all.filter((file) => file !== '' && existsSync(file)).sort()
}

export interface Import {
  from: string
  /** A project path for a relative import, else the package or builtin as written. */
  to: string
  /** Vanishes when types are stripped. */
  typeOnly: boolean
}

const statement =
  /(?:^|[\n;}])\s*(?:import|export)\s+(type\s+)?(?:([\w$*{}\s,]+?)\s+from\s+)?['"]([^'"\n]+)['"]|\bimport\(\s*['"]([^'"\n]+)['"]\s*\)/g

/** Imports of a source text, static and dynamic. Comments and strings that merely look like imports do not count. */
export function importsOf(from: string, text: string): Import[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
  return [...code.matchAll(statement)].map(([, type, names, fixed, dynamic]) => {
    const target = fixed ?? dynamic ?? ''
    const inner = names?.match(/^\{([^}]*)\}$/)?.[1]?.split(',')
    const parts = inner?.map((part) => part.trim()).filter(Boolean)
    const allTypes = parts !== undefined && parts.length > 0 && parts.every((part) => part.startsWith('type '))
    return {
      from,
      to: target.startsWith('.') ? normalize(join(dirname(from), target)).replaceAll('\\', '/') : target,
      typeOnly: type !== undefined || allTypes,
    }
  })
}

export function projectImports(): Import[] {
  return projectFiles()
    .filter((file) => /\.(ts|mjs|js)$/.test(file) && !file.endsWith('.d.ts'))
    .flatMap((file) => importsOf(file, readFileSync(file, 'utf8')))
}
