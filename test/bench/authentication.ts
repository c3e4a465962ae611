/** CPU of finding out who calls, the session being remembered, and how often the database is asked for it. */
import { generateKeyPairSync, sign, verify } from 'node:crypto'
import type { KyselyPlugin } from 'kysely'
import type { AdminDb } from '../../bff/db/admin.ts'
import type { VendorDb } from '../../bff/db/types.ts'
import { productionDeps } from '../../bff/deps.ts'
import { identify } from '../../bff/gate/identify.ts'
import type { Exchange } from '../../bff/gate/exchange.ts'
import { VendorGates } from '../../bff/gate/vendor.ts'
import { enter as enterPortal } from '../../bff/gate/visit.ts'
import { TestClient } from '../kit/client.ts'
import { benchConfig, origin, pk, publicUrl } from './place.ts'
import { enter } from '../kit/enter.ts'
import { median } from './measure.ts'

export interface Authentication {
  /** Microseconds of CPU of the whole process per batch. */
  cpu: number
  /** Of it, what checking one signature takes by itself, on this machine and in this minute. */
  signature: number
  /** What is left of each round without its signature. */
  rest: number
  /** Statements of the gate per thousand batches. */
  statements: number
}

/** Calls between two changes of the side. */
const block = 100

const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const text = Buffer.alloc(500, 'a')
const made = sign('sha256', text, privateKey)
const check = async () => verify('sha256', text, publicKey, made)

/** Microseconds of CPU that a block of work takes. */
async function spent<T>(of: readonly T[], work: (one: T) => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage()
  for (const one of of) await work(one)
  const { user, system } = process.cpuUsage(before)
  return user + system
}

export async function authentication(
  admin: AdminDb,
  db: VendorDb,
  customer: string,
  { rounds, calls }: { rounds: number; calls: number },
): Promise<Authentication> {
  let statements = 0
  const counting: KyselyPlugin = {
    transformQuery({ node }) {
      statements++
      return node
    },
    transformResult: async ({ result }) => result,
  }
  const counted: VendorDb = { ...db, gate: db.gate.withPlugin(counting) }
  const vendors = { names: [db.name], get: () => Promise.resolve(counted), close: async () => {} }
  const deps = productionDeps(benchConfig, vendors)
  const gates = new VendorGates(deps)
  const client = new TestClient({ fetch: () => Promise.reject(new Error('not used')), pk, origin, publicUrl })
  await enter(admin, client, { customer })

  const exchange = (): Exchange => {
    const url = client.url('/batch')
    const request = new Request(url, { method: 'POST', headers: { origin, ...client.headers() } })
    return { deps, request, url: new URL(url), id: 'BENCH', network: '', headers: new Headers(), line: {} }
  }
  const pass = async (one: Exchange) => identify(await enterPortal(one, gates, pk))
  const blocks = Math.ceil(calls / block)
  const taken: number[] = []
  const alone: number[] = []
  const beside: number[] = []
  const asked: number[] = []
  try {
    for (let round = 0; round <= rounds; round++) {
      const cold = exchange()
      client.nonce = null
      await pass({ ...cold, request: exchange().request }).catch(() => {})
      const challenge = exchange()
      await pass(challenge).catch(() => {})
      client.nonce = challenge.headers.get('dpop-nonce')
      await pass(exchange())
      statements = 0
      let whole = 0
      let signature = 0
      for (let done = 0; done < blocks; done++) {
        // Few at a time: so many requests held ready would be the collector's work, and no server holds them.
        const some = Array.from({ length: block }, exchange)
        whole += await spent(some, pass)
        signature += await spent(some, check)
      }
      if (round === 0) continue
      taken.push(whole / (blocks * block))
      alone.push(signature / (blocks * block))
      beside.push((whole - signature) / (blocks * block))
      asked.push((statements * 1000) / (blocks * block))
    }
  } finally {
    await gates.close()
  }
  return { cpu: median(taken), signature: median(alone), rest: median(beside), statements: median(asked) }
}
