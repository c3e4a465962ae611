/** The built files as they are served: the first visitors come together, before the folder has been read. */
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { Widgets } from '../../bff/gate/widgets.ts'

let folder: string

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'guichet-served-'))
  mkdirSync(join(folder, 'a'))
  writeFileSync(join(folder, 'guichet.js'), 'export {}')
  for (let n = 0; n < 40; n++) writeFileSync(join(folder, 'a', `part-${n}.js`), `export const n = ${n}`)
})
after(() => rmSync(folder, { recursive: true, force: true }))

test('all who come at once to a process that has just started get their file', async () => {
  const widgets = new Widgets(folder)
  const ask = new Request('http://localhost/')
  const answers = await Promise.all([
    ...Array.from({ length: 10 }, () => widgets.loader(ask)),
    ...Array.from({ length: 40 }, (_, n) => widgets.chunk(ask, `part-${n}.js`)),
  ])
  assert.deepEqual(
    answers.map((answer) => answer?.status),
    answers.map(() => 200),
  )
})

test('a name that is not there stays unknown, also beside a look', async () => {
  const widgets = new Widgets(folder)
  const ask = new Request('http://localhost/')
  const [there, absent] = await Promise.all([widgets.loader(ask), widgets.chunk(ask, 'part-99.js')])
  assert.deepEqual([there?.status, absent], [200, undefined])
})
