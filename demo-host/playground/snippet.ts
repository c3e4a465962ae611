/** The lines to paste: what stands on the stage, as a web master would write it. Stage and snippet use the same parts. */
import type { Choice } from './choice.ts'
import { paletteOf } from './palettes.ts'

/** Name and attributes of the tag on the stage. */
export function tagOf(choice: Choice): { name: string; attributes: [string, string][] } {
  const own = Object.entries(choice.attributes).filter(([, value]) => value !== '')
  return {
    name: `guichet-${choice.widget}`,
    attributes: [['lang', choice.lang], ...(choice.dir === 'rtl' ? [['dir', 'rtl'] as [string, string]] : []), ...own],
  }
}

/** What the page itself declares on its root: whether it is dark, and its custom properties. */
export function declarationsOf(choice: Choice): [string, string][] {
  const scheme = choice.scheme === 'auto' ? 'light dark' : choice.scheme
  return [
    // A page that declares nothing is light.
    ...(scheme === 'light' ? [] : [['color-scheme', scheme] as [string, string]]),
    ...Object.entries(paletteOf(choice.palette).properties),
  ]
}

const quoted = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;')

export function snippetOf(choice: Choice, counter: string, portal: string): string {
  const { name, attributes } = tagOf(choice)
  const declarations = declarationsOf(choice)
  const style = [
    '<style>',
    '  :root {',
    ...declarations.map(([one, value]) => `    ${one}: ${value};`),
    '  }',
    '</style>',
  ]
  const said = attributes.map(([one, value]) => ` ${one}="${quoted(value)}"`).join('')
  return [
    `<script type="module" src="${counter}/${portal}/guichet.js"></script>`,
    ...(declarations.length > 0 ? style : []),
    '',
    `<${name}${said}></${name}>`,
    '',
  ].join('\n')
}
