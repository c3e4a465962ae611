/** docs/widgets/*.md from the custom-elements manifest. */
import { globSync, readFileSync } from 'node:fs'

interface Named {
  name?: string
  description?: string
  type?: { text?: string }
  default?: string
}

interface Declaration {
  tagName?: string
  description?: string
  attributes?: Named[]
  events?: Named[]
  slots?: Named[]
  cssParts?: Named[]
  cssProperties?: Named[]
  calls?: string[]
}

export function elementsOf(file: string): Required<Pick<Declaration, 'tagName'>>[] & Declaration[] {
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as { modules: { declarations?: Declaration[] }[] }
  return manifest.modules
    .flatMap((module) => module.declarations ?? [])
    .filter((one): one is Declaration & { tagName: string } => one.tagName !== undefined)
    .sort((a, b) => a.tagName.localeCompare(b.tagName))
}

const cell = (text: string | undefined) => (text ?? '').replaceAll('|', '\\|').replace(/\s*\n\s*/g, ' ')

function table(title: string, list: Named[] | undefined): string[] {
  const rows = (list ?? []).filter((one) => one.description)
  if (rows.length === 0) return []
  return [
    `## ${title}`,
    '',
    '| name | what it is |',
    '|---|---|',
    ...rows.map((one) => `| ${one.name ? `\`${one.name}\`` : '(default)'} | ${cell(one.description)} |`),
    '',
  ]
}

/** What `npm run shots` has taken of it on a vendor's website: the plain one first. */
function pictures(tag: string): string[] {
  const name = tag.replace('guichet-', '')
  const files = [...globSync(`docs/images/${name}.webp`), ...globSync(`docs/images/${name}-*.webp`).sort()]
  return files.flatMap((file) => {
    const pose = file.slice(`docs/images/${name}`.length).replace(/^-|\.webp$/g, '')
    return [`![${tag} on the website of a fictitious vendor${pose && ` (${pose})`}](${file.replace('docs', '..')})`, '']
  })
}

export function widgetPage(element: Declaration & { tagName: string }): string {
  const { tagName, description, calls } = element
  return [
    `# \`<${tagName}>\``,
    '',
    description?.trim() ?? '',
    '',
    ...pictures(tagName),
    ...table('Attributes', element.attributes),
    ...table('Slots', element.slots),
    ...table(
      'Events',
      element.events?.filter((one) => one.name?.startsWith('guichet-')),
    ),
    ...table('Parts', element.cssParts),
    ...table('Custom properties', element.cssProperties),
    ...(calls ? ['## Asks', '', ...calls.map((key) => `- [\`${key}\`](../api.md)`), ''] : []),
  ].join('\n')
}
