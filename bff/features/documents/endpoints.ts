/** The endpoint of documents: a ticket for one of them. */
import { endpoint } from '../../base/endpoint.ts'
import { issueTicket } from '../../files/ticket.ts'
import { findDocument } from './find.ts'
import * as input from './input.ts'

export const documents = [
  endpoint('POST /documents/:id/ticket', {
    // Which right a file needs hangs on what it is about: the guard knows.
    needs: 'session',
    input: { params: input.one, body: input.ticket },
    async run(call) {
      const { id, file_name: fileName } = await findDocument(call.db, call.params.id)
      const ticket = await issueTicket(call, { kind: 'document', subject: id, language: 'fr' })
      return { ...ticket, fileName }
    },
  }),
]
