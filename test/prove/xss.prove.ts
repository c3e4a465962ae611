/**
 * A hostile script on the host page, in Chromium: what nobody can keep it from doing, shown, and what it must not be
 * able to do, tried. The lists are those of docs/security.md, "The host page".
 */
import assert from 'node:assert/strict'
import { after, before, describe, it, type TestContext } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { openBrowser } from '../kit/browser.ts'
import { type House, openHouse, portals } from '../kit/house.ts'
import { visit } from '../kit/visitor.ts'
import { signInByPassword } from '../flow/visitor.ts'

let house: House
let browser: Browser
before(async () => {
  house = await openHouse('postgres')
  browser = await openBrowser()
})
after(async () => {
  await browser?.close()
  await house?.close()
})

interface Loot {
  handle: string
  /** Sent as the page would send it. */
  proof: string
  body: string
}

/** Runs in the page: takes key and handle out of the store, and signs whatever it likes while the page is open. */
async function loot(page: Page, address: string, nonce: string, body: string): Promise<Loot> {
  return page.evaluate(
    async ({ name, address, nonce, body }) => {
      const open = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve, reject) => {
          request.onsuccess = () => resolve(request.result)
          request.onerror = () => reject(request.error as Error)
        })
      const database = await open(indexedDB.open(name))
      const stored = (await open(database.transaction('session').objectStore('session').get('session'))) as {
        handle: string
        keys: CryptoKeyPair
        nonce: string
      }
      database.close()
      const bytes = (text: string) => new TextEncoder().encode(text)
      const encode = (data: ArrayBuffer | Uint8Array) =>
        btoa(String.fromCharCode(...new Uint8Array(data)))
          .replaceAll('+', '-')
          .replaceAll('/', '_')
          .replaceAll('=', '')
      const digest = async (text: string) => encode(await crypto.subtle.digest('SHA-256', bytes(text)))
      const json = (value: unknown) => encode(bytes(JSON.stringify(value)))
      const claims = {
        htm: 'POST',
        htu: `${address}/batch`,
        iat: Math.floor(Date.now() / 1000),
        jti: encode(crypto.getRandomValues(new Uint8Array(16))),
        ath: await digest(stored.handle),
        bh: await digest(body),
        nonce: nonce || stored.nonce,
      }
      const signed = `${json({ typ: 'dpop+jwt', alg: 'ES256' })}.${json(claims)}`
      const signature = await crypto.subtle.sign(
        { name: 'ECDSA', hash: 'SHA-256' },
        stored.keys.privateKey,
        bytes(signed),
      )
      return { handle: stored.handle, proof: `${signed}.${encode(signature)}`, body }
    },
    { name: `guichet-${portals.armoise}`, address, nonce, body },
  )
}

/** From the attacker's own machine, with every header as it likes. */
async function elsewhere(address: string, { handle, proof, body }: Loot, origin: string, scheme = 'DPoP') {
  const answer = await fetch(`${address}/batch`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json', authorization: `${scheme} ${handle}`, dpop: proof },
    body,
  })
  return { status: answer.status, text: await answer.text(), nonce: answer.headers.get('dpop-nonce') ?? '' }
}

const read = '[{"key":"GET /session"}]'

