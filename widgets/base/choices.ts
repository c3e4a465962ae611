/** Closed lists of words, read from addresses. */

export type Order = 'asc' | 'desc'

export const oneOf = <T extends string>(choices: readonly T[], text: string | null): T | undefined =>
  choices.find((choice) => choice === text)
