/** Words of the dashboard. */
import type { DashboardStrings } from './fr.ts'

const many = (n: number, one: string, more: string) => (n === 1 ? one : more)

const strings: DashboardStrings = {
  task: {
    overdue: (n) => `${n} ${many(n, 'invoice is overdue', 'invoices are overdue')}`,
    answer: (n) => `${n} ${many(n, 'service call waits for your answer', 'service calls wait for your answer')}`,
    refused: (n) => `${n} ${many(n, 'message did not go through', 'messages did not go through')}`,
    'partly-delivered': (n) =>
      `${n} ${many(n, 'order delivered in part: the rest follows', 'orders delivered in part: the rest follows')}`,
  },
  figure: {
    invoiced: 'Invoiced incl. VAT',
    ordered: 'Ordered incl. VAT',
    interventions: 'Service calls asked for',
    days: 'From request to completion',
    machines: 'Machines in service',
  },
  recent: { invoice: 'Invoice', credit_note: 'Credit note', order: 'Order', intervention: 'Service call' },
  title: 'Dashboard',
  hello: (name) => `Hello ${name}`,
  tasks: 'For you to do',
  nothing: 'Nothing waits for you: all is up to date.',
  actions: 'Quick actions',
  figures: 'In figures',
  period: (from, to) => `From ${from} to ${to}`,
  today: 'Today',
  days: (n) => `${n} ${many(Number(n), 'day', 'days')}`,
  invoicedChart: 'Invoiced by month, incl. VAT',
  workChart: 'Service calls by month',
  repair: 'Repairs',
  preventive: 'Maintenance',
  other: 'Other',
  month: 'Month',
  amount: 'Amount',
  asTable: 'Show as a table',
  chartFailed: 'The chart could not be loaded. The figures are in the table.',
  latest: 'Latest activity',
  noLatest: 'Your invoices, orders and service calls will appear here.',
  company: 'Your company',
  customerCode: 'Customer no.',
  contact: 'Contact at your company',
  vendor: 'Reach us',
  address: 'Address',
}

export { default as shared } from '../../base/strings/en.ts'
export default strings
