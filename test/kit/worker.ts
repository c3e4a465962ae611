/**
 * A process of the suite. It takes one test file after the other from its parent and runs each as a suite of its own,
 * so that hooks at the top of a file are that file's alone. Sharing the process is what makes a file cheap: the source
 * is imported, compiled and warmed up once, and so is PGlite.
 */
import { flushCompileCache } from 'node:module'
import { describe } from 'node:test'
import { pathToFileURL } from 'node:url'

/** From the parent: the next file, or null when nothing is left for this process. */
export interface Task {
  file: string | null
}

/** To the parent: ready for a file. The report of the one before comes from the reporter. */
export interface Ready {
  ready: true
  /** Memory of this process, bytes. */
  memory: number
}

const cpu = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

const next = () =>
  new Promise<string | null>((resolve) => {
    process.once('message', ({ file }: Task) => resolve(file))
    process.send?.({ ready: true, memory: process.memoryUsage.rss() } satisfies Ready)
  })

// A file that fails ends neither the others nor the process: what was thrown stands in its report.
for (;;) {
  const file = await next()
  if (file === null) break
  const before = cpu()
  await describe(file, async () => {
    await import(pathToFileURL(file).href)
  })
  process.send?.({ spent: cpu() - before, file })
}
flushCompileCache()
process.exit(0)
