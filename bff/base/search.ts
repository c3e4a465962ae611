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

/** `50%_a\` -> `%50\%\_a\\%`: a search is text, never a pattern. */
export function containing(word: string): string {
  return `%${word.replace(/[\\%_]/g, '\\$&')}%`
}

/**
 * `column like '%word%'` on the folded column: the SQL twin of `folded`, without an extension that a vendor's database
 * may not have. The capitals are listed because `lower` knows only ASCII under the C collation; combining marks have
 * no counterpart, so `translate` drops them.
 */
export function columnHas(column: string, word: string): Expression<SqlBool> {
  return sql<SqlBool>`replace(replace(translate(lower(${sql.ref(column)}),
    'ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖÙÚÛÜÝŸŒÆàáâãäåçèéêëìíîïñòóôõöùúûüýÿ’' || U&'\\00A0\\202F\\0300\\0301\\0302\\0303\\0308\\030A\\0327',
    'aaaaaaceeeeiiiinooooouuuuyyœæaaaaaaceeeeiiiinooooouuuuyy''  '), 'œ', 'oe'), 'æ', 'ae') like ${containing(word)}`
}
