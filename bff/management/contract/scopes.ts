/** Boundaries and rights that several relations share. */

/** A row of a customer, at one of its sites or at none. */
export const scoped = { customer: 'customer_id', site: 'site_id' } as const

/** A row of an intervention, so also shown to who may see this one only. */
export const ofIntervention = { ...scoped, intervention: 'intervention_id' } as const

/** An offer: to one customer, to those of a price list, or to everybody. */
export const offered = { offer: { customer: 'customer_id', list: 'price_list_id' } } as const

export const invoiceAmounts = { right: 'invoices.amounts' } as const
export const orderAmounts = { right: 'orders.amounts' } as const
