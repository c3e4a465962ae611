/** The relays of one process, one per vendor, each from the moment at which its database can be opened. */
import { errorFields, type Log } from '../base/log.ts'
import type { VendorDb, Vendors } from '../db/types.ts'
import { type Kind, Relay } from './relay.ts'

export interface Relays {
  /** Lets what is at work end; the databases belong to who opened them. */
  stop(): Promise<void>
}

const again = 5_000

export interface RelaysOptions {
  vendors: Vendors
  log: Log
  /** What the relay of this vendor can do; without it, deliver commands. */
  kindsOf?: (db: VendorDb) => Readonly<Record<string, Kind>>
}

export function startRelays({ vendors, log, kindsOf }: RelaysOptions): Relays {
  const relays: Relay[] = []
  const timers = new Set<NodeJS.Timeout>()
  const starting = new Set<Promise<void>>()
  let stopped = false

  async function start(name: string): Promise<void> {
    try {
      const db = await vendors.get(name)
      if (!db || stopped) return
      const relay = new Relay(db, { log, ...(kindsOf && { kinds: kindsOf(db) }) })
      await relay.start()
      relays.push(relay)
    } catch (error) {
      if (stopped) return
      log.write('warn', 'outbox-unreachable', { vendor: name, ...errorFields(error) })
      const timer = setTimeout(() => {
        timers.delete(timer)
        begin(name)
      }, again).unref()
      timers.add(timer)
    }
  }

  function begin(name: string): void {
    const one = start(name).finally(() => starting.delete(one))
    starting.add(one)
  }

  for (const name of vendors.names) begin(name)
  return {
    async stop() {
      stopped = true
      for (const timer of timers) clearTimeout(timer)
      await Promise.all(starting)
      await Promise.all(relays.map((relay) => relay.stop()))
    },
  }
}
