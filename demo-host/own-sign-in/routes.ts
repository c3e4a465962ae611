/** The sign-in of the website itself: its form, its way out, and the hand-off to the counter. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { VendorName } from '../../bff/management/demo/vendors.ts'
import type { WebsiteKey } from '../../bff/management/demo/website-key.ts'
import { signAssertion } from './assertion.ts'
import { SitePeople, type SitePerson } from './people.ts'

export interface OwnSignIn {
  personOf(request: IncomingMessage): SitePerson | null
  /** True when the request was for it and is answered. A refused form goes back to its page with `?refused`. */
  answer(request: IncomingMessage, response: ServerResponse, url: URL): Promise<boolean>
}

const largest = 4000

async function read(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const part of request) if ((text += String(part)).length > largest) throw new RangeError('too long')
  return text
}

/** Only this website's own pages may change who is signed in. */
function fromHere({ headers }: IncomingMessage): boolean {
  return headers.origin !== undefined && URL.parse(headers.origin)?.host === headers.host
}

/** An address of this website; the way back comes from the address bar, which anybody can write. */
export function localPath(wanted: string | null, otherwise: string): string {
  const base = 'http://website.invalid'
  const url = wanted === null ? null : URL.parse(wanted, base)
  return url?.origin === base ? url.pathname + url.search + url.hash : otherwise
}

export function ownSignIn(vendor: VendorName, key: WebsiteKey, now: () => Date): OwnSignIn {
  const people = new SitePeople(vendor)
  const personOf = ({ headers }: IncomingMessage) => people.of(headers.cookie)
  const go = (response: ServerResponse, to: string, cookie?: string | null) => {
    response
      .writeHead(303, { Location: to, 'Cache-Control': 'no-store', ...(cookie && { 'Set-Cookie': cookie }) })
      .end()
    return true
  }
  const handOver = async (request: IncomingMessage, response: ServerResponse) => {
    const person = personOf(request)
    const { keyThumbprint } = JSON.parse(await read(request)) as { keyThumbprint?: unknown }
    const token = person && (await signAssertion(key, person.login, keyThumbprint, now()))
    response.writeHead(200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' })
    response.end(JSON.stringify({ token }))
    return true
  }
  return {
    personOf,
    async answer(request, response, { pathname, searchParams }) {
      const [, language = '', path = ''] =
        /^(\/en)?(\/(?:compte|compte\/sortie|counter\/hand-off))$/.exec(pathname) ?? []
      if (request.method !== 'POST' || path === '') return false
      try {
        if (!fromHere(request)) throw new TypeError('another website asks')
        if (path === '/counter/hand-off') return await handOver(request, response)
        if (path === '/compte/sortie') return go(response, `${language}/compte`, people.leave(request.headers.cookie))
        const form = new URLSearchParams(await read(request))
        const cookie = people.enter(form.get('login') ?? '', form.get('password') ?? '')
        const back = searchParams.get('retour')
        const again = new URLSearchParams({ refused: '', ...(back !== null && { retour: back }) })
        return go(response, cookie ? localPath(back, `${language}/compte`) : `${language}/compte?${again}`, cookie)
      } catch {
        response.writeHead(400).end()
        return true
      }
    },
  }
}
