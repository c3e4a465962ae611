import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { openAdmin } from '../../bff/db/admin.ts'
import { lockData } from '../../bff/db/data-lock.ts'
import { freshFolder } from '../kit/db.ts'

const lockModule = new URL('../../bff/db/data-lock.ts', import.meta.url).href

/** A process that takes the lock, says so, and stays. */
async function holder(file: string): Promise<ChildProcess> {
  const script = `import { lockData } from ${JSON.stringify(lockModule)}
    lockData(${JSON.stringify(file)})
    console.log('held')
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout as NodeJS.ReadableStream, 'data')
  return child
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

describe('the lock of a data folder', () => {
  let folder: string
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'guichet-lock-'))
  })
  after(() => rm(folder, { recursive: true, force: true }))

  it('tells a second process which one holds it', async () => {
    const file = join(folder, 'second.lock')
    const child = await holder(file)
    try {
      assert.throws(() => lockData(file), new RegExp(`is open in process ${child.pid} `))
    } finally {
      await kill(child)
    }
  })

  it('is taken over after kill -9', async () => {
    const file = join(folder, 'killed.lock')
    const child = await holder(file)
    await kill(child)
    assert.ok(existsSync(file))
    const lock = lockData(file)
    assert.equal(JSON.parse(readFileSync(file, 'utf8')).pid, process.pid)
    lock.release()
    assert.ok(!existsSync(file))
  })

  it('is taken over when the number of the dead process was given to another one', () => {
    const file = join(folder, 'reused.lock')
    writeFileSync(file, JSON.stringify({ pid: process.pid, started: 'long ago', host: hostname() }))
    lockData(file).release()
  })

  it('is held within one process too', () => {
    const file = join(folder, 'self.lock')
    const lock = lockData(file)
    assert.throws(() => lockData(file), /is open in process/)
    lock.release()
    lockData(file).release()
  })

  it('of another machine counts while it is touched', () => {
    const file = join(folder, 'far.lock')
    writeFileSync(file, JSON.stringify({ pid: 1, started: '1', host: 'elsewhere' }))
    assert.throws(() => lockData(file), /process 1 on elsewhere/)
    const past = new Date(Date.now() - 120_000)
    utimesSync(file, past, past)
    lockData(file).release()
  })

  it('left empty by a kill is taken over', () => {
    const file = join(folder, 'empty.lock')
    writeFileSync(file, '')
    const past = new Date(Date.now() - 10_000)
    utimesSync(file, past, past)
    lockData(file).release()
  })

  it('is taken over by exactly one of several processes', async () => {
    const file = join(folder, 'race.lock')
    writeFileSync(file, JSON.stringify({ pid: process.pid, started: 'long ago', host: hostname() }))
    const script = `import { lockData } from ${JSON.stringify(lockModule)}
      try { lockData(${JSON.stringify(file)}); console.log('held'); setInterval(() => {}, 1000) } catch { console.log('refused') }`
    const children = Array.from({ length: 4 }, () =>
      spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] }),
    )
    const said = await Promise.all(children.map(async (child) => String((await once(child.stdout, 'data'))[0]).trim()))
    for (const child of children) if (child.exitCode === null) child.kill('SIGKILL')
    assert.deepEqual(said.sort(), ['held', 'refused', 'refused', 'refused'])
  })

  it('says that a folder cannot be written', () => {
    // A file in the place of the folder: the same refusal also for root, whom permissions do not stop.
    const inTheWay = join(folder, 'file')
    writeFileSync(inTheWay, '')
    assert.throws(() => lockData(join(inTheWay, 'data.lock')), /cannot be written \(E\w+\): give another one/)
  })

  it('goes with the database, and its data stay', async () => {
    const place = { name: 'armoise', url: null, dataDir: join(folder, 'data', 'armoise') }
    await freshFolder(place.dataDir)
    const first = await openAdmin(place)
    await assert.rejects(openAdmin(place), /is open in process/)
    await first.script('create table public.kept (id integer); insert into public.kept values (1)')
    await first.close()
    assert.ok(!existsSync(`${place.dataDir}.lock`))
    const second = await openAdmin(place)
    assert.deepEqual(await second.query('select id from public.kept'), [{ id: '1' }])
    await second.close()
  })
})
