/** What every element shows when it cannot go on. The states of rows stand in row-states.ts. */
import { type CSSResultGroup, html, nothing, type TemplateResult } from 'lit'
import { button, buttonStyles } from '../parts/button.ts'
import { empty, emptyStyles } from '../parts/empty.ts'
import { iconStyles } from '../parts/icon.ts'
import { iconDanger, iconLock, iconOffline, iconRetry } from '../parts/icons.ts'
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
