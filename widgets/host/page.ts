/** The host of a whole page: what the loader sets up, and what a page's own scripts may ask of it. */
import type { SessionView } from '../../bff/api.ts'
import type { Words } from '../base/counter.ts'
import { pageProvider } from '../base/page-provider.ts'
import { keepSecret, type Secret } from '../base/secrets.ts'
import { addressOf, openCounter } from './counters.ts'
import { type Authenticate, handOverBy, type SiteName } from './hand-over.ts'

export interface PageHost {
  /** Who is signed in; null when nobody is. Waits until that is known. */
  session(): Promise<SessionView | null>
  /** The website has signed the person out: the counter forgets, and asks the website again at the next page. */
  signOut(): Promise<void>
  /** Other words for some strings of some tags. */
  words(words: Words): void
  /** The website's own sign-in opens the counter too. */
  authenticate(ask: Authenticate, named?: SiteName): void
}

interface Opening {
  origin: string
  portal: string
  /** Defines a tag of ours. */
  need(tag: string): void
  /** The first reads wait for it, so that widgets which arrive together share one request. */
  held: Promise<unknown>
  /** Taken out of the address by the loader, as it stood there. */
  secret: readonly [Secret, string] | null
}

/** A link that was cut or mangled on its way must not take the whole page's counter with it: it opens nothing. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** The first portal on a page serves it; another script's portal needs a `<guichet-host>` around its widgets. */
export function openPage({ origin, portal, need, held, secret }: Opening): PageHost {
  if (secret) keepSecret(secret[0], decoded(secret[1]))
  const counter = openCounter({ address: addressOf(origin, portal), need, held })
  if (!pageProvider.value) pageProvider.setValue(counter)
  const { session } = counter
  return {
    async session() {
      await session.start()
      return session.view
    },
    async signOut() {
      // Who is not known yet cannot be told to go.
      await session.start()
      await session.signOut('closed')
    },
    authenticate: (ask, named) => handOverBy(counter, ask, named),
    words: (words) => pageProvider.setValue({ ...(pageProvider.value ?? counter), words }),
  }
}
