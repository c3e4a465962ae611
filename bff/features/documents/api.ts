/** Files about something that the customer may see: of machines, interventions, messages, orders, the customer itself. */

/** A file as sheets list it; its bytes come by `POST /documents/:id/ticket`. */
export interface DocumentRow {
  id: string
  /** As it is saved. */
  fileName: string
  title: string | null
  mediaType: string
  /** Bytes; null where the vendor does not say. */
  size: number | null
  /** ISO instant. */
  changedAt: string
}

export interface Documents {
  /** A one-use address (60 s) from which the browser downloads the file: it needs no header. */
  'POST /documents/:id/ticket': {
    params: { id: string }
    body: Record<string, never>
    reply: { url: string; fileName: string; expiresAt: string }
  }
}
