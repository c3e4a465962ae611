/**
 * Filled databases that the test files of a run share: each file is a process of its own, and migrating and seeding
 * again in every one of them took most of a run. Snapshots of PGlite are files; templates of PostgreSQL stand on the
 * run's server. Both are named by what went into them, so that a change of any of it makes new ones.
 */
import { createHash } from 'node:crypto'
import {
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { AdminDb } from '../../bff/db/admin.ts'
import { dumpFile } from './tryton.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = join(root, 'node_modules', '.cache', 'guichet-databases')

const hour = 3_600_000
/** A lock that nobody has touched for so long belongs to a process that is gone, ms. */
const abandoned = 60_000

/** Everything that a filled database may depend on, down to the day: what a seed writes expires. */
const ingredients = [
  'bff/db/**/*.ts',
  'bff/management/**/*.{ts,sql}',
  'test/kit/{db*,lean-dump}.ts',
  'test/kit/tryton*',
  'package-lock.json',
]

let known: string | undefined

function versionHash(): string {
  if (known !== undefined) return known
  const hash = createHash('sha256').update(`${process.version} ${new Date().toISOString().slice(0, 10)}`)
  for (const file of ingredients.flatMap((pattern) => globSync(pattern, { cwd: root })).sort())
    hash.update(`\n${file}\n`).update(readFileSync(join(root, file)))
  const dump = statSync(dumpFile, { throwIfNoEntry: false })
  hash.update(`\n${dump?.size} ${dump?.mtimeMs}`)
  known = hash.digest('hex').slice(0, 12)
  return known
}

const short = (key: string) => createHash('sha256').update(key).digest('hex').slice(0, 12)

/** Runs `work` while no other process does so for the same lock, unless `done` says that one has. */
async function once(lock: string, done: () => boolean, work: () => Promise<void>): Promise<void> {
  while (!done()) {
    try {
      mkdirSync(lock)
    } catch {
      const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
      if (age > abandoned) rmSync(lock, { recursive: true, force: true })
      else await sleep(100)
      continue
    }
    // Late because of a busy machine, it may find that another process has taken over: then both make the same.
    const alive = setInterval(() => void utimes(lock, new Date(), new Date()).catch(() => {}), abandoned / 10)
    try {
      if (!done()) await work()
    } finally {
      clearInterval(alive)
      rmSync(lock, { recursive: true, force: true })
    }
  }
}

/** A data folder of PGlite, dumped by `make` when no process has done so yet. */
export async function sharedSnapshot(key: string, make: () => Promise<Blob>): Promise<Blob> {
  const place = join(folder, versionHash())
  const file = join(place, `${short(key)}.tar`)
  const there = () => statSync(file, { throwIfNoEntry: false }) !== undefined
  if (!there()) {
    mkdirSync(place, { recursive: true })
    removeOld()
    await once(`${file}.lock`, there, async () => {
      const dumped = await make()
      const part = `${file}.${process.pid}`
      writeFileSync(part, Buffer.from(await dumped.arrayBuffer()))
      renameSync(part, file)
    })
  }
  return new Blob([readFileSync(file)])
}

/** Snapshots of other versions that no run has used for an hour. */
function removeOld(): void {
  const own = versionHash()
  utimesSync(join(folder, own), new Date(), new Date())
  for (const other of readdirSync(folder)) {
    const age = Date.now() - (statSync(join(folder, other), { throwIfNoEntry: false })?.mtimeMs ?? 0)
    if (other !== own && age > hour) rmSync(join(folder, other), { recursive: true, force: true })
  }
}

/**
 * A database on the server to clone, filled by `fill` when no process has done so yet. It gets its name when it is
 * whole; one half filled is left to nobody.
 * @param server superuser's access to the server's own database
 * @param template what it starts from
 */
export async function sharedTemplate(
  server: AdminDb,
  key: string,
  fill: (database: string) => Promise<void>,
  template = 'template1',
): Promise<string> {
  const database = `guichet_template_${versionHash()}_${short(key)}`
  const there = async () => (await server.query('select from pg_database where datname = $1', [database])).length > 0
  if (await there()) return database
  await server.exclusively(async () => {
    if (await there()) return
    await removeOldTemplates(server)
    const part = `${database}_${process.pid}`
    await server.query(`create database ${part} template ${template} strategy file_copy`)
    try {
      await fill(part)
      await server.query(`comment on database ${part} is '${new Date().toISOString()}'`)
      await server.query(`alter database ${part} rename to ${database}`)
    } catch (error) {
      await server.query(`drop database if exists ${part} with (force)`)
      throw error
    }
  })
  return database
}

/** On a server that outlives its runs: templates of another version, a day old. */
async function removeOldTemplates(server: AdminDb): Promise<void> {
  const old = await server.query<{ name: string }>(
    `select datname as name from pg_database
      where datname like 'guichet\\_template\\_%' and datname not like $1
        and coalesce(shobj_description(oid, 'pg_database'), 'z') < $2`,
    [`guichet\\_template\\_${versionHash()}%`, new Date(Date.now() - 24 * hour).toISOString()],
  )
  for (const { name } of old) await server.query(`drop database if exists ${name} with (force)`)
}
