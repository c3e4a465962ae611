/** What the parts of the account's sheet share with the menu that opens it. */
import { html, type TemplateResult } from 'lit'
import type { Language, SessionView } from '../../../bff/api.ts'
import type { Call, Session } from '../../base/counter.ts'
import type { Problem } from '../../base/problem.ts'
import type { SharedStrings } from '../../base/strings/fr.ts'
import type { Strings } from '../strings/fr.ts'
import type { SettingsStrings } from './strings/fr.ts'

export interface Office {
  readonly t: Strings & SettingsStrings
  readonly shared: SharedStrings
  readonly language: Language
  readonly session: Session
  readonly view: SessionView
  /** Asks anew who it is where the BFF wants to know. */
  readonly call: Call
  redraw(): void
  announce(text: string): void
  /** The keyboard goes to the first that a selector finds. */
  focus(selector: string): Promise<void>
  signOut(): Promise<void>
}

/** A problem in words. */
export const inWords = ({ shared }: Office, { code }: Problem): string =>
  shared.problems[code] ?? shared.problems.unexpected

/** A part of the sheet with its title. */
export const part = (name: string, title: string, inside: unknown): TemplateResult =>
  html`<section class="settings-part" part=${name} aria-labelledby="${name}-title">
    <div class="heading" part="heading" role="heading" aria-level="4" tabindex="-1" id="${name}-title">${title}</div>
    ${inside}
  </section>`
