/**
 * A counter without database: serves the built widgets as the BFF does and answers calls as a state of the demo's
 * gallery. For the guards, which are about the browser's side only.
 */
import { readFile } from 'node:fs/promises'
import type { SubCall } from '../../bff/api.ts'
import { portal } from '../../demo-host/gallery/state.ts'
import { gallery, type State } from '../../demo-host/gallery/states.ts'
import { replyTo } from '../../demo-host/gallery/stub.ts'
import { type Served, serveWeb } from './web.ts'
import { readManifest } from './weights.ts'

export const portalKey = 'pk_stub_0123456789abcdef'

export interface StubCounter extends Served {
  /** Address of the loader. */
  loader: string
  /** Paths asked for since the last `forget`, preflights and what a clock asks left out. */
  asked: string[]
  /** Preflights since the last `forget`. */
  preflights: string[]
  forget(): void
  /** From now on a proof needs this nonce: without it comes the challenge, which gives it. */
  demand(nonce: string): void
  /** Chunks are answered only when so many have been asked for (or ten seconds have passed). */
  hold(count: number): void
  /** How many chunks had been asked for when the first was answered. */
  together(): number
}

const cors = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Headers': 'authorization, content-type, dpop',
  'Access-Control-Allow-Methods': 'GET, POST',
  'Access-Control-Expose-Headers': 'DPoP-Nonce, Retry-After, X-Request-Id',
  'Access-Control-Max-Age': '7200',
}

const challenge = {
  type: 'urn:guichet:problem:use-dpop-nonce',
  title: 'x',
  status: 401,
  code: 'use-dpop-nonce',
  request: 'x',
}

const nonceOf = (proof: string): unknown =>
  (JSON.parse(Buffer.from(proof.split('.')[1] ?? '', 'base64url').toString('utf8')) as { nonce?: unknown }).nonce

/** Somebody is signed in who may see everything: the answers of all tags' first state, in one. */
export function wholeState(): State {
  const states = Object.values(gallery).map((all) => all.find((state) => state.signedIn) ?? all[0])
  const replies = Object.assign({}, ...states.map((state) => state?.replies)) as State['replies']
  // A gallery may switch on what its widget alone needs; here everything is on.
  const features = states.flatMap((state) => {
    const reply = state?.replies['GET /portal']
    return typeof reply === 'object' ? reply.features : []
  })
  replies['GET /portal'] = { ...portal, features: [...new Set(features)] }
  return { id: 'whole', title: { fr: '', en: '' }, signedIn: true, replies }
}

export async function serveStubCounter(state: State = wholeState()): Promise<StubCounter> {
  const files = new Set(Object.keys(readManifest().files))
  const asked: string[] = []
  const preflights: string[] = []
  let demanded = 'stub'
  let wanted = 0
  let seen = 0
  let first = 0
  let release = () => {}
  let gate = Promise.resolve()
  const web = await serveWeb(async (request, response, path) => {
    if (request.method === 'OPTIONS') {
      preflights.push(path)
      return response.writeHead(204, cors).end()
    }
    if (!path.endsWith('/batch')) asked.push(path)
    const name = path.endsWith('/guichet.js') ? 'guichet.js' : path.slice(1)
    if (request.method === 'GET' && files.has(name)) {
      const body = await readFile(`dist/${name}`)
      if (name !== 'guichet.js' && wanted > 0) {
        seen += 1
        if (seen >= wanted) release()
        await gate
        first ||= seen
      }
      return response.writeHead(200, { ...cors, 'Content-Type': 'text/javascript; charset=utf-8' }).end(body)
    }
    if (request.method === 'POST' && path === `/v1/${portalKey}/batch`) {
      const parts: Buffer[] = []
      for await (const part of request) parts.push(part as Buffer)
      const calls = JSON.parse(Buffer.concat(parts).toString('utf8')) as SubCall[]
      // What a widget's clock asks is no part of a page's arrival.
      if (calls.some(({ background }) => !background)) asked.push(path)
      const shown = { ...cors, 'Content-Type': 'application/json', 'DPoP-Nonce': demanded }
      if (demanded !== 'stub' && request.headers.dpop && nonceOf(String(request.headers.dpop)) !== demanded) {
        const portalView = replyTo(state, { key: 'GET /portal' }).body
        const body = { ...challenge, portal: portalView }
        return response.writeHead(401, shown).end(JSON.stringify(body))
      }
      response.writeHead(200, shown)
      return response.end(JSON.stringify(calls.map((call) => replyTo(state, call))))
    }
    return response.writeHead(404, cors).end()
  })
  return {
    ...web,
    loader: `${web.origin}/${portalKey}/guichet.js`,
    asked,
    preflights,
    forget() {
      asked.splice(0)
      preflights.splice(0)
    },
    demand(nonce) {
      demanded = nonce
    },
    hold(count) {
      wanted = count
      seen = 0
      first = 0
      gate = new Promise((resolve) => {
        release = resolve
        setTimeout(resolve, 10_000)
      })
    },
    together: () => first,
  }
}
