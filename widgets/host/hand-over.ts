/** The website's own sign-in, as a way into the counter. What it takes to hand over comes when it is needed. */
import type { Counter } from '../base/counter.ts'

/** What the website's function is told. */
export interface HandOffRequest {
  /** Goes into the assertion as `cnf.jkt`: it is good with this browser's key only. */
  keyThumbprint: string
  /** Publishable key of the portal: `aud` of the assertion. */
  portal: string
  /** The person has pressed «Continuer avec mon compte»: the website may go to its own sign-in page. False: ask quietly. */
  asked: boolean
}

/** Fetches an assertion (JWT) from the website's own back end; null when nobody is signed in there. */
export type Authenticate = (request: HandOffRequest) => Promise<string | null | undefined> | string | null | undefined

/** `site`: what the website calls itself, for «Continuer avec mon compte …». */
export interface SiteName {
  site?: string | null | undefined
}

/** From now on who is signed in at the website is signed in here, without a word. */
export function handOverBy(counter: Counter, ask: Authenticate, { site }: SiteName = {}): void {
  const { session } = counter
  /** The website has signed the person out: what it still says on this page is of before. */
  let closed = false
  session.site = site || null
  session.handOver = async (occasion) => {
    closed = occasion === 'closed' || (closed && occasion !== 'asked')
    const code = await import('./hand-off.ts').catch(() => null)
    return code !== null && (await code.handOver(counter, ask, closed ? 'closed' : occasion))
  }
  if (session.state === 'signed-out') void session.refresh()
}
