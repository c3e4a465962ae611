/** `guichet start` with `GUICHET_PROCESSES`: one process that serves nobody watches over those that do. */
import { fileURLToPath } from 'node:url'
import type { Config } from '../config.ts'
import { migrateVendor } from '../db/migrate.ts'
import { openAdmin } from '../db/admin.ts'
import { healthServer } from '../health.ts'
import { listen, operators, type Place } from '../listen.ts'
import type { Serving } from '../main.ts'
import type { Terminal } from './command.ts'
import { Processes, type Question, type Saying } from './processes.ts'
import { handUp, inheritedSockets } from './sockets.ts'

/** Tells a process that one of these has started it: others have a channel to a parent, too, which knows nothing of us. */
const under = 'GUICHET_UNDER'
const file = fileURLToPath(new URL('guichet.mjs', import.meta.url))

export async function startSeveral(terminal: Terminal, config: Config, migrate: boolean): Promise<number> {
  // Once, before any of them looks at the database.
  for (const vendor of migrate ? config.vendors : []) {
    const admin = await openAdmin(vendor)
    try {
      await migrateVendor(admin)
    } finally {
      await admin.close()
    }
  }
  const processes = new Processes({
    file,
    count: config.processes,
    environment: {
      ...terminal.environment,
      GUICHET_PROCESSES: '1',
      GUICHET_SHARED_PORT: '1',
      [under]: '1',
      // The figures of all stand on one port: this process has it. An empty variable is one that is not set.
      GUICHET_ADMIN_PORT: '',
    },
    tell: (text) => terminal.err(text),
  })
  let asked: NodeJS.Signals | undefined
  const stop = new Promise<NodeJS.Signals>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.on(signal, () => {
        asked ??= signal
        resolve(signal)
      })
  })
  const health =
    config.adminPort === null
      ? undefined
      : healthServer({
          unready: () => processes.unready(),
          families: () => processes.families(),
        })
  if (health) await listen(health, config.adminPort ?? 0, config.adminHost, operators)
  try {
    await processes.start()
  } catch (error) {
    health?.close()
    if (asked !== undefined) return 0
    terminal.err(`${error instanceof Error ? error.message : String(error)}.\n`)
    return 1
  }
  process.on('SIGHUP', () => void processes.roll())
  const names = config.vendors.map(({ name }) => name).join(', ')
  terminal.out(
    `Guichet serves ${names} on port ${config.port} with ${config.processes} processes, public address ${config.publicUrl}. SIGHUP renews them one by one.\n`,
  )
  const signal = await stop
  terminal.err('Stopping.\n')
  await processes.stop(signal)
  health?.close()
  health?.closeAllConnections()
  return 0
}

const isUnder = ({ environment }: Terminal) => environment[under] === '1' && process.send !== undefined

/** When a process above has started this one: the sockets of its place, and where those that it makes go. */
export async function placeFromAbove(terminal: Terminal): Promise<Place | undefined> {
  return isUnder(terminal) ? { inherited: await inheritedSockets(), made: handUp } : undefined
}

/** When a process above has started this one: tells it that it serves, and answers what it asks. */
export function answerAbove(terminal: Terminal, serving: Serving): boolean {
  const say = (saying: Saying) => process.send?.(saying)
  if (!isUnder(terminal)) return false
  process.on('message', (question: Question) => {
    if (!('ask' in question)) return
    void (async () => {
      const [unready, families] = await Promise.all([serving.unready(), serving.families()])
      say({ answer: question.ask, unready: unready ?? null, families })
    })().catch(() => undefined)
  })
  // The one above is gone: nobody would bring this one back, or stop it.
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
  // The line alone keeps no process from ending.
  process.channel?.unref()
  say({ serving: true })
  return true
}
