/** Files that the vendor's ERP keeps: the invoices as they were sent, and papers about customers and machines. */
import { dateOf, type Day, instantOf } from './calendar.ts'
import type { CustomerFile } from './customers.ts'
import type { Ids } from './ids.ts'
import type { Issued } from './invoices.ts'
import { Letter } from './letter.ts'
import { slug } from './names.ts'
import type { DemoRow } from './rows.ts'
import type { DemoVendor } from './vendors.ts'

const year = 365

/** `1284.60` -> `1 284,60 €`. */
const euros = (amount: string) => `${amount.replace('.', ',').replace(/\B(?=(\d{3})+,)/g, '\u00a0')}\u00a0€`
const day = (date: string) => date.split('-').reverse().join('/')
/** `1200.000` -> `1200`, `0.2000` as percent -> `20 %`. */
const quantity = (text: string) => text.replace(/\.?0+$/, '').replace('.', ',')
const percent = (rate: string) => `${String(Math.round(Number(rate) * 1000) / 10).replace('.', ',')}\u00a0%`

export function documentsOf(
  of: DemoVendor,
  ids: Ids,
  file: CustomerFile,
  issued: readonly Issued[],
  today: Day,
): DemoRow<'document'>[] {
  const { customer, sketch } = file
  const since = today - year
  const kept = of.keepsOriginals && sketch.named ? issued.filter((one) => one.plan.day > since) : []
  const originals = kept.map((one) =>
    row(ids('document', one.plan.n * 4), one.plan.day, {
      customer_id: customer.id,
      site_id: one.invoice.site_id,
      intervention_id: null,
      subject_kind: 'invoice',
      subject_id: one.invoice.id,
      role: 'original',
      file_name: `${one.invoice.number}.pdf`,
      title: null,
      content: invoicePdf(of, file, one),
    }),
  )
  const terms = paper(of, `Conditions particulières de ${customer.name}`, dateOf(since), [
    `Client ${customer.code}`,
    `Conditions de paiement\u00a0: ${customer.payment_terms}`,
    'Les interventions se demandent au guichet en ligne.',
  ])
  const papers = [
    row(ids('document', sketch.n * 4 + 1), since, {
      customer_id: customer.id,
      site_id: null,
      intervention_id: null,
      subject_kind: 'customer',
      subject_id: customer.id,
      role: 'attachment',
      file_name: `conditions-${slug(customer.name)}.pdf`,
      title: 'Conditions particulières',
      content: terms,
    }),
  ]
  const machine = file.machines[0]
  if (machine) {
    const title = 'Procès-verbal de mise en service'
    const content = paper(of, title, dateOf(since), [
      machine.label,
      `N° de série\u00a0: ${machine.serial_number ?? 'illisible'}`,
    ])
    papers.push(
      row(ids('document', sketch.n * 4 + 2), since, {
        customer_id: customer.id,
        site_id: machine.site_id,
        intervention_id: null,
        subject_kind: 'equipment',
        subject_id: machine.id,
        role: 'attachment',
        file_name: `mise-en-service-${machine.provider_number}.pdf`,
        title,
        content,
      }),
    )
  }
  return [...originals, ...papers]
}

type Subject = Omit<DemoRow<'document'>, 'id' | 'media_type' | 'size' | 'changed_at'>

function row(id: string, changed: Day, subject: Subject): DemoRow<'document'> {
  const size = String(subject.content?.length ?? 0)
  return { id, ...subject, media_type: 'application/pdf', size, changed_at: instantOf(changed) }
}

function head(of: DemoVendor, letter: Letter): void {
  const { company } = of
  letter.text(50, 60, 15, company.name, true)
  letter.text(
    50,
    76,
    9,
    `${company.street}, ${company.postal_code} ${company.city} – ${company.phone} – ${company.email}`,
  )
  letter.text(
    50,
    806,
    7,
    `${company.legal_form} – ${company.registry} – TVA ${company.vat_number} – IBAN ${company.iban}`,
  )
}

export function paper(of: DemoVendor, title: string, date: string, lines: readonly string[]): Buffer {
  const letter = new Letter()
  head(of, letter)
  letter.text(50, 140, 13, title, true)
  for (const [index, line] of lines.entries()) letter.text(50, 170 + index * 16, 10, line)
  return letter.bytes(title, date)
}

function invoicePdf(of: DemoVendor, file: CustomerFile, { invoice, lines, taxes, dues }: Issued): Buffer {
  const letter = new Letter()
  const title = `${invoice.kind === 'invoice' ? 'Facture' : 'Avoir'} ${invoice.number}`
  const to = file.sites.find((site) => site.id === invoice.billing_site_id)
  head(of, letter)
  letter.text(330, 120, 10, file.customer.name, true)
  for (const [index, part] of [...(to?.street?.split('\n') ?? []), `${to?.postal_code} ${to?.city}`].entries()) {
    letter.text(330, 134 + index * 13, 10, part)
  }
  letter.text(50, 190, 13, title, true)
  letter.text(
    50,
    206,
    9,
    `Émise le ${day(invoice.issued_on)}${invoice.reference ? ` – votre référence ${invoice.reference}` : ''}`,
  )
  if (invoice.title) letter.text(50, 219, 9, invoice.title)

  let y = 244
  for (const [x, name] of [
    [350, 'Qté'],
    [430, 'Prix HT'],
    [495, 'TVA'],
    [545, 'Montant HT'],
  ] as const)
    letter.figures(x, y, 8, name)
  letter.rule((y += 5))
  for (const line of lines) {
    y += 13
    letter.text(50, y, 8.5, line.label, line.kind === 'title' || line.kind === 'subtotal')
    if (line.quantity) letter.figures(350, y, 8.5, quantity(line.quantity))
    if (line.unit_price) letter.figures(430, y, 8.5, line.unit_price.replace('.', ','))
    if (line.tax_rate) letter.figures(495, y, 8.5, percent(line.tax_rate))
    if (line.amount_excl_tax) letter.figures(545, y, 8.5, euros(line.amount_excl_tax))
  }
  letter.rule((y += 8))
  const totals: [string, string][] = [
    ['Total HT', invoice.total_excl_tax],
    ...taxes.map((tax): [string, string] => [`TVA ${percent(tax.rate ?? '0')} sur ${euros(tax.base)}`, tax.amount]),
    ['Total TTC', invoice.total_incl_tax],
  ]
  for (const [name, amount] of totals) {
    y += 14
    letter.text(330, y, 9, name, name.startsWith('Total'))
    letter.figures(545, y, 9, euros(amount))
  }
  for (const due of dues) letter.text(50, (y += 14), 8.5, `À payer le ${day(due.due_on)}\u00a0: ${euros(due.amount)}`)
  const company = of.company
  for (const text of [
    company.late_penalty,
    'Indemnité forfaitaire pour frais de recouvrement\u00a0: 40\u00a0€.',
    company.early_discount,
  ]) {
    if (text && invoice.kind === 'invoice') letter.text(50, (y += 13), 7.5, text)
  }
  return letter.bytes(title, invoice.issued_on)
}
