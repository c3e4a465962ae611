/** A check that is taken out: where it stands, what is left without it, and the tests that must notice. */
export interface Mutant {
  what: string
  file: string
  /** Stands there exactly once. */
  text: string
  instead: string
  /** Files, the shortest first. */
  tests: readonly string[]
}

/** Of one file, with the tests that usually notice. */
export const of =
  (file: string, ...tests: string[]) =>
  (what: string, text: string, instead: string, ...other: string[]): Mutant => ({
    what,
    file,
    text,
    instead,
    tests: other.length > 0 ? other : tests,
  })
