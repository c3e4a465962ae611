/** The documentation page of the management contract, made from its description. */
import { relations } from './contract.ts'
import type { AnyRelation, Column } from './relation.ts'

const kinds: Record<Column['kind'], string> = {
  id: 'id: any SQL type that prints and compares; keep the native one',
  text: 'text',
  date: '`date`',
  instant: '`timestamptz`',
  money: 'money: `numeric`, at most 2 decimals',
  price: 'price: `numeric`, at most 4 decimals',
  quantity: 'quantity: `numeric`',
  rate: 'rate: `numeric`, 0.2 is 20 %',
  integer: 'integer',
  flag: '`boolean`',
  bytes: '`bytea`',
}

const head = `# The management contract

Generated from \`bff/management/contract.ts\` by \`npm run docs\`; do not edit.

Guichet never knows your ERP. It knows a PostgreSQL schema named \`management\` with the relations below. Each is a table or a plain view that you write once over your own tables, or over foreign tables of another server. The counter reads nothing else.

## How to map

1. Create the schema: \`create schema management;\`
2. Write one view per relation. Leave a relation out if you have no such data: its features switch off by themselves.
3. Run \`guichet migrate\`. It reads the native types of your columns, generates one guard view per relation in the schema \`guard\`, and says by name what is missing or of the wrong type.
4. Run it again after every change of these views: the counter refuses to start on guards that no longer fit.

Rules learned on real ERPs:

- **Never cast an id in a view.** \`id::text\` stops index use. Ids keep their SQL type and travel as strings; a malformed one is simply not found.
- **A helper function used in a view runs with the caller's rights**, unlike the tables of the view. Make helpers that read tables \`security definer\` with a fixed \`search_path\`, and revoke \`execute\` from \`public\`.
- **Show only what has been issued**: no drafts, no supplier documents, nothing of another company in the same database.
- **Documents are a closed list of subjects.** "No customer" never means public.
- **A site is optional almost everywhere.** A row without site is hidden from a person who may see one site only.
- **What cannot be computed is null**, never 0.

How a row is guarded: *customer*, *site* and *intervention* name the columns that are compared with the session's row in the database. A column with a right is null for a session without it, in every answer, sort, filter, total and export.

A complete mapping to learn from, file by file: \`bff/management/mappings/tryton/\` (how to run it stands at the head of its first file). The same contract as real tables, which the demo uses: \`bff/management/reference/schema.ts\`.
`

const functions = `## Functions

What customers send arrives by functions of the same schema, each \`management.<name>(command jsonb) returns jsonb\`. Without one the act is not offered, and reading goes on.

| function | what it makes | beside the head |
|---|---|---|
| \`create_request\` | an intervention, as received | site_id, equipment_id, serial_number, nature_id, urgent, description, address, contact_name, contact_phone, reply_to, wished_on, wished_at, wish_firm, files |
| \`reply\` | an exchange of an intervention | intervention_id, body, files |
| \`place_order\` | a sales order, as received | site_id, billing_site_id, reference, comment, currency, total_excl_tax, total_incl_tax, lines |

The head of every command: command_id, customer_id, author (name, login, email), received_at, portal, language. Ids are printed as text, instants are ISO strings, amounts and quantities decimal strings; the shapes in full are \`bff/management/functions.ts\`, and \`bff/management/reference/functions.ts\` is a model in SQL.

- **A command may come twice.** Answer a known \`command_id\` with what you answered the first time, and change nothing.
- **Answer \`{"id", "number"}\`** of the row that came of it. Without an id it does not count as delivered.
- **Refuse for good** by \`raise exception '<reason for the customer>' using errcode = 'GR001'\`. Any other error means "not now": the counter asks again, for three days.
- **Write drafts**: what is confirmed, you confirm. It runs with the rights of the schema's owner, at most 20 seconds, and with \`search_path = pg_catalog, pg_temp\` unless it sets its own.
- The bytes of joined files are \`portal.upload.content\`, by the id in \`files\`; copy them.
`

function scopeOf(relation: AnyRelation): string {
  const { scope } = relation
  const listed = relation.listed ? ` · only articles of the customer's catalogue (\`${relation.listed}\`)` : ''
  if (scope === 'everyone') return `shown to every signed-in session${listed}`
  if ('offer' in scope) {
    const { customer, list } = scope.offer
    return `offered to customer = \`${customer}\`, else price list = \`${list}\`, else everybody${listed}`
  }
  const parts = [`customer = \`${scope.customer}\``]
  if (scope.site) parts.push(`site = \`${scope.site}\`${scope.siteless ? ' (rows without site are shown)' : ''}`)
  else if (scope.siteless) parts.push('shown whatever the sites of the session')
  if (scope.intervention) parts.push(`intervention = \`${scope.intervention}\``)
  else
    parts.push(
      scope.interventionless ? 'shown to a one-intervention session' : 'hidden from a one-intervention session',
    )
  return parts.join(' · ')
}

function rightOf(relation: AnyRelation): string {
  const { right } = relation
  if (right === undefined) return 'none beyond being signed in'
  if (typeof right === 'string') return `\`${right}\``
  const cases = Object.entries(right.rights).map(
    ([value, rights]) => `\`${value}\`: ${rights.map((name) => `\`${name}\``).join(' and ')}`,
  )
  return `by \`${right.by}\`: ${cases.join('; ')}; any other value never shows`
}

function columnRow(name: string, column: Column): string {
  const notes = [
    column.meaning,
    column.choices && `one of ${column.choices.map((choice) => `\`${choice}\``).join(', ')}`,
    column.refers && `refers to \`${column.refers}\``,
    column.right && `needs \`${column.right}\``,
  ].filter(Boolean)
  return `| \`${name}\` | ${kinds[column.kind].split(':')[0]} | ${column.nullable ? 'may be null' : 'always'} | ${notes.join('; ').replaceAll('|', '\\|')} |`
}

function section(name: string, relation: AnyRelation): string {
  const columns = Object.entries(relation.columns).map(([column, description]) => columnRow(column, description))
  const indexes = relation.indexes
    ? `\nOn a large ERP, index ${relation.indexes.map((i) => `\`${i}\``).join(', ')}.\n`
    : ''
  return `### ${name}

${relation.meaning}

Key: ${relation.key.map((column) => `\`${column}\``).join(', ')} · Guard: ${scopeOf(relation)} · Right: ${rightOf(relation)}
${indexes}
| column | kind | value | meaning |
|---|---|---|---|
${columns.join('\n')}
`
}

/** The whole page, Markdown. */
export function contractPage(): string {
  const kindList = Object.values(kinds).map((text) => `- ${text}`)
  const sections = Object.entries(relations).map(([name, relation]) => section(name, relation))
  return `${head}\n${functions}\n## Kinds of columns\n\n${kindList.join('\n')}\n\n## Relations\n\n${sections.join('\n')}`
}
