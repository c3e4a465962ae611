/** The counter itself for flow tests: the real BFF over test databases, its log, and the command line beside it. */
import { clockFrom } from '../../bff/base/clock.ts'
import type { Level } from '../../bff/base/log.ts'
import { run } from '../../bff/cli/run.ts'
import { readConfig } from '../../bff/config.ts'
import { productionDeps } from '../../bff/deps.ts'
import { CaptureBox } from '../../bff/mail/captured.ts'
import { type Serving, serve } from '../../bff/main.ts'
import type { TestVendor } from './db.ts'
import { quickPasswords } from './db-demo.ts'
import { freePort } from './postgres.ts'

/** The day that every flow test lives on. */
export const today = '2026-11-21'

export interface LogLine {
  level: Level
  event: string
  /** Of a request: HTTP method, status, and further fields of the canonical line. */
  method?: string
  status?: number
}

export interface HouseCounter {
  /** Origin of the BFF. */
  origin: string
  /** Everything that the BFF has logged. */
  lines: LogLine[]
  /** Letters and text messages that it has sent. */
  mailbox: CaptureBox
  /** What it has logged at `warn` or above, as text. */
  complaints: string[]
  /** Runs a command as an operator would, on the same databases; PostgreSQL only. @throws Error with what it said */
  cli(...line: string[]): Promise<string>
  /** The process goes away; the port stays known. */
  stop(): Promise<void>
  /** And comes back on the same port. */
  start(): Promise<void>
}

/** Serves these vendors, by their names. The caller closes the databases after `stop`. */
export async function openHouseCounter(vendors: Readonly<Record<string, TestVendor>>): Promise<HouseCounter> {
  const names = Object.keys(vendors)
  const port = await freePort()
  const environment = {
    GUICHET_PORT: String(port),
    GUICHET_VENDORS: names.map((name) => `${name}=${vendors[name]?.place.url ?? 'pglite'}`).join(','),
    GUICHET_LAME_DUCK: '0',
    // A machine that runs tests is slow; nobody is to be sent away for that.
    GUICHET_SHED_AT: '0',
  }
  const lines: LogLine[] = []
  const complaints: string[] = []
  const mailbox = new CaptureBox()
  const deps = {
    ...productionDeps(readConfig(environment), {
      names,
      get: (name) => {
        const vendor = vendors[name]
        return vendor && Promise.resolve(vendor.db)
      },
      // Closed with the house, by whoever opened them.
      close: async () => {},
    }),
    mail: mailbox.mail,
    sms: mailbox.sms,
    passwords: quickPasswords,
    clock: clockFrom(() => new Date(`${today}T10:00:00Z`)),
    log: {
      write(level: Level, event: string, fields: object = {}) {
        lines.push({ level, event, ...fields })
        if (level !== 'info') complaints.push(`${event} ${JSON.stringify(fields)}`)
      },
    },
  }
  let serving: Serving | undefined = await serve(deps)
  return {
    origin: `http://localhost:${port}`,
    lines,
    mailbox,
    complaints,
    async cli(...line) {
      let told = ''
      let failed = ''
      const code = await run(line, {
        out: (text) => void (told += text),
        err: (text) => void (failed += text),
        environment,
      })
      if (code !== 0) throw new Error(`guichet ${line.join(' ')}: ${failed}`)
      return told
    },
    async stop() {
      await serving?.stop(0)
      serving = undefined
    },
    async start() {
      serving ??= await serve(deps)
    },
  }
}
