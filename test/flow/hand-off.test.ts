/**
 * Websites that sign their people in themselves, in Chromium and in Firefox: the demo's Brumaire, and one with the back
 * end of the documentation's example. Then whoever copies what passes there, and gets nowhere: in both engines what the
 * browser keeps, in one what the counter alone refuses.
 */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser } from 'puppeteer-core'
import { sitePassword } from '../../demo-host/own-sign-in/people.ts'
import { TestClient } from '../kit/client.ts'
import { firefoxPath, openEngine } from '../kit/engines.ts'
import { type House, openHouse, portals } from '../kit/house.ts'
import { today } from '../kit/house-serving.ts'
import { Screen } from '../kit/screen.ts'
import { makeKey } from '../kit/website.ts'

interface Settings {
  issuer: string
  kid: string
  portal: string
  key: string
}
type Route = (request: IncomingMessage, response: ServerResponse) => Promise<void>
interface Example {
  handOffRoute(settings: Settings, whoIs: (request: IncomingMessage) => { user: string } | null): Route
  makeAssertion(settings: Settings, person: { user: string }, keyThumbprint: string): string
}

const example = '../../docs/examples/hand-off/hand-off.mjs'
const issuer = 'https://www.armoise.example'
/** What the counter knows of a session it forgets within a second. Milliseconds. */
const forgotten = 1000

/** The house stands still in its day; while the example signs, its clock must agree. Nothing else runs meanwhile. */
const { now } = Date
const stand = () => {
  Date.now = () => Date.parse(`${today}T10:00:00Z`)
}
const goOn = () => {
  Date.now = now
}

let house: House
let folder: string
let code: Example
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'guichet-hand-off-'))
  code = (await import(example)) as Example
  house = await openHouse('postgres')
})
after(async () => {
  await house?.close()
  if (folder) rmSync(folder, { recursive: true, force: true })
})

/** A new key of the website, known to the counter. */
async function registered(kid: string): Promise<Settings> {
  const key = makeKey(kid)
  const file = join(folder, `${kid}.pem`)
  writeFileSync(file, key.publicKey)
  const given = ['--kid', kid, '--issuer', issuer, '--public-key', file, '--subject', 'login']
  await house.cli('hand-off', 'key', 'add', portals.armoise, ...given)
  return {
    issuer,
    kid,
    portal: portals.armoise,
    key: key.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
  }
}

const client = (pk: string, origin: string) =>
  new TestClient({ fetch: (request) => fetch(request), pk, origin, publicUrl: house.counter })

const thumbprint = async ({ jwk: { crv, kty, x, y } }: TestClient) =>
  Buffer.from(
    await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify({ crv, kty, x, y }))),
  ).toString('base64url')

const codeOf = ({ body }: { body: unknown }) => (body as { code?: string }).code

/** Runs in the page: the handle as the browser keeps it. A script on the page could read as much. */
async function handleIn(name: string): Promise<string> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(name)
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
  const stored = await new Promise<{ handle: string }>((resolve) => {
    const request = database.transaction('session').objectStore('session').get('session')
    request.onsuccess = () => resolve(request.result as { handle: string })
  })
  database.close()
  return stored.handle
}

