/** The demo's websites while somebody develops: open pages load themselves again. And nothing of it otherwise. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { type DemoHost, serveDemoHost } from '../../demo-host/serve.ts'
import { openBrowser } from '../kit/browser.ts'

const portals = { armoise: 'pk_armoise_demodemodemodemo', brumaire: 'pk_brumaire_demodemodemodemo' }
let build = 1
/** A counter's loader, good for five minutes in the browser's cache as the real one is. */
const counter = createServer((_, response) => {
  response.writeHead(200, {
    'Access-Control-Allow-Origin': '*',
    'Cache-Control': 'public, max-age=300',
    'Content-Type': 'text/javascript',
  })
  response.end(`document.documentElement.dataset.build = '${build}'`)
})
let browser: Browser
let folder: string
let bffUrl: string

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'guichet-reload-'))
  await new Promise<void>((done) => void counter.listen(0, done))
  bffUrl = `http://localhost:${(counter.address() as AddressInfo).port}`
  browser = await openBrowser()
})
after(async () => {
  await browser?.close()
  counter.closeAllConnections()
  counter.close()
  rmSync(folder, { recursive: true, force: true })
})

const portOf = (url: string) => Number(new URL(url).port)
const open = (host: DemoHost) => `${host.urls.armoise}/espace-client`

test('a build, and a restart of the website, load open pages again, under their Content-Security-Policy', async () => {
  const reloadOn = join(folder, 'manifest.json')
  let host = await serveDemoHost({ bffUrl, portals, ports: { armoise: 0, brumaire: 0 }, reloadOn })
  const page = await browser.newPage()
  try {
    const complaints: string[] = []
    page.on('console', (line) => line.type() === 'error' && complaints.push(line.text()))
    await page.goto(open(host))
    await page.waitForSelector('html[data-build="1"]')
    build = 2
    writeFileSync(reloadOn, '{}')
    await page.waitForSelector('html[data-build="2"]')
    assert.deepEqual(complaints, [])

    const ports = { armoise: portOf(host.urls.armoise), brumaire: portOf(host.urls.brumaire) }
    build = 3
    await host.close()
    host = await serveDemoHost({ bffUrl, portals, ports, reloadOn })
    await page.waitForSelector('html[data-build="3"]')
  } finally {
    await page.close()
    await host.close()
  }
})

test('outside development nothing of it is served', async () => {
  const host = await serveDemoHost({ bffUrl, portals, ports: { armoise: 0, brumaire: 0 } })
  try {
    const page = await fetch(open(host))
    assert.doesNotMatch(await page.text(), /dev-reload/)
    assert.match(page.headers.get('content-security-policy') ?? '', new RegExp(`connect-src ${bffUrl};`))
    for (const path of ['/dev-reload', '/dev-reload.js']) {
      assert.equal((await fetch(host.urls.armoise + path)).status, 404)
    }
  } finally {
    await host.close()
  }
})
