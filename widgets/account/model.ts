/** What the account menu works out from a session. */
import type { CustomerCard } from '../../bff/api.ts'

/** More companies than this get a search field. */
export const manyCompanies = 7

/** `Mme Claire Dupond` -> `CD`: first and last word, titles left out. */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => word && !/^(m|mr|mme|mlle|mrs|ms|dr)\.?$/i.test(word))
  const letters = words.length > 1 ? [words[0], words.at(-1)] : words
  return letters.map((word) => [...(word ?? '')][0]?.toUpperCase() ?? '').join('')
}

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** Companies whose name or code holds every word of the search, accents and case aside. */
export function findCompanies(customers: readonly CustomerCard[], search: string): CustomerCard[] {
  const words = fold(search).split(/\s+/).filter(Boolean)
  return customers.filter(({ name, code }) => {
    const text = fold(`${name} ${code ?? ''}`)
    return words.every((word) => text.includes(word))
  })
}
