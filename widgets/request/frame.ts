/** What stands around every step: where one is, what went wrong, and the question about a request that was begun. */
import { html, nothing, type TemplateResult } from 'lit'
import type { Problem } from '../base/problem.ts'
import type { SharedStrings } from '../base/strings/fr.ts'
import { button } from '../parts/button.ts'
import { heading } from '../parts/heading.ts'
import { notice } from '../parts/notice.ts'
import { skeleton } from '../parts/skeleton.ts'
import type { Face } from './face.ts'
import { type Draft, type Step, stepsOf } from './model.ts'
import { stepWhat } from './step-what.ts'
import type { RequestStrings } from './strings/fr.ts'

function stepLine({ t, go }: Face, all: readonly Step[], at: number): TemplateResult {
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

interface Trouble {
  problem: Problem | undefined
  files: FileTrouble
  machineGone: boolean
  sendAsNew: () => void
}

/** Above the step: what became of the last try. */
function trouble(t: RequestStrings, shared: SharedStrings, what: Trouble): TemplateResult | typeof nothing {
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

export interface Frame {
  /** How the steps behind the first are drawn; undefined until it has been fetched. */
  later: typeof import('./steps.ts') | undefined
  shared: SharedStrings
  trouble: Trouble
  next: (event: SubmitEvent) => void
  /** Drops what has been written; undefined while there is nothing. */
  drop: (() => void) | undefined
}

/** One step with its way back and forward. */
export function wizard(face: Face, frame: Frame): TemplateResult {
  const { t, draft, form } = face
  const all = stepsOf(draft, form)
  const at = Math.max(0, all.indexOf(draft.step))
  const title = html`<span tabindex="-1" data-step>${t.titles[draft.step]}</span>`
  return html`
    ${stepLine(face, all, at)}
    <form class="panel" part="panel" novalidate @submit=${frame.next}>
      ${heading(face.level, title, undefined, 'panel-title')} ${trouble(t, frame.shared, frame.trouble)}
      ${stepOf(face, frame)}
      <div class="actions" part="actions">${backward(face, frame, all[at - 1])} ${forward(face)}</div>
    </form>
  `
}

function stepOf(face: Face, { later, shared }: Frame): TemplateResult {
  const { step } = face.draft
  if (step === 'what') return stepWhat(face)
  if (!later) return skeleton(['control', 'control', 'control'], shared.loading)
  const drawn = {
    machine: later.stepMachine,
    details: later.stepDetails,
    where: later.stepWhere,
    recap: later.stepRecap,
  }
  return drawn[step](face)
}

function backward({ t, go }: Face, { drop }: Frame, former: Step | undefined): TemplateResult | typeof nothing {
  if (former) return button({ label: t.back, part: 'back', onClick: () => go(former) })
  return drop ? button({ label: t.drop, kind: 'quiet', part: 'drop', onClick: drop }) : nothing
}

function forward({ t, draft, sending, send }: Face): TemplateResult {
  const look = { kind: 'primary', className: 'forward' } as const
  if (draft.step !== 'recap') return button({ ...look, label: t.next, type: 'submit', part: 'next' })
  const label = draft.urgent ? t.sendUrgent : t.send
  return button({ ...look, label, busy: sending, part: 'send', onClick: send })
}
