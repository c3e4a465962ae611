/** A customer's invoices and credit notes: lines, VAT, due dates, as they were issued. Payments follow in settle.ts. */
import { fromUnits, multiply, sum, taxesOf, toUnits } from '../../base/money.ts'
import { dateOf, type Day, instantOf } from './calendar.ts'
import type { CustomerFile } from './customers.ts'
import type { Ids } from './ids.ts'
import type { Planned } from './plan.ts'
import { Random } from './random.ts'
import type { DemoRow } from './rows.ts'
import { type DraftLine, item, remark, type Scenario } from './scenarios.ts'
import type { DemoVendor } from './vendors.ts'

/** A document with all that hangs on it. */
export interface Issued {
  plan: Planned
  invoice: DemoRow<'invoice'>
  lines: DemoRow<'invoice_line'>[]
  taxes: DemoRow<'invoice_tax'>[]
  dues: DemoRow<'invoice_due'>[]
  payments: DemoRow<'invoice_payment'>[]
  /** On an invoice: its credit note, if it has one. */
  credit: Issued | null
}

/** Prints a decimal at the scale of its column. */
const at = (scale: number, text: string) => fromUnits(toUnits(text, scale), scale)

const negated = (text: string) => (text.startsWith('-') ? text.slice(1) : `-${text}`)

/** The documents of one customer, in order of issue. */
export function issueAll(of: DemoVendor, ids: Ids, file: CustomerFile, plans: readonly Planned[]): Issued[] {
  const random = new Random(`${of.vendor} documents ${file.sketch.n}`)
  const done: Issued[] = []
  for (const plan of plans) {
    if (plan.kind === 'invoice') {
      done.push(issueInvoice(of, ids, file, plan, random))
      continue
    }
    const original = done.findLast(
      (one) =>
        one.plan.kind === 'invoice' && one.plan.fate === 'natural' && !one.credit && plan.day - one.plan.day < 150,
    )
    const note = issueCredit(ids, file, plan, original, random)
    if (original) original.credit = note
    done.push(note)
  }
  return done
}

function issueInvoice(of: DemoVendor, ids: Ids, file: CustomerFile, plan: Planned, random: Random): Issued {
  const site = random.chance(0.82) ? random.pick(file.sites) : null
  const machines = file.machines
    .filter((one) => !site || one.site_id === site.id)
    .map((one) => ({ label: one.label, serial: one.serial_number ?? one.provider_number ?? '' }))
  const scenario =
    of.scenarios.find((one) => one.name === plan.scenario) ??
    random.weighted<Scenario>(of.scenarios.map((one) => [one, one.weight] as const))
  const from = machines.length > 1 ? random.int(0, machines.length - 1) : 0
  const situation = {
    random,
    day: plan.day,
    machines: [...machines.slice(from), ...machines.slice(0, from)],
    person: file.sketch.person,
  }
  const issued = document(ids, file, plan, scenario.lines(situation), {
    site_id: site?.id ?? null,
    supplied_on: random.chance(0.4) ? dateOf(plan.day - random.int(1, 6)) : null,
    title: random.chance(0.95) ? scenario.title(situation) : null,
    reference:
      !file.sketch.person && random.chance(0.5) ? `BC ${dateOf(plan.day).slice(2, 4)}-${random.digits(4)}` : null,
    original_id: null,
    operation: scenario.operation,
    vat_on_debits: of.vendor === 'brumaire',
    payment_terms: scenario.instalments ? 'En trois fois\u00a0: 30, 60 et 90 jours' : file.customer.payment_terms,
  })
  if (plan.fate !== 'cancelled') issued.dues = duesOf(ids, issued, scenario.instalments ? 3 : 1, file.sketch.person)
  return issued
}

