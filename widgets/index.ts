/**
 * The public API for pages that bundle the library themselves: element and event classes. Importing this file defines
 * the elements; a page that uses the script tag needs none of it.
 */
export { GuichetAccount } from './account/guichet-account.ts'
export type { Counter, Session, SessionState, Words } from './base/counter.ts'
export { version } from './base/define.ts'
export { Problem } from './base/problem.ts'
export { NavigateRequestEvent } from './base/route.ts'
export {
  CustomerChangedEvent,
  HandOffRequestEvent,
  LanguageChangedEvent,
  SignedInEvent,
  SignedOutEvent,
  SignInRequestEvent,
} from './base/session-events.ts'
export { GuichetHost } from './host/guichet-host.ts'
export type { Authenticate, HandOffRequest, SiteName } from './host/hand-over.ts'
export { type PageHost, openPage } from './host/page.ts'
export { InterventionOpenedEvent, ReplySentEvent } from './interventions/events.ts'
export { GuichetInterventions } from './interventions/guichet-interventions.ts'
export { InvoiceDownloadedEvent, InvoiceOpenedEvent } from './invoices/events.ts'
export { GuichetInvoices } from './invoices/guichet-invoices.ts'
export { ContinueRequestEvent } from './login/events.ts'
export { GuichetLogin } from './login/guichet-login.ts'
