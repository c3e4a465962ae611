/** What the gate keeps per vendor: made at the first request, dropped when the database handle is another one. */
import type { Deps } from '../deps.ts'
import type { VendorDb } from '../db/types.ts'
import { errorFields } from '../base/log.ts'
import { Problem } from '../base/problem.ts'
import { Portals } from './portal.ts'
import { Replay } from './replay.ts'
import { type GateSecrets, loadSecrets } from './secrets.ts'
import { Sessions } from './session.ts'
import { sweep, sweepKept } from './sweep.ts'

export interface VendorGate {
  db: VendorDb
  secrets: GateSecrets
  portals: Portals
  sessions: Sessions
  replay: Replay
  close(): Promise<void>
}

async function open(db: VendorDb, deps: Deps): Promise<VendorGate> {
  const secrets = await loadSecrets(db.gate)
  const sessions = new Sessions(db.gate)
  const stop = await db.listen('guichet_session', (payload) => sessions.notified(payload), {
    onDown: () => sessions.listening(false),
    onUp: () => sessions.listening(true),
  })
  sessions.listening(true)
  const every = (milliseconds: number, work: typeof sweep) => {
    const run = () =>
      void work(db.gate).catch((error: unknown) => {
        deps.log.write('warn', 'sweep', { vendor: db.name, ...errorFields(error) })
      })
    return setInterval(run, milliseconds).unref()
  }
  const timers = [every(60_000, sweep), every(3_600_000, sweepKept)]
  return {
    db,
    secrets,
    sessions,
    portals: new Portals(db),
    replay: new Replay(performance.now()),
    async close() {
      for (const timer of timers) clearInterval(timer)
      await stop()
    },
  }
}

interface Opening {
  db: VendorDb
  gate: Promise<VendorGate>
  /** Undefined until it is open. */
  opened?: VendorGate
}

export class VendorGates {
  readonly #deps: Deps
  readonly #open = new Map<string, Opening>()

  constructor(deps: Deps) {
    this.#deps = deps
  }

  /** @throws Problem `portal-unknown` for a vendor that this process does not serve. */
  async get(name: string): Promise<VendorGate> {
    const vendor = this.#deps.vendors.get(name)
    if (!vendor) throw new Problem('portal-unknown')
    const db = await vendor
    const known = this.#open.get(name)
    if (known?.db === db) return known.gate
    const gate = open(db, this.#deps)
    const opening: Opening = { db, gate }
    this.#open.set(name, opening)
    gate.then(
      (opened) => (opening.opened = opened),
      () => this.#open.get(name) === opening && this.#open.delete(name),
    )
    return gate
  }

  /** At once, without asking anybody: undefined for a vendor that is not open yet. */
  known(name: string): VendorGate | undefined {
    return this.#open.get(name)?.opened
  }

  async close(): Promise<void> {
    const gates = [...this.#open.values()]
    this.#open.clear()
    for (const { gate } of gates) await gate.then((opened) => opened.close()).catch(() => undefined)
  }
}
