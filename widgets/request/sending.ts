/** One send: files first, then the request; what comes back is a receipt, or what to mend and where. */
import type { CommandReceipt, RequestForm } from '../../bff/api.ts'
import type { Call } from '../base/counter.ts'
import { asProblem, Problem } from '../base/problem.ts'
import type { FileTrouble } from './frame.ts'
import * as model from './model.ts'
import type { Writing } from './writing.ts'

export interface Outcome {
  receipt?: CommandReceipt
  problem?: Problem
  files?: FileTrouble
  /** Where the first of the refused fields is asked for, and what is wrong there. */
  mend?: { step: model.Step; faults: model.Faults }
}

export async function sendRequest(call: Call, writing: Writing, form: RequestForm): Promise<Outcome> {
  const { uploads } = writing
  const draft = writing.draft
  if (!draft) return {}
  const now = model.timeOf(new Date())
  const step = model.firstFaulty(draft, form, now)
  if (step) return { mend: { step, faults: model.faultsOf(step, draft, form, now) } }
  try {
    await uploads.send()
    if (!uploads.ready && !navigator.onLine) throw new Problem('offline')
    if (!uploads.ready) return { files: 'missing' }
    const receipt = await call('POST /requests', { body: model.toRequest(writing.draft ?? draft, form) })
    await writing.sent()
    return { receipt }
  } catch (thrown) {
    return refusal(asProblem(thrown), writing)
  }
}

function refusal(problem: Problem, { uploads }: Writing): Outcome {
  // A sign-in stands in this place by now; what was written comes back after it.
  if (problem.code.startsWith('session-')) return {}
  const fields = Object.entries(problem.fields)
  const lost = fields.find(([field]) => field.startsWith('body.uploads.'))
  if (lost) {
    uploads.lost(Number(lost[0].split('.')[2]))
    void uploads.send()
    return { files: 'gone' }
  }
  const told = fields.map(([field, reason]) => model.faultOf(field, reason))
  const [first] = told
  if (!first) return { problem }
  const faults = told.filter(({ step }) => step === first.step).map((one) => one.faults)
  return { problem, mend: { step: first.step, faults: Object.assign({}, ...faults) as model.Faults } }
}
