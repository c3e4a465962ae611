/** What the form is drawn from, and for whom. */
import type { RequestForm } from '../../bff/api.ts'
import type { Call, Session } from '../base/counter.ts'
import { Problem } from '../base/problem.ts'

/** The machine may be gone since the tile was drawn: the form comes all the same, and says so. @throws Problem */
export async function askForm(call: Call, equipment: string): Promise<{ form: RequestForm; gone: boolean }> {
  if (!equipment) return { form: await call('GET /requests/form'), gone: false }
  try {
    return { form: await call('GET /requests/form', { query: { equipment } }), gone: false }
  } catch (thrown) {
    if (!(thrown instanceof Problem) || thrown.code !== 'not-found') throw thrown
    return { form: await call('GET /requests/form'), gone: true }
  }
}

/** Who it is may be answered a moment later than the form, and a draft belongs to a person. */
export function known(session: Session): Promise<void> {
  if (session.view) return Promise.resolve()
  return new Promise((go) => {
    const stop = session.subscribe(() => {
      if (!session.view) return
      stop()
      go()
    })
  })
}
