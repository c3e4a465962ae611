import { expect } from '@open-wc/testing'
import { sendKeys, setViewport } from '@web/test-runner-commands'
import { html } from 'lit'
import type { CustomerCard, SessionView } from '../../bff/api.ts'
import type { GuichetAccount } from '../../widgets/account/guichet-account.ts'
import '../../widgets/account/guichet-account.ts'
import { findCompanies, initials } from '../../widgets/account/model.ts'
import '../../widgets/login/guichet-login.ts'
import { Refusal, sessionView, StubBff } from '../kit/stub-bff.ts'
import { spaceText, touchTargets } from '../kit/touch.ts'
import { waitUntil } from '../kit/wait.ts'

const company = (id: string, name: string): CustomerCard => ({ id, code: `C00${id}`, name })
const two = [company('1', 'Étude Dupond'), company('2', 'Garage Martin')]
let axed = 0
let measured = 0

describe('guichet-account', () => {
  let bff: StubBff
  let account: GuichetAccount
  const root = () => account.shadowRoot as ShadowRoot
  const opener = () => root().querySelector<HTMLButtonElement>('.opener') as HTMLButtonElement
  const panel = () => root().querySelector<HTMLElement>('[role=dialog]') as HTMLElement
  const open = () => panel()?.matches(':popover-open') ?? false
  const text = () => root().querySelector<HTMLElement>('.root')?.innerText ?? ''
  const shows = (words: string) => waitUntil(() => text().includes(words), `"${words}" is not shown`)
  const status = () => root().querySelector('.visually-hidden[role=status]')?.textContent ?? ''
  const button = (name: string) =>
    [...root().querySelectorAll('button')].find((one) => one.textContent?.trim().startsWith(name)) as HTMLButtonElement
  const mount = async () => {
    account = await bff.mount<GuichetAccount>(html`<guichet-account></guichet-account>`)
  }
  const press = async () => {
    opener().click()
    await waitUntil(() => open() && text().includes('connecter'))
  }
  const accessible = async () => {
    await expect(account).to.be.accessible()
    axed += 1
    const targets = touchTargets(account)
    expect(targets.small).to.deep.equal([])
    measured += targets.measured
    const spaced = spaceText(account)
    expect(spaced.lost).to.deep.equal([])
    spaced.ends()
  }
  const switchable = (view: SessionView) => {
    bff.answers['PUT /session/customer'] = ({ body }) => {
      const customer = view.customers.find(({ id }) => id === (body as { customer: string }).customer) as CustomerCard
      const next = { ...view, customer }
      return { handle: bff.newHandle(next), session: next }
    }
  }

  beforeEach(() => {
    document.documentElement.lang = 'fr'
    bff = new StubBff()
  })
  afterEach(() => bff.restore())
  after(() =>
    console.log(
      `guichet-account: ${axed} states without axe violations; ${measured} touch targets measured, 0 below 44 px`,
    ),
  )

  it('is accessible waiting, closed and open, in both languages', async () => {
    await bff.signIn()
    bff.delay = 50
    await mount()
    await accessible()
    await shows('Mme Claire Dupond')
    await accessible()
    await press()
    await accessible()
    account.setAttribute('lang', 'en')
    await shows('Buyer')
    await accessible()
  })

  it('tells who is signed in: name, login, company, profile', async () => {
    await bff.signIn()
    await mount()
    await shows('Étude Dupond')
    expect(opener().textContent?.replace(/\s+/g, ' ')).to.contain('Mon compte Mme Claire DupondÉtude Dupond')
    expect(root().querySelector('.avatar')?.textContent).to.equal('CD')
    await press()
    expect(text()).to.contain('dupond@etude.example')
    expect(text()).to.contain('Acheteur')
  })

  it('tells the limits of the session', async () => {
    await bff.signIn(
      sessionView({ kind: 'code', login: null, email: null, sites: [{ id: '9', name: 'Agence de Brest' }] }),
    )
    await mount()
    await shows('Mme Claire Dupond')
    await press()
    expect(text()).to.contain('Agence de Brest')
    await accessible()
  })

  it('opens and closes with the keyboard, and gives the focus back', async () => {
    await bff.signIn()
    await mount()
    await shows('Mme Claire Dupond')
    opener().focus()
    await sendKeys({ press: 'Enter' })
    await waitUntil(() => open() && root().activeElement === panel())
    expect(opener().getAttribute('aria-expanded')).to.equal('true')
    await sendKeys({ press: 'Escape' })
    await waitUntil(() => !open())
    await waitUntil(() => root().activeElement === opener())
    await waitUntil(() => opener().getAttribute('aria-expanded') === 'false')
  })

  it('closes when its button is pressed again', async () => {
    await bff.signIn()
    await mount()
    await shows('Mme Claire Dupond')
    await press()
    opener().click()
    await waitUntil(() => !open())
  })

  it('stays inside the window', async () => {
    await bff.signIn()
    await mount()
    await shows('Mme Claire Dupond')
    await press()
    await waitUntil(() => panel().style.top !== '')
    const { left, right, top, bottom } = panel().getBoundingClientRect()
    expect(left).to.be.at.least(0)
    expect(top).to.be.at.least(0)
    expect(right).to.be.at.most(document.documentElement.clientWidth)
    expect(bottom).to.be.at.most(document.documentElement.clientHeight)
  })

  describe('in a window less than 500 px high', () => {
    const login = () => root().querySelector('guichet-login')?.shadowRoot
    const drawn = async (selector: string) => {
      await waitUntil(() => open() && login()?.querySelector(selector), selector)
      // The place follows what has grown in the next frame.
      await new Promise((go) => requestAnimationFrame(() => setTimeout(go)))
    }
    const stays = async () => {
      const { clientHeight } = document.documentElement
      const { top, bottom } = panel().getBoundingClientRect()
      expect(top).to.be.at.least(0)
      expect(bottom).to.be.at.most(clientHeight)
      for (const one of login()?.querySelectorAll<HTMLElement>('input:not([hidden]), button, a[href]') ?? []) {
        one.scrollIntoView({ block: 'nearest' })
        const place = one.getBoundingClientRect()
        expect(place.top, one.outerHTML).to.be.at.least(top)
        expect(place.bottom, one.outerHTML).to.be.at.most(bottom)
      }
      expect(scrollY).to.equal(0)
    }
    before(() => setViewport({ width: 800, height: 480 }))
    after(() => setViewport({ width: 800, height: 600 }))
    afterEach(() => document.body.removeAttribute('style'))

    it('the sign-in stays inside, and all of it can be reached', async () => {
      // Where headers have it: the form is higher than what is left beneath its button.
      document.body.style.paddingBlockStart = '200px'
      await mount()
      await shows('Se connecter')
      opener().click()
      await drawn('form')
      await stays()
    })

    it('so does the form of a password link, which comes later and is higher', async () => {
      bff.answers['POST /session/password-link/preview'] = {
        purpose: 'invitation',
        login: 'odile.garnier',
        name: 'Odile Garnier',
        company: 'Étude Dupond',
      }
      const home = location.pathname + location.search
      history.replaceState(null, '', `${home}#guichet.password=pw_SECRET`)
      await mount()
      await drawn('input[name=new-password]')
      await stays()
    })
  })

  it('switches the company, says so, and tells the page', async () => {
    const view = sessionView({ customers: two })
    await bff.signIn(view)
    switchable(view)
    await mount()
    await shows('Mme Claire Dupond')
    await press()
    await accessible()
    const told = new Promise<Event>((go) => document.addEventListener('guichet-customer-changed', go, { once: true }))
    button('Garage Martin').click()
    const event = (await told) as Event & { detail: { customer: CustomerCard } }
    expect(event.detail.customer.name).to.equal('Garage Martin')
    expect(status()).to.equal('Vous consultez maintenant Garage Martin.')
    await waitUntil(() => !open())
    await shows('Garage Martin')
    expect(bff.calls('PUT /session/customer')[0]?.body).to.deep.equal({ customer: '2' })
  })

  it('walks through the companies with the arrows', async () => {
    await bff.signIn(sessionView({ customers: two }))
    await mount()
    await shows('Mme Claire Dupond')
    await press()
    button('Étude Dupond').focus()
    await sendKeys({ press: 'ArrowDown' })
    expect(root().activeElement === button('Garage Martin')).to.equal(true)
    await sendKeys({ press: 'ArrowDown' })
    expect(root().activeElement === button('Garage Martin')).to.equal(true)
    await sendKeys({ press: 'Home' })
    expect(root().activeElement === button('Étude Dupond')).to.equal(true)
  })

  it('searches among more than seven companies, accents aside', async () => {
    const many = Array.from({ length: 9 }, (_, i) =>
      company(String(i + 1), i === 4 ? 'Crêperie du Port' : `Société ${i}`),
    )
    await bff.signIn(sessionView({ customers: many, customer: many[0] as CustomerCard }))
    await mount()
    await shows('Mme Claire Dupond')
    await press()
    await accessible()
    const search = root().querySelector('input[type=search]') as HTMLInputElement
    search.focus()
    await sendKeys({ type: 'creperie' })
    await shows('1 société')
    expect(root().querySelectorAll('.choice')).to.have.length(1)
    await sendKeys({ type: 'x' })
    await shows('Aucune société de ce nom.')
    await accessible()
  })

  it('says why a switch failed and stays where it was', async () => {
    await bff.signIn(sessionView({ customers: two }))
    bff.answers['PUT /session/customer'] = new Refusal(503, 'overloaded')
    await mount()
    await shows('Mme Claire Dupond')
    await press()
    button('Garage Martin').click()
    await shows('Le service est très sollicité.')
    expect(open()).to.equal(true)
    await accessible()
  })

  it('changes the language of every widget, keeps it, and tells the BFF', async () => {
    await bff.signIn()
    bff.answers['PATCH /session'] = sessionView({ language: 'en' })
    await mount()
    await shows('Mme Claire Dupond')
    await press()
    button('English').click()
    await shows('Sign out')
    expect(button('English').getAttribute('aria-pressed')).to.equal('true')
    await waitUntil(() => bff.calls('PATCH /session').length === 1)
    await mount()
    await waitUntil(() => opener()?.textContent?.includes('My account'))
  })

  it('signs out', async () => {
    await bff.signIn()
    await mount()
    await shows('Mme Claire Dupond')
    await press()
    const told = new Promise((go) => document.addEventListener('guichet-signed-out', go, { once: true }))
    button('Se déconnecter').click()
    await told
    await shows('Se connecter')
    expect(text()).not.to.contain('Dupond')
    await waitUntil(() => bff.calls('DELETE /session').length === 1)
  })

  it('offers the sign-in form when nobody is signed in, unless the page has its own', async () => {
    bff.answers['POST /session'] = () => ({ handle: bff.newHandle(sessionView()), session: sessionView() })
    await mount()
    await shows('Se connecter')
    await accessible()
    const own = (event: Event) => event.preventDefault()
    account.addEventListener('guichet-sign-in-request', own)
    opener().click()
    await account.updateComplete
    expect(open()).to.equal(false)
    account.removeEventListener('guichet-sign-in-request', own)
    opener().click()
    await waitUntil(() => root().querySelector('guichet-login')?.shadowRoot?.querySelector('form'))
    await accessible()
    const form = root().querySelector('guichet-login')?.shadowRoot?.querySelector('form') as HTMLFormElement
    for (const name of ['username', 'password']) (form.elements.namedItem(name) as HTMLInputElement).value = 'x'
    form.requestSubmit()
    await shows('Mme Claire Dupond')
    await waitUntil(() => !open())
  })

  it('takes up a secret link on a page without a sign-in tag, even when somebody is signed in', async () => {
    const home = location.pathname + location.search
    bff.answers['POST /session/code/preview'] = {
      label: 'Accueil',
      customer: 'Étude Dupond',
      sites: null,
      secondProof: false,
    }
    await bff.signIn()
    history.replaceState(null, '', `${home}#guichet.code=cp_SECRET`)
    await mount()
    const login = () => root().querySelector('guichet-login')?.shadowRoot?.textContent ?? ''
    await waitUntil(() => open() && login().includes('Se connecter comme Accueil'))
    expect(location.hash).to.equal('')
    expect(bff.calls('POST /session/code')).to.have.length(0)
  })

  it('shows a problem behind its button, with a retry', async () => {
    await bff.signIn()
    bff.answers['GET /session'] = new Refusal(500, 'unexpected')
    await mount()
    await waitUntil(() => opener()?.getAttribute('aria-label') === 'Mon compte n’est pas disponible')
    await accessible()
    opener().click()
    await shows('Une erreur s’est produite de notre côté.')
    await accessible()
    delete bff.answers['GET /session']
    button('Réessayer').click()
    await shows('Mme Claire Dupond')
  })

  it('makes initials and finds companies', () => {
    expect(initials('Mme Claire Dupond')).to.equal('CD')
    expect(initials('M. Martin')).to.equal('M')
    expect(initials('Accueil')).to.equal('A')
    expect(findCompanies(two, 'ETUDE c001').map(({ id }) => id)).to.deep.equal(['1'])
  })
})
