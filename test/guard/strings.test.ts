/** Every word that a person reads stands in the strings, in both languages. */
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { templatesOf, wordingOf } from '../kit/templates.ts'

const widgets = globSync('widgets/**/*.ts').filter((file) => !/\/strings\//.test(file))

function wording(file: string, source: string): string[] {
  return templatesOf(source).flatMap((template) =>
    wordingOf(template).map((text) => `${file}:${template.line} ${text}`),
  )
}

/** `a.b.c` -> text or, for a function, its source. */
function leaves(value: unknown, path = ''): Map<string, string> {
  const found = new Map<string, string>()
  if (typeof value === 'string') return found.set(path, value)
  if (typeof value === 'function') return found.set(path, String(value))
  if (typeof value !== 'object' || value === null) return found
  for (const [key, inner] of Object.entries(value)) {
    for (const [at, text] of leaves(inner, path ? `${path}.${key}` : key)) found.set(at, text)
  }
  return found
}

async function stringsOf(file: string): Promise<Map<string, string>> {
  // A feature's file passes the shared words on; they are read where they stand.
  const { shared: _, ...own } = (await import(pathToFileURL(file).href)) as { shared?: object }
  return leaves(own)
}

/** The names of exports differ by language (`fr`, `en`); what counts is below them. */
const below = (map: Map<string, string>) => [...map.keys()].map((key) => key.slice(key.indexOf('.') + 1)).sort()

/** The texts in the source of a function, with `x` for whatever a template puts in; texts inside of that are texts, too. */
function quotedIn(code: string): string[] {
  const found: string[] = []
  // Each open quote or `${`, and what has been read since.
  const open: { mark: string; text: string }[] = []
  for (let at = 0; at < code.length; at += 1) {
    const [one, two] = [code.charAt(at), code.slice(at, at + 2)]
    const inner = open.at(-1)
    const inText = inner !== undefined && inner.mark !== '{'
    if (inText && one === inner.mark) found.push(open.pop()?.text ?? '')
    else if (inner?.mark === '`' && two === '${') {
      inner.text += 'x'
      open.push({ mark: '{', text: '' })
      at += 1
    } else if (inText && one === '\\') {
      const [whole, hex] = /^\\(?:u([\da-f]{4})|.)/i.exec(code.slice(at)) ?? ['\\']
      inner.text += hex ? String.fromCharCode(Number.parseInt(hex, 16)) : whole.slice(1)
      at += whole.length - 1
    } else if (inText) inner.text += one
    else if (/['"`]/.test(one)) open.push({ mark: one, text: '' })
    else if (one === '{') open.push({ mark: '{', text: '' })
    else if (one === '}') open.pop()
  }
  return found
}

/** French typography: a narrow (or plain) no-break space before double marks; guillemets, never straight quotes. */
function typography(text: string): string[] {
  const plain = text.replace(/\$\{[^}]*\}/g, 'x').replace(/https?:\S+/g, '')
  const found: string[] = []
  if (/[\p{L}\d»)…][?!;](?=\s|$|[`'"])/u.test(plain) || /\p{L}:(?=\s)/u.test(plain))
    found.push('no space before a double mark')
  if (/\p{L} [?!;:»]/u.test(plain) || /« /.test(plain)) found.push('a breakable space at a double mark')
  if (/"[\p{L}]/u.test(plain) && !/=>/.test(plain)) found.push('straight quotes')
  return found
}

test('no wording stands in a template', () => {
  assert.ok(widgets.length > 10)
  assert.deepEqual(
    widgets.flatMap((file) => wording(file, readFileSync(file, 'utf8'))),
    [],
  )
})

const languages = globSync('widgets/**/strings/fr.ts').sort()

test('each feature speaks both languages, with the same keys and no empty text', async (t) => {
  assert.ok(languages.length >= 3)
  let count = 0
  for (const file of languages) {
    const [fr, en] = [await stringsOf(file), await stringsOf(file.replace(/fr\.ts$/, 'en.ts'))]
    assert.deepEqual(below(en), below(fr), file)
    for (const [key, text] of [...fr, ...en]) assert.ok(text.trim().length > 0, `${file} ${key}`)
    count += fr.size
  }
  t.diagnostic(`${count} texts in 2 languages`)
})

test('French texts keep French typography', async () => {
  const wrong: string[] = []
  for (const file of languages) {
    for (const [key, text] of await stringsOf(file)) {
      // Of a function only the quoted parts are text.
      if (/=>|^function\b/.test(text)) {
        for (const part of quotedIn(text))
          wrong.push(...typography(part).map((what) => `${file} ${key}: ${what}: ${part}`))
      } else wrong.push(...typography(text).map((what) => `${file} ${key}: ${what}: ${text}`))
    }
  }
  assert.deepEqual(wrong, [])
})

test('twin: wording in a template, in an attribute and in a nested template is caught', () => {
  const source =
    'html`<p>\n ${x}</p><b aria-label="Fermer">${list.map((i) => html`<i>Total</i>`)}</b>` // html`<p>no</p>`'
  assert.deepEqual(wording('a.ts', source), ['a.ts:2 Total', 'a.ts:1 Fermer'])
  assert.deepEqual(wording('a.ts', 'html`<p title=${t.title} class="row">${t.text} · 12</p>`'), [])
})

test('twin: the texts of a function are read, whatever surrounds them', () => {
  const source = "function f(a) { if (a) return 'Quoi\\u202f?'; return `Il y a ${a > 1 ? `${a} lots` : 'un lot'} ?` }"
  assert.deepEqual(quotedIn(source), ['Quoi\u202f?', 'x lots', 'un lot', 'Il y a x ?'])
  assert.deepEqual(quotedIn(source).flatMap(typography), ['a breakable space at a double mark'])
})

test('twin: bad typography is caught', () => {
  assert.equal(typography('Vraiment?').length, 1)
  assert.equal(typography('Vraiment ?').length, 1)
  assert.equal(typography('Vraiment\u202f?').length, 0)
  assert.equal(typography('Montant : 12').length, 1)
  assert.equal(typography('Montant\u00a0: 12').length, 0)
})
