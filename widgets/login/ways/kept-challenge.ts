/**
 * A code that was asked for survives a reload of the page: what is needed to go on stands in this tab's storage for as
 * long as the code is good, and the key that asked, which no script can read, in IndexedDB `guichet-<pk>-challenge`.
 */
import type { CodeChannel } from '../../../bff/api.ts'
import { challengeName } from '../model.ts'

export interface KeptChallenge {
  challenge: string
  digits: number
  minutes: number
  /** Milliseconds since 1970 at which the code is over. */
  until: number
  channel: CodeChannel
  identifier: string
}

const objects = 'keys'

function database(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1)
    request.onupgradeneeded = () => request.result.createObjectStore(objects)
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

async function keysIn<R>(name: string, run: (store: IDBObjectStore) => IDBRequest<R>): Promise<R> {
  const opened = await database(name)
  try {
    return await new Promise<R>((resolve, reject) => {
      const transaction = opened.transaction(objects, 'readwrite')
      const request = run(transaction.objectStore(objects))
      transaction.oncomplete = () => resolve(request.result)
      transaction.onabort = () => reject(transaction.error)
    })
  } finally {
    opened.close()
  }
}

/** A browser that refuses to keep it asks for a new code after a reload. */
export async function keepChallenge(address: string, kept: KeptChallenge, keys: CryptoKeyPair): Promise<void> {
  const name = challengeName(address)
  try {
    await keysIn(name, (store) => store.put(keys, objects))
    sessionStorage.setItem(name, JSON.stringify(kept))
  } catch {
    // Nothing is kept.
  }
}

export async function readChallenge(address: string): Promise<{ kept: KeptChallenge; keys: CryptoKeyPair } | null> {
  const name = challengeName(address)
  try {
    const kept = JSON.parse(sessionStorage.getItem(name) ?? 'null') as KeptChallenge | null
    if (!kept || kept.until <= Date.now()) return null
    const keys = await keysIn<CryptoKeyPair | undefined>(name, (store) => store.get(objects))
    return keys ? { kept, keys } : null
  } catch {
    return null
  }
}

/** Nothing of it stays. */
export function eraseChallenge(address: string): void {
  const name = challengeName(address)
  try {
    sessionStorage.removeItem(name)
    indexedDB.deleteDatabase(name)
  } catch {
    // A page without storage has kept none.
  }
}
