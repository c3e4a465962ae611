/** The document whose sheet is open, and the PDFs on their way. */
import type { InvoiceRow, InvoiceSheet, Language } from '../../bff/api.ts'
import type { Call } from '../base/counter.ts'
import { asProblem, type Problem } from '../base/problem.ts'

export class OpenDocument {
  id: string | null = null
  invoice: InvoiceSheet | undefined
  problem: Problem | undefined
  /** How a sheet is drawn: fetched with the first one, a list alone does not need it. */
  drawing: typeof import('./detail.ts') | undefined
  #loading: AbortController | undefined

  /** Asks for a document unless it is here or under way. Resolves with it when it has just come. */
  async load(call: Call, id: string | null, again = false): Promise<InvoiceSheet | undefined> {
    if (id === this.id && !again) return undefined
    this.drop()
    this.id = id
    if (id === null) return undefined
    const { signal } = (this.#loading = new AbortController())
    try {
      const asked = call('GET /invoices/:id', { params: { id } }, { signal })
      const [invoice, drawing] = await Promise.all([asked, this.drawing ?? import('./detail.ts')])
      this.drawing = drawing
      if (!signal.aborted) return (this.invoice = invoice)
    } catch (thrown) {
      if (!signal.aborted) this.problem = asProblem(thrown)
    }
    return undefined
  }

  drop(): void {
    this.#loading?.abort()
    this.id = null
    this.invoice = undefined
    this.problem = undefined
  }
}

export class PdfDelivery {
  readonly #busy = new Set<string>()
  /** Why the last one did not come. */
  problem: Problem | undefined
  /** Name of the file that the browser was last sent for. */
  started: string | undefined

  busy(id: string): boolean {
    return this.#busy.has(id)
  }

  clear(): void {
    this.problem = undefined
    this.started = undefined
  }

  /** Asks for a ticket and sends the browser for the file. Resolves with its name, or undefined when that failed. */
  async fetch(
    call: Call,
    { id }: Pick<InvoiceRow, 'id'>,
    language: Language,
    address: string,
  ): Promise<string | undefined> {
    this.clear()
    this.#busy.add(id)
    try {
      const { url, fileName } = await call('POST /invoices/:id/ticket', { params: { id }, body: { language } })
      send(new URL(url, address).href, fileName)
      return (this.started = fileName)
    } catch (thrown) {
      this.problem = asProblem(thrown)
      return undefined
    } finally {
      this.#busy.delete(id)
    }
  }
}

/** A plain navigation to an attachment: the page stays, the browser saves. A detached link is no click of the page's. */
function send(url: string, fileName: string): void {
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.referrerPolicy = 'no-referrer'
  link.click()
}
