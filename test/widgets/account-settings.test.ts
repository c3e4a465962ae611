import { expect } from '@open-wc/testing'
import { sendKeys } from '@web/test-runner-commands'
import { html } from 'lit'
import type { OwnSession, SessionView } from '../../bff/api.ts'
import type { GuichetAccount } from '../../widgets/account/guichet-account.ts'
import '../../widgets/account/guichet-account.ts'
import { ago } from '../../widgets/account/settings/ago.ts'
import { Refusal, sessionView, StubBff } from '../kit/stub-bff.ts'
import { spaceText, touchTargets } from '../kit/touch.ts'
import { waitUntil } from '../kit/wait.ts'

const plain = (text: string | null | undefined) => (text ?? '').replaceAll('\u00a0', ' ').trim()
const device = (id: string, change: Partial<OwnSession> = {}): OwnSession => ({
  id,
  kind: 'password',
  createdAt: '2026-11-20T08:00:00Z',
  lastSeenAt: '2026-11-20T09:00:00Z',
  expiresAt: '2026-12-20T08:00:00Z',
  browser: 'Firefox',
  system: 'Windows',
  network: '192.0.2.0/24',
  origin: 'https://www.armoise.example',
  current: false,
  ...change,
})
const here = device('aa', { current: true, browser: 'Chrome', system: 'Linux' })
const phone = device('bb', { browser: 'Safari', system: 'iOS', kind: 'one-time-code' })
const old = 'ancien mot de passe long'
const fresh = 'quatre mots tout bleus'
let axed = 0
let measured = 0

