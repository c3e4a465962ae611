/** Where rows become bytes: CSV on the way, a workbook in a child process. */
import type { Cell, Layout } from './cells.ts'
import { csvHead, csvOf } from './csv.ts'
import type { ExportFormat } from './job.ts'
import { workbookWriter } from './workbook-fork.ts'

/** Keeps the next slice of the file. */
export type Sink = (bytes: Uint8Array) => Promise<void>

export interface Writer {
  rows(rows: Cell[][]): Promise<void>
  /** Resolves when the last byte is with the sink. */
  end(): Promise<void>
  /** Whatever happened: nothing of it runs afterwards. */
  drop(): void
}

/** Bytes that are kept at a time. */
const slice = 256 * 1024

function csvWriter(layout: Layout, sink: Sink): Writer {
  let waiting = csvHead(layout)
  const flush = async () => {
    const bytes = Buffer.from(waiting)
    waiting = ''
    if (bytes.length > 0) await sink(bytes)
  }
  return {
    async rows(rows) {
      waiting += csvOf(rows, layout)
      if (waiting.length >= slice) await flush()
    },
    end: flush,
    drop() {},
  }
}

export function openWriter(format: ExportFormat, layout: Layout, sink: Sink): Promise<Writer> {
  return format === 'csv' ? Promise.resolve(csvWriter(layout, sink)) : workbookWriter(format, layout, sink)
}
