/** Search as people type it: without regard to case, accents, ligatures or the printer's spaces. */
import { type Expression, type SqlBool, sql } from 'kysely'

/** Lower case, without accents, ligatures opened, typographic apostrophes and spaces made plain. */
export function folded(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replaceAll('’', "'")
    .replace(/[\u00a0\u202f]/g, ' ')
}

/** The words of a search, folded; more than six would narrow nothing further. */
export function wordsOf(search: string): string[] {
  return [...new Set(folded(search).split(/\s+/).filter(Boolean))].slice(0, 6)
}

/** A letter may carry accents of its own or combining ones. */
const marks = '[\u0300-\u036f]*'
const letters: Record<string, string> = {
  a: 'aàáâãäå',
  c: 'cç',
  e: 'eèéêë',
  i: 'iìíîï',
  n: 'nñ',
  o: 'oòóôõö',
  u: 'uùúûü',
  y: 'yýÿ',
}

function patternOfCharacter(character: string): string {
  const family = letters[character]
  if (family !== undefined) return `[${family}${family.toUpperCase()}]${marks}`
  if (character === "'") return "['’]"
  if (/\p{L}/u.test(character)) {
    const capital = character.toUpperCase()
    return capital.length === character.length ? `[${character}${capital}]` : character
  }
  // A backslash before anything that is no letter or digit makes it itself.
  return /[\p{N}\p{M}]/u.test(character) ? character : `\\${character}`
}

/** A folded word as a regular expression of PostgreSQL that finds it in any spelling. A search is text: all else is escaped. */
export function patternOf(word: string): string {
  return word
    .split(/(oe|ae)/)
    .map((part) => {
      const spelled = Array.from(part, patternOfCharacter).join('')
      if (part === 'oe') return `(?:${spelled}|[œŒ])`
      return part === 'ae' ? `(?:${spelled}|[æÆ])` : spelled
    })
    .join('')
}

/**
 * The column has the word, in any spelling. A regular expression with every spelling in it, because an extension may
 * not be there, `lower` knows only ASCII under the C collation, and folding the column costs twelve times as much.
 */
export function columnHas(column: string, word: string): Expression<SqlBool> {
  return sql<SqlBool>`${sql.ref(column)} ~ ${patternOf(word)}`
}
