/**
 * A process of the mutants. It takes a file of tests and what is replaced in the source, and runs that file as a suite
 * of its own on modules of its own; the databases are opened by what stays in the process. After the first failure the
 * tests that are left are not begun.
 */
import { afterEach, beforeEach, describe } from 'node:test'
import { pathToFileURL } from 'node:url'
import { replaced, type Replaced } from './mutant-loader.ts'

/** From the parent. */
export interface MutantTask {
  id: string
  /** Null when nothing is left for this process. */
  file: string | null
  change: Replaced | null
}

const next = () =>
  new Promise<MutantTask>((resolve) => {
    process.once('message', (task: MutantTask) => resolve(task))
    process.send?.({ ready: true, memory: process.memoryUsage.rss() })
  })

for (;;) {
  const { id, file, change } = await next()
  if (file === null) break
  replaced.set(id, change)
  let failed = false
  await describe(`${id} ${file}`, async () => {
    beforeEach(() => {
      if (failed) throw new Error('one has failed already')
    })
    afterEach((context) => {
      // Not in the types yet (@types/node 24.19).
      if (!(context as unknown as { passed: boolean }).passed) failed = true
    })
    await import(`${pathToFileURL(file).href}?mutant=${id}`)
  })
}
process.exit(0)
