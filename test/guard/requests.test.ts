/** What a cold page asks for, of whom, and what it leaves behind. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { openBrowser } from '../kit/browser.ts'
import { buildWhenStale } from '../kit/dist.ts'
import { settled, signIn } from '../kit/page-script.ts'
import { serveStubCounter, type StubCounter } from '../kit/stub-counter.ts'
import { type Served, serveWeb } from '../kit/web.ts'
import { filesOf, fiveWidgets, readBudget, readManifest } from '../kit/weights.ts'

describe('requests of a cold page', async () => {
  await buildWhenStale()
  const manifest = readManifest()
  const { requests } = readBudget()
  const tags = Object.keys(manifest.elements).filter((tag) => tag !== 'guichet-host')
  let counter: StubCounter
  let host: Served
  let browser: Browser
  before(async () => {
    counter = await serveStubCounter()
    host = await serveWeb((request, response) => {
      const wanted = new URL(request.url ?? '/', 'http://localhost').searchParams
      if (request.url?.startsWith('/favicon')) return response.writeHead(204).end()
      const body = (wanted.get('tags') ?? '').split(',').map((tag) => `<${tag}></${tag}>`)
      const gap = wanted.has('below') ? '<p style="height:9000px"></p>' : ''
      return response
        .writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' })
        .end(
          `<!doctype html><html lang="fr"><script type="module" src="${counter.loader}"></script><body>${gap}${body.join('')}`,
        )
    })
    browser = await openBrowser()
  })
  after(async () => {
    await browser.close()
    await Promise.all([host.close(), counter.close()])
  })

  interface Visit {
    context: BrowserContext
    page: Page
    hosts: Set<string>
  }

  async function visit(query: string, context?: BrowserContext): Promise<Visit> {
    const where =
      context ?? (await browser.newContext({ viewport: { width: 1280, height: 1000 }, reducedMotion: 'reduce' }))
    const page = await where.newPage()
    const hosts = new Set<string>()
    page.on('request', (request) => hosts.add(new URL(request.url()).origin))
    counter.forget()
    await page.goto(`${host.origin}/?${query}`)
    return { context: where, page, hosts }
  }

  const files = () => counter.asked.filter((path) => !path.startsWith('/v1/'))
  const calls = () => counter.asked.filter((path) => path.startsWith('/v1/'))

  for (const tag of tags) {
    const chunks = filesOf(manifest, tag).length
    let together = 0

    test(`${tag} alone: ${requests.one.limit} files, one call, the counter's host only, no cookie`, async () => {
      counter.hold(chunks)
      const { context, page, hosts } = await visit(`tags=${tag}`)
      await settled(page, tag)
      together = counter.together()
      counter.hold(0)
      assert.ok(files().length <= requests.one.limit, files().join(' '))
      assert.equal(calls().length, 1, 'signed out, a page asks once')
      assert.deepEqual([...hosts].sort(), [host.origin, counter.origin].sort())
      assert.deepEqual(await context.cookies(), [])
      assert.equal(await page.evaluate(() => document.cookie), '')
      await context.close()
    })

    // Of the visit before, whose chunks were held back until all of them had been asked for.
    test(`${tag}: all its chunks are asked for before the first has arrived`, () => assert.equal(together, chunks))
  }

  test('five widgets together: within the budget of files, one call', async (t) => {
    const { context, page } = await visit(`tags=${fiveWidgets.join(',')}`)
    await settled(page, ...fiveWidgets)
    t.diagnostic(`${fiveWidgets.length} widgets: ${files().length} files, ${calls().length} call`)
    assert.ok(files().length <= requests.five.limit, files().join(' '))
    assert.equal(calls().length, 1)
    await context.close()
  })

  test('all widgets together: one call; nothing is stored before somebody signs in', async () => {
    const { context, page } = await visit(`tags=${tags.join(',')}`)
    await settled(page, ...tags)
    assert.equal(calls().length, 1)
    const stored = await page.evaluate(async () => [
      localStorage.length,
      sessionStorage.length,
      (await indexedDB.databases()).length,
    ])
    assert.deepEqual(stored, [0, 0, 0])
    await context.close()
  })

  test('a page with a stored session asks once when warm', async () => {
    const query = `tags=${tags.join(',')}`
    const { context, page } = await visit(query)
    await settled(page, ...tags)
    await signIn(page, counter.loader)
    await settled(page, ...tags)
    const second = await visit(query, context)
    await settled(second.page, ...tags)
    assert.equal(calls().length, 1, calls().join(' '))
    await context.close()
  })

  test('five widgets with a stored session: two calls when its nonce is too old, one when warm, one preflight', async (t) => {
    const query = `tags=${fiveWidgets.join(',')}`
    const ready = (page: Page) => settled(page, ...fiveWidgets)
    const { context, page } = await visit(query)
    await ready(page)
    assert.equal(calls().length, 1, 'signed out')
    await signIn(page, counter.loader)
    await ready(page)
    await page.close()
    counter.demand(`nonce-${fiveWidgets.length}`)
    const stored = await visit(query, context)
    await ready(stored.page)
    const cold = [calls().length, counter.preflights.length, files().length]
    await stored.page.close()
    const warm = await visit(query, context)
    await ready(warm.page)
    t.diagnostic(`stored: ${cold[0]} calls, ${cold[1]} preflights, ${cold[2]} files; warm: ${calls().length} call`)
    assert.equal(cold[0], 2, 'the challenge, and the answer to everything')
    assert.ok((cold[1] ?? 9) <= 1 && counter.preflights.length <= 1)
    assert.ok((cold[2] ?? 99) <= requests.five.limit)
    assert.equal(calls().length, 1, 'warm')
    counter.demand('stub')
    await context.close()
  })

  test('off-screen widgets load nothing', async () => {
    const { context, page } = await visit(`below&tags=${tags.join(',')}`)
    await page.waitForTimeout(600)
    const own = Object.values(manifest.elements).map((element) => element.fr[0])
    assert.deepEqual(
      files().filter((path) => own.includes(path.slice(1))),
      [],
    )
    await page.evaluate(() => scrollTo(0, 20_000))
    await settled(page, ...tags)
    await context.close()
  })

  test('twin: a further file, a foreign host and a cookie are seen by what these tests read', async () => {
    const { context, page, hosts } = await visit(`tags=${tags[0]}`)
    await settled(page, tags[0] ?? '')
    const before = files().length
    await page.evaluate(async (origin) => {
      document.cookie = 'planted=1'
      await fetch(`${origin}/a/planted.js`).catch(() => {})
      await fetch('http://127.0.0.1:9/').catch(() => {})
    }, counter.origin)
    assert.equal(files().length, before + 1)
    assert.ok(hosts.has('http://127.0.0.1:9'))
    assert.equal((await context.cookies()).length, 1)
    await context.close()
  })
})
