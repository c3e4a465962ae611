/** The sites of the current customer that the session may see. */

export interface Site {
  id: string
  name: string
  street: string | null
  postalCode: string | null
  city: string | null
}

export interface Sites {
  /** Sorted by name, at most 200; `q` searches name, street, postcode and city. */
  'GET /sites': { query: { q?: string; after?: string; limit?: number }; reply: { rows: Site[]; next: string | null } }
}
