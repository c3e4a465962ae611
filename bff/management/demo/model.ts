/**
 * A demo vendor as plain rows in memory, without any database: what the seed writes, and what tests reason about.
 * The same vendor, day and size give the same rows on every machine.
 */
import { rangeRows, shelfOf } from './articles/rows.ts'
import { termRows } from './articles/terms.ts'
import { dayOf, instantOf } from './calendar.ts'
import { customerFile, shareOut, sketches } from './customers.ts'
import { documentsOf } from './documents.ts'
import { contractsOf, equipmentOf } from './fleet.ts'
import { idsOf } from './ids.ts'
import { issueAll } from './invoices.ts'
import { orderRows, orderSpecimens } from './orders.ts'
import { planDocuments } from './plan.ts'
import { type PortalRows, portalRows } from './portal-rows.ts'
import { type DemoRows, noRows } from './rows.ts'
import { householdSpecimens, interventionRows, serviceSpecimens } from './service/interventions.ts'
import { natureRows } from './service/natures.ts'
import { planThings } from './service/plan.ts'
import { settleAll } from './settle.ts'
import { type VendorName, vendors } from './vendors.ts'
import type { RelationName } from '../contract.ts'
import type { IdType } from '../reference/schema.ts'

export type DemoSize = 'small' | 'normal' | 'big'

export interface DemoOptions {
  vendor: VendorName
  /** Date `YYYY-MM-DD` on which the data ends. */
  today: string
  size?: DemoSize
}

export interface DemoModel extends PortalRows {
  vendor: VendorName
  today: string
  size: DemoSize
  /** Native type of every identifier of this vendor. */
  idType: IdType
  rows: DemoRows
}

/** `small` is for tests of which the data is not the subject, `big` for benches. */
export const demoSizes: Readonly<Record<DemoSize, { customers: number; invoices: number; machines: number }>> = {
  small: { customers: 12, invoices: 240, machines: 120 },
  normal: { customers: 60, invoices: 1_500, machines: 900 },
  big: { customers: 2_000, invoices: 400_000, machines: 30_000 },
}

/** The rows of the contract, customer by customer, so that the big size never stands in memory whole. */
export function* demoParts({ vendor, today, size = 'normal' }: DemoOptions): Generator<DemoRows> {
  const of = vendors[vendor]
  const ids = idsOf(vendor, of.idType)
  const end = dayOf(today)
  const { customers, invoices, machines } = demoSizes[size]
  const list = sketches(of, customers)
  const plans = planDocuments(of, list, invoices, end)
  const machineCounts = shareOut(
    list.map((one) => one.fleet),
    machines,
  )
  const shelf = shelfOf(of, ids)
  const service = planThings({
    seed: `${vendor} service plan`,
    prefix: 'INT',
    list,
    today: end,
    // About one a machine in sixteen months.
    counts: machineCounts.map((count) => Math.ceil((count * 3) / 4)),
    specimens: ({ person }) => (person ? householdSpecimens : serviceSpecimens),
  })
  const orders = planThings({
    seed: `${vendor} order plan`,
    prefix: 'CDE',
    list,
    today: end,
    counts: list.map(({ n, person }) => (person ? n % 3 : 4 + (n % 9))),
    specimens: () => orderSpecimens,
  })

  yield { ...noRows(), company: [{ id: ids('company', 1), ...of.company }] }
  yield { ...rangeRows(of, ids, shelf, end), nature: natureRows(of, ids, instantOf(end - 200)) }
  for (const [index, sketch] of list.entries()) {
    const file = customerFile(of, ids, sketch, machineCounts[index] ?? 0, end)
    const issued = issueAll(of, ids, file, plans[index] ?? [])
    settleAll(of, ids, file, issued, end)
    const contracts = contractsOf(of, ids, file, end)
    const machines = equipmentOf(of, shelf, file, contracts, end)
    // Nothing happens any more to what has been taken away.
    const lively = { ...file, machines: machines.filter((one) => one.state !== 'removed') }
    yield {
      ...noRows(),
      customer: [file.customer],
      site: file.sites,
      contact: file.contacts,
      service_contract: contracts,
      equipment: machines,
      invoice: issued.map((one) => one.invoice),
      invoice_line: issued.flatMap((one) => one.lines),
      invoice_tax: issued.flatMap((one) => one.taxes),
      invoice_due: issued.flatMap((one) => one.dues),
      invoice_payment: issued.flatMap((one) => one.payments),
      document: documentsOf(of, ids, file, issued, end),
    }
    yield termRows(of, ids, shelf, sketch, end)
    yield interventionRows(of, ids, shelf, lively, service[index] ?? [], end)
    yield orderRows(of, ids, shelf, lively, orders[index] ?? [], end)
  }
}

/** Accounts, codes and the portal itself, of the named customers. */
export function demoPortal({ vendor, today, size = 'normal' }: DemoOptions): PortalRows {
  const of = vendors[vendor]
  const ids = idsOf(vendor, of.idType)
  const named = sketches(of, demoSizes[size].customers).filter((sketch) => sketch.named)
  return portalRows(
    of,
    named.map((sketch) => customerFile(of, ids, sketch, 0, dayOf(today))),
  )
}

/** Everything at once. */
export function demoModel(options: DemoOptions): DemoModel {
  const rows = noRows()
  for (const part of demoParts(options)) {
    for (const name of Object.keys(part) as RelationName[]) {
      const target: unknown[] = rows[name]
      for (const row of part[name]) target.push(row)
    }
  }
  const { vendor, today, size = 'normal' } = options
  return { vendor, today, size, idType: vendors[vendor].idType, rows, ...demoPortal(options) }
}
