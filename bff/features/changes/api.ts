/**
 * Whether something is new: what open pages ask from time to time, without prolonging the session (`background`).
 *
 * A mark is a short text that changes when rows of a feature come, go or change; it says nothing else. The page keeps
 * the marks of its last look and compares. A feature that the session may not see has none.
 */
export interface ChangeMarks {
  invoices?: string
  interventions?: string
  fleet?: string
  orders?: string
}

export interface Changes {
  'GET /changes': { reply: { marks: ChangeMarks } }
}
