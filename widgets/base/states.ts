/** The states that every widget has beside `ready` and `empty`, drawn alike everywhere. */
import { html, nothing } from 'lit'
import type { Problem } from './problem.ts'
import type { SharedStrings } from './strings/fr.ts'

/** A problem with its words, a retry where one may help, and the reference to quote. */
export function problemState(words: SharedStrings, problem: Problem, retry: () => void): unknown {
  return html`<div class="state" part="problem" role="alert">
    <p class="state-title">${words.problemTitle}</p>
    <p>${words.problems[problem.code] ?? words.problems.unexpected}</p>
    ${problem.reference ? html`<p class="small muted">${words.reference(problem.reference)}</p>` : nothing}
    ${problem.retryable || problem.code === 'broken' ? html`<button type="button" @click=${retry}>${words.retry}</button>` : nothing}
  </div>`
}

/** A state that is not a failure: what it is, what helps, one thing to do. */
export function quietState(part: string, title: string, hint: unknown, action: unknown = nothing): unknown {
  return html`<div class="state" part=${part}>
    <p class="state-title">${title}</p>
    <p class="muted">${hint}</p>
    ${action}
  </div>`
}
