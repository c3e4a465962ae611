/**
 * Every way in, on both vendors' websites, in Chromium and in Firefox: what is sent is read where it arrives. A test
 * goes on one website in the one engine and beside it on the other in the other, and the next the other way round: each
 * way meets both websites and both engines, and each website both engines.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser } from 'puppeteer-core'
import type { VendorName } from '../../bff/management/demo/vendors.ts'
import { type EngineName, firefoxPath, openEngine } from '../kit/engines.ts'
import { type House, openHouse, portals } from '../kit/house.ts'
import { Screen } from '../kit/screen.ts'
import { password } from './visitor.ts'

const people = { armoise: 'dupond', brumaire: 'moreau' } as const
const vendors: VendorName[] = ['armoise', 'brumaire']
const secret = 'trois pommes sur le quai'
const welcome = 'Vous êtes connecté'

const engines: EngineName[] = firefoxPath ? ['chromium', 'firefox'] : ['chromium', 'chromium']

let house: House
let browsers: Record<string, Browser>
before(async () => {
  house = await openHouse('postgres')
  const opened = [...new Set(engines)].map(
    async (engine) => [engine, await openEngine(engine, { motion: false })] as const,
  )
  browsers = Object.fromEntries(await Promise.all(opened))
})
after(async () => {
  await Promise.all(Object.values(browsers ?? {}).map((browser) => browser.close()))
  await house?.close()
})

/** What a message of this vendor that is sent while `act` runs, or soon after, holds of this shape: notices may come in between. */
async function sentBy(vendor: VendorName, act: () => Promise<unknown>, shape: RegExp): Promise<string> {
  const already = new Set(house.mailbox.all)
  await act()
  for (let tries = 0; tries < 400; tries += 1) {
    for (const one of house.mailbox.all) {
      if (already.has(one)) continue
      const { portal, text } = one.channel === 'mail' ? one.letter : one.text
      const [found] = (portal === portals[vendor] && shape.exec(text)) || []
      if (found) return found
    }
    await sleep(50)
  }
  const sent = house.mailbox.all.map((one) => (one.channel === 'mail' ? one.letter.subject : one.text.text))
  throw new Error(
    `nothing like ${shape} was sent within 20 seconds; the counter says ${house.complaints.join('; ')}; sent: ${sent.join(', ')}`,
  )
}

