import { expect, fixture } from '@open-wc/testing'
import { sendKeys } from '@web/test-runner-commands'
import { html } from 'lit'
import type { SessionView } from '../../bff/api.ts'
import { keepSecret } from '../../widgets/base/secrets.ts'
import { strength } from '../../widgets/base/strength.ts'
import type { GuichetLogin } from '../../widgets/login/guichet-login.ts'
import '../../widgets/login/guichet-login.ts'
import { Refusal, sessionView, StubBff } from '../kit/stub-bff.ts'
import { spaceText, touchTargets } from '../kit/touch.ts'
import { waitUntil } from '../kit/wait.ts'

const home = location.pathname + location.search
let axed = 0
let measured = 0

describe('guichet-login', () => {
  let bff: StubBff
  let login: GuichetLogin
  const root = () => login.shadowRoot as ShadowRoot
  const text = () => root().querySelector<HTMLElement>('.root')?.innerText ?? ''
  const shows = (words: string) => waitUntil(() => text().includes(words), `"${words}" is not shown`)
  const input = (name: string) => root().querySelector<HTMLInputElement>(`input[name=${name}]`) as HTMLInputElement
  const button = (name: string) =>
    [...root().querySelectorAll('button')].find(
      (one) => (one.getAttribute('aria-label') ?? one.textContent)?.trim() === name,
    ) as HTMLButtonElement
  const focused = () => root().activeElement?.getAttribute('name')
  const fill = (values: Record<string, string>) => {
    for (const [name, value] of Object.entries(values)) {
      input(name).value = value
      input(name).dispatchEvent(new InputEvent('input', { bubbles: true }))
    }
  }
  const submit = () => root().querySelector('form')?.requestSubmit()
  const mount = async (attributes = {}) => {
    login = await bff.mount<GuichetLogin>(html`<guichet-login></guichet-login>`, attributes)
  }
  const accessible = async () => {
    await expect(login).to.be.accessible()
    axed += 1
    const targets = touchTargets(login)
    expect(targets.small).to.deep.equal([])
    measured += targets.measured
    const spaced = spaceText(login)
    expect(spaced.lost).to.deep.equal([])
    spaced.ends()
  }
  const opened = (view: SessionView = sessionView()) => ({ handle: bff.newHandle(view), session: view })

  beforeEach(() => {
    document.documentElement.lang = 'fr'
    history.replaceState(null, '', home)
    bff = new StubBff({ 'POST /session': () => opened(), 'POST /session/code': () => opened() })
  })
  afterEach(() => bff.restore())
  after(() => {
    history.replaceState(null, '', home)
    console.log(
      `guichet-login: ${axed} states without axe violations; ${measured} touch targets measured, 0 below 44 px`,
    )
  })

  it('is accessible while it waits, as a form, in both languages', async () => {
    bff.delay = 50
    await mount()
    await accessible()
    await shows('Identifiant')
    await accessible()
    login.setAttribute('lang', 'en')
    await shows('Login')
    await accessible()
  })

  it('has one form in one tree with what password managers look for', async () => {
    await mount()
    await shows('Identifiant')
    const form = root().querySelector('form') as HTMLFormElement
    const fields = [...form.querySelectorAll('input')].map(({ id, name, type, autocomplete }) => ({
      id,
      name,
      type,
      autocomplete,
    }))
    expect(fields.slice(0, 2)).to.deep.equal([
      { id: 'username', name: 'username', type: 'text', autocomplete: 'username' },
      { id: 'password', name: 'password', type: 'password', autocomplete: 'current-password' },
    ])
    expect(new Set(fields.map(({ name }) => input(name).getRootNode()))).to.deep.equal(new Set([root()]))
  })

  it('keeps what a password manager filled in without an event', async () => {
    await mount()
    await shows('Identifiant')
    input('password').value = 'filled'
    button('Afficher le mot de passe').click()
    await login.updateComplete
    expect([input('password').type, input('password').value]).to.deep.equal(['text', 'filled'])
    await accessible()
  })

  it('[AR-004] signs in with the keyboard alone: Tab and Enter', async () => {
    await mount()
    await shows('Identifiant')
    input('username').focus()
    await sendKeys({ type: 'dupond' })
    await sendKeys({ press: 'Tab' })
    expect(focused()).to.equal('password')
    await sendKeys({ type: 'guichet-demo-2026' })
    const signedIn = new Promise<Event>((go) => document.addEventListener('guichet-signed-in', go, { once: true }))
    await sendKeys({ press: 'Enter' })
    const event = (await signedIn) as Event & { detail: { session: SessionView } }
    expect(event.detail.session.name).to.equal('Mme Claire Dupond')
    expect(bff.calls('POST /session')[0]?.body).to.deep.equal({ login: 'dupond', password: 'guichet-demo-2026' })
    await shows('Mme Claire Dupond, Étude Dupond')
    expect(root().querySelector('.visually-hidden[role=status]')?.textContent).to.contain('Vous êtes connecté')
    await accessible()
  })

  it('asks to stay signed in only when told so', async () => {
    await mount()
    await shows('Identifiant')
    fill({ username: 'dupond', password: 'x' })
    input('remember').checked = true
    submit()
    await shows('Mme Claire Dupond')
    expect(bff.calls('POST /session')[0]?.body).to.deep.equal({ login: 'dupond', password: 'x', remember: true })
  })

  it('says which field is missing, and puts the keyboard there', async () => {
    await mount()
    await shows('Identifiant')
    submit()
    await shows('Saisissez votre identifiant.')
    await waitUntil(() => focused() === 'username')
    expect(input('username').getAttribute('aria-invalid')).to.equal('true')
    expect(bff.calls('POST /session')).to.have.length(0)
    await accessible()
  })

  it('says that login or password is wrong, not which, as an alert, and selects the password', async () => {
    bff.answers['POST /session'] = new Refusal(401, 'sign-in-refused')
    await mount()
    await shows('Identifiant')
    fill({ username: 'dupond', password: 'wrong' })
    submit()
    await shows('Identifiant ou mot de passe incorrect.')
    expect(root().querySelector('[role=alert]')?.textContent).to.contain('Identifiant ou mot de passe incorrect.')
    await waitUntil(() => focused() === 'password')
    expect(input('username').value).to.equal('dupond')
    await accessible()
  })

  it('counts down when there were too many attempts, then lets go', async () => {
    bff.answers['POST /session'] = new Refusal(429, 'too-many-attempts', { retryAfter: 1 })
    await mount()
    await shows('Identifiant')
    fill({ username: 'dupond', password: 'wrong' })
    submit()
    await shows('Trop d’essais.')
    expect(button('Patientez 1 s').disabled).to.equal(true)
    await accessible()
    await waitUntil(() => button('Se connecter')?.disabled === false)
  })

  it('tells offline, an insecure page and a private window apart', async () => {
    bff.network = 'offline'
    await mount()
    await shows('Hors connexion')
    await accessible()
    bff.network = 'up'
    window.dispatchEvent(new Event('online'))
    await shows('Identifiant')
    const { open } = indexedDB
    indexedDB.open = () => {
      throw new DOMException('refused', 'InvalidStateError')
    }
    try {
      fill({ username: 'dupond', password: 'x' })
      submit()
      await shows('la session prendra fin avec cette page')
      await accessible()
    } finally {
      indexedDB.open = open
    }
    const subtle = Object.getOwnPropertyDescriptor(Crypto.prototype, 'subtle') as PropertyDescriptor
    Object.defineProperty(Crypto.prototype, 'subtle', { configurable: true, get: () => undefined })
    const other = new StubBff()
    try {
      login = await other.mount<GuichetLogin>(html`<guichet-login></guichet-login>`)
      await shows('Page non sécurisée')
      await accessible()
    } finally {
      Object.defineProperty(Crypto.prototype, 'subtle', subtle)
      await other.restore()
    }
  })

  describe('a link with a portal code', () => {
    const preview = { label: 'Accueil Nantes', customer: 'Étude Dupond', sites: ['Nantes'], secondProof: false }
    beforeEach(() => {
      bff.answers['POST /session/code/preview'] = preview
      history.replaceState(null, '', `${home}#top&guichet.code=cp_SECRET`)
    })

    it('leaves the address before anything is fetched, and opens nothing before the press', async () => {
      const mounted = mount()
      await mounted
      expect(location.hash).to.equal('#top')
      await shows('Se connecter comme Accueil Nantes')
      expect(text()).to.contain('Étude Dupond')
      expect(text()).to.contain('Nantes')
      expect(bff.calls('POST /session/code')).to.have.length(0)
      await accessible()
      button('Se connecter comme Accueil Nantes').click()
      await shows('Vous êtes connecté')
      expect(bff.calls('POST /session/code')[0]?.body).to.deep.equal({ code: 'cp_SECRET' })
    })

    it('can be declined', async () => {
      await mount()
      await shows('Se connecter comme')
      button('Annuler').click()
      await shows('Identifiant')
      expect(bff.calls('POST /session/code')).to.have.length(0)
    })

    it('says that it would replace the session in place', async () => {
      await bff.signIn()
      await mount()
      await shows('Se connecter comme Accueil Nantes')
      await shows('cette session sera remplacée')
      await accessible()
    })

    it('that opens nothing says so, above the form', async () => {
      bff.answers['POST /session/code/preview'] = new Refusal(401, 'code-refused')
      await mount()
      await shows('Ce code n’est pas valable, ou ne l’est plus.')
      expect(input('username')).to.exist
    })
  })

  describe('a link to set a password', () => {
    beforeEach(() => {
      history.replaceState(null, '', `${home}#guichet.password=token-1`)
      const who = { login: 'dupond', name: 'Mme Claire Dupond', company: 'Étude Dupond' }
      bff.answers['POST /session/password-link/preview'] = { purpose: 'password', ...who }
      bff.answers['POST /session/password-link'] = { login: 'dupond' }
    })

    it('sets it, then asks to sign in with the login filled in', async () => {
      await mount()
      await shows('Choisir un mot de passe')
      expect(location.hash).to.equal('')
      expect(input('new-password').autocomplete).to.equal('new-password')
      await accessible()
      fill({ 'new-password': 'quatre mots tout bleus', 'repeat-password': 'quatre mots tout bleus' })
      await shows('Solide')
      submit()
      await shows('Votre mot de passe est enregistré.')
      await waitUntil(() => focused() === 'password')
      expect(input('username').value).to.equal('dupond')
      const [call] = bff.calls('POST /session/password-link')
      expect(call?.body).to.deep.equal({ token: 'token-1', password: 'quatre mots tout bleus' })
    })

    it('is there even when the host of the page, which keeps the link, comes after the form', async () => {
      history.replaceState(null, '', home)
      const host = await fixture(html`<guichet-host><guichet-login></guichet-login></guichet-host>`)
      login = host.firstElementChild as GuichetLogin
      keepSecret('password', 'token-2')
      host.setAttribute('portal', bff.portal)
      host.setAttribute('origin', bff.origin)
      await shows('Choisir un mot de passe')
    })

    it('refuses one that is short or repeated wrongly before asking', async () => {
      await mount()
      await shows('Choisir un mot de passe')
      fill({ 'new-password': 'court' })
      submit()
      await shows('Encore 7 caractères.')
      fill({ 'new-password': 'quatre mots tout bleus', 'repeat-password': 'autre chose encore' })
      submit()
      await shows('Les deux saisies diffèrent.')
      await waitUntil(() => focused() === 'repeat-password')
      expect(bff.calls('POST /session/password-link')).to.have.length(0)
      await accessible()
    })

    it('shows the BFF’s refusal of an easy one, and of a used link', async () => {
      bff.answers['POST /session/password-link'] = new Refusal(422, 'password-weak')
      await mount()
      await shows('Choisir')
      fill({ 'new-password': 'motdepasse1234', 'repeat-password': 'motdepasse1234' })
      submit()
      await shows('trop facile à deviner')
      bff.answers['POST /session/password-link'] = new Refusal(401, 'link-refused')
      submit()
      await shows('Ce lien n’est plus valable.')
    })
  })

  it('signs out, and shows the form again', async () => {
    await bff.signIn()
    await mount()
    await shows('Vous êtes connecté')
    button('Se déconnecter').click()
    await shows('Identifiant')
    // The form is there at once, the BFF hears of it when it can.
    await waitUntil(() => bff.calls('DELETE /session').length === 1)
  })

  it('goes on to the next page unless the page takes over, and never to a script', async () => {
    await bff.signIn()
    await mount()
    await shows('Vous êtes connecté')
    login.next = 'javascript:alert(1)'
    await login.updateComplete
    expect(button('Continuer')).to.equal(undefined)
    login.next = '/espace'
    await login.updateComplete
    const asked = new Promise<string>((go) =>
      login.addEventListener('guichet-continue-request', (event) => {
        event.preventDefault()
        go((event as Event & { detail: { url: string } }).detail.url)
      }),
    )
    button('Continuer').click()
    expect(await asked).to.equal(`${location.origin}/espace`)
  })

  it('judges passwords by length and variety', () => {
    expect(strength('court')).to.equal(0)
    expect(strength('aaaaaaaaaaaaaaaa')).to.equal(1)
    expect(strength('abcdefghijklmnop')).to.equal(1)
    expect(strength('cheval-bleu-42')).to.equal(2)
    expect(strength('cheval correct agrafe')).to.equal(3)
  })
})
