/**
 * What a portal keeps in the browser: key, handle and a few settings of whoever is signed in, in IndexedDB
 * `guichet-<pk>`. Nothing exists there before somebody signs in, nothing remains after sign-out.
 */
import type { Language, PortalView } from '../../bff/api.ts'

export interface StoredSession {
  /** Address of the BFF that issued the handle: it is never sent to another. */
  address: string
  handle: string
  /** The private half is non-extractable: the browser keeps it, no script reads it. */
  keys: CryptoKeyPair
  /** Customer whose rows the session shows. */
  customer: string
  /** Chosen on this device; null = as the page. */
  language: Language | null
  /** The portal's public face as it was last told, so that a warm page need not ask. */
  portal: PortalView | null
  nonce: string | null
}

const objects = 'session'

/** Opens the database. Without `create` an absent one stays absent: reading writes nothing. */
function open(name: string, create: boolean): Promise<IDBDatabase | null> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1)
    request.onupgradeneeded = () => {
      if (create) request.result.createObjectStore(objects)
      else request.transaction?.abort()
    }
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => (request.error?.name === 'AbortError' && !create ? resolve(null) : reject(request.error))
  })
}

/** Runs one transaction; null when there is no database and none is made. */
async function transact<R>(
  name: string,
  { create = false, write = false },
  run: (store: IDBObjectStore, done: (result: R) => void) => void,
): Promise<R | null> {
  const database = await open(name, create)
  if (!database) return null
  try {
    return await new Promise<R | null>((resolve, reject) => {
      let result: R | null = null
      const transaction = database.transaction(objects, create || write ? 'readwrite' : 'readonly')
      transaction.oncomplete = () => resolve(result)
      transaction.onabort = () => reject(transaction.error)
      run(transaction.objectStore(objects), (value) => {
        result = value
      })
    })
  } finally {
    database.close()
  }
}

type Read = IDBRequest<StoredSession | undefined>

/** Null when nothing is stored for this address, or when the browser refuses. */
export async function readSession(name: string, address: string): Promise<StoredSession | null> {
  try {
    const stored = await transact<StoredSession | undefined>(name, {}, (store, done) => {
      const request: Read = store.get(objects)
      request.onsuccess = () => done(request.result)
    })
    return stored?.address === address ? stored : null
  } catch {
    return null
  }
}

/** False when the browser refuses to store (a private window): the session then lives as long as the page. */
export async function writeSession(name: string, session: StoredSession): Promise<boolean> {
  try {
    await transact(name, { create: true }, (store) => store.put(session, objects))
    return true
  } catch {
    return false
  }
}

/**
 * Changes settings of the stored session, in one transaction and only while its handle is this one: a tab that has
 * not yet heard of a sign-out or a switch must bring nothing back.
 */
export async function amendSession(name: string, handle: string, change: Partial<StoredSession>): Promise<void> {
  const amend = (store: IDBObjectStore) => {
    const request: Read = store.get(objects)
    request.onsuccess = () => {
      if (request.result?.handle === handle) store.put({ ...request.result, ...change }, objects)
    }
  }
  // What cannot be kept is asked for again.
  await transact(name, { write: true }, amend).catch(() => {})
}

/** The whole database goes, and the key with it. */
export function eraseSession(name: string): Promise<void> {
  return new Promise((resolve) => {
    try {
      const request = indexedDB.deleteDatabase(name)
      request.onsuccess = request.onerror = request.onblocked = () => resolve()
    } catch {
      resolve()
    }
  })
}

/** One at a time over all tabs of this origin. */
export function exclusively<R>(name: string, run: () => Promise<R>): Promise<R> {
  return navigator.locks ? (navigator.locks.request(name, run) as Promise<R>) : run()
}
