/** What is true of the catalogue for whoever looks at it. Pure: no clock, no database, no HTTP. */
import { Problem } from '../../base/problem.ts'
import type { Right } from '../../base/right.ts'
import type { ArticleFilter, ArticleSort, Family, NotOrderable } from './api.ts'

/** Settings of a portal that stand among its features. */
export const settingsOf = (features: readonly string[]) => ({
  /** Quantities in stock are shown, not only whether there is some. */
  showsQuantities: features.includes('catalogue-quantities'),
  /** Of what fits a machine, only the vendor's reference consumables. */
  preferredOnly: features.includes('catalogue-preferred-only'),
  /** The vendor takes orders from here; that the past ones are shown is another thing. */
  orders: features.includes('ordering'),
})

/** @throws Problem `column-hidden` for a sort by price or a filter by orders that would betray them */
export function refuseHidden({ sort, ordered }: ArticleFilter & { sort?: ArticleSort }, rights: ReadonlySet<Right>) {
  if (sort === 'price' && !rights.has('prices.read')) throw new Problem('column-hidden')
  if (ordered === true && !rights.has('orders.read')) throw new Problem('column-hidden')
}

export function notOrderable(
  article: { priced: boolean; least: string | null },
  rights: ReadonlySet<Right>,
  orders: boolean,
): NotOrderable | null {
  if (!orders || !rights.has('orders.place') || !rights.has('prices.read')) return 'no-right'
  if (article.least === null) return 'no-quantity'
  return article.priced ? null : 'no-price'
}

const colours = ['black', 'cyan', 'magenta', 'yellow']

/** Black, cyan, magenta, yellow, then others (AR-057). */
export function colourRank(colour: string | null): number {
  const at = colour === null ? -1 : colours.indexOf(colour)
  return at < 0 ? colours.length : at
}

interface FamilyRow {
  id: string
  parent_id: string | null
  label: string
}

/**
 * The tree as a list, parents before their children, each with the articles in it and below. A family without any is left
 * out; one whose parent is not there, or is below itself, stands at the top.
 */
export function familyTree(
  families: readonly FamilyRow[],
  counts: readonly { family_id: string | null; count: string }[],
): Family[] {
  const own = new Map(counts.map((row) => [row.family_id, Number(row.count)]))
  const known = new Map(families.map((family) => [family.id, family]))
  const parentOf = (family: FamilyRow) => {
    const seen = new Set([family.id])
    for (let above = known.get(family.parent_id ?? ''); above; above = known.get(above.parent_id ?? '')) {
      if (seen.has(above.id)) return null
      seen.add(above.id)
    }
    return known.has(family.parent_id ?? '') ? family.parent_id : null
  }
  const children = Map.groupBy(families, parentOf)
  const placed = (parentId: string | null): Family[] =>
    (children.get(parentId) ?? []).flatMap((family) => {
      const below = placed(family.id)
      const direct = below.filter((one) => one.parentId === family.id)
      const count = (own.get(family.id) ?? 0) + direct.reduce((sum, one) => sum + one.count, 0)
      return count === 0 ? [] : [{ id: family.id, label: family.label, parentId, count }, ...below]
    })
  return placed(null)
}
