/** What stands around every step: where one is, what went wrong, and the question about a request that was begun. */
import { html, nothing, type TemplateResult } from 'lit'
import type { Problem } from '../base/problem.ts'
import type { SharedStrings } from '../base/strings/fr.ts'
import { button } from '../parts/button.ts'
import { notice } from '../parts/notice.ts'
import type { Face } from './face.ts'
import type { Draft, Step } from './model.ts'
import type { RequestStrings } from './strings/fr.ts'

export function stepLine({ t, go }: Face, all: readonly Step[], at: number): TemplateResult {
  return html`<ol class="steps" part="steps" aria-label=${t.stepList}>
      ${all.map((step, n) =>
        n < at
          ? html`<li class="step past"><button type="button" @click=${() => go(step)}>${t.steps[step]}</button></li>`
          : html`<li class="step ${n === at ? 'now' : ''}" aria-current=${n === at ? 'step' : nothing}>
              <span>${t.steps[step]}</span>
            </li>`,
      )}
    </ol>
    <div class="progress" part="progress">
      <span>${t.progress(at + 1, all.length)}</span>
      <progress class="track" max=${all.length} .value=${at + 1} aria-hidden="true"></progress>
    </div>`
}

/** `missing`: one is not joined · `gone`: the counter no longer had one, it goes again. */
export type FileTrouble = 'missing' | 'gone' | undefined

export interface Trouble {
  problem: Problem | undefined
  files: FileTrouble
  machineGone: boolean
  sendAsNew: () => void
}

/** Above the step: what became of the last try. */
export function trouble(t: RequestStrings, shared: SharedStrings, what: Trouble): TemplateResult | typeof nothing {
  const { problem, files, machineGone } = what
  if (machineGone) return notice({ tone: 'warning', text: t.machineGone })
  if (files) return notice({ tone: 'warning', role: 'alert', text: files === 'gone' ? t.fileGone : t.filesMissing })
  if (!problem) return nothing
  const warn = (title: string, text: string, actions?: TemplateResult) =>
    notice({ tone: 'warning', role: 'alert', title, text, ...(actions && { actions }) })
  if (problem.code === 'offline') return warn(t.keptOffline, t.keptOfflineHint)
  if (problem.status === 0) return warn(t.unsureSent, t.unsureSentHint)
  if (problem.code === 'key-reused') {
    return warn(t.keyReused, t.keyReusedHint, button({ label: t.sendAsNew, onClick: what.sendAsNew }))
  }
  const text = Object.keys(problem.fields).length > 0 ? t.refusedHint : shared.problems[problem.code]
  const note = problem.reference && problem.status >= 500 ? shared.reference(problem.reference) : undefined
  return notice({ tone: 'danger', role: 'alert', title: t.refused, text, note })
}

export function draftQuestion(t: RequestStrings, begun: Draft, resume: () => void, anew: () => void): TemplateResult {
  const words = begun.description.trim()
  return notice({
    tone: 'info',
    part: 'draft',
    title: t.draftTitle,
    text: words ? t.draftText(words.length > 120 ? `${words.slice(0, 120)}…` : words) : t.draftNoText,
    actions: html`${button({ label: t.draftKeep, kind: 'primary', onClick: resume })}
    ${button({ label: t.draftDrop, onClick: anew })}`,
  })
}
