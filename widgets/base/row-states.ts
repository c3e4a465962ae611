/** The states of a widget of rows beside `ready` and the problem: drawn alike everywhere. */
import { html, type TemplateResult } from 'lit'
import { button } from '../parts/button.ts'
import { empty } from '../parts/empty.ts'
import { iconForbidden, iconInfo, iconPerson } from '../parts/icons.ts'
import { iconNothingFound } from '../parts/icons-rows.ts'
import type { ListStrings } from './list-strings.ts'
import type { SharedStrings } from './strings/fr.ts'

/** The profile does not allow it: whom to ask. */
export function forbiddenState(words: SharedStrings, vendor: string | undefined): TemplateResult {
  const text = vendor ? `${words.forbiddenHint} ${words.forbiddenContact(vendor)}` : words.forbiddenHint
  return empty({ icon: iconForbidden, title: words.forbiddenTitle, text, part: 'forbidden' })
}

interface WaysIn {
  /** Shows the form. */
  signIn: () => void
  /** The website's own sign-in, and whether it is being asked: null where the page has named none. */
  handOff: { site: string | null; busy: boolean; go: () => void } | null
}

/** Nobody is signed in: the offer to do it here. */
export function signedOutState(words: SharedStrings, { signIn, handOff }: WaysIn): TemplateResult {
  const actions = handOff
    ? html`${button({ label: words.withSite(handOff.site), kind: 'primary', busy: handOff.busy, onClick: handOff.go })}
      ${button({ label: words.signInOtherwise, kind: 'quiet', onClick: signIn })}`
    : button({ label: words.signIn, kind: 'primary', onClick: signIn })
  return empty({
    icon: iconPerson,
    title: words.signedOutTitle,
    text: words.signedOutHint,
    actions,
    part: 'signed-out',
  })
}

/** There is nothing to show. A widget with a next step to offer draws its own. */
export function emptyState(words: SharedStrings): TemplateResult {
  return empty({ icon: iconInfo, title: words.emptyTitle })
}

/** Rows there are, but none that fits: the way back to all. */
export function nothingFoundState(words: ListStrings, onReset: () => void): TemplateResult {
  return empty({
    icon: iconNothingFound,
    title: words.nothingFound,
    text: words.nothingFoundHint,
    actions: button({ label: words.reset, onClick: onReset }),
    part: 'nothing-found',
  })
}
