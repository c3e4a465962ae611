/**
 * A clean copy of an invoice or credit note, for a vendor whose management database keeps no PDF of it.
 *
 * It says on every page that it is a copy: where the vendor's own bytes exist, they are served and nothing is drawn.
 * The same bill on the same day gives the same bytes.
 */
import type { Bill, CopyOptions } from './bill.ts'
import { figuresOf } from './figures.ts'
import { firstHead, foot, nextHead, type Setting } from './letterhead.ts'
import { lineTable } from './line-table.ts'
import { colorOf, Paper } from './paper.ts'
import { mentions, settlement, totals, totalsHeight } from './settlement.ts'
import { words as allWords } from './words.ts'

export async function invoiceCopy(bill: Bill, options: CopyOptions): Promise<Uint8Array> {
  const words = allWords[options.language]
  const paper = await Paper.open()
  const setting: Setting = {
    paper,
    bill,
    words,
    figures: figuresOf(words, bill.currency),
    accent: colorOf(options.accent),
    options,
  }
  paper.onTurn = () => nextHead(setting)
  firstHead(setting)
  await lineTable(setting, totalsHeight(setting))
  totals(setting)
  settlement(setting)
  mentions(setting)
  foot(setting)

  const { doc } = paper
  const day = new Date(`${options.madeOn}T00:00:00Z`)
  doc.setTitle(`${words[bill.kind]} ${bill.number} (${words.copy.toLowerCase()})`, { showInWindowTitleBar: true })
  doc.setLanguage(words.locale)
  doc.setAuthor(bill.seller.name)
  doc.setCreator('Guichet')
  doc.setProducer('Guichet')
  doc.setCreationDate(day)
  doc.setModificationDate(day)
  return doc.save()
}