function issueCredit(
  ids: Ids,
  file: CustomerFile,
  plan: Planned,
  original: Issued | undefined,
  random: Random,
): Issued {
  const amounts =
    original?.lines.filter((line) => line.kind === 'line' && !/^0\.00$/.test(line.amount_excl_tax ?? '0.00')) ?? []
  const taken = amounts.slice(0, random.int(1, 2))
  const lines: DraftLine[] =
    original && taken.length > 0
      ? [
          remark(`Avoir sur la facture ${original.plan.number}`),
          ...taken.map((line) => ({
            kind: 'line' as const,
            reference: line.reference,
            label: line.label,
            quantity: negated(line.quantity ?? '1'),
            unit: line.unit,
            price: line.unit_price,
            rate: line.tax_rate,
          })),
        ]
      : [item('GESTE', 'Geste commercial', -1, 'forfait', `${random.int(15, 80)}.0000`, '0.2')]
  return document(ids, file, plan, lines, {
    site_id: original?.invoice.site_id ?? null,
    supplied_on: null,
    title: original ? `Avoir sur ${original.plan.number}` : 'Geste commercial',
    reference: original?.invoice.reference ?? null,
    original_id: original?.invoice.id ?? null,
    operation: original?.invoice.operation ?? 'services',
    vat_on_debits: original?.invoice.vat_on_debits ?? false,
    payment_terms: null,
  })
}

type Heading = Pick<
  DemoRow<'invoice'>,
  'site_id' | 'supplied_on' | 'title' | 'reference' | 'original_id' | 'operation' | 'vat_on_debits' | 'payment_terms'
>

/** Line nets are rounded, then summed; VAT is rounded once per rate; gross = net + VAT (EN 16931). */
function document(ids: Ids, file: CustomerFile, plan: Planned, drafts: readonly DraftLine[], heading: Heading): Issued {
  const id = ids('invoice', plan.n)
  const of = { invoice_id: id, customer_id: file.customer.id, site_id: heading.site_id }
  let block: string[] = []
  const lines = drafts.map((draft, index): DemoRow<'invoice_line'> => {
    if (draft.kind === 'title') block = []
    const net = draft.quantity && draft.price ? multiply(draft.quantity, draft.price, 2) : null
    if (net) block.push(net)
    return {
      id: ids('invoice_line', plan.n * 64 + index),
      ...of,
      position: String(index + 1),
      kind: draft.kind,
      reference: draft.reference,
      label: draft.label,
      quantity: draft.quantity && at(3, draft.quantity),
      unit: draft.unit,
      unit_price: draft.price && at(4, draft.price),
      amount_excl_tax: draft.kind === 'subtotal' ? sum(block) : net,
      tax_rate: draft.rate && at(4, draft.rate),
      tax_category: draft.rate && 'S',
    }
  })
  const taxed = lines.flatMap((line) =>
    line.kind === 'line' && line.amount_excl_tax ? [{ amount: line.amount_excl_tax, rate: line.tax_rate }] : [],
  )
  const taxes = taxesOf(taxed).map(
    (tax, index): DemoRow<'invoice_tax'> => ({
      id: ids('invoice_tax', plan.n * 8 + index),
      ...of,
      label: null,
      ...tax,
    }),
  )
  const total_excl_tax = sum(taxed.map((line) => line.amount))
  const total_tax = sum(taxes.map((tax) => tax.amount))
  const total_incl_tax = sum([total_excl_tax, total_tax])
  const invoice: DemoRow<'invoice'> = {
    id,
    customer_id: file.customer.id,
    billing_site_id: file.sites.find((site) => site.is_billing)?.id ?? null,
    number: plan.number,
    kind: plan.kind,
    state: plan.fate === 'cancelled' ? 'cancelled' : 'open',
    issued_on: dateOf(plan.day),
    due_on: null,
    currency: 'EUR',
    total_excl_tax,
    total_tax,
    total_incl_tax,
    remaining: plan.fate === 'cancelled' ? '0.00' : total_incl_tax,
    changed_at: instantOf(plan.day, plan.n),
    ...heading,
  }
  return { plan, invoice, lines, taxes, dues: [], payments: [], credit: null }
}

/** One due date, or three a month apart; the last takes the cents that do not divide. */
function duesOf(ids: Ids, { plan, invoice }: Issued, parts: 1 | 3, person: boolean): DemoRow<'invoice_due'>[] {
  const total = toUnits(invoice.total_incl_tax, 2)
  const part = total / BigInt(parts)
  return Array.from({ length: parts }, (_, index): DemoRow<'invoice_due'> => {
    const day: Day = parts > 1 || !person ? plan.day + 30 * (index + 1) : plan.day
    const cents = index === parts - 1 ? total - part * BigInt(parts - 1) : part
    return {
      id: ids('invoice_due', plan.n * 8 + index),
      invoice_id: invoice.id,
      customer_id: invoice.customer_id,
      site_id: invoice.site_id,
      due_on: dateOf(day),
      amount: fromUnits(cents, 2),
      settled: false,
    }
  })
}
