/** The find step: one document, or a refusal that tells nothing. */
import { existing, orNotFound } from '../../base/found.ts'
import type { QueryHandle } from '../../db/types.ts'
import * as queries from './queries.ts'

/** @throws Problem `not-found` */
export async function findDocument(db: QueryHandle, id: string) {
  return existing(await orNotFound(queries.document(db, id)), id)
}
