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

async function transact<R>(
  name: string,
  mode: IDBTransactionMode,
  run: (store: IDBObjectStore) => IDBRequest<R>,
): Promise<R | null> {
  const database = await open(name, mode === 'readwrite')
  if (!database) return null
  try {
    return await new Promise<R>((resolve, reject) => {
      const transaction = database.transaction(objects, mode)
      const request = run(transaction.objectStore(objects))
      transaction.oncomplete = () => resolve(request.result)
      transaction.onabort = () => reject(transaction.error)
    })
  } finally {
    database.close()
  }
}

/** Null when nothing is stored, or when the browser refuses. */
export async function readSession(name: string, address: string): Promise<StoredSession | null> {
  try {
    const stored: StoredSession | null = await transact(name, 'readonly', (store) => store.get(objects))
    return stored?.address === address ? stored : null
  } catch {
    return null
  }
}

/** False when the browser refuses to store (a private window): the session then lives as long as the page. */
export async function writeSession(name: string, session: StoredSession): Promise<boolean> {
  try {
    await transact(name, 'readwrite', (store) => store.put(session, objects))
    return true
  } catch {
    return false
  }
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
