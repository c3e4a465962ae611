/** What the playground says in an address and does to requests, as pure functions. */
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { problemStatus } from '../../bff/base/problem-codes.ts'
import { type Choice, readChoice, start, writeChoice } from '../../demo-host/playground/choice.ts'
import { calm, dayOf, failures, refusal, strikes } from '../../demo-host/playground/day.ts'
import { json } from '../../demo-host/playground/json.ts'
import { palettes } from '../../demo-host/playground/palettes.ts'
import { snippetOf } from '../../demo-host/playground/snippet.ts'

const odd: Choice = {
  ...start,
  widget: 'fleet',
  data: 'empty',
  lang: 'en',
  scheme: 'dark',
  palette: 'garance',
  dir: 'rtl',
  width: '417',
  delay: '1200',
  fail: 'unexpected',
  share: '35',
  calls: 'GET /equipment/:id',
  attributes: { look: 'table', 'heading-level': '3' },
}

test('a choice survives its address, and says only what differs from the start', () => {
  assert.deepEqual(readChoice(writeChoice(odd)), odd)
  assert.deepEqual(readChoice(writeChoice(odd, null)), odd)
  assert.equal(writeChoice(start), '')
  assert.equal(writeChoice({ ...start, lang: 'en' }), 'lang=en')
})

test('an address from a stranger changes nothing but known fields within their bounds', () => {
  const hostile =
    'widget=../x&lang=xx&width=99999&delay=-1&share=200&scheme=red&offline=maybe&a.on%20load=x&a.ONCLICK=x&x=y&__proto__=z'
  assert.deepEqual(readChoice(hostile), start)
  assert.equal(`${json({ a: '</script><script>' }).text}`.includes('<'), false)
})

test('the failures are problems of the counter, with its statuses', () => {
  for (const [code, status] of Object.entries(failures)) {
    assert.equal(problemStatus[code as keyof typeof failures], status)
    assert.equal(refusal(code as keyof typeof failures).status, status)
  }
  assert.deepEqual(dayOf({ ...start, fail: 'constructor' }), calm)
})

test('a day befalls the calls that it names, in its share', () => {
  const day = dayOf(odd)
  assert.equal(strikes(day, 'GET /equipment/:id', 0.34), true)
  assert.equal(strikes(day, 'GET /equipment/:id', 0.35), false)
  assert.equal(strikes(day, 'GET /equipment', 0), false)
  assert.equal(strikes({ ...day, calls: 'reads' }, 'GET /sites', 0), true)
  assert.equal(strikes({ ...day, calls: 'reads' }, 'POST /orders', 0), false)
  assert.equal(strikes({ ...day, calls: 'writes' }, 'POST /orders', 0), true)
  assert.equal(strikes(calm, 'GET /sites', 0), false)
})

test('the snippet says what was chosen, quoted', () => {
  assert.equal(
    snippetOf({ ...odd, attributes: { site: '3"><b>&' } }, 'https://counter.example.com', 'pk_a_0'),
    `<script type="module" src="https://counter.example.com/pk_a_0/guichet.js"></script>
<style>
  :root {
    color-scheme: dark;
    --guichet-accent: light-dark(#a3123f, #ff8fae);
    --guichet-radius: 0px;
    --guichet-radius-large: 0px;
    --guichet-surface-soft: light-dark(#faf3f1, #2a1f22);
  }
</style>

<guichet-fleet lang="en" dir="rtl" site="3&quot;><b>&amp;"></guichet-fleet>
`,
  )
})

test('the palettes set nothing that the widgets do not read', () => {
  const known = new Set(
    [...readFileSync('widgets/styles/tokens.ts', 'utf8').matchAll(/var\(\s*(--guichet-[a-z-]+)/g)].map(
      ([, one]) => one,
    ),
  )
  assert.deepEqual(
    palettes.flatMap(({ properties }) => Object.keys(properties)).filter((name) => !known.has(name)),
    [],
  )
})

test('no script of the playground changes what the widgets call', () => {
  const patching =
    /\b(?:window|globalThis|self)\.fetch\s*=|XMLHttpRequest\.prototype|defineProperty\((?:window|globalThis)/
  const files = globSync('demo-host/playground/**/*.ts')
  assert.ok(files.length > 10)
  assert.deepEqual(
    files.filter((file) => patching.test(readFileSync(file, 'utf8'))),
    [],
  )
  assert.match('globalThis.fetch = () => {}', patching)
})
