/** `guichet start` and `guichet migrate`: the counter without the demo. */
import type { Config } from '../config.ts'
import type { Vendors } from '../db/types.ts'
import { openAdmin } from '../db/admin.ts'
import { migrateVendor } from '../db/migrate.ts'
import { openVendors } from '../db/vendors.ts'
import { type Deps, productionDeps } from '../deps.ts'
import { keepHeapSmall } from '../heap.ts'
import type { Place } from '../listen.ts'
import { type Serving, serve } from '../main.ts'
import { chosenVendor } from './database.ts'
import { command, type Terminal } from './command.ts'
import { answerAbove, placeFromAbove, startSeveral } from './several.ts'

/** Opens every vendor now: a database that must not be served stops the start, not the first customer. */
export async function openAll(vendors: Vendors): Promise<void> {
  for (const name of vendors.names) {
    try {
      await vendors.get(name)
    } catch (error) {
      await vendors.close()
      throw error
    }
  }
}

/** Resolves when the process was asked to stop and everything is closed. A second signal ends it at once. */
export function untilStopped(
  terminal: Terminal,
  serving: Serving,
  close: () => Promise<void> = async () => {},
): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (signal: NodeJS.Signals) => {
      process.once(signal, () => process.exit(130))
      // At a terminal nobody waits for a load balancer.
      const stopped = signal === 'SIGINT' ? serving.stop(0) : serving.stop()
      terminal.err('Stopping.\n')
      stopped.then(close).then(resolve, reject)
    }
    process.once('SIGINT', stop)
    process.once('SIGTERM', stop)
  })
}

export async function serveAll(
  config: Config,
  vendors: Vendors,
  deps: Deps = productionDeps(config, vendors),
  place?: Place,
): Promise<Serving> {
  await openAll(vendors)
  try {
    return await serve(deps, place)
  } catch (error) {
    await vendors.close()
    throw error
  }
}

const start = command({
  name: 'start',
  about: 'Serves the counter for the configured vendors; migrate their databases first.',
  words: [],
  options: { migrate: { kind: 'flag', help: 'Bring the databases up to this version before serving' } },
  example: 'guichet start',
  async run(terminal, config, { values }) {
    const read = config()
    keepHeapSmall()
    if (read.processes > 1) return startSeveral(terminal, read, values.migrate)
    const vendors = openVendors(read.vendors, values.migrate ? { prepare: migrateVendor } : {})
    const serving = await serveAll(read, vendors, undefined, await placeFromAbove(terminal))
    const names = vendors.names.join(', ')
    if (!answerAbove(terminal, serving))
      terminal.out(`Guichet serves ${names} on port ${serving.port}, public address ${read.publicUrl}.\n`)
    await untilStopped(terminal, serving)
    return 0
  },
})

const migrate = command({
  name: 'migrate',
  about: 'Brings databases up to this version: tables, roles, guards. Run it again when schema "management" changed.',
  words: [],
  options: { vendor: { kind: 'text', help: 'Only this vendor' } },
  example: 'guichet migrate',
  async run(terminal, config, { values }) {
    const vendors = values.vendor === undefined ? config().vendors : [chosenVendor(config(), values.vendor)]
    for (const vendor of vendors) {
      const admin = await openAdmin(vendor)
      try {
        await migrateVendor(admin)
      } finally {
        await admin.close()
      }
      terminal.out(`${vendor.name}: up to date.\n`)
    }
    return 0
  },
})

export const startCommands = [start, migrate]
