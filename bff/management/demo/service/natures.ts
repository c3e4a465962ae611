/** The tree of what may be asked for, as rows. */
import type { Ids } from '../ids.ts'
import type { DemoRow } from '../rows.ts'
import { typeset } from '../typeset.ts'
import type { DemoVendor } from '../vendors.ts'
import type { NatureDraft } from './shape.ts'

const block = 32

/** @returns identifiers by key, of domains and natures. */
export function natureIds(of: DemoVendor, ids: Ids): ReadonlyMap<string, string> {
  return new Map(
    of.desk.domains.flatMap((domain, d): [string, string][] => [
      [domain.key, ids('nature', (d + 1) * block)],
      ...domain.natures.map(({ key }, n): [string, string] => [key, ids('nature', (d + 1) * block + n + 1)]),
    ]),
  )
}

export function natureRows(of: DemoVendor, ids: Ids, changed_at: string): DemoRow<'nature'>[] {
  const known = natureIds(of, ids)
  const row = (draft: NatureDraft, parent: string | null, index: number): DemoRow<'nature'> => ({
    id: known.get(draft.key) ?? '',
    parent_id: parent && (known.get(parent) ?? null),
    label: typeset(draft.label),
    description: draft.description === undefined ? null : typeset(draft.description),
    position: String(index + 1),
    equipment: draft.equipment,
    offered: !draft.retired,
    changed_at,
  })
  return of.desk.domains.flatMap((domain, d) => [
    row(domain, null, d),
    ...domain.natures.map((nature, n) => row(nature, domain.key, n)),
  ])
}
