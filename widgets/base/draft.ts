/**
 * What somebody has begun to write, kept on the device: through a reload, a lost session and a dead battery. One store
 * per portal, one entry per person, customer and form; files go with it. Signing out erases the store (host/session.ts).
 */
import type { Counter } from './counter.ts'

const objects = 'drafts'
/** Older ones mean nothing any more. Milliseconds. */
const life = 30 * 24 * 3_600_000

interface Entry<T> {
  at: number
  draft: T
}

/** Name of the browser's database of a portal's drafts. */
export const draftsOf = (address: string): string => `guichet-${address.slice(address.lastIndexOf('/') + 1)}-drafts`

function open(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1)
    request.onupgradeneeded = () => request.result.createObjectStore(objects)
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

async function transact<R>(name: string, run: (store: IDBObjectStore) => IDBRequest<R>): Promise<R> {
  const database = await open(name)
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(objects, 'readwrite')
      const request = run(transaction.objectStore(objects))
      transaction.oncomplete = () => resolve(request.result)
      transaction.onabort = () => reject(transaction.error)
    })
  } finally {
    database.close()
  }
}

/** Drafts of one form, of whoever is signed in. A browser that refuses to store (a private window) keeps none. */
export class Drafts<T> {
  readonly #database: string
  readonly #key: string
  #waiting: ReturnType<typeof setTimeout> | undefined
  #latest: T | undefined

  /** @param form name of the form: `request`, `reply 42` */
  constructor({ address, session: { view } }: Counter, form: string) {
    this.#database = draftsOf(address)
    // Nobody finds what another person of the same device has written.
    this.#key = JSON.stringify([view?.kind, view?.login ?? view?.name, view?.customer.id, form])
  }

  /** Whose drafts these are. */
  get key(): string {
    return this.#key
  }

  async read(): Promise<T | null> {
    try {
      const entry = await transact<Entry<T> | undefined>(this.#database, (store) => store.get(this.#key))
      return entry && entry.at > Date.now() - life ? entry.draft : null
    } catch {
      return null
    }
  }

  /** Keeps it, soon: what is typed in one go is written once. */
  keep(draft: T): void {
    this.#latest = draft
    this.#waiting ??= setTimeout(() => void this.settle(), 250)
  }

  /** Writes at once what waits. */
  async settle(): Promise<void> {
    clearTimeout(this.#waiting)
    this.#waiting = undefined
    const draft = this.#latest
    this.#latest = undefined
    if (draft === undefined) return
    const entry: Entry<T> = { at: Date.now(), draft }
    await transact(this.#database, (store) => store.put(entry, this.#key)).catch(() => {})
  }

  async erase(): Promise<void> {
    clearTimeout(this.#waiting)
    this.#waiting = undefined
    this.#latest = undefined
    await transact(this.#database, (store) => store.delete(this.#key)).catch(() => {})
  }
}
