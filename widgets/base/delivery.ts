/** Files on their way to the person: a one-use address is asked for, then the browser is sent there. */
import { asProblem, type Problem } from './problem.ts'

interface Ticket {
  url: string
  fileName: string
}

export class Delivery {
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
  async fetch(id: string, ask: () => Promise<Ticket>, address: string): Promise<string | undefined> {
    this.clear()
    this.#busy.add(id)
    try {
      const { url, fileName } = await ask()
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
