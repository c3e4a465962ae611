/** docs/api.md from the endpoint table and the interfaces that it fulfils. */
import { globSync, readFileSync } from 'node:fs'
import { problemStatus } from '../../../bff/base/problem-codes.ts'
import { endpoints } from '../../../bff/endpoints.ts'

interface Told {
  meaning: string
  shape: string
}

/** Key -> its doc comment and the text of its type, from the features' api.ts. */
function told(): Map<string, Told> {
  const found = new Map<string, Told>()
  for (const file of globSync('bff/features/*/api.ts').sort()) {
    const lines = readFileSync(file, 'utf8').split('\n')
    lines.forEach((line, n) => {
      const key = /^ {2}'([A-Z]+ \/[^']*)': \{/.exec(line)?.[1]
      if (!key) return
      let end = n
      while (!/^ {2}\}|^ {2}'.*\}$/.test(lines[end] ?? '  }')) end += 1
      const shape = lines
        .slice(n, end + 1)
        .map((text) => text.slice(2))
        .join('\n')
      const comment: string[] = []
      for (let at = n - 1; /^ {2}(\/\*\*| \*)/.test(lines[at] ?? ''); at -= 1) comment.unshift(lines[at] ?? '')
      const meaning = comment
        .join(' ')
        .replace(/\/\*\*|\*\/|(^|\s)\*(?=\s)/g, ' ')
        .replace(/\s+/g, ' ')
        .trim()
      found.set(key, { meaning, shape: shape.replace(/^'[^']*': /, '') })
    })
  }
  return found
}

const needed: Record<string, string> = {
  anyone: 'nothing',
  key: 'a proof that carries its public key',
  session: 'a session',
}

export function apiPage(): string {
  const words = told()
  const sections = endpoints.flatMap((endpoint) => {
    const key = endpoint.key as string
    const { meaning, shape } = words.get(key) ?? { meaning: '', shape: '' }
    const needs = needed[endpoint.needs as string] ?? `the right \`${endpoint.needs}\``
    const feature =
      endpoint.kind === 'feature' && endpoint.feature ? ` Part of the feature \`${endpoint.feature}\`.` : ''
    return [
      `## ${key}`,
      '',
      ...(meaning ? [meaning, ''] : []),
      `Needs ${needs}.${feature}`,
      '',
      '```ts',
      shape,
      '```',
      '',
    ]
  })
  return [
    '# Endpoints',
    '',
    'Every endpoint answers under `/v1/{portal key}`, and as a sub-call of `POST /v1/{portal key}/batch`: a JSON array of at most 20 `{ key, params, query, body, customer }`, answered by `{ status, body }` in the same order. Types are those of `bff/api.ts`. A refusal is `application/problem+json` with one of the codes below.',
    '',
    ...sections,
    '## Problem codes',
    '',
    '| code | status |',
    '|---|---|',
    ...Object.entries(problemStatus).map(([code, status]) => `| \`${code}\` | ${status} |`),
    '',
  ].join('\n')
}
