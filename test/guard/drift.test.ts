/** No style sheet of a page reaches into a widget, and no widget changes the page. */
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { openBrowser } from '../kit/browser.ts'
import { buildWhenStale } from '../kit/dist.ts'
import { loadCounter, settled, signIn } from '../kit/page-script.ts'
import { serveStubCounter, type StubCounter } from '../kit/stub-counter.ts'
import { type Served, servePages } from '../kit/web.ts'
import { readManifest } from '../kit/weights.ts'

const sheets = globSync('test/guard/hostile/*.css').sort()
const name = (file: string) => basename(file, '.css')

/** What a page of a company holds, for the question whether a widget changes any of it. */
const content = `<header><nav><ul><li><a href="#a">Accueil</a></li><li><a href="#b">Contact</a></li></ul></nav></header>
<main><h1>Titre</h1><h2>Sous-titre</h2><p>Un <b>texte</b> et <em>un autre</em>, <code>code</code>.</p>
<form><label for="q">Chercher</label><input id="q" type="text" value="x"><select><option>un</option></select><button type="button">Aller</button></form>
<table><caption>Table</caption><thead><tr><th>A</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>
<fieldset><legend>L</legend><textarea>t</textarea></fieldset><dl><dt>d</dt><dd>e</dd></dl></main><footer><small>f</small></footer>`

/** The stage takes its place and size from the element itself, which outweighs every sheet, and stands outside the flow. */
const stage = `<x-stage id="stage" style="all:initial!important;display:block!important;position:absolute!important;top:0!important;left:1000px!important;width:820px!important"></x-stage>`

const pageWith = (sheet: string) =>
  `<!doctype html><html lang="fr"><meta charset="utf-8"><title>x</title><style>${sheet}</style><body>${content}${stage}`

/** Path of an element -> its computed style, a number for each value in the order of `names`; null: it has no box. */
type Styles = Record<string, number[] | null>

/** Everything on a page, through shadow roots: path of an element -> its style, and where the marked elements are. */
interface View {
  styles: Styles
  /** Tag, or id where there is one -> path. */
  places: Record<string, string>
}

/** Values of all pages: the same text is the same number. */
const values: string[] = []
const numbers = new Map<string, number>()
const numberOf = (text: string): number => {
  const known = numbers.get(text)
  if (known !== undefined) return known
  numbers.set(text, values.length)
  return values.push(text) - 1
}

/** Custom properties reach inside on purpose: they are the theming API. Logical ones say the physical ones again. */
const namesOn = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...getComputedStyle(document.body)].filter((name) => !/^--|(?:^|-)(?:block|inline)(?:-|$)/.test(name)),
  )
let names: string[] = []

/**
 * The browser's own snapshot: a script that asks for each property of each element needs three times as long. It tells
 * pseudo-elements too, and of what has no box only that it has none.
 */
async function read(page: Page): Promise<View> {
  if (names.length === 0) names = await namesOn(page)
  const cdp = await page.context().newCDPSession(page)
  const { documents, strings } = await cdp.send('DOMSnapshot.captureSnapshot', { computedStyles: names })
  await cdp.detach()
  const [own] = documents
  assert.ok(own)
  const text = (index = -1) => strings[index] ?? ''
  const shown = strings.map(numberOf)
  const { parentIndex = [], nodeType = [], nodeName = [], attributes = [], pseudoType } = own.nodes
  const pseudo = new Set(pseudoType?.index)
  const boxes = new Map(own.layout.nodeIndex.map((node, n) => [node, n]))
  const styles: Styles = {}
  const places: View['places'] = {}
  const paths: string[] = []
  const children: number[] = []
  for (const [node, type] of nodeType.entries()) {
    const parent = parentIndex[node] ?? -1
    const above = paths[parent] ?? ''
    const name = text(nodeName[node]).toLowerCase()
    if (type !== 1 || /^(style|script)$/.test(name)) continue
    const path = pseudo.has(node) ? `${above}>${name}` : `${above}>${name}:${children[parent] ?? 0}`
    // The stage comes and goes by the test's own hand.
    if (!pseudo.has(node) && name !== 'x-stage') children[parent] = (children[parent] ?? 0) + 1
    paths[node] = path
    const given = (attributes[node] ?? []).map(text)
    const id = given.findIndex((each, n) => n % 2 === 0 && each === 'id')
    places[id < 0 ? name : (given[id + 1] ?? name)] ??= path
    const box = boxes.get(node)
    styles[path] = box === undefined ? null : (own.layout.styles[box] ?? []).map((index) => shown[index] ?? -1)
  }
  return { styles, places }
}

/** What stands at this place and beneath it, told from there on. */
function within({ styles, places }: View, place: string): Styles {
  const start = places[place] ?? '?'
  const inside = Object.entries(styles).filter(
    ([path]) => path.startsWith(start) && /^$|^>/.test(path.slice(start.length)),
  )
  return Object.fromEntries(inside.map(([path, style]) => [path.slice(start.length), style]))
}

/** The page's own elements. */
function without({ styles, places }: View, place: string): Styles {
  const start = places[place] ?? '?'
  return Object.fromEntries(Object.entries(styles).filter(([path]) => !path.startsWith(start)))
}

interface Drift {
  elements: number
  changed: string[]
}

const differ = (one: number[] | null | undefined, other: number[] | null | undefined): boolean =>
  !one || !other ? one !== other : one.some((value, n) => value !== other[n])

