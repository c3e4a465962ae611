/** What the written pages say about the code is what the code says: links, policy, events, exports, properties, numbers. */
import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { lifetimes, limits, mostSessions } from '../../bff/gate/sign-in/limits.ts'
import { contentSecurityPolicy } from '../../demo-host/serve.ts'
import { features, proofs, unaccounted } from '../kit/docs/coverage.ts'
import { reasons } from '../kit/docs/reasons.ts'

const read = (file: string) => readFileSync(file, 'utf8')
const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, one = '']) => one)
const sorted = (names: Iterable<string>) => [...new Set(names)].sort()

const embed = read('docs/embed.md')
const security = read('docs/security.md')
const widgets = globSync('widgets/**/*.ts').map(read).join('\n')

/** Targets of links and pictures of a page that are not there. */
function brokenLinks(file: string, text: string): string[] {
  return all(text, /\]\(([^)#:]+)(?:#[^)]*)?\)/g)
    .filter((target) => !existsSync(join(dirname(file), target)))
    .map((target) => `${file}: ${target}`)
}

test('every link between pages leads somewhere', () => {
  const pages = ['README.md', ...globSync('docs/**/*.md')]
  assert.deepEqual(
    pages.flatMap((page) => brokenLinks(page, read(page))),
    [],
  )
  assert.deepEqual(brokenLinks('README.md', '[a](docs/nowhere.md) [b](docs/embed.md)'), ['README.md: docs/nowhere.md'])
})

test('every file that a page or a comment of the README names is there', () => {
  const named = ['README.md', ...globSync('docs/*.md')].flatMap((page) =>
    all(read(page), /`((?:bff|widgets|demo-host|test|docs)\/[\w./-]+)`/g),
  )
  assert.ok(named.length > 3)
  assert.deepEqual(
    named.filter((path) => !existsSync(path)),
    [],
  )
  const tree = /## The house\n+```\n(.*?)```/s.exec(read('README.md'))?.[1] ?? ''
  let above = ''
  for (const [, indent = '', path = ''] of tree.matchAll(/^( *)([\w.-]+\/?)/gm)) {
    if (indent === '') above = path
    assert.ok(existsSync(indent === '' ? path : join(above, path)), path)
  }
})

test('the policy that the pages recommend asks for nothing that a strict page does not have', () => {
  const strict = new Map(
    contentSecurityPolicy('https://counter.example.com')
      .split('; ')
      .map((directive): [string, string[]] => {
        const [name = '', ...values] = directive.split(' ')
        return [name, values]
      }),
  )
  for (const page of [embed, security]) {
    const block = /```\n([^`]*require-trusted-types-for[^`]*)```/.exec(page)?.[1] ?? ''
    const directives = block
      .replace('Content-Security-Policy:', '')
      .split(';')
      .map((one) => one.trim().split(/\s+/))
    assert.ok(directives.length >= 4)
    for (const [name = '', ...values] of directives) {
      if (name === 'frame-src') continue
      assert.ok(strict.has(name), name)
      assert.deepEqual(
        values.filter((value) => !strict.get(name)?.includes(value)),
        [],
        name,
      )
    }
  }
})

test('the table of events is the list of events', () => {
  const sent = sorted(all(widgets, /super\('(guichet-[a-z-]+)'/g))
  const table = embed.slice(embed.indexOf('## Events'), embed.indexOf('## What a page may call'))
  const rows = table.split('\n').filter((line) => line.startsWith('| `'))
  assert.ok(sent.length > 5)
  assert.deepEqual(sorted(rows.map((row) => /`(guichet-[a-z-]+)`/.exec(row)?.[1] ?? row)), sent)
})

test('what a page may call is what the script exports', () => {
  const exported = sorted(all(read('widgets/loader.ts'), /^export const (\w+)/gm))
  const told = /import \{ ([^}]+) \} from/.exec(embed.slice(embed.indexOf('## What a page may call')))?.[1] ?? ''
  assert.deepEqual(sorted(told.split(', ')), exported)
})

test('every custom property that the pages name can be set', () => {
  const known = new Set(all(read('widgets/styles/tokens.ts'), /var\(\s*(--guichet-[a-z-]+)/g))
  const told = all(embed, /`(--guichet-[a-z-]+)`/g)
  assert.ok(told.length > 5)
  assert.deepEqual(
    told.filter((name) => !known.has(name)),
    [],
  )
})

test('lifetimes and limits are those of the code', () => {
  const span = (seconds: number) => {
    if (seconds >= 86_400) return `${seconds / 86_400} d`
    return seconds >= 3600 ? `${seconds / 3600} h` : `${seconds / 60} min`
  }
  const life = (kind: keyof typeof lifetimes) => `${span(lifetimes[kind].idle)} / ${span(lifetimes[kind].whole)}`
  for (const sentence of [
    `password ${life('password')}, "remember me" ${life('remembered')}, portal code ${life('code')}, hand-off ${life('hand-off')}`,
    `At most ${mostSessions.account} live sessions per account, ${mostSessions.code} per portal code`,
    `${limits.login.burst} failures per ${limits.login.period / 60} minutes for an account from one network`,
    `${limits.network.burst} for a network, ${limits.portal.burst} per hour for a portal`,
  ]) {
    assert.ok(security.includes(sentence), sentence)
  }
  assert.equal(limits.network.period, limits.login.period)
  assert.equal(limits.portal.period, 3600)
})

test('every row of the ways in and of rights and scope has a test, or says why not', () => {
  const known = features()
  assert.deepEqual(unaccounted(known, proofs(), reasons), [])
  const names = new Set(known.map(({ id }) => id))
  assert.deepEqual(
    Object.keys(reasons).filter((one) => !names.has(one)),
    [],
  )
  const forgotten = { id: 'ZZ-01', text: 'x', where: 'login, account' }
  assert.deepEqual(unaccounted([...known, forgotten], proofs(), reasons), ['ZZ-01'])
})
