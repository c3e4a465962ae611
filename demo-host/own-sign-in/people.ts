/** Who has an account on a demo website itself, and who is signed in there: in memory, gone with the process. */
import { randomBytes, timingSafeEqual } from 'node:crypto'
import { demoPeople } from '../../bff/management/demo/people.ts'
import type { VendorName } from '../../bff/management/demo/vendors.ts'

/** Not the counter's: whoever signs in here never types that one. Told on the console and beside the form. */
export const sitePassword = 'brumaire-demo-2026'

export interface SitePerson {
  login: string
  name: string
}

const cookie = 'demo_site_visitor'

export class SitePeople {
  readonly #people: readonly SitePerson[]
  readonly #visitors = new Map<string, SitePerson>()

  constructor(vendor: VendorName) {
    this.#people = demoPeople.filter((one) => one.vendor === vendor)
  }

  /** By the header `Cookie`; null = nobody. */
  of(cookies: string | undefined): SitePerson | null {
    return this.#visitors.get(visitorIn(cookies)) ?? null
  }

  /** @returns the header `Set-Cookie` of a visitor of one's own, or null when the pair is wrong */
  enter(login: string, password: string): string | null {
    const person = this.#people.find((one) => one.login === login.trim().toLowerCase())
    const given = Buffer.from(password.padEnd(sitePassword.length).slice(0, 200))
    const right = given.length === sitePassword.length && timingSafeEqual(given, Buffer.from(sitePassword))
    if (!person || !right) return null
    const visitor = randomBytes(32).toString('base64url')
    this.#visitors.set(visitor, person)
    return `${cookie}=${visitor}; Path=/; HttpOnly; SameSite=Lax`
  }

  /** @returns the header `Set-Cookie` that takes it back */
  leave(cookies: string | undefined): string {
    this.#visitors.delete(visitorIn(cookies))
    return `${cookie}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0`
  }
}

const visitorIn = (cookies: string | undefined) =>
  new RegExp(`(?:^|; )${cookie}=([\\w-]{43})`).exec(cookies ?? '')?.[1] ?? ''
