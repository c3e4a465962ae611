/** What the sign-in and the ways beside the password agree on. Those are fetched when somebody chooses one. */
import type { CSSResult, TemplateResult } from 'lit'
import type { Language, PortalView, SessionView } from '../../bff/api.ts'
import type { Call, Counter, SignIn } from '../base/counter.ts'
import type { Problem } from '../base/problem.ts'
import type { Face } from './face.ts'
import type { Strings } from './strings/fr.ts'
import type { WayStrings } from './ways/strings/fr.ts'

/** A way that somebody has chosen, or that a secret link leads to. */
export type Wanted =
  | { kind: 'one-time-code' | 'reset'; login?: string }
  | { kind: 'code' | 'registration' }
  | { kind: 'link'; code: string }
  | { kind: 'new-password' | 'confirmation' | 'email'; token: string }

/** A face of a way has the words of the ways, too. */
export type WayFace = Face<WayStrings>

/** One way in, from its first field to the session. */
export interface Way {
  /** Field that takes the keyboard when the way comes up. */
  readonly first?: string | undefined
  draw(face: WayFace, session: SessionView | null): TemplateResult
  submit(field: (name: string) => string): Promise<void>
  /** The way is left, or the form goes from the page. */
  leave?(): void
}

/** What a way may ask of the form around it. */
export interface Desk {
  readonly t: Strings & WayStrings
  readonly language: Language
  readonly counter: Counter
  readonly portal: PortalView | null
  readonly call: Call
  /** Puts a way's own styles to the form's. */
  dress(styles: CSSResult): void
  redraw(): void
  announce(text: string): void
  say(change: { alert?: string | undefined; done?: string | undefined; errors?: Face['errors'] }): void
  /** A problem in words, with what to do. */
  words(problem: Problem): string
  /** Shows what is wrong at its field and puts the keyboard there. True when something is. */
  refuse(errors: Face['errors']): Promise<boolean>
  /** Runs one exchange; a refusal becomes words (`words` may know better ones), and the focus goes to `field`. True when it went well. */
  work(run: () => Promise<void>, field?: string, words?: (problem: Problem) => string | undefined): Promise<boolean>
  enter(way: SignIn, keys?: CryptoKeyPair): Promise<void>
  go(wanted: Wanted): void
  /** Back to the first face, with the login filled in. */
  back(done?: string, login?: string): Promise<void>
  /** The keyboard goes to a field, or to the title. */
  focus(name?: string): Promise<void>
}
