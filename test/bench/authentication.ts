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
  /** Statements of the gate per thousand batches. */
  statements: number
}

function signature(calls: number): number {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const text = Buffer.alloc(500, 'a')
  const dsaEncoding = 'ieee-p1363'
  const made = sign('sha256', text, { key: privateKey, dsaEncoding })
  const before = process.cpuUsage()
  for (let n = 0; n < calls; n++) verify('sha256', text, { key: publicKey, dsaEncoding }, made)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / calls
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
  const taken: number[] = []
  const alone: number[] = []
  const asked: number[] = []
  try {
    for (let round = 0; round <= rounds; round++) {
      const cold = exchange()
      client.nonce = null
      await pass({ ...cold, request: exchange().request }).catch(() => {})
      const challenge = exchange()
      await pass(challenge).catch(() => {})
      client.nonce = challenge.headers.get('dpop-nonce')
      const all = Array.from({ length: calls }, exchange)
      await pass(exchange())
      statements = 0
      const before = process.cpuUsage()
      for (const one of all) await pass(one)
      const { user, system } = process.cpuUsage(before)
      if (round === 0) continue
      taken.push((user + system) / calls)
      alone.push(signature(calls))
      asked.push((statements * 1000) / calls)
    }
  } finally {
    await gates.close()
  }
  return { cpu: median(taken), signature: median(alone), statements: median(asked) }
}
