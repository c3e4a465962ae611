/** 1,000 mounts and unmounts of every widget leave nothing behind: no node, no listener, no timer. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser, CDPSession, Page } from 'playwright-core'
import { openBrowser } from '../kit/browser.ts'
import { serveStubCounter, type StubCounter } from '../kit/stub-counter.ts'
import { buildWhenStale } from '../kit/dist.ts'
import { loadCounter, signIn } from '../kit/page-script.ts'
import { type Served, servePages } from '../kit/web.ts'
import { readManifest } from '../kit/weights.ts'

const mounts = 1000
/** Divides them. Ten at a time cost twice as much. */
const together = 25

interface Left {
  nodes: number
  listeners: number
  timers: number
}

// Two at a time: half of a page's time it waits for what is under way, and each has a process of its own.
describe('leak', { concurrency: 2 }, async () => {
  await buildWhenStale()
  let counter: StubCounter
  let host: Served
  let browser: Browser
  before(async () => {
    counter = await serveStubCounter()
    host = await servePages({
      '/': { body: '<!doctype html><html lang="fr"><title>leak</title><body><div id="stage"></div>' },
    })
    browser = await openBrowser(['--js-flags=--expose-gc'])
  })
  after(async () => {
    await browser.close()
    await Promise.all([host.close(), counter.close()])
  })

  async function open(): Promise<{ page: Page; cdp: CDPSession }> {
    // A small window: what is drawn there is drawn for nobody, and laid out all the same.
    const page = await browser.newPage({ viewport: { width: 1280, height: 120 }, reducedMotion: 'reduce' })
    // Counts timers that are still to fire.
    await page.addInitScript(() => {
      const pending = new Set<unknown>()
      const { setTimeout: later, clearTimeout: cancel, setInterval: often, clearInterval: stop } = globalThis
      const scope = globalThis as unknown as Record<string, unknown>
      scope.pendingTimers = () => pending.size
      scope.setTimeout = (run: (...values: unknown[]) => void, delay?: number, ...values: unknown[]) => {
        const id = later(() => {
          pending.delete(id)
          run(...values)
        }, delay)
        pending.add(id)
        return id
      }
      scope.clearTimeout = (id: number) => (pending.delete(id), cancel(id))
      scope.setInterval = (run: () => void, delay?: number) => {
        const id = often(run, delay)
        pending.add(id)
        return id
      }
      scope.clearInterval = (id: number) => (pending.delete(id), stop(id))
    })
    await page.goto(host.origin)
    await loadCounter(page, counter.loader)
    await signIn(page, counter.loader)
    return { page, cdp: await page.context().newCDPSession(page) }
  }

  /** Mounts so many at a time, lets them draw, and unmounts them: they share a layout and a batch, as on a page of many. */
  const cycle = (page: Page, tag: string, times: number) =>
    page.evaluate(
      async ([name, count, many]) => {
        const stage = document.getElementById('stage') as HTMLElement
        for (let n = 0; n < count; n += many) {
          const elements = Array.from({ length: many }, () => document.createElement(name))
          stage.append(...elements)
          await customElements.whenDefined(name)
          for (const element of elements) {
            await (element as unknown as { updateComplete?: Promise<unknown> }).updateComplete
          }
          await new Promise((resolve) => setTimeout(resolve, 4))
          for (const element of elements) element.remove()
        }
        // Answers that were under way arrive and find nobody.
        await new Promise((resolve) => setTimeout(resolve, 600))
      },
      [tag, times, together] as const,
    )

  async function count(page: Page, cdp: CDPSession): Promise<Left> {
    for (let n = 0; n < 4; n += 1) {
      await cdp.send('HeapProfiler.collectGarbage')
      await page.waitForTimeout(60)
    }
    const { nodes, jsEventListeners } = await cdp.send('Memory.getDOMCounters')
    const timers = await page.evaluate(() => (globalThis as unknown as { pendingTimers(): number }).pendingTimers())
    return { nodes, listeners: jsEventListeners, timers }
  }

  /** One mount that stays until it has drawn all it draws: its templates are parsed once a page and then kept. */
  const settle = (page: Page, tag: string) =>
    page.evaluate(async (name) => {
      const stage = document.getElementById('stage') as HTMLElement
      const element = stage.appendChild(document.createElement(name))
      await customElements.whenDefined(name)
      for (let last = '', still = 0; still < 5; ) {
        await new Promise((resolve) => setTimeout(resolve, 100))
        const now = element.shadowRoot?.innerHTML ?? ''
        still = now === last && !now.includes('aria-busy="true"') ? still + 1 : 0
        last = now
      }
      element.remove()
    }, tag)

  async function left(page: Page, cdp: CDPSession, tag: string): Promise<Left> {
    await settle(page, tag)
    await cycle(page, tag, 3 * together)
    const start = await count(page, cdp)
    await cycle(page, tag, mounts)
    // What a busy machine has not collected yet goes within moments; what is retained stays however often one looks.
    for (let look = 1; ; look++) {
      const end = await count(page, cdp)
      const more: Left = {
        nodes: end.nodes - start.nodes,
        listeners: end.listeners - start.listeners,
        timers: end.timers - start.timers,
      }
      if (look === 10 || (more.nodes <= 0 && more.listeners <= 0 && more.timers <= 0)) return more
    }
  }

  for (const tag of Object.keys(readManifest().elements)) {
    test(`${tag}: ${mounts} mounts retain nothing`, async (t) => {
      const { page, cdp } = await open()
      const result = await left(page, cdp, tag)
      t.diagnostic(
        `${tag}: ${result.nodes} nodes, ${result.listeners} listeners, ${result.timers} timers after ${mounts} mounts`,
      )
      await page.close()
      assert.ok(result.nodes <= 0 && result.listeners <= 0 && result.timers <= 0, JSON.stringify(result))
    })
  }

  test('twin: one listener that a mount leaves on the window is caught', async () => {
    const { page, cdp } = await open()
    await page.evaluate(() => {
      customElements.define(
        'planted-leak',
        class extends HTMLElement {
          connectedCallback() {
            window.addEventListener('resize', () => this.isConnected)
          }
        },
      )
    })
    const result = await left(page, cdp, 'planted-leak')
    await page.close()
    assert.ok(result.listeners >= mounts && result.nodes >= mounts, JSON.stringify(result))
  })
})
