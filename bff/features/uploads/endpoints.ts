/** The endpoints of files that customers join: decide, reserve, answer with an address. */
import { endpoint } from '../../base/endpoint.ts'
import type { PortalRecord } from '../../base/portal.ts'
import { Problem } from '../../base/problem.ts'
import type { LiveSession } from '../../base/session.ts'
import { uploadKind } from '../../files/claim.ts'
import { issueTicket } from '../../files/ticket.ts'
import { nameFits } from '../../files/uploads-kinds.ts'
import { uploads as store } from '../../files/uploads-table.ts'
import * as input from './input.ts'

/** Files go with requests and with replies: the portal must have the one or the other, and so must the profile. */
function admit(portal: PortalRecord, session: LiveSession): void {
  const open = (['requests', 'interventions'] as const).filter((feature) => portal.features.includes(feature))
  if (open.length === 0) throw new Problem('endpoint-unknown')
  const right = { requests: 'requests.create', interventions: 'interventions.reply' } as const
  if (!open.some((feature) => session.rights.has(right[feature]))) throw new Problem('right-missing')
}

export const uploads = [
  endpoint('POST /uploads', {
    needs: 'session',
    input: { body: input.announced },
    async run({ db, body, portal, publicUrl, session }) {
      admit(portal, session)
      const { fileName: name, mediaType, size } = body
      if (!nameFits(name, mediaType))
        throw new Problem('input-invalid', { fields: { 'body.fileName': 'type-refused' } })
      const begun = await store.begin(db, { name, mediaType, size })
      if (begun.id === null) throw new Problem(begun.refusal === 'right' ? 'right-missing' : 'quota-exceeded')
      const subject = { kind: uploadKind, subject: begun.id, language: 'fr' }
      return { id: begun.id, ...(await issueTicket({ db, portal, publicUrl }, subject, 'uploads')) }
    },
  }),

  endpoint('DELETE /uploads/:id', {
    needs: 'session',
    input: { params: input.one },
    async run({ db, params }) {
      if (!(await store.drop(db, params.id))) throw new Problem('not-found')
      return { removed: true }
    },
  }),
]