/** Paths of elements whose style differs at all, that are new or that are gone. */
function drift(plain: Styles = {}, other: Styles = {}): Drift {
  const changed = Object.keys({ ...plain, ...other }).filter((path) => differ(plain[path], other[path]))
  return { elements: Object.keys(plain).length, changed }
}

/** The first differences, in words. */
function differences(view: string, plain: Styles, other: Styles, { changed }: Drift): string[] {
  return changed.slice(0, 8).map((path) => {
    const [before, after] = [plain[path], other[path]]
    if (!before || !after)
      return `${view}, ${path}: ${[before, after].map((one) => (one ? 'shown' : String(one))).join(' -> ')}`
    const n = before.findIndex((value, at) => value !== after[at])
    return `${view}, ${path}: ${names[n]}: ${values[before[n] ?? -1]} -> ${values[after[n] ?? -1]}`
  })
}

describe('style drift', async () => {
  await buildWhenStale()
  const tags = Object.keys(readManifest().elements).filter((tag) => tag !== 'guichet-host')
  let counter: StubCounter
  let host: Served
  let browser: Browser
  before(async () => {
    counter = await serveStubCounter()
    const pages = Object.fromEntries(
      sheets.map((file) => [`/${name(file)}`, { body: pageWith(readFileSync(file, 'utf8')) }]),
    )
    host = await servePages({ ...pages, '/plain': { body: pageWith('') } })
    browser = await openBrowser()
  })
  after(async () => {
    await browser.close()
    await Promise.all([host.close(), counter.close()])
  })

  async function open(path: string): Promise<Page> {
    // A context of its own: nobody is signed in from the page before. Motion would make styles depend on the moment.
    const context = await browser.newContext({ viewport: { width: 1900, height: 1200 }, reducedMotion: 'reduce' })
    const page = await context.newPage()
    await page.goto(`${host.origin}/${path}`)
    return page
  }

  /** Styles inside each widget, before and after somebody has signed in. */
  async function inside(path: string): Promise<{
    widgets: Record<string, Styles>
    naked: Record<string, Styles>
    host: { before: Styles; after: Styles; sheets: number }
  }> {
    const page = await open(path)
    const before = without(await read(page), 'stage')
    await loadCounter(page, counter.loader)
    const widgets: Record<string, Styles> = {}
    const naked: Record<string, Styles> = {}
    let after: Styles = {}
    for (const who of ['nobody', 'somebody']) {
      if (who === 'somebody') await signIn(page, counter.loader)
      // All at once, as on a page of many: they settle together.
      await page.evaluate((all) => {
        const elements = all.map((tag) => document.createElement(tag))
        for (const element of elements) element.style.cssText = 'all:initial!important;display:block!important'
        ;(document.getElementById('stage') as HTMLElement).replaceChildren(...elements)
      }, tags)
      await settled(page, ...tags)
      const view = await read(page)
      for (const tag of tags) widgets[`${tag}, ${who}`] = within(view, tag)
      after = without(view, 'stage')
    }
    // The twin: the same elements without shadow root and inner root, as a library in the light DOM draws them.
    await page.evaluate((all) => {
      const bare = all.map((tag) => {
        const twin = document.createElement('x-naked')
        twin.id = `naked-${tag}`
        const source = document.querySelector(tag)?.shadowRoot as ShadowRoot
        twin.append(...[...source.children].map((child) => child.cloneNode(true)))
        return twin
      })
      ;(document.getElementById('stage') as HTMLElement).replaceChildren(...bare)
    }, tags)
    const view = await read(page)
    for (const tag of tags) naked[`${tag}, somebody`] = within(view, `naked-${tag}`)
    const sheetCount = await page.evaluate(() => document.styleSheets.length + document.adoptedStyleSheets.length)
    await page.context().close()
    return { widgets, naked, host: { before, after, sheets: sheetCount } }
  }

  let plain: Awaited<ReturnType<typeof inside>>
  before(async () => {
    plain = await inside('plain')
  })

  for (const file of sheets) {
    test(`${name(file)}: nothing inside changes, nothing of the page changes; without isolation most would`, async (t) => {
      const hostile = await inside(name(file))
      let bare = 0
      let bareChanged = 0
      const views = Object.keys(plain.widgets)
      for (const view of views) {
        const [before, after] = [plain.widgets[view] ?? {}, hostile.widgets[view] ?? {}]
        const result = drift(before, after)
        assert.ok(result.elements > 5, `${view} has drawn`)
        assert.deepEqual(differences(view, before, after, result), [], `${result.elements} in all`)
        const twin = drift(plain.naked[view], hostile.naked[view])
        bare += twin.elements
        bareChanged += twin.changed.length
      }
      const { host: own } = hostile
      const changed = drift(own.before, own.after)
      assert.ok(changed.elements > 30, 'the host page has been read')
      assert.deepEqual(differences('the host page', own.before, own.after, changed), [])
      assert.equal(own.sheets, 1, 'no style sheet was added to the page')
      const share = Math.round((bareChanged / bare) * 100)
      t.diagnostic(
        `${name(file)}: 0 changed inside ${views.length} views; twin without isolation: ${share} % of ${bare} elements`,
      )
      assert.ok(share > 50, `the twin drifts by ${share} % only: the page is not hostile enough`)
    })
  }
})
