/** What one vendor's website is made of. */
import type { Html } from './html.ts'

export type Language = 'fr' | 'en'
export type Words = Readonly<Record<Language, string>>

export interface VisitAccount {
  /** Who is signed in at the website; null = nobody. */
  person: string | null
  /** Name or password were wrong. */
  refused: boolean
  /** Where the visitor came from; null = from nowhere in particular. */
  back: string | null
}

export interface Visit {
  language: Language
  /** Address of the page without the language: `/factures`. */
  path: string
  /** Address of another page of this website, in the visitor's language. */
  to(path: string): string
  /** Origin of the counter and the portal's key: what the snippet of the README needs. */
  counter: string
  portal: string
  /** The website's own sign-in; null where it has none. */
  account: VisitAccount | null
  /** This website shows what the counter has sent, at `/mailbox`. */
  mailbox: boolean
}

export interface Page {
  path: string
  title: Words
  /** Stands in the menu; a page without is reached by links. */
  menu?: Words
  /** The page carries the tags of the counter, so it pastes the script too. */
  widgets: boolean
  body(visit: Visit, say: (words: Words) => string): Html
}

export interface Site {
  name: string
  tagline: Words
  phone: string
  email: string
  /** Postal address and legal line of the footer. */
  address: string
  legal: Words
  /** File in demo-host with the website's own style sheet. */
  style: string
  /** Logo for the header, with its name beside it. */
  logo: Html
  /** The favicon: a whole SVG file. */
  icon: string
  /** Widget -> path of the page where it stands: told to the widgets in each page's head. */
  places: Readonly<Record<string, string>>
  pages: readonly Page[]
  /** Page of the website's own sign-in, where it has one. */
  account?: Page
}
