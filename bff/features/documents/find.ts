/** The find step: one document, or a refusal that tells nothing. */
import { Problem } from '../../base/problem.ts'
import { isMalformed } from '../../db/errors.ts'
import type { QueryHandle } from '../../db/types.ts'
import * as queries from './queries.ts'

/** @throws Problem `not-found` */
export async function findDocument(db: QueryHandle, id: string) {
  const found = await queries.document(db, id).catch((error: unknown) => {
    throw isMalformed(error) ? new Problem('not-found', { cause: error }) : error
  })
  // One spelling per id: `042` reads as 42 in SQL.
  if (found === undefined || found.id !== id) throw new Problem('not-found')
  return found
}
