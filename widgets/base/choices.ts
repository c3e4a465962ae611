/** Closed lists of words, read from addresses. */

export type Order = 'asc' | 'desc'

export const oneOf = <T extends string>(choices: readonly T[], text: string | null): T | undefined =>
  choices.find((choice) => choice === text)

/** Pressing a heading: its natural order first, then the other way round. */
export function resort<View extends { sort: string; order: Order }>(
  view: View,
  sort: View['sort'],
  natural: (sort: View['sort']) => Order,
): View {
  const order = view.sort !== sort ? natural(sort) : view.order === 'asc' ? 'desc' : 'asc'
  return { ...view, sort, order }
}
