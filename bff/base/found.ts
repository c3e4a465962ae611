/** What find steps make of what was found, and of ids of a form that the database cannot even read. */
import { isMalformed } from '../db/errors.ts'
import { notACursor } from './page.ts'
import { Problem } from './problem.ts'

/** One spelling per id: `042` reads as 42 in SQL, but files and commands about it name `42`. @throws Problem `not-found` */
export function existing<T extends { id: string }>(row: T | undefined, id: string): T {
  if (row === undefined || row.id !== id) throw new Problem('not-found')
  return row
}

/** @throws Problem `not-found` for a malformed id */
export async function orNotFound<T>(found: Promise<T>): Promise<T> {
  try {
    return await found
  } catch (error) {
    throw isMalformed(error) ? new Problem('not-found', { cause: error }) : error
  }
}

/** For lists in which nothing but the cursor can be malformed. @throws Problem `input-invalid` */
export async function orNotACursor<T>(found: Promise<T>): Promise<T> {
  try {
    return await found
  } catch (error) {
    throw isMalformed(error) ? notACursor() : error
  }
}

/**
 * Undefined when the filter names something whose id has no meaning here: then nothing is kept.
 * @param after start of the page, which was made of a page without such an id
 * @throws Problem `input-invalid` when it must be the cursor
 */
export async function orNothing<T>(found: Promise<T>, after: unknown): Promise<T | undefined> {
  try {
    return await found
  } catch (error) {
    if (!isMalformed(error)) throw error
    if (after !== null) throw notACursor()
    return undefined
  }
}

/** A vendor without its one row of `company` has no mapping yet. @throws Problem `management-unavailable` */
export function mapped<T>(company: T | undefined): T {
  if (company === undefined) throw new Problem('management-unavailable')
  return company
}
