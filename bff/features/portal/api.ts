/** The public face of a portal: what a widget must know before anybody has signed in. */

export type Language = 'fr' | 'en'

export interface PortalView {
  key: string
  /** The vendor's trade name as its customers know it. */
  name: string
  languages: Language[]
  /** Features that are switched on; a widget of a feature that is off shows nothing. */
  features: string[]
  branding: { logo?: string; accent?: string; phone?: string; email?: string; website?: string }
  /** The ways in that this portal offers. */
  signIn: { password: boolean; code: boolean }
}

export interface Portals {
  'GET /portal': { reply: PortalView }
}
