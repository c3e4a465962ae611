/** The Chromium of the tests: CHROME_PATH when it is set, else the one that comes with the packages. */
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

export interface Browser {
  executablePath: string
  args: string[]
  /** The packaged Chromium is a headless shell: it knows no other mode. */
  shell: boolean
}

/** Nothing to draw with but the processor: it draws in the browser's own process, without sending frames to another. */
const frugal = ['--no-zygote', '--disable-gpu', '--disable-gpu-compositing', '--in-process-gpu']

const libraryFolders = ['/usr/lib', '/usr/lib64', '/lib', '/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu']

/**
 * Unpacks the packaged Chromium into a private folder named for its version: the package itself would use one fixed
 * path, mode 0700, which a second user of the machine cannot enter and an older version may already occupy.
 * @throws Error with what to do, where no packaged Chromium exists (macOS, Windows).
 */
export async function findBrowser(): Promise<Browser> {
  const own = process.env.CHROME_PATH
  const args = ['--no-sandbox', '--disable-dev-shm-usage']
  if (own) {
    if (!existsSync(own)) throw new Error(`CHROME_PATH names ${own}, which does not exist`)
    return { executablePath: own, args, shell: false }
  }
  if (process.platform !== 'linux') {
    throw new Error('Set CHROME_PATH to an installed Chrome or Chromium: the packaged one runs on Linux only')
  }
  const manifest = fileURLToPath(new URL('../../node_modules/@sparticuz/chromium/package.json', import.meta.url))
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }
  const folder = join(
    process.env.GUICHET_BROWSERS ?? tmpdir(),
    `guichet-chromium-${version}-${process.getuid?.() ?? 'user'}`,
  )
  const executablePath = await alone(folder, () => unpack(folder))
  return { executablePath, args: [...args, ...frugal], shell: true }
}

async function unpack(folder: string): Promise<string> {
  const ready = join(folder, 'complete')
  // What a killed process left half unpacked would be taken for the real thing.
  if (!existsSync(ready)) rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const before = process.env.TMPDIR
  process.env.TMPDIR = folder
  // Makes the package unpack libnss3 and its friends too, and point LD_LIBRARY_PATH at them.
  if (!libraryFolders.some((lib) => existsSync(join(lib, 'libnss3.so')))) {
    process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs22.x'
  }
  try {
    const { default: chromium } = await import('@sparticuz/chromium')
    const path = await chromium.executablePath()
    writeFileSync(ready, '')
    return path
  } finally {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
  }
}

/** Runs `work` while no other process does so for the same folder; a lock older than a minute is a dead one. */
async function alone<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const lock = `${folder}.lock`
  for (;;) {
    try {
      mkdirSync(lock)
      break
    } catch {
      const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? 0)
      if (age > 60_000) rmSync(lock, { recursive: true, force: true })
      else await sleep(100)
    }
  }
  try {
    return await work()
  } finally {
    rmSync(lock, { recursive: true, force: true })
  }
}
