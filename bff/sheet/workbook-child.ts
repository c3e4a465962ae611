/**
 * A process of its own for one workbook: takes rows, answers with bytes, ends. It holds no connection and no secret, and
 * when it runs out of memory nobody else does.
 */
import type { Cell, Layout } from './cells.ts'
import { Workbook } from './workbook.ts'

export type ToChild =
  | { do: 'begin'; layout: Layout; format: 'xlsx' | 'xls' }
  | { do: 'rows'; rows: Cell[][] }
  | { do: 'end' }
  /** The last slice has been stored. */
  | { do: 'more' }

export type FromChild = { say: 'ready' } | { say: 'bytes'; bytes: Uint8Array } | { say: 'done' }

/** Bytes that travel at a time. */
const slice = 256 * 1024

let book: Workbook | undefined
let format: 'xlsx' | 'xls' = 'xlsx'
let left: Buffer | undefined

const say = (message: FromChild) => process.send?.(message)

function next(): void {
  if (!left || left.length === 0) return void say({ say: 'done' })
  const bytes = left.subarray(0, slice)
  left = left.subarray(slice)
  say({ say: 'bytes', bytes })
}

process.on('message', (message: ToChild) => {
  switch (message.do) {
    case 'begin':
      book = new Workbook(message.layout)
      ;({ format } = message)
      return void say({ say: 'ready' })
    case 'rows':
      book?.add(message.rows)
      return void say({ say: 'ready' })
    case 'end':
      left = book?.bytes(format)
      book = undefined
      return next()
    case 'more':
      return next()
  }
})
// Nobody is left to write for.
process.on('disconnect', () => process.exit())
