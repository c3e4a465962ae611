/** The states that every widget has beside `ready`, drawn alike everywhere. */
import { type CSSResultGroup, html, nothing, type TemplateResult } from 'lit'
import { button, buttonStyles } from '../parts/button.ts'
import { empty, emptyStyles } from '../parts/empty.ts'
import { iconStyles } from '../parts/icon.ts'
import { iconDanger, iconForbidden, iconInfo, iconLock, iconOffline, iconPerson, iconRetry } from '../parts/icons.ts'
import { skeletonStyles } from '../parts/skeleton.ts'
import type { Problem } from './problem.ts'
import type { SharedStrings } from './strings/fr.ts'

export const stateStyles: CSSResultGroup = [buttonStyles, emptyStyles, iconStyles, skeletonStyles]

/** A problem with its words, a retry where one may help, and the reference to quote. */
export function problemState(words: SharedStrings, problem: Problem, retry: () => void): TemplateResult {
  const { code, reference, retryable } = problem
  if (code === 'offline') {
    return empty({
      icon: iconOffline,
      title: words.offlineTitle,
      text: words.offlineHint,
      role: 'status',
      part: 'offline',
    })
  }
  const insecure = code === 'insecure-context'
  return empty({
    icon: insecure ? iconLock : iconDanger,
    title: insecure ? words.insecureTitle : words.problemTitle,
    text: words.problems[code] ?? words.problems.unexpected,
    note: reference ? words.reference(reference) : undefined,
    role: 'alert',
    part: 'problem',
    actions:
      retryable && !insecure ? button({ label: words.retry, icon: iconRetry, onClick: retry }) : html`${nothing}`,
  })
}

/** The profile does not allow it: whom to ask. */
export function forbiddenState(words: SharedStrings, vendor: string | undefined): TemplateResult {
  const text = vendor ? `${words.forbiddenHint} ${words.forbiddenContact(vendor)}` : words.forbiddenHint
  return empty({ icon: iconForbidden, title: words.forbiddenTitle, text, part: 'forbidden' })
}

/** Nobody is signed in: the offer to do it here. */
export function signedOutState(words: SharedStrings, signIn: () => void): TemplateResult {
  const actions = button({ label: words.signIn, kind: 'primary', onClick: signIn })
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
