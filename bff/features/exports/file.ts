/** The file of an export, slice by slice, each read as the ticket's session may see it then. */
import { Problem } from '../../base/problem.ts'
import type { FileSource, FileStream } from '../../files/file.ts'
import type { ExportFormat } from './api.ts'
import * as queries from './queries.ts'

const mediaTypes: Readonly<Record<ExportFormat, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  xls: 'application/vnd.ms-excel',
  csv: 'text/csv; charset=utf-8',
}

export const exportFile: FileSource<FileStream> = async (db, { subject, again }) => {
  const row = await queries.one(db, subject)
  if (!row || row.state !== 'done' || row.file_name === null) throw new Problem('not-found')
  const { id, file_name: name, format } = row
  let n = 0
  let sent = 0
  const size = Number(row.size)
  // Nothing is read ahead: a reader who stands still holds one slice and no connection.
  const stream = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (sent >= size) return controller.close()
        const slice = await again((handle) => queries.slice(handle, id, n))
        if (!slice) throw new Error('The file has gone while it was being read')
        n++
        sent += slice.byteLength
        controller.enqueue(slice)
      },
    },
    { highWaterMark: 0 },
  )
  return async () => ({ name, mediaType: mediaTypes[format], stream, size })
}
