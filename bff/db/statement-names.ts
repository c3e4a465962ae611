/**
 * Names for statements that come again: PostgreSQL then parses and plans them once per connection. Bounded, because
 * each keeps memory in every server process.
 */
import { createHash } from 'node:crypto'

const limit = 300
const seenLimit = 5000

export class StatementNames {
  readonly #names = new Map<string, string>()
  #seen = new Set<string>()

  /** Undefined for a statement seen for the first time: it may be the only one of its kind. */
  nameOf(sql: string): string | undefined {
    const known = this.#names.get(sql)
    if (known !== undefined) return known
    if (this.#names.size >= limit) return undefined
    if (!this.#seen.has(sql)) {
      if (this.#seen.size >= seenLimit) this.#seen = new Set()
      this.#seen.add(sql)
      return undefined
    }
    const name = `g_${createHash('sha256').update(sql).digest('base64url').slice(0, 24)}`
    this.#names.set(sql, name)
    this.#seen.delete(sql)
    return name
  }
}