describe('the sheet of the account', () => {
  let bff: StubBff
  let account: GuichetAccount
  let view: SessionView
  const root = () => account.shadowRoot as ShadowRoot
  const text = () => plain(root().querySelector<HTMLElement>('.root')?.innerText)
  const shows = (words: string) => waitUntil(() => text().includes(words), `"${words}" is not shown`)
  const status = () => plain(root().querySelector('.visually-hidden[role=status]')?.textContent)
  const button = (name: string) =>
    [...root().querySelectorAll('button')].find(
      (one) => plain(one.getAttribute('aria-label') ?? one.innerText) === name,
    ) as HTMLButtonElement
  const has = (name: string) => button(name) !== undefined
  const field = (name: string) => root().querySelector<HTMLInputElement>(`input[name=${name}]`) as HTMLInputElement
  const focused = () => root().activeElement?.getAttribute('name') ?? root().activeElement?.id
  const fill = (values: Record<string, string>) => {
    for (const [name, value] of Object.entries(values)) {
      field(name).value = value
      field(name).dispatchEvent(new InputEvent('input', { bubbles: true }))
    }
  }
  const sheet = () => root().querySelector<HTMLDialogElement>('dialog.sheet')
  const open = async (change: Partial<SessionView> = {}, attributes = {}) => {
    view = sessionView({ phone: '•• 42', hasPassword: true, ...change })
    await bff.signIn(view)
    account = await bff.mount<GuichetAccount>(html`<guichet-account></guichet-account>`, attributes)
    await shows(view.name)
    root().querySelector<HTMLButtonElement>('.opener')?.click()
    await shows('Profil et sécurité')
    button('Profil et sécurité').click()
    await waitUntil(() => sheet()?.open === true, 'the sheet does not open')
  }
  const accessible = async () => {
    // Half-way in, a sheet is half transparent.
    const ending = root()
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().iterations === 1)
    await Promise.all(ending.map(({ finished }) => finished))
    await expect(account).to.be.accessible()
    axed += 1
    const targets = touchTargets(account)
    expect(targets.small).to.deep.equal([])
    measured += targets.measured
    const spaced = spaceText(account)
    expect(spaced.lost).to.deep.equal([])
    spaced.ends()
  }
  const moves = () => ({ handle: bff.newHandle(view), session: view })

  beforeEach(() => {
    document.documentElement.lang = 'fr'
    bff = new StubBff({ 'GET /sessions': { rows: [here, phone, device('cc')], next: null } })
  })
  afterEach(() => bff.restore())
  after(() =>
    console.log(
      `guichet-account, sheet: ${axed} states without axe violations; ${measured} touch targets measured, 0 below 44 px`,
    ),
  )

  it('tells profile and rights in words, in both languages, and gives the keyboard back at its end', async () => {
    await open({ rights: ['invoices.read', 'orders.place'] })
    await shows('Consulter les factures')
    await shows('Se termine par 42')
    expect(text()).to.not.contain('Télécharger les factures')
    await shows('Chrome sur Linux')
    await accessible()
    account.setAttribute('lang', 'en')
    await shows('See invoices')
    await accessible()
    await sendKeys({ press: 'Escape' })
    await waitUntil(() => sheet()?.open === false)
    await waitUntil(() => root().activeElement?.classList.contains('opener') === true)
  })

  it('lists the devices, this one marked, and signs one out', async () => {
    bff.answers['DELETE /sessions/:id'] = { ended: true }
    await open()
    await shows('Safari sur iOS')
    await shows('Cet appareil')
    await shows('par code à usage unique')
    expect(has('Déconnecter Chrome sur Linux')).to.equal(false)
    button('Déconnecter Safari sur iOS').click()
    await shows('Safari sur iOS est déconnecté.')
    expect(status()).to.equal('Safari sur iOS est déconnecté.')
    await waitUntil(() => focused() === 'devices-title')
    expect(has('Déconnecter Safari sur iOS')).to.equal(false)
    expect(bff.calls('DELETE /sessions/:id').map(({ params }) => params)).to.deep.equal([{ id: 'bb' }])
    await accessible()
  })

  it('signs out all other devices, or everywhere', async () => {
    bff.answers['DELETE /sessions'] = { ended: 2 }
    await open()
    await shows('Chrome sur Linux')
    button('Déconnecter les autres appareils').click()
    await shows('2 appareils sont déconnectés.')
    expect(has('Déconnecter les autres appareils')).to.equal(false)
    const told = new Promise((go) => document.addEventListener('guichet-signed-out', go, { once: true }))
    button('Se déconnecter partout').click()
    await told
    await waitUntil(() => bff.calls('DELETE /session').length === 1)
    await shows('Se connecter')
    expect(text()).to.not.contain('Chrome sur Linux')
    expect(bff.calls('DELETE /sessions')).to.have.length(2)
  })

  it('says why the list did not come, and asks again', async () => {
    bff.answers['GET /sessions'] = new Refusal(500, 'unexpected')
    await open()
    await shows('Une erreur s’est produite de notre côté.')
    await accessible()
    bff.answers['GET /sessions'] = { rows: [here], next: null }
    button('Réessayer').click()
    await shows('Aucun autre appareil n’est connecté.')
    await accessible()
  })

  it('changes the password: says what is wrong at its field, keeps the session under its new handle', async () => {
    bff.answers['POST /session/password'] = ({ body }) => {
      if ((body as { current: string }).current !== old) throw new Refusal(401, 'sign-in-refused')
      return moves()
    }
    await open()
    await shows('Changer le mot de passe')
    button('Changer le mot de passe').click()
    await waitUntil(() => focused() === 'current-password')
    expect(field('current-password').autocomplete).to.equal('current-password')
    expect(field('new-password').autocomplete).to.equal('new-password')
    expect(field('username').value).to.equal('dupond')
    await sendKeys({ press: 'Enter' })
    await shows('Saisissez votre mot de passe actuel.')
    await accessible()
    fill({ 'current-password': 'faux', 'new-password': fresh, 'repeat-password': fresh })
    await sendKeys({ press: 'Enter' })
    await shows('Le mot de passe actuel n’est pas le bon.')
    await waitUntil(() => focused() === 'current-password')
    fill({ 'current-password': old })
    await sendKeys({ press: 'Enter' })
    await shows('Votre mot de passe est changé.')
    await accessible()
    button('Déconnecter Safari sur iOS').click()
    await waitUntil(() => bff.calls('DELETE /sessions/:id').length === 1)
    expect(bff.requests.at(-1)?.authorization).to.equal(`DPoP ${[...bff.sessions.keys()].at(-1)}`)
  })

  it('[CO-06] asks for another e-mail address: says what is wrong with it, then where the link goes', async () => {
    bff.answers['POST /session/email'] = { accepted: true, minutes: 60 }
    await open()
    await shows('Changer d’adresse')
    button('Changer d’adresse').click()
    await waitUntil(() => focused() === 'new-email')
    expect(field('new-email').type).to.equal('email')
    await accessible()
    for (const [typed, told] of [
      ['pas une adresse', 'Saisissez une adresse e-mail'],
      [view.email?.toUpperCase() ?? '', 'C’est déjà votre adresse.'],
    ] as const) {
      fill({ 'new-email': typed })
      await sendKeys({ press: 'Enter' })
      await shows(told)
      await waitUntil(() => focused() === 'new-email')
    }
    await accessible()
    fill({ 'new-email': 'nadia@ailleurs.example' })
    await sendKeys({ press: 'Enter' })
    await shows('Si nadia@ailleurs.example peut être utilisée, un lien vient d’y partir')
    expect(status()).to.contain('nadia@ailleurs.example')
    expect(bff.calls('POST /session/email').map(({ body }) => body)).to.deep.equal([
      { email: 'nadia@ailleurs.example' },
    ])
    await accessible()
  })

  it('who holds a code, or comes from a website that made the account, has no address to change', async () => {
    await open({ kind: 'hand-off', hasPassword: false })
    await shows('Chrome sur Linux')
    expect(has('Changer d’adresse')).to.equal(false)
  })

  it('a portal code has no password to change', async () => {
    await open({ kind: 'code', login: null, email: null, hasPassword: false })
    await shows('Chrome sur Linux')
    expect(has('Changer le mot de passe')).to.equal(false)
    expect(has('Choisir un mot de passe')).to.equal(false)
  })

  describe('a delicate act', () => {
    let proven = false
    beforeEach(() => {
      proven = false
      bff.answers['DELETE /sessions'] = () => {
        if (!proven) throw new Refusal(403, 'step-up-required')
        return { ended: 2 }
      }
      bff.answers['POST /session/step-up'] = ({ body }) => {
        const { password, code } = body as { password?: string; code?: string }
        if (password !== undefined && password !== old) throw new Refusal(401, 'sign-in-refused')
        if (code === '111111') throw new Refusal(401, 'code-refused', { fields: { 'body.code': 'wrong' } })
        proven = true
        return moves()
      }
      bff.answers['POST /session/step-up/code'] = { challenge: 'c'.repeat(43), digits: 6, minutes: 10 }
    })
    const begin = async (change: Partial<SessionView> = {}) => {
      await open(change)
      await shows('Chrome sur Linux')
      button('Déconnecter les autres appareils').click()
      await shows('Confirmez que c’est bien vous')
    }

    it('asks for the password in place, then goes on by itself, once', async () => {
      await begin()
      await waitUntil(() => focused() === 'step-up-password')
      await accessible()
      await sendKeys({ type: 'faux' })
      await sendKeys({ press: 'Enter' })
      await shows('Mot de passe incorrect.')
      await accessible()
      fill({ 'step-up-password': old })
      await sendKeys({ press: 'Enter' })
      await shows('2 appareils sont déconnectés.')
      expect(bff.calls('DELETE /sessions')).to.have.length(2)
      expect(root().querySelectorAll('.step-up')).to.have.length(0)
      expect(sheet()?.open).to.equal(true)
    })

    it('takes a code instead, and from who has no password nothing else', async () => {
      await begin({ hasPassword: false })
      expect(root().querySelectorAll('[name=step-up-password]')).to.have.length(0)
      await accessible()
      button('Recevoir un code par SMS au •• 42').click()
      await shows('Un code vient de partir.')
      await waitUntil(() => focused() === 'code')
      await sendKeys({ type: '111 111' })
      await sendKeys({ press: 'Enter' })
      await shows('Ce code n’est pas le bon.')
      await accessible()
      fill({ code: '123456' })
      await sendKeys({ press: 'Enter' })
      await shows('2 appareils sont déconnectés.')
      const asked = bff.calls('POST /session/step-up').map(({ body }) => body)
      expect(asked.at(-1)).to.deep.equal({ challenge: 'c'.repeat(43), code: '123456' })
    })

    it('that one gives up is not done, and says so', async () => {
      await begin()
      await sendKeys({ press: 'Escape' })
      await waitUntil(() => root().querySelector('.step-up') === null)
      await shows('Confirmez d’abord que c’est bien vous.')
      expect(bff.calls('DELETE /sessions')).to.have.length(1)
      expect(sheet()?.open).to.equal(true)
    })
  })

  it('says how long ago in words', () => {
    const now = Date.parse('2026-11-20T10:00:00Z')
    expect(ago('fr', '2026-11-20T09:59:30Z', now)).to.equal(null)
    expect(plain(ago('fr', '2026-11-20T09:48:00Z', now))).to.equal('il y a 12 minutes')
    expect(plain(ago('fr', '2026-11-19T09:00:00Z', now))).to.equal('hier')
    expect(ago('en', '2026-11-20T07:00:00Z', now)).to.equal('3 hours ago')
  })
})