const codeSentBy = (vendor: VendorName, act: () => Promise<unknown>) => sentBy(vendor, act, /\b\d{3} ?\d{3}\b/)
const linkSentBy = (vendor: VendorName, act: () => Promise<unknown>) =>
  sentBy(vendor, act, /https?:\/\/[^\s<>]+#guichet\.\w+=[\w%.~-]+/)

/** The customer that somebody reaches, and the vendor's number for it. */
async function customerOf(vendor: VendorName): Promise<{ id: string; code: string; invoice: string; domain: string }> {
  const [row] = await house.vendors[vendor].admin.query<{ id: string; code: string; invoice: string; domain: string }>(
    `select k.customer_id as id, c.code, split_part(c.email, '@', 2) as domain,
       (select i.number from management.invoice i where i.customer_id = c.id and i.kind = 'invoice' order by i.issued_on desc, i.number desc limit 1) as invoice
     from portal.account a join portal.account_customer k on k.account_id = a.id
     join management.customer c on c.id::text = k.customer_id
     where a.login = $1 order by 1 limit 1`,
    [people[vendor]],
  )
  assert.ok(row)
  return row
}

/** A portal code of the command line, and its row. */
async function codeFor(vendor: VendorName, label: string, ...more: string[]): Promise<{ told: string; id: string }> {
  const { id } = await customerOf(vendor)
  const given = ['--portal', portals[vendor], '--label', label, '--customer', id, ...more]
  const told = (await house.cli('code', 'create', ...given)).trim()
  const [row] = await house.vendors[vendor].admin.query<{ id: string }>(
    'select id from portal.code where label = $1 order by created_at desc limit 1',
    [label],
  )
  assert.ok(row)
  return { told, id: row.id }
}

describe('the ways in', () => {
  let turn = 0

  /** A fresh profile on a page of each vendor, both at once. */
  const onBoth = async (
    path: string,
    journey: (screen: Screen, vendor: VendorName, engine: EngineName, browser: Browser) => Promise<void>,
  ) => {
    const first = turn++
    const journeys = vendors.map(async (vendor, n) => {
      const engine = engines[(first + n) % 2] as EngineName
      const browser = browsers[engine] as Browser
      const context = await browser.createBrowserContext()
      try {
        const screen = new Screen(await context.newPage())
        await screen.open(`${house.urls[vendor]}${path}`)
        await journey(screen, vendor, engine, browser)
      } catch (cause) {
        throw new Error(`on the website of ${vendor}, in ${engine}`, { cause })
      } finally {
        await context.close()
      }
    })
    // The other one ends too, before the browsers go.
    await Promise.allSettled(journeys)
    await Promise.all(journeys)
  }

  test('in Firefox too', { skip: !firefoxPath && 'no Firefox here (FIREFOX_PATH, /usr/bin/firefox-esr)' }, () => {
    assert.deepEqual(Object.keys(browsers).sort(), ['chromium', 'firefox'])
  })

  test('[CA+01] [EX-04] a one-time code by mail; a reload in between costs nothing', () =>
    onBoth('/connexion', async (screen, vendor) => {
      await screen.press('Recevoir un code de connexion')
      await screen.fill('Identifiant, e-mail ou téléphone', people[vendor])
      const code = await codeSentBy(vendor, () => screen.press('Recevoir le code par e-mail'))
      await screen.reads('un code vient de partir par e-mail')
      await screen.page.reload()
      await screen.fill('Code à 6 chiffres', code)
      await screen.press('Valider')
      await screen.reads(welcome)
    }))

  test('[CA-11] a one-time code by SMS', () =>
    onBoth('/connexion', async (screen, vendor) => {
      await screen.press('Recevoir un code de connexion')
      await screen.fill('Identifiant, e-mail ou téléphone', people[vendor])
      const code = await codeSentBy(vendor, () => screen.press('Recevoir le code par SMS'))
      await screen.reads('un code vient de partir par SMS')
      await screen.fill('Code à 6 chiffres', code)
      await screen.press('Valider')
      await screen.reads(welcome)
    }))

  test('[EX-09] [AR-005] an invitation, then a forgotten password: the person alone knows both', () =>
    onBoth('/connexion', async (screen, vendor, engine) => {
      const login = `garnier-${engine}`
      const { id } = await customerOf(vendor)
      const who = ['--name', 'Odile Garnier', '--customer', id, '--profile', 'accounting', '--vendor', vendor]
      await house.cli('account', 'create', login, ...who)
      await house.cli('account', 'contact', login, '--email', `${login}@garnier.example`, '--vendor', vendor)
      const choose = async (link: string, chosen: string) => {
        await screen.open('about:blank')
        await screen.open(link)
        await screen.fill('Nouveau mot de passe', chosen)
        assert.doesNotMatch(screen.page.url(), /guichet\.password/)
        await screen.fill('Répétez le mot de passe', chosen)
        await screen.press('Enregistrer')
        await screen.reads('Votre mot de passe est enregistré')
      }
      const page = ['--page', `${house.urls[vendor]}/connexion`]
      await choose(
        await linkSentBy(vendor, () => house.cli('account', 'invite', login, '--portal', portals[vendor], ...page)),
        secret,
      )
      await screen.open(`${house.urls[vendor]}/connexion`)
      await screen.press('Mot de passe oublié ?')
      await screen.fill('Identifiant ou e-mail', login)
      const link = await linkSentBy(vendor, () => screen.press('Recevoir un lien'))
      await screen.reads('est connu ici')
      await choose(link, `${secret} bleu`)
      await screen.open(`${house.urls[vendor]}/connexion`)
      await screen.fill('Identifiant', login)
      await screen.fill('Mot de passe', `${secret} bleu`)
      await screen.press('Se connecter')
      await screen.reads(welcome)
    }))

  test('a typed code of a letter, however it is written', () =>
    onBoth('/connexion', async (screen, vendor, engine) => {
      const { told } = await codeFor(vendor, `Courrier ${engine}`, '--typed')
      const [code = '', customer = ''] = told.split('\n')
      await screen.press('Utiliser un code d’accès')
      await screen.fill(
        'Code d’accès',
        code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l'),
      )
      await screen.fill('Numéro de client', customer.replace('Customer number ', ''))
      await screen.press('Se connecter')
      await screen.reads(`Courrier ${engine}`)
      await screen.reads(welcome)
    }))

  test('[EX-03] an expired link renews itself, to the address on file; a revoked one gets nowhere', () =>
    onBoth('/connexion', async (screen, vendor, engine) => {
      const label = `Gardien ${engine}`
      const page = ['--page', `${house.urls[vendor]}/connexion`, '--email', `gardien-${engine}@gardien.example`]
      const { told, id } = await codeFor(vendor, label, ...page)
      const { admin } = house.vendors[vendor]
      await admin.query(
        "update portal.code set created_at = now() - interval '9 days', expires_at = now() - interval '1 day' where id = $1",
        [id],
      )
      await screen.open('about:blank')
      await screen.open(told)
      await screen.reads('Ce lien a expiré')
      const link = await linkSentBy(vendor, () => screen.press('Renvoyer un lien à l’adresse connue'))
      await screen.reads('un nouveau lien vient de partir')
      await screen.open('about:blank')
      await screen.open(link)
      await screen.press(`Se connecter comme ${label}`)
      await screen.reads(label)
      const codes = await admin.query<{ id: string }>(
        'select id from portal.code where label = $1 and revoked_at is null',
        [label],
      )
      for (const each of codes) await house.cli('code', 'revoke', each.id, '--vendor', vendor)
      await sleep(1000) // what the counter knows of a session it forgets within a second
      await screen.open('about:blank')
      await screen.open(link)
      await screen.reads('Ce code n’est pas valable')
    }))

  test('[EX-05] an old link asks whom it was given to for a second proof', () =>
    onBoth('/connexion', async (screen, vendor, engine) => {
      const label = `Syndic ${engine}`
      const page = ['--page', `${house.urls[vendor]}/connexion`, '--email', `syndic-${engine}@syndic.example`]
      const { told, id } = await codeFor(vendor, label, ...page, '--second-proof-after', '1')
      await house.vendors[vendor].admin.query(
        "update portal.code set created_at = now() - interval '2 days' where id = $1",
        [id],
      )
      await screen.open('about:blank')
      await screen.open(told)
      const code = await codeSentBy(vendor, () => screen.press(`Se connecter comme ${label}`))
      await screen.reads('Une dernière vérification')
      await screen.fill('Code à 6 chiffres', code)
      await screen.press('Valider')
      await screen.reads(welcome)
    }))

  test('[AR-007] [AR-008] two numbers of an invoice reach the contact on file, who confirms', () =>
    onBoth('/connexion', async (screen, vendor, engine) => {
      const { code, invoice, domain } = await customerOf(vendor)
      // A colleague of the contact on file: who writes from elsewhere waits for the vendor.
      const email = `ida-${engine}@${domain}`
      await screen.press('Créer un accès')
      await screen.fill('Numéro de client', code)
      await screen.fill('Numéro de votre dernière facture', invoice)
      await screen.fill('Votre nom', `Ida ${engine}`)
      await screen.fill('Votre e-mail professionnel', email)
      const link = await linkSentBy(vendor, () => screen.press('Envoyer la demande'))
      await screen.reads('Demande envoyée')
      await screen.open('about:blank')
      await screen.open(link)
      await screen.reads(email)
      const invitation = await linkSentBy(vendor, () => screen.press('Confirmer l’accès'))
      await screen.reads('L’accès est confirmé')
      await screen.open('about:blank')
      await screen.open(invitation)
      await screen.reads(`Bienvenue, Ida ${engine}`)
    }))

  test('the list of devices signs the other one out: its next call says so', () =>
    onBoth('/factures', async (screen, vendor, _, browser) => {
      const signIn = async (where: Screen) => {
        await where.open(`${house.urls[vendor]}/connexion`)
        await where.fill('Identifiant', people[vendor])
        await where.fill('Mot de passe', password)
        await where.press('Se connecter')
        await where.reads(welcome)
        await where.open(`${house.urls[vendor]}/factures`)
        await where.reads('Factures')
      }
      const elsewhere = await browser.createBrowserContext()
      try {
        const other = new Screen(await elsewhere.newPage())
        await signIn(other)
        await signIn(screen)
        await screen.press('Mon compte')
        await screen.press('Profil et sécurité')
        await screen.reads('Cet appareil')
        await screen.press('Déconnecter les autres appareils')
        await screen.reads('déconnecté')
        await sleep(1000) // what the counter knows of a session it forgets within a second
        await other.page.reload()
        await other.reads('Connectez-vous')
        await screen.page.reload()
        await screen.reads('Mon compte')
      } finally {
        await elsewhere.close()
      }
    }))
})

test('nothing went wrong on the server meanwhile', () => {
  assert.deepEqual(house.complaints, [])
})