describe('a hostile script on the host page', () => {
  const addressOf = (portal: string) => `${house.counter}/v1/${portal}`
  const signedIn = (work: (page: Page, address: string) => Promise<void>) =>
    visit(browser, async ({ page }) => {
      await page.goto(`${house.urls.armoise}/factures`)
      await signInByPassword(page, 'dupond')
      await work(page, addressOf(portals.armoise))
    })
  const signOutOf = (page: Page) =>
    page.evaluate(async (url) => {
      const { signOut } = (await import(url)) as { signOut: () => Promise<void> }
      await signOut()
    }, `${house.counter}/${portals.armoise}/guichet.js`)
  const fresh = async (page: Page, address: string, body = read) => {
    const first = await loot(page, address, '', body)
    const { nonce } = await elsewhere(
      address,
      { ...first, proof: (await loot(page, address, 'stale', body)).proof },
      house.urls.armoise,
    )
    return loot(page, address, nonce, body)
  }
  const say = (t: TestContext, words: string) => t.diagnostic(`figure ${words}`)

  it('CAN, while it runs, act as the person: sign, and have it sent from anywhere, once', () =>
    signedIn(async (page, address) => {
      const taken = await fresh(page, address)
      assert.match((await elsewhere(address, taken, house.urls.armoise)).text, /Claire Dupond/)
    }))

  it('CAN read what is typed', () =>
    visit(browser, async ({ page }) => {
      await page.goto(`${house.urls.armoise}/factures`)
      await page.evaluate(() => {
        document.addEventListener(
          'input',
          (event) => {
            const field = event.composedPath()[0] as HTMLInputElement
            document.documentElement.dataset.typed = field.value
          },
          { capture: true },
        )
      })
      await page.locator('guichet-invoices').getByRole('button', { name: 'Se connecter' }).click()
      await page.getByLabel('Mot de passe', { exact: true }).fill('a secret that I type')
      assert.equal(await page.evaluate(() => document.documentElement.dataset.typed), 'a secret that I type')
    }))

  it('CANNOT take the key out, use the handle without it, use a signature twice, for another body, at another portal, or as Bearer', (t) =>
    signedIn(async (page, address) => {
      const exported = await page.evaluate(async (name) => {
        const database = await new Promise<IDBDatabase>((resolve) => {
          const request = indexedDB.open(name)
          request.onsuccess = () => resolve(request.result)
        })
        const stored = await new Promise<{ keys: CryptoKeyPair }>((resolve) => {
          const request = database.transaction('session').objectStore('session').get('session')
          request.onsuccess = () => resolve(request.result as { keys: CryptoKeyPair })
        })
        database.close()
        const tries = await Promise.all(
          (['jwk', 'pkcs8', 'raw', 'spki'] as const).map((format) =>
            crypto.subtle.exportKey(format as 'jwk', stored.keys.privateKey).then(
              () => 'out',
              () => 'kept',
            ),
          ),
        )
        return tries.join()
      }, `guichet-${portals.armoise}`)
      assert.equal(exported, 'kept,kept,kept,kept')
      const website = house.urls.armoise
      // A signature each: one that was looked at is used up.
      const tries: [string, (taken: Loot) => Promise<{ status: number; text: string }>][] = [
        ['as Bearer', (taken) => elsewhere(address, taken, website, 'Bearer')],
        ['for another body', (taken) => elsewhere(address, { ...taken, body: '[{"key":"GET /invoices"}]' }, website)],
        ['from another website', (taken) => elsewhere(address, taken, house.urls.brumaire)],
        ['at another portal', (taken) => elsewhere(addressOf(portals.brumaire), taken, house.urls.brumaire)],
        ['without a proof', (taken) => elsewhere(address, { ...taken, proof: '' }, website)],
      ]
      for (const [words, attempt] of tries) {
        const { status, text } = await attempt(await fresh(page, address))
        assert.ok([401, 403].includes(status), `${words}: ${text}`)
      }
      const taken = await fresh(page, address)
      assert.equal((await elsewhere(address, taken, website)).status, 200)
      assert.equal((await elsewhere(address, taken, website)).status, 401, 'twice')
      say(
        t,
        `a stolen handle and signature: ${tries.length + 1} uses tried elsewhere, 0 answered; 4 ways to export the key, 0 out`,
      )
    }))

  it('CAN, where it runs before the key is made, have a key made that it may take along; the sign-out ends that, too', () =>
    visit(browser, async ({ page }) => {
      await page.addInitScript(() => {
        const make = crypto.subtle.generateKey.bind(crypto.subtle) as (...given: unknown[]) => Promise<CryptoKeyPair>
        Object.defineProperty(crypto.subtle, 'generateKey', {
          value: async (algorithm: unknown, _: boolean, usages: unknown) => {
            const pair = await make(algorithm, true, usages)
            document.documentElement.dataset.key = JSON.stringify(await crypto.subtle.exportKey('jwk', pair.privateKey))
            return pair
          },
        })
      })
      await page.goto(`${house.urls.armoise}/factures`)
      await signInByPassword(page, 'dupond')
      assert.match((await page.evaluate(() => document.documentElement.dataset.key)) ?? '', /"d":"[\w-]{43}"/)
      const address = addressOf(portals.armoise)
      const later = await fresh(page, address)
      await signOutOf(page)
      assert.match((await elsewhere(address, later, house.urls.armoise)).text, /session-ended/)
    }))

  it('CANNOT change the password without the old one, though it signs the wish with the person’s key', (t) =>
    signedIn(async (page, address) => {
      const hashes = () =>
        house.vendors.armoise.admin.query("select password_hash from portal.account where login = 'dupond'")
      const before = await hashes()
      const wishes = [
        { password: 'six bicyclettes vertes 2026' },
        { password: 'six bicyclettes vertes 2026', current: 'not the old one at all' },
      ]
      for (const body of wishes) {
        const batch = JSON.stringify([{ key: 'POST /session/password', body }])
        const [reply] = JSON.parse(
          (await elsewhere(address, await fresh(page, address, batch), house.urls.armoise)).text,
        ) as { status: number }[]
        assert.ok(reply && reply.status >= 400, JSON.stringify(reply))
      }
      assert.deepEqual(await hashes(), before)
      say(t, `the password changed by a script without the old one: 0 of ${wishes.length}`)
    }))

  it('CANNOT outlive the sign-out, though it kept key and handle in a variable', (t) =>
    signedIn(async (page, address) => {
      const before = await fresh(page, address)
      const later = await fresh(page, address)
      assert.equal((await elsewhere(address, before, house.urls.armoise)).status, 200)
      await signOutOf(page)
      const after = await elsewhere(address, later, house.urls.armoise)
      assert.match(after.text, /session-ended/)
      say(t, 'after sign-out a proof signed before it: refused')
    }))

  it('CANNOT reach another customer: what it signs for is the session’s', (t) =>
    signedIn(async (page, address) => {
      const rows = await house.vendors.armoise.admin.query<{ id: string }>(
        `select i.id::text as id from management.invoice i where i.customer_id::text not in
          (select customer_id from portal.account_customer c join portal.account a on a.id = c.account_id where a.login = 'dupond') limit 15`,
      )
      const body = JSON.stringify(rows.map(({ id }) => ({ key: 'GET /invoices/:id', params: { id } })))
      const answer = await elsewhere(address, await fresh(page, address, body), house.urls.armoise)
      const replies = JSON.parse(answer.text) as { status: number }[]
      assert.equal(replies.length, rows.length)
      assert.ok(replies.every(({ status }) => status === 404))
      say(t, `${rows.length} invoices of others asked for with a good signature: 0 shown`)
    }))

  it('the page finds no global and no message listener of ours', (t) =>
    visit(browser, async ({ page }) => {
      await page.addInitScript(() => {
        const kept = { names: Object.getOwnPropertyNames(window), listeners: [] as string[] }
        Object.defineProperty(window, '__before', { value: kept, enumerable: false })
        const add = EventTarget.prototype.addEventListener
        EventTarget.prototype.addEventListener = function (this: EventTarget, type: string, ...rest: unknown[]) {
          if (this === window) kept.listeners.push(type)
          return (add as (...given: unknown[]) => void).call(this, type, ...rest)
        } as typeof add
      })
      await page.goto(`${house.urls.armoise}/factures`)
      await signInByPassword(page, 'dupond')
      const found = await page.evaluate(() => {
        const { names, listeners } = (window as unknown as { __before: { names: string[]; listeners: string[] } })
          .__before
        const added = Object.getOwnPropertyNames(window).filter((name) => !names.includes(name) && name !== '__before')
        return {
          added: added.filter((name) => Number.isNaN(Number(name))),
          messages: listeners.filter((type) => type === 'message').length,
        }
      })
      assert.deepEqual(found, { added: [], messages: 0 })
      say(t, 'globals 0, message listeners 0')
    }))
})
