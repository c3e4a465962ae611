/** docs/coverage.md: which rows of docs/features.md a test proves, by the ids in test titles, and why others have none. */
import { globSync, readFileSync } from 'node:fs'
import { reasons } from './reasons.ts'

const id = /\[((?:[A-Z]{1,3}[-+]\d{1,3}[a-z]?)(?:[\s,]+[A-Z]{1,3}[-+]\d{1,3}[a-z]?)*)\]/g
/** A call that names a test, and the beginning of its title. */
const titled = /\b(?:test|rule|it|describe|suite)(?:\.\w+)*\(\s*(['"`])((?:\\.|(?!\1)[^\\])*)\1/g

export interface Proof {
  title: string
  file: string
}

export function proofs(): Map<string, Proof[]> {
  const found = new Map<string, Proof[]>()
  for (const file of globSync('test/**/*.test.ts').sort()) {
    if (file.startsWith('test/guard/')) continue
    for (const [, , title = ''] of readFileSync(file, 'utf8').matchAll(titled)) {
      for (const [, ids = ''] of title.matchAll(id)) {
        for (const one of ids.split(/[\s,]+/)) {
          const proof = {
            title: title
              .replaceAll(id, '')
              // A title made for each vendor or engine tells the same without its name.
              .replace(/\$\{[^}]*\}:?/g, '')
              .replace(/\s+/g, ' ')
              .trim(),
            file,
          }
          found.set(one, [...(found.get(one) ?? []), proof])
        }
      }
    }
  }
  return found
}

interface Feature {
  id: string
  text: string
  /** Widgets and parts that it belongs to. */
  where: string
}

export function features(): Feature[] {
  return [...readFileSync('docs/features.md', 'utf8').matchAll(/^\| ([A-Z]{2}[-+]\d+) \| (.*?) \| (.*?) \|$/gm)].map(
    ([, one = '', text = '', where = '']) => ({ id: one, text, where }),
  )
}

/** Rows of the ways in and of rights and scope that neither a test proves nor a reason excuses. */
export function unaccounted(
  known: readonly Feature[],
  proved: ReadonlyMap<string, unknown>,
  excused: Readonly<Record<string, string>>,
): string[] {
  return known
    .filter(({ id: one, where }) => /\b(login|rights and scope)\b/.test(where) && !proved.has(one) && !excused[one])
    .map(({ id: one }) => one)
}

const cell = (text: string) => text.replaceAll('|', '\\|')

export function coveragePage(): string {
  const known = features()
  const proved = proofs()
  const rows = known.filter((one) => proved.has(one.id))
  const names = new Set(known.map((one) => one.id))
  const others = [...proved.keys()].filter((one) => !names.has(one)).sort()
  const list = (one: string) =>
    (proved.get(one) ?? []).map(({ title, file }) => `${cell(title)} (\`${file}\`)`).join('<br>')
  return [
    '# Coverage',
    '',
    `${rows.length} of ${known.length} rows of [features.md](features.md) are proved by tests whose titles carry their ids.`,
    '',
    '| id | feature | proved by |',
    '|---|---|---|',
    ...rows.map((one) => `| ${one.id} | ${one.text} | ${list(one.id)} |`),
    '',
    '## Not proved, and why',
    '',
    'Rows of the ways in and of rights and scope each have a test or a reason; other rows may have one.',
    '',
    '| id | feature | why |',
    '|---|---|---|',
    ...known
      .filter((one) => !proved.has(one.id) && reasons[one.id])
      .map((one) => `| ${one.id} | ${one.text} | ${cell(reasons[one.id] ?? '')} |`),
    ...(others.length > 0
      ? [
          '',
          '## Obligations and extras',
          '',
          '| id | proved by |',
          '|---|---|',
          ...others.map((one) => `| ${one} | ${list(one)} |`),
        ]
      : []),
    '',
  ].join('\n')
}
