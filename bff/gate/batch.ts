/** `POST /v1/{pk}/batch`: up to twenty calls, each with its own status and transaction, on one connection. */
import { z } from 'zod'
import type { SubReply } from '../api.ts'
import { Problem } from '../base/problem.ts'
import { type AskedCall, answerCall, type Table } from './call.ts'
import { Desk } from './desk.ts'
import type { Caller, Visit } from './exchange.ts'
import { identify, sendNonce } from './identify.ts'
import { readJson } from './limits.ts'

const asked = z.strictObject({
  key: z.string().max(80),
  params: z.record(z.string().max(40), z.string().max(2000)).optional(),
  query: z.record(z.string().max(40), z.unknown()).optional(),
  body: z.unknown().optional(),
  // Without NUL, which PostgreSQL cannot hold: the session's customer is compared there.
  customer: z
    .string()
    .max(100)
    .regex(/^[^\0]*$/)
    .optional(),
  background: z.boolean().optional(),
})

const batchForm = z.array(asked).min(1).max(20)

/** @throws Problem `input-invalid`, `proof-invalid` */
async function readCalls(request: Request, table: Table, { jti, bodyHash }: Caller): Promise<AskedCall[]> {
  const parsed = batchForm.safeParse(await readJson(request, bodyHash))
  if (!parsed.success) {
    const path = parsed.error.issues[0]?.path.join('.')
    throw new Problem('input-invalid', { fields: { [path ? `body.${path}` : 'body']: 'not-a-batch' } })
  }
  const calls = parsed.data as AskedCall[]
  // One proof is good for one effect: with two in a batch a replay could pass as the second.
  const writes = calls.filter(({ key }) => table.has(key) && !key.startsWith('GET '))
  if (writes.length > 1) {
    throw new Problem('input-invalid', { fields: { body: 'more-than-one-write' } })
  }
  // Reads are remembered by one process only: a proof that does not name its body could be a read's, come back here.
  if (writes.length > 0 && jti !== undefined && bodyHash === undefined) throw new Problem('proof-invalid')
  return calls
}

/** Runs calls in order and says so in the log; used by the batch and by each plain route. */
export async function answerCalls(
  visit: Visit,
  caller: Caller,
  table: Table,
  calls: readonly AskedCall[],
): Promise<SubReply[]> {
  const { signal } = visit.request
  const desk = new Desk(visit.gate.db, signal)
  const replies: SubReply[] = []
  try {
    for (const call of calls) {
      signal.throwIfAborted()
      replies.push(await answerCall(visit, caller, table, call, desk))
    }
  } finally {
    visit.line.keys = replies.map((reply, at) => `${calls[at]?.key} ${reply.status}`)
    await desk.leave()
  }
  if (caller.session && calls.some((call) => !call.background)) {
    await visit.gate.sessions.touch(caller.session)
  }
  if (caller.nonceFor) sendNonce(visit, caller.nonceFor)
  return replies
}

export async function answerBatch(visit: Visit, table: Table): Promise<Response> {
  const caller = await identify(visit)
  const replies = await answerCalls(visit, caller, table, await readCalls(visit.request, table, caller))
  visit.headers.set('Content-Type', 'application/json')
  return new Response(JSON.stringify(replies), { headers: visit.headers })
}
