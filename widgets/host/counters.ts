/** One session and one client per portal and page, however many hosts and widgets ask for it. */
import type { Counter, Words } from '../base/counter.ts'
import { PortalSession } from './session.ts'

interface Wanted {
  address: string
  language?: Counter['language']
  words?: Words
  need?: (tag: string) => void
  held?: Promise<unknown>
}

const sessions = new Map<string, PortalSession>()

/** `https://counter.example.com` + `pk_…` -> the address that every call starts with. */
export function addressOf(origin: string, portal: string): string {
  return `${origin.replace(/\/+$/, '')}/v1/${portal}`
}

export function openCounter({ address, language = null, words = {}, need = () => {}, held }: Wanted): Counter {
  let session = sessions.get(address)
  if (!session) sessions.set(address, (session = new PortalSession(address, held)))
  return { address, session, call: session.client.call, language, words, need }
}
