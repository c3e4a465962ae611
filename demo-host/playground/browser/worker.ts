/**
 * The road between the stage and the counter, as a service worker: it delays and fails what the shell asks for, and
 * nothing else. Widgets and the globals of their page stay as they are; their proofs go through unchanged.
 */
import type { SubCall, SubReply } from '../../../bff/api.ts'
import { calm, type Day, refusal, strikes, type Told } from '../day.ts'

interface Fetched extends Event {
  readonly request: Request
  readonly clientId: string
  respondWith(answer: Promise<Response>): void
}

interface Page {
  postMessage(message: unknown, transfer?: Transferable[]): void
}

interface Worker extends EventTarget {
  skipWaiting(): Promise<void>
  readonly clients: { claim(): Promise<void>; get(id: string): Promise<Page | undefined> }
}

const worker = self as unknown as Worker
const sleep = (time: number) => new Promise((go) => setTimeout(go, time))

worker.addEventListener('install', () => void worker.skipWaiting())
worker.addEventListener('activate', (event) => {
  ;(event as Event & { waitUntil(work: Promise<unknown>): void }).waitUntil(worker.clients.claim())
})
worker.addEventListener('fetch', (event) => {
  const fetched = event as Fetched
  const { method, url } = fetched.request
  if (method !== 'POST' || !new URL(url).pathname.endsWith('/batch')) return
  fetched.respondWith(answer(fetched.request, fetched.clientId))
})

/** The page is asked each time: a worker that was put to sleep remembers nothing. */
async function dayOn(page: Page | undefined): Promise<Day> {
  if (!page) return calm
  const { port1, port2 } = new MessageChannel()
  const told = new Promise<Day>((resolve) => {
    port1.onmessage = ({ data }) => resolve(data as Day)
  })
  page.postMessage('day', [port2])
  return Promise.race([told, sleep(1000).then(() => calm)])
}

async function answer(request: Request, clientId: string): Promise<Response> {
  const page = await worker.clients.get(clientId)
  const day = await dayOn(page)
  const began = performance.now()
  const calls = (await request.clone().json()) as SubCall[]
  const struck = calls.map(({ key }) => strikes(day, key, Math.random()))
  const tell = (statuses: readonly number[], made: readonly boolean[]) => {
    const took = Math.round(performance.now() - began)
    calls.forEach(({ key }, n) => {
      const told: Told = { kind: 'call', key, status: statuses[n] ?? 0, took, made: made[n] ?? false }
      page?.postMessage(told)
    })
  }
  const broken = () => {
    tell(
      [],
      calls.map(() => true),
    )
    return Response.error()
  }
  if (day.offline) return broken()
  await sleep(day.delay)
  const any = struck.includes(true)
  if (any && day.fail === 'cut') return broken()
  if (any && day.fail !== 'cut' && day.fail !== 'none') {
    const refused = refusal(day.fail)
    // A lost session is said once for a whole batch, as the counter does.
    if (refused.status === 401) {
      tell(
        calls.map(() => 401),
        calls.map(() => true),
      )
      return json(refused.body, 401)
    }
    // What is to fail must not have been done: a write travels alone, so that nothing is asked then.
    const asked = struck.includes(false) ? await fetch(request) : undefined
    if (asked && !asked.ok) return asked
    const real = ((await asked?.json()) ?? []) as SubReply[]
    const replies = calls.map((_, n) => (struck[n] ? refused : (real[n] as SubReply)))
    tell(
      replies.map(({ status }) => status),
      struck,
    )
    return json(replies, 200, asked?.headers)
  }
  return passed(request, tell, calls)
}

async function passed(
  request: Request,
  tell: (statuses: readonly number[], made: readonly boolean[]) => void,
  calls: readonly SubCall[],
): Promise<Response> {
  try {
    const response = await fetch(request)
    const replies: unknown = response.ok ? await response.clone().json() : null
    tell(
      Array.isArray(replies) ? (replies as SubReply[]).map(({ status }) => status) : calls.map(() => response.status),
      [],
    )
    return response
  } catch {
    tell([], [])
    return Response.error()
  }
}

function json(body: unknown, status: number, from?: Headers): Response {
  const headers: Record<string, string> = { 'Content-Type': 'application/json' }
  const nonce = from?.get('DPoP-Nonce')
  if (nonce) headers['DPoP-Nonce'] = nonce
  return new Response(JSON.stringify(body), { status, headers })
}
