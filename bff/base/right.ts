/** One permission. A profile is a named set of them; the database enforces the ones that guard rows or columns. */
export type Right =
  | 'invoices.read'
  | 'invoices.amounts'
  | 'invoices.download'
  | 'invoices.export'
  | 'fleet.read'
  | 'documents.read'
  | 'orders.read'
  | 'orders.place'
  | 'requests.create'
  | 'interventions.read'
  | 'contacts.read'
