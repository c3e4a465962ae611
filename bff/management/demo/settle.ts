/** Payments up to today, and what they make of a document: settled dues, next due date, remaining amount, state. */
import { fromUnits, sum, toUnits } from '../../base/money.ts'
import { dateOf, type Day, dayOf, instantOf } from './calendar.ts'
import type { CustomerFile, Payer } from './customers.ts'
import type { Ids } from './ids.ts'
import type { Issued } from './invoices.ts'
import { Random } from './random.ts'
import type { DemoVendor } from './vendors.ts'

const methods = ['Virement', 'Virement', 'Prélèvement SEPA', 'Chèque', 'Carte bancaire']

/** Days after the due date at which this customer pays; null = not until today. */
function delay(random: Random, payer: Payer, age: number): number | null {
  if (payer === 'prompt') return random.chance(0.96) ? random.int(-3, 2) : random.int(6, 25)
  if (payer === 'late') return random.int(4, 38)
  return age < 400 && random.chance(0.6) ? null : random.int(50, 150)
}

export function settleAll(
  of: DemoVendor,
  ids: Ids,
  file: CustomerFile,
  documents: readonly Issued[],
  today: Day,
): void {
  const random = new Random(`${of.vendor} payments ${file.sketch.n}`)
  const method = random.pick(methods)
  for (const one of documents) {
    if (one.plan.fate === 'cancelled') continue
    if (one.plan.kind === 'credit_note') settleCredit(ids, one, documents)
    else settleInvoice(ids, one, random, file.sketch.payer, method, today)
  }
}

function pay(ids: Ids, { plan, invoice, payments }: Issued, day: Day, cents: bigint, method: string): void {
  payments.push({
    id: ids('invoice_payment', plan.n * 16 + payments.length),
    invoice_id: invoice.id,
    customer_id: invoice.customer_id,
    site_id: invoice.site_id,
    paid_on: dateOf(day),
    amount: fromUnits(cents, 2),
    method,
  })
}

/** A used credit note is booked against its original, or paid back when it has none. */
function settleCredit(ids: Ids, note: Issued, documents: readonly Issued[]): void {
  if (note.plan.fate !== 'used') return
  const original = documents.find((one) => one.credit === note)
  const method = original ? `Imputé sur ${original.plan.number}` : 'Remboursement'
  pay(ids, note, note.plan.day, toUnits(note.invoice.total_incl_tax, 2), method)
  note.invoice.remaining = '0.00'
  note.invoice.state = 'paid'
}

function settleInvoice(ids: Ids, one: Issued, random: Random, payer: Payer, method: string, today: Day): void {
  const note = one.credit?.plan.fate === 'used' ? one.credit : null
  let credit = note ? -toUnits(note.invoice.total_incl_tax, 2) : 0n
  const open = one.dues.map((due) => toUnits(due.amount, 2))
  // The credit shortens the last due first, so the customer simply pays less.
  for (let i = open.length - 1; i >= 0 && credit > 0n; i--) {
    const used = credit < (open[i] ?? 0n) ? credit : (open[i] ?? 0n)
    open[i] = (open[i] ?? 0n) - used
    credit -= used
  }
  if (note) pay(ids, one, note.plan.day, -toUnits(note.invoice.total_incl_tax, 2), `Avoir ${note.plan.number}`)

  for (const [index, due] of one.dues.entries()) {
    const dueDay = dayOf(due.due_on)
    const owed = open[index] ?? 0n
    const after =
      one.plan.fate === 'unpaid' ? null : one.plan.fate === 'part' ? 0 : delay(random, payer, today - dueDay)
    // Some pay half now and the rest later; a document that is to stay partly paid never gets its rest.
    const halves = owed > 10_000n && (one.plan.fate === 'part' || random.chance(0.03))
    const first = halves ? owed / 2n : owed
    const paidOn = after === null ? null : Math.max(one.plan.day, dueDay + after)
    if (paidOn !== null && paidOn <= today && owed > 0n) {
      pay(ids, one, paidOn, first, method)
      open[index] = owed - first
      if (halves && one.plan.fate !== 'part' && paidOn + 45 <= today) {
        pay(ids, one, paidOn + 45, owed - first, method)
        open[index] = 0n
      }
    }
    due.settled = open[index] === 0n
  }

  one.payments.sort((a, b) => (a.paid_on < b.paid_on ? -1 : a.paid_on > b.paid_on ? 1 : 0))
  const { invoice } = one
  invoice.remaining = sum(open.map((cents) => fromUnits(cents, 2)))
  invoice.state = invoice.remaining === '0.00' ? 'paid' : 'open'
  invoice.due_on = (one.dues.find((due) => !due.settled) ?? one.dues.at(-1))?.due_on ?? null
  const last = one.payments.at(-1)
  if (last) invoice.changed_at = instantOf(dayOf(last.paid_on), one.plan.n)
}
