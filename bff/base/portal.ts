import type { PortalHome } from './home.ts'

/** A portal as the gate has loaded it. */
export interface PortalRecord {
  /** `pk_<vendor>_<16 characters>` */
  key: string
  /** Name of the vendor in the configuration: which database. */
  vendor: string
  name: string
  origins: readonly string[]
  languages: readonly ('fr' | 'en')[]
  features: readonly string[]
  branding: Readonly<Record<string, string>>
  signIn: readonly string[]
  /** Path of the page with `<guichet-login>`, on whichever of the websites. */
  signInPath: string
  /** Amount excluding tax, a decimal, from which an order wants a fresh proof of the person; null = never. */
  orderStepUp: string | null
  /** What its dashboard says beside the rows. */
  home: PortalHome
}
