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

/** Path of an element -> its computed style, a property a line. */
type Styles = Record<string, string>

/** Computed style of every element below `root`, through shadow roots, by its path. */
const read = (page: Page, selector: string, shadow: boolean): Promise<Styles> =>
  page.evaluate(
    ([which, inside]) => {
      const all: Styles = {}
      const walk = (element: Element, path: string) => {
        const style = getComputedStyle(element)
        // Custom properties reach inside on purpose: they are the theming API.
        all[path] = [...style]
          .filter((property) => !property.startsWith('--'))
          .map((property) => `${property}: ${style.getPropertyValue(property)}`)
          .join('\n')
        const children = [...(element.shadowRoot ?? element).children].filter(
          (child) => !/^(style|script|x-stage)$/.test(child.localName),
        )
        children.forEach((child, n) => walk(child, `${path}>${child.localName}:${n}`))
      }
      const start = document.querySelector(which) as Element
      const roots = inside ? [...((start.shadowRoot ?? start) as ParentNode).children] : [start]
      roots.forEach((root, n) => walk(root, `${root.localName}:${n}`))
      return all
    },
    [selector, shadow] as const,
  )

interface Drift {
  elements: number
  changed: string[]
}

/** Elements whose style differs at all; `what` tells the first difference of each. */
function drift(plain: Styles, other: Styles): Drift {
  const changed = Object.keys({ ...plain, ...other }).flatMap((path) => {
    const [a, b] = [plain[path], other[path]]
    if (!a || !b) return [`${path}: ${a ? 'gone' : 'new'}`]
    if (a === b) return []
    const lines = b.split('\n')
    const n = a.split('\n').findIndex((line, at) => line !== lines[at])
    return [`${path}: ${a.split('\n')[n]} -> ${lines[n]}`]
  })
  return { elements: Object.keys(plain).length, changed }
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
    page: { before: Styles; after: Styles; sheets: number }
  }> {
    const page = await open(path)
    const before = await read(page, 'html', false)
    await loadCounter(page, counter.loader)
    const widgets: Record<string, Styles> = {}
    const naked: Record<string, Styles> = {}
    for (const who of ['nobody', 'somebody']) {
      if (who === 'somebody') await signIn(page, counter.loader)
      for (const tag of tags) {
        await page.evaluate((which) => {
          const element = document.createElement(which)
          element.style.cssText = 'all:initial!important;display:block!important'
          ;(document.getElementById('stage') as HTMLElement).replaceChildren(element)
        }, tag)
        await settled(page, tag)
        widgets[`${tag}, ${who}`] = await read(page, tag, true)
        // The twin: the same elements without shadow root and inner root, as a library in the light DOM draws them.
        await page.evaluate((which) => {
          const bare = document.createElement('x-naked')
          const source = document.querySelector(which)?.shadowRoot as ShadowRoot
          bare.append(...[...source.children].map((child) => child.cloneNode(true)))
          ;(document.getElementById('stage') as HTMLElement).replaceChildren(bare)
        }, tag)
        naked[`${tag}, ${who}`] = await read(page, 'x-naked', false)
      }
    }
    const sheetCount = await page.evaluate(() => document.styleSheets.length + document.adoptedStyleSheets.length)
    const after = await read(page, 'html', false)
    await page.context().close()
    return { widgets, naked, page: { before, after, sheets: sheetCount } }
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
      for (const tag of views) {
        const result = drift(plain.widgets[tag] ?? {}, hostile.widgets[tag] ?? {})
        assert.ok(result.elements > 5, `${tag} has drawn`)
        assert.deepEqual(result.changed.slice(0, 8), [], `${tag}: ${result.changed.length} of ${result.elements}`)
        const twin = drift(plain.naked[tag] ?? {}, hostile.naked[tag] ?? {})
        bare += twin.elements
        bareChanged += twin.changed.length
      }
      assert.deepEqual(drift(hostile.page.before, hostile.page.after).changed.slice(0, 8), [], 'the host page')
      assert.equal(hostile.page.sheets, 1, 'no style sheet was added to the page')
      const share = Math.round((bareChanged / bare) * 100)
      t.diagnostic(
        `${name(file)}: 0 changed inside ${views.length} views; twin without isolation: ${share} % of ${bare} elements`,
      )
      assert.ok(share > 50, `the twin drifts by ${share} % only: the page is not hostile enough`)
    })
  }
})
