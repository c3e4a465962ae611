/**
 * Where a run keeps what it throws away. A disk whose file system keeps a journal takes a millisecond of CPU to make a
 * file, memory a thirtieth of that; a copied database is three hundred files, and a browser's profile as many.
 */
import { chmodSync, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const memory = '/dev/shm'
/** Number by which Linux knows a file system in memory. */
const tmpfs = 0x01021994
/** A run has at most a few hundred MB there; it is left alone where that could be missed, bytes. */
const roomy = 4_000_000_000

function isRoomy(): boolean {
  try {
    const { type, bavail, bsize } = statfsSync(memory)
    return type === tmpfs && bavail * bsize > roomy && process.availableMemory() > roomy
  } catch {
    return false
  }
}

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** What a run that was killed has left in memory. */
function removeLost(): void {
  for (const name of readdirSync(memory)) {
    const pid = Number(/^guichet-(\d+)-/.exec(name)?.[1] ?? Number.NaN)
    if (pid > 0 && !isAlive(pid)) rmSync(join(memory, name), { recursive: true, force: true })
  }
}

/** A new folder that every user may enter, in memory where there is room. Whoever made it removes it. */
export function scratchFolder(): string {
  const inMemory = isRoomy()
  if (inMemory) removeLost()
  const folder = mkdtempSync(join(inMemory ? memory : tmpdir(), `guichet-${process.pid}-`))
  chmodSync(folder, 0o755)
  return folder
}
