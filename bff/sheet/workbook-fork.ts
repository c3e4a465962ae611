/** The serving process' side of a workbook: starts the child, feeds it, keeps what comes back, ends it. */
import { type ChildProcess, fork } from 'node:child_process'
import { setPriority } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { Layout } from './cells.ts'
import type { FromChild, ToChild } from './workbook-child.ts'
import type { Sink, Writer } from './writer.ts'

const program = fileURLToPath(new URL('./workbook-child.ts', import.meta.url))

/** Of 19: it gets what others leave, and still moves on when they leave little. */
const lowPriority = 10

/** MiB of the child's heap: 65,535 rows of the widest list need about a half of it. */
const heap = 1536

/** Milliseconds for one step; the last one turns everything into bytes. */
const patience = 120_000

/** One message, one answer. Rejects when the child ends, breaks or takes too long instead. */
function ask(child: ChildProcess, message: ToChild): Promise<FromChild> {
  return new Promise((resolve, reject) => {
    const done = (settle: () => void) => {
      clearTimeout(timer)
      child.off('message', answered).off('exit', ended).off('error', broken)
      settle()
    }
    const answered = (answer: unknown) => done(() => resolve(answer as FromChild))
    const ended = (code: number | null, signal: string | null) =>
      done(() => reject(new Error(`The workbook's process ended (${signal ?? code})`)))
    const broken = (error: Error) => done(() => reject(error))
    const timer = setTimeout(() => done(() => reject(new Error('The workbook took too long'))), patience)
    timer.unref()
    child.on('message', answered).on('exit', ended).on('error', broken)
    if (!child.connected) return ended(child.exitCode, child.signalCode)
    child.send(message, (error) => error && broken(error))
  })
}

/** @throws Error when the child cannot be started */
export async function workbookWriter(format: 'xlsx' | 'xls', layout: Layout, sink: Sink): Promise<Writer> {
  const child = fork(program, {
    // Neither the environment, where connection strings are, nor the parent's flags.
    env: {},
    execArgv: [`--max-old-space-size=${heap}`, '--disable-warning=ExperimentalWarning'],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  // Whoever waits for an answer comes first. Where the system does not allow it, it is as quick as everybody.
  try {
    if (child.pid !== undefined) setPriority(child.pid, lowPriority)
  } catch {}
  // One that breaks between two messages says so with the next.
  child.on('error', () => {})
  const drop = () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
  }
  try {
    await ask(child, { do: 'begin', layout, format })
  } catch (error) {
    drop()
    throw error
  }
  return {
    async rows(rows) {
      await ask(child, { do: 'rows', rows })
    },
    async end() {
      let answer = await ask(child, { do: 'end' })
      while (answer.say === 'bytes') {
        await sink(answer.bytes)
        answer = await ask(child, { do: 'more' })
      }
    },
    drop,
  }
}
