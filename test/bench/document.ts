/** docs/bench.md: each bench writes its own part and leaves the others' as they are. */
import { readFileSync, writeFileSync } from 'node:fs'

const file = new URL('../../docs/bench.md', import.meta.url)

/** The part of the exports; it stands at the end. */
const exportsTitle = '## Exports'

const parts = (): { main: string; exports: string } => {
  const text = readFileSync(file, 'utf8')
  const at = text.indexOf(`\n${exportsTitle}\n`)
  return at < 0 ? { main: text, exports: '' } : { main: text.slice(0, at), exports: text.slice(at + 1) }
}

const joined = (...texts: string[]) =>
  `${texts
    .map((text) => text.trim())
    .filter(Boolean)
    .join('\n\n')}\n`

export const writeMain = (text: string): void => writeFileSync(file, joined(text, parts().exports))
export const writeExports = (text: string): void => writeFileSync(file, joined(parts().main, exportsTitle, text))
