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
  signIn: {
    /** Login and password, the forgotten password included. */
    password: boolean
    /** Portal codes: links and typed ones. */
    code: boolean
    /** One-time code by e-mail or SMS. */
    oneTimeCode: boolean
    /** People may ask for an account. */
    registration: boolean
  }
}

export interface Portals {
  'GET /portal': { reply: PortalView }
}
