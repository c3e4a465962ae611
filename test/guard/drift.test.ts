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

/** Path of an element -> a number that stands for its computed style. */
type Styles = Record<string, number>

/** Computed style of every element below `root`, through shadow roots, by its path; the page keeps the text (`told`). */
const read = (page: Page, view: string, selector: string, shadow: boolean): Promise<Styles> =>
  page.evaluate(
    ([key, which, inside]) => {
      const scope = globalThis as unknown as { told?: Record<string, string> }
      scope.told ??= {}
      const texts = scope.told
      const all: Styles = {}
      let names: string[] | undefined
      // All of it is 30 MB a page: numbers travel instead (FNV-1a).
      const short = (text: string) => {
        let hash = 0x811c9dc5
        for (let n = 0; n < text.length; n++) hash = Math.imul(hash ^ text.charCodeAt(n), 0x01000193)
        return hash >>> 0
      }
      const walk = (element: Element, path: string) => {
        const style = getComputedStyle(element)
        // Custom properties reach inside on purpose: they are the theming API. Logical ones say the physical ones again.
        names ??= [...style].filter((property) => !/^--|(?:^|-)(?:block|inline)(?:-|$)/.test(property))
        const text = names.map((property) => `${property}: ${style.getPropertyValue(property)}`).join('\n')
        texts[`${key} ${path}`] = text
        all[path] = short(text)
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
    [view, selector, shadow] as const,
  )

/** The computed style of an element that was read, a property each. */
const told = (page: Page, view: string, path: string): Promise<string[]> =>
  page.evaluate(
    (key) => ((globalThis as unknown as { told: Record<string, string> }).told[key] ?? '').split('\n'),
    `${view} ${path}`,
  )

interface Drift {
  elements: number
  changed: string[]
}

/** Paths of elements whose style differs at all, that are new or that are gone. */
function drift(plain: Styles = {}, other: Styles = {}): Drift {
  const changed = Object.keys({ ...plain, ...other }).filter((path) => plain[path] !== other[path])
  return { elements: Object.keys(plain).length, changed }
}

/** The first differences, in words. */
async function differences(
  a: Page,
  b: Page,
  of: [view: string, ofOther: string],
  { changed }: Drift,
): Promise<string[]> {
  return Promise.all(
    changed.slice(0, 8).map(async (path) => {
      const [before, after] = await Promise.all([told(a, of[0], path), told(b, of[1], path)])
      const n = before.findIndex((line, at) => line !== after[at])
      return `${of[1]}, ${path}: ${before[n]} -> ${after[n]}`
    }),
  )
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

  /** Styles inside each widget, before and after somebody has signed in. The caller closes the page. */
  async function inside(path: string): Promise<{
    page: Page
    widgets: Record<string, Styles>
    naked: Record<string, Styles>
    host: { before: Styles; after: Styles; sheets: number }
  }> {
    const page = await open(path)
    const before = await read(page, 'before', 'html', false)
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
      for (const tag of tags) widgets[`${tag}, ${who}`] = await read(page, `${tag}, ${who}`, tag, true)
      after = await read(page, 'after', 'html', false)
      if (who === 'nobody') continue
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
      for (const tag of tags) {
        naked[`${tag}, ${who}`] = await read(page, `naked ${tag}, ${who}`, `#naked-${tag}`, false)
      }
    }
    const sheetCount = await page.evaluate(() => document.styleSheets.length + document.adoptedStyleSheets.length)
    return { page, widgets, naked, host: { before, after, sheets: sheetCount } }
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
        const result = drift(plain.widgets[view], hostile.widgets[view])
        assert.ok(result.elements > 5, `${view} has drawn`)
        assert.deepEqual(
          await differences(plain.page, hostile.page, [view, view], result),
          [],
          `${result.elements} in all`,
        )
        const twin = drift(plain.naked[view], hostile.naked[view])
        bare += twin.elements
        bareChanged += twin.changed.length
      }
      const { page, host: own } = hostile
      const changed = drift(own.before, own.after)
      assert.deepEqual(await differences(page, page, ['before', 'after'], changed), [], 'the host page')
      assert.equal(own.sheets, 1, 'no style sheet was added to the page')
      await page.context().close()
      const share = Math.round((bareChanged / bare) * 100)
      t.diagnostic(
        `${name(file)}: 0 changed inside ${views.length} views; twin without isolation: ${share} % of ${bare} elements`,
      )
      assert.ok(share > 50, `the twin drifts by ${share} % only: the page is not hostile enough`)
    })
  }
})
