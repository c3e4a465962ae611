import type { Site } from '../../bff/api.ts'
import type { Call, Session } from './counter.ts'
import { Problem } from './problem.ts'

interface Asked {
  epoch: number
  rows: Promise<readonly Site[]>
}

const asked = new WeakMap<Session, Asked>()

/**
 * Sites of the customer on screen, asked for once by all lists of a page, until other rows are shown. `call` is the
 * asker's own: when it leaves before the answer, or is told a problem, the next one asks again.
 * @throws Problem
 */
export function sitesOf(call: Call, session: Session): Promise<readonly Site[]> {
  const { epoch } = session
  const known = asked.get(session)
  if (known?.epoch === epoch)
    return known.rows.catch((thrown: unknown) => {
      if (thrown instanceof Problem) throw thrown
      return sitesOf(call, session)
    })
  const rows = call('GET /sites', { query: { limit: 200 } }).then((page) => page.rows)
  const now = { epoch, rows }
  asked.set(session, now)
  rows.catch(() => asked.get(session) === now && asked.delete(session))
  return rows
}
