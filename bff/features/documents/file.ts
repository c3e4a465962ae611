/** The file of a document: the vendor's exact bytes. */
import { Problem } from '../../base/problem.ts'
import type { FileSource } from '../../files/file.ts'
import { findDocument } from './find.ts'
import * as queries from './queries.ts'
import { servedAs } from './rules.ts'

export const documentFile: FileSource = async (db, { subject }) => {
  const { id, file_name: name, media_type: mediaType } = await findDocument(db, subject)
  const bytes = await queries.bytes(db, id)
  if (bytes === null) throw new Problem('not-found')
  return async () => ({ name, mediaType: servedAs(mediaType), bytes })
}
