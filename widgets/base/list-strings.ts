/** Words that every list has, in the words of its own rows ("3 factures", "3 machines"). */
export interface ListStrings {
  title: string
  /** Above the rows. */
  count(n: number): string
  /** Told when other rows have come. */
  found(n: number): string
  shown(n: number, of: number): string
  more: string
  moreShown(n: number, of: number): string
  nothingFound: string
  nothingFoundHint: string
  reset: string
  close: string
}
