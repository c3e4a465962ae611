/**
 * The dashboard of the current customer: what waits for him, figures of the last twelve months, the latest documents.
 *
 * Money is a decimal string in `currency`, days are `YYYY-MM-DD` and months `YYYY-MM` in the vendor's time zone. What
 * the session's profile may not see, or the portal has switched off, is left out.
 */

/** Where something stands: the name of a widget and its route, for links. */
export interface DashboardPlace {
  widget: 'invoices' | 'orders' | 'interventions' | 'fleet' | 'catalogue' | 'cart' | 'request'
  route: string
}

/**
 * `overdue` invoices past their due date · `answer` interventions that wait for the customer's answer · `refused` what
 * was sent from here in the last 30 days and did not go through · `partly-delivered` orders of which a part is to come.
 */
export type DashboardTaskKind = 'overdue' | 'answer' | 'refused' | 'partly-delivered'

export interface DashboardTask {
  kind: DashboardTaskKind
  count: number
  /** What is late, of `overdue`; null where amounts are hidden or currencies differ. */
  amount: string | null
  currency: string | null
  place: DashboardPlace
}

/**
 * `invoiced`, `ordered`: sums including VAT of the period · `interventions`: asked for in the period · `days`: mean days
 * from request to end, of what was done in the period · `machines`: in service today.
 */
export type DashboardFigureKind = 'invoiced' | 'ordered' | 'interventions' | 'days' | 'machines'

export interface DashboardFigure {
  kind: DashboardFigureKind
  /** A decimal string: an amount where `currency` is set, else a number. */
  value: string
  currency: string | null
  place: DashboardPlace
}

export interface DashboardMonth {
  month: string
  /** Sum of invoices less credit notes, including VAT. */
  invoiced: string | null
  repair: number | null
  preventive: number | null
  other: number | null
}

export interface DashboardRecent {
  kind: 'invoice' | 'credit_note' | 'order' | 'intervention'
  id: string
  number: string
  title: string | null
  on: string
  place: DashboardPlace
}

/** A quick action, as the vendor has set it. */
export interface QuickAction {
  id: string
  label: { fr: string; en: string }
  text: { fr: string; en: string } | null
  icon: 'request' | 'order' | 'cart' | 'invoice' | 'machine' | 'intervention' | 'phone' | 'document'
  /** Accent, or a tone of its own. */
  colour: 'accent' | 'info' | 'success' | 'warning' | 'danger'
  /** A widget, or an address of the vendor's own. */
  place: DashboardPlace | { href: string }
}

export interface DashboardCompany {
  name: string
  code: string | null
  address: { street: string | null; postalCode: string | null; city: string | null } | null
  /** The customer's contact at his own place, as the vendor knows it. */
  contact: { name: string; email: string | null; phone: string | null } | null
  vendor: { name: string; email: string | null; phone: string | null } | null
}

export interface DashboardView {
  title: { fr: string; en: string } | null
  text: { fr: string; en: string } | null
  tasks: DashboardTask[]
  /** Of the figures and the months: the first and the last day. */
  period: { from: string; to: string }
  figures: DashboardFigure[]
  currency: string
  /** Twelve, in time; null when nothing of it may be seen. */
  months: DashboardMonth[] | null
  recent: DashboardRecent[]
  actions: QuickAction[]
  company: DashboardCompany
}

export interface Dashboard {
  'GET /dashboard': { reply: DashboardView }
}
