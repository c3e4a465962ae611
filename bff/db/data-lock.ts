/**
 * Only one process may open a PGlite folder, and PGlite does not see to it. A lock file beside the folder names the
 * process; it is taken over when that process is gone, also after `kill -9` and when its number was given to another.
 */
import { execFileSync } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync, statSync, unlinkSync, utimesSync, writeSync } from 'node:fs'
import { hostname } from 'node:os'
import { dirname } from 'node:path'

interface Owner {
  pid: number
  /** Start of the process as its system tells it: tells two processes of one number apart. */
  started: string
  host: string
}

export interface DataLock {
  release(): void
}

/** A lock of another machine (a shared volume) cannot be checked by its number; it counts while it is touched. */
const beat = 10_000
const silence = 60_000

function startOf(pid: number): string {
  try {
    // Field 22, counted after the name in parentheses, which may hold spaces.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  } catch {
    try {
      return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8', stdio: 'pipe' }).trim()
    } catch {
      return ''
    }
  }
}

function alive(owner: Owner): boolean {
  try {
    process.kill(owner.pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
  }
  const started = startOf(owner.pid)
  return started === '' || owner.started === '' || started === owner.started
}

function read(file: string): { owner: Owner | undefined; age: number } | undefined {
  try {
    const age = Date.now() - statSync(file).mtimeMs
    try {
      return { owner: JSON.parse(readFileSync(file, 'utf8')) as Owner, age }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
      return { owner: undefined, age }
    }
  } catch {
    return undefined
  }
}

function isStale({ owner, age }: { owner: Owner | undefined; age: number }): boolean {
  // No owner written: killed between creating and writing, unless it is being written right now.
  if (!owner) return age > 2000
  return owner.host === hostname() ? !alive(owner) : age > silence
}

function create(file: string): boolean {
  let handle: number
  try {
    handle = openSync(file, 'wx', 0o644)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
  const owner: Owner = { pid: process.pid, started: startOf(process.pid), host: hostname() }
  writeSync(handle, JSON.stringify(owner))
  closeSync(handle)
  return true
}

/** Two processes that find the same stale lock must not both remove it: the second would remove the first's new one. */
function takeOver(file: string): boolean {
  const turn = `${file}.takeover`
  try {
    if (Date.now() - statSync(turn).mtimeMs > 10_000) unlinkSync(turn)
  } catch {
    // Nobody is taking over.
  }
  if (!create(turn)) return false
  try {
    const found = read(file)
    if (found && isStale(found)) unlinkSync(file)
    return create(file)
  } finally {
    unlinkSync(turn)
  }
}

/**
 * Takes the lock file.
 * @throws Error with a sentence for the operator: who holds it, or why the folder cannot be written.
 */
export function lockData(file: string): DataLock {
  const folder = dirname(file)
  try {
    mkdirSync(folder, { recursive: true })
    const deadline = Date.now() + 3000
    while (!create(file)) {
      const found = read(file)
      if (found && isStale(found)) {
        if (takeOver(file)) break
      } else if (found?.owner) {
        const { pid, host } = found.owner
        const who = host === hostname() ? `process ${pid}` : `process ${pid} on ${host}`
        throw new Error(
          `The data folder ${folder} is open in ${who} (lock file ${file}). ` +
            'One process at a time may open it: stop that one, choose another folder, or use PostgreSQL.',
        )
      }
      if (Date.now() > deadline)
        throw new Error(`The lock file ${file} cannot be read; remove it if nothing is running.`)
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20)
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM' || code === 'ENOTDIR' || code === 'EEXIST')
      throw new Error(
        `The data folder ${folder} cannot be written (${code}): give another one, or its rights to this user.`,
        {
          cause: error,
        },
      )
    throw error
  }
  const touch = setInterval(() => {
    try {
      utimesSync(file, new Date(), new Date())
    } catch {
      // Removed by hand: nothing to keep alive.
    }
  }, beat)
  touch.unref()
  let held = true
  return {
    release() {
      if (!held) return
      held = false
      clearInterval(touch)
      try {
        unlinkSync(file)
      } catch {
        // Removed by hand.
      }
    },
  }
}
