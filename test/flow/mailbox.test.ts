/** The demo's mailbox: what the counter has sent is there at once, links lead out of the letter, every template is shown. */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { after, before, describe, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { type DemoHost, serveDemoHost } from '../../demo-host/serve.ts'
import { CaptureBox } from '../../bff/mail/captured.ts'
import { letterOf } from '../../bff/mail/letter.ts'
import { samples, templates } from '../../bff/mail/samples.ts'
import { openBrowser } from '../kit/browser.ts'
import { portals } from '../kit/house.ts'

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  return page.evaluate(async () => {
    type Axe = { run(options: object): Promise<{ violations: { id: string; nodes: { target: unknown }[] }[] }> }
    // The frame is a page of its own, without script on purpose.
    const { violations: found } = await (globalThis as unknown as { axe: Axe }).axe.run({
      iframes: false,
      resultTypes: ['violations'],
    })
    return found.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${JSON.stringify(target)}`))
  })
}

const ids = {
  reset: '00000000-0000-4000-8000-000000000001',
  other: '00000000-0000-4000-8000-000000000002',
  text: '00000000-0000-4000-8000-000000000003',
}

describe('the mailbox of the demo', () => {
  const mailbox = new CaptureBox()
  let websites: DemoHost
  let browser: Browser
  before(async () => {
    websites = await serveDemoHost({
      bffUrl: 'http://localhost:1',
      portals,
      ports: { armoise: 0, brumaire: 0 },
      mailbox,
    })
    browser = await openBrowser()
  })
  after(async () => {
    await browser?.close()
    await websites?.close()
  })

  const letter = async (id: string, portal: string, link: string) => {
    const sender = { name: 'Armoise Bureautique', accent: '#2f6b4f', timeZone: 'Europe/Paris' }
    const written = letterOf('password-reset', { link, minutes: '15' }, 'fr', sender)
    await mailbox.mail.send({
      id,
      to: 'c.dupond@dupond.example',
      fromName: sender.name,
      language: 'fr',
      portal,
      ...written,
    })
  }

  test('a letter appears by itself, of this portal only; its link opens the page it names', async () => {
    const page = await browser.newPage()
    const faults: string[] = []
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
    await page.goto(`${websites.urls.armoise}/mailbox`)
    await page.getByText('Aucun message pour l’instant').waitFor()
    await letter(ids.reset, portals.armoise, `${websites.urls.armoise}/connexion#guichet.password=essai`)
    await letter(ids.other, portals.brumaire, `${websites.urls.brumaire}/connexion`)
    await page.getByRole('link', { name: /Choisissez un nouveau mot de passe/ }).click()
    assert.equal(await page.locator('.list li').count(), 1)
    await page.frameLocator('iframe').getByRole('link', { name: 'Choisir un mot de passe' }).click()
    await page.waitForURL(`${websites.urls.armoise}/connexion#guichet.password=essai`)
    // The page of the website looks for a counter that is not there; the mailbox itself has nothing to complain of.
    assert.deepEqual(
      faults.filter((text) => !text.includes('localhost:1') && !text.includes('net::ERR_')),
      [],
    )
    await page.close()
  })

  test('a text message stands in a bubble, and can be followed where it names an address', async () => {
    const text = 'Armoise : votre nouveau lien https://www.armoise.example/#guichet.code=cp_x'
    await mailbox.sms.send({ id: ids.text, to: '+33639980012', text, portal: portals.armoise })
    const page = await browser.newPage()
    await page.goto(`${websites.urls.armoise}/en/mailbox?letter=${ids.text}`)
    assert.equal(await page.locator('.bubble a').getAttribute('href'), 'https://www.armoise.example/#guichet.code=cp_x')
    await page.close()
  })

  test('every template is previewed in both languages; axe finds nothing, light, dark and on a phone', async () => {
    for (const [colorScheme, width] of [
      ['light', 1280],
      ['dark', 1280],
      ['light', 390],
    ] as const) {
      const page = await browser.newPage({ colorScheme, viewport: { width, height: 844 } })
      for (const path of [
        '/mailbox',
        `/mailbox?letter=${ids.reset}`,
        `/en/mailbox?letter=${ids.text}`,
        '/mailbox/preview',
      ]) {
        await page.goto(`${websites.urls.armoise}${path}`)
        assert.deepEqual(await violations(page), [], `${path} ${colorScheme} ${width}`)
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
        assert.ok(overflow <= 0, `${path} at ${width} is ${overflow} px too wide`)
      }
      if (width === 390) {
        for (const template of templates) {
          for (const language of ['fr', 'en']) {
            const answer = await fetch(`${websites.urls.brumaire}/mailbox/preview/${template}.${language}.html`)
            const text = await answer.text()
            assert.equal(text.split('<h1 ').length, 2, template)
            assert.ok(text.includes(`<html lang="${language}">`))
          }
        }
      }
      await page.close()
    }
    assert.equal(Object.keys(samples).length, templates.length)
  })

  test('a letter can do nothing but be read: no script, no picture, no form, no other origin', async () => {
    const answer = await fetch(`${websites.urls.armoise}/mailbox/letter/${ids.reset}.html`)
    const policy = answer.headers.get('content-security-policy') ?? ''
    assert.match(policy, /default-src 'none'; style-src 'unsafe-inline'/)
    assert.match(policy, /sandbox allow-popups/)
    assert.doesNotMatch(policy, /allow-scripts|allow-same-origin/)
    assert.equal((await fetch(`${websites.urls.brumaire}/mailbox/letter/${ids.reset}.html`)).status, 404)
  })
})