for (const engine of ['chromium', 'firefox'] as const) {
  const skip = engine === 'firefox' && !firefoxPath ? 'no Firefox here (FIREFOX_PATH, /usr/bin/firefox-esr)' : false

  describe(`[EX-08] the website’s own sign-in, in ${engine}`, { skip }, () => {
    /** What the counter alone refuses, no browser decides: once is enough. */
    const isFirst: boolean = engine === 'chromium'
    let browser: Browser
    let website: Server
    let address: string
    let settings: Settings
    /** Who is signed in at the example's website. */
    let user: string | null = null
    /** Every assertion that it has answered with. */
    const told: string[] = []

    const visit = async (journey: (screen: Screen) => Promise<void>) => {
      const context = await browser.createBrowserContext()
      try {
        await journey(new Screen(await context.newPage()))
      } finally {
        await context.close()
      }
    }

    const page = () => `<!doctype html><html lang="fr"><title>Armoise</title><link rel="icon" href="data:,">
      <script type="module">
        import { authenticate } from '${house.counter}/${portals.armoise}/guichet.js'
        authenticate(async ({ keyThumbprint, asked }) => {
          const answer = await fetch('/counter/hand-off', {
            method: 'POST',
            headers: { 'Content-Type': 'application/json' },
            body: JSON.stringify({ keyThumbprint }),
          })
          return (await answer.json()).token
        })
      </script><guichet-account></guichet-account><guichet-orders></guichet-orders>`

    before(async () => {
      settings = await registered(`${engine}-one`)
      website = createServer((request, response) => {
        if (request.method === 'POST') {
          const end = response.end.bind(response)
          response.end = ((text: string) => {
            const { token } = JSON.parse(text) as { token?: string | null }
            goOn()
            if (token) told.push(token)
            return end(text)
          }) as typeof response.end
          const whoIs = () => {
            stand()
            return user === null ? null : { user }
          }
          void code.handOffRoute(settings, whoIs)(request, response)
          return
        }
        response.setHeader('Content-Type', 'text/html; charset=utf-8')
        response.end(page())
      }).listen(0)
      await new Promise((resolve) => website.once('listening', resolve))
      address = `http://localhost:${(website.address() as AddressInfo).port}`
      await house.allow('armoise', address)
      browser = await openEngine(engine, { motion: false })
    })
    after(async () => {
      await browser?.close()
      website?.closeAllConnections()
      website?.close()
    })

    test('one form, the website’s: every widget opens, a session that ends is followed by another, out is out', () =>
      visit(async (screen) => {
        const site = house.urls.brumaire
        const enter = async () => {
          await screen.fill('Identifiant Brumaire', 'moreau')
          await screen.fill('Mot de passe Brumaire', sitePassword)
          await screen.press('Me connecter à Brumaire')
        }
        await screen.open(`${site}/factures`)
        await screen.press('Continuer avec mon compte Brumaire')
        await enter()
        // Back where the button was pressed, and nothing else to fill in.
        await screen.reads('Mes règlements')
        await screen.reads('Reste à régler')
        for (const path of ['/espace-client', '/installations', '/visites', '/commandes', '/pieces', '/depannage']) {
          await screen.open(`${site}${path}`)
          await screen.reads('Mon compte Sylvie Moreau')
          assert.equal(await screen.has('Se connecter autrement'), false, path)
        }
        const { admin } = house.vendors.brumaire
        const opened = () => admin.query("select 1 from portal.session where kind = 'hand-off' and origin = $1", [site])
        const before = (await opened()).length
        await admin.query(
          "update portal.session set idle_until = now() - interval '1 minute' where kind = 'hand-off' and ended_at is null",
        )
        await sleep(forgotten)
        await screen.open(`${site}/factures`)
        await screen.reads('Reste à régler')
        assert.equal((await opened()).length, before + 1, 'one quiet hand-off')

        await screen.press('Mon compte')
        await screen.press('Se déconnecter')
        await screen.reads('Continuer avec mon compte Brumaire')
        await screen.page.reload()
        await screen.press('Continuer avec mon compte Brumaire')
        await screen.reads('Reste à régler')

        const live = async () =>
          (
            await admin.query(
              "select 1 from portal.session where kind = 'hand-off' and ended_at is null and idle_until > now()",
            )
          ).length
        await screen.open(`${site}/compte`)
        await screen.reads('Mon compte Sylvie Moreau')
        const alive = await live()
        await screen.press('Quitter Brumaire')
        await screen.reads('Identifiant Brumaire')
        await screen.open(`${site}/factures`)
        await screen.reads('Continuer avec mon compte Brumaire')
        assert.equal(await live(), alive - 1, 'the counter has forgotten too')
        await screen.open(`${site}/compte`)
        await enter()
        await screen.reads('Mon compte Sylvie Moreau')
      }))

    test('on a website of one’s own, with the example’s back end: a new key of the website goes unnoticed', () =>
      visit(async (screen) => {
        user = 'dupond'
        await screen.open(address)
        await screen.reads('Mon compte Claire Dupond')
        await screen.reads('Montant TTC')
        const { length } = told
        await screen.page.reload()
        await screen.reads('Mon compte Claire Dupond')
        assert.equal(told.length, length, 'a stored session needs no other assertion')
        settings = await registered(`${engine}-two`)
        await house.cli('hand-off', 'key', 'revoke', portals.armoise, `${engine}-one`)
        await sleep(forgotten)
        await screen.page.reload()
        await screen.reads('Mon compte Claire Dupond')
        assert.equal(told.length, length + 1)
      }))

    if (isFirst)
      test('an assertion that was copied opens nothing, used or not, and is not spent by the thief', () =>
        visit(async (screen) => {
          user = 'dupond'
          await screen.open(address)
          await screen.reads('Mon compte Claire Dupond')
          const used = told.at(-1) ?? ''
          const thief = client(portals.armoise, address)
          assert.equal(codeOf(await thief.rest('POST', '/session/hand-off', { token: used })), 'hand-off-refused')

          const owner = client(portals.armoise, address)
          const print = await thumbprint(owner)
          stand()
          const fresh = code.makeAssertion(settings, { user }, print)
          goOn()
          for (const stranger of [thief, client(portals.armoise, house.urls.armoise)])
            assert.equal(codeOf(await stranger.rest('POST', '/session/hand-off', { token: fresh })), 'hand-off-refused')
          assert.equal((await owner.rest('POST', '/session/hand-off', { token: fresh })).status, 200)
          assert.equal(
            codeOf(await owner.rest('POST', '/session/hand-off', { token: fresh })),
            'hand-off-refused',
            'twice, even with its own key',
          )
          assert.match(
            await house.cli('hand-off', 'refusals', portals.armoise),
            /another-key[^]*used|used[^]*another-key/,
          )
        }))

    test('a handle that was copied from the browser is worth nothing without its key, there or elsewhere', () =>
      visit(async (screen) => {
        user = 'dupond'
        await screen.open(address)
        await screen.reads('Mon compte Claire Dupond')
        const handle = await screen.page.evaluate(handleIn, `guichet-${portals.armoise}`)
        assert.match(handle, /^cps_[\w-]{43}$/)
        for (const origin of [address, house.urls.armoise]) {
          const thief = client(portals.armoise, origin)
          thief.handle = handle
          const { status, body } = await thief.rest('GET', '/session')
          assert.equal(status, 401)
          assert.doesNotMatch(JSON.stringify(body), /Dupond/)
          const bearer = await fetch(thief.url('/session'), {
            headers: { origin, authorization: `Bearer ${handle}` },
          })
          assert.equal(bearer.status, 401)
        }
        // The person has noticed nothing.
        await screen.page.reload()
        await screen.reads('Mon compte Claire Dupond')
      }))

    if (isFirst)
      test('[SY+01] a link that was copied opens nothing once it is revoked, and what it had opened is over', () =>
        visit(async (screen) => {
          for (const vendor of ['armoise', 'brumaire'] as const) {
            const label = `Copié ${engine}`
            const { admin } = house.vendors[vendor]
            const [one] = await admin.query<{ customer: string }>(
              'select customer_id as customer from portal.account_customer order by 1 limit 1',
            )
            const page = ['--page', `${house.urls[vendor]}/connexion`, '--customer', one?.customer ?? '']
            const link = (
              await house.cli('code', 'create', '--portal', portals[vendor], '--label', label, ...page)
            ).trim()
            const shown = { code: decodeURIComponent(link.split('#guichet.code=')[1] ?? '') }
            await screen.open('about:blank')
            await screen.open(link)
            await screen.press(`Se connecter comme ${label}`)
            await screen.reads('Vous êtes connecté')
            const thief = client(portals[vendor], house.urls[vendor])
            const opened = await thief.rest('POST', '/session/code', shown)
            assert.equal(opened.status, 200)
            thief.handle = (opened.body as { handle: string }).handle
            assert.equal((await thief.rest('GET', '/session')).status, 200)

            const [row] = await admin.query<{ id: string }>('select id from portal.code where label = $1', [label])
            await house.cli('code', 'revoke', row?.id ?? '', '--vendor', vendor)
            await sleep(forgotten)
            assert.equal((await thief.rest('GET', '/session')).status, 401)
            const again = client(portals[vendor], house.urls[vendor])
            assert.equal(codeOf(await again.rest('POST', '/session/code', shown)), 'code-refused')
            await screen.page.reload()
            await screen.fill('Identifiant', 'x')
          }
        }))
  })
}

test('nothing went wrong on the server meanwhile', () => {
  // Thieves are turned away by a line at `warn`, no more.
  assert.deepEqual(
    house.complaints.filter((line) => !/refused|hand-off|proof/.test(line)),
    [],
  )
})
