/** How SQL values reach the features, the same on both engines (see `bff/management/relation.ts`). */

type Parse = (text: string) => unknown

const asText: Parse = (text) => text

/** PostgreSQL prints `2026-11-21 10:00:00.5+00`; features get `2026-11-21T10:00:00.500Z`. */
function instant(text: string): string {
  const date = new Date(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00'))
  // `infinity`, years beyond 9999 or BC: shown as PostgreSQL writes them rather than as a wrong date.
  return Number.isNaN(date.getTime()) ? text : date.toISOString()
}

function bytes(text: string): Buffer {
  if (!text.startsWith('\\x')) throw new Error('bytea_output must be hex')
  return Buffer.from(text.slice(2), 'hex')
}

/** One-dimensional arrays as PostgreSQL prints them: `{a,"b \"c\"",NULL}`. */
export function parseArray(text: string, parse: Parse = asText): unknown[] {
  const items: unknown[] = []
  const body = text.slice(text.indexOf('{') + 1, -1)
  const item = /"((?:[^"\\]|\\.)*)"|([^,"]+)/gsy
  let at = 0
  while (at < body.length) {
    item.lastIndex = at
    const found = item.exec(body)
    if (!found) throw new Error('Arrays of arrays are not used here')
    const [whole, quoted, bare] = found
    if (quoted !== undefined) items.push(parse(quoted.replace(/\\(.)/gs, '$1')))
    else items.push(bare === 'NULL' ? null : parse(bare ?? ''))
    at += whole.length + 1
  }
  return items
}

const scalars: Record<number, Parse> = {
  16: (text) => text === 't',
  17: bytes,
  114: (text) => JSON.parse(text),
  3802: (text) => JSON.parse(text),
  1184: instant,
}

/** Array type -> element type, for the arrays that the counter uses; every other one stays text. */
const arrays: Record<number, number> = {
  1000: 16,
  1001: 17,
  1005: 21,
  1007: 23,
  1016: 20,
  1009: 25,
  1015: 1043,
  1185: 1184,
  1231: 1700,
  2951: 2950,
  199: 114,
  3807: 3802,
}

/** Everything without an entry here stays the text that PostgreSQL prints: exact, and the same on both engines. */
export function parserOf(oid: number): Parse {
  const element = arrays[oid]
  if (element !== undefined) return (text) => parseArray(text, scalars[element])
  return scalars[oid] ?? asText
}

/** For node-postgres. */
export const pgTypes = { getTypeParser: parserOf as never }

/** For PGlite, which looks parsers up by oid and falls back to its own: a proxy answers for every oid. */
export const pgliteParsers = new Proxy({} as Record<number, Parse>, {
  get: (_, oid) => (typeof oid === 'string' ? parserOf(Number(oid)) : undefined),
})

/** For PGlite, whose own serializers refuse what PostgreSQL itself would read, such as '42' for an integer. */
export const pgliteSerializers = new Proxy({} as Record<number, (value: string) => string>, {
  get: () => (value: string) => value,
})

/** A parameter as text, as node-postgres would send it. */
export function parameterText(value: unknown): string | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'string') return value
  if (value instanceof Date) return value.toISOString()
  if (value instanceof Uint8Array)
    return `\\x${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex')}`
  if (Array.isArray(value)) return arrayText(value)
  if (typeof value === 'object') return JSON.stringify(value)
  return String(value as number | bigint | boolean)
}

function arrayText(values: readonly unknown[]): string {
  const items = values.map((value) => {
    const text = parameterText(value)
    return text === null ? 'NULL' : `"${text.replace(/(["\\])/g, '\\$1')}"`
  })
  return `{${items.join(',')}}`
}

/** For node-postgres: a plain Uint8Array or a Date would otherwise leave in a form of their own. */
export function pgParameters(parameters: readonly unknown[]): unknown[] {
  return parameters.map((value) =>
    value instanceof Uint8Array && !Buffer.isBuffer(value)
      ? Buffer.from(value.buffer, value.byteOffset, value.byteLength)
      : value instanceof Date
        ? value.toISOString()
        : value,
  )
}
