import { expect, fixture } from '@open-wc/testing'
import { html } from 'lit'
import '../../widgets/login/guichet-login.ts'
import { portalView, Refusal, sessionView, StubBff } from '../kit/stub-bff.ts'
import { button, shows, site, TestWidget, text } from './test-widget.ts'
import { waitUntil } from '../kit/wait.ts'

let axed = 0

describe('widget', () => {
  let bff: StubBff
  const mount = (attributes = {}) => bff.mount<TestWidget>(html`<test-widget></test-widget>`, attributes)
  const accessible = async (element: Element) => {
    await expect(element).to.be.accessible()
    axed += 1
  }
  beforeEach(() => {
    bff = new StubBff({ 'GET /sites': { rows: [site('Nantes')], next: null } })
    document.documentElement.lang = 'fr'
  })
  afterEach(() => bff.restore())
  after(() => console.log(`widget base: ${axed} states without axe violations`))

  describe('states', () => {
    it('skeleton, then ready, in one request with the session', async () => {
      await bff.signIn()
      const widget = await mount()
      expect(widget.shadowRoot?.querySelector('[part~=skeleton]')).to.exist
      await accessible(widget)
      await shows(widget, 'Nantes')
      expect(bff.requests).to.have.length(1)
      await accessible(widget)
    })

    it('empty', async () => {
      await bff.signIn()
      bff.answers['GET /sites'] = { rows: [], next: null }
      const widget = await mount()
      await shows(widget, 'Rien à afficher')
      await accessible(widget)
    })

    it('problem: says what, gives the reference, and a retry that works', async () => {
      await bff.signIn()
      bff.answers['GET /sites'] = new Refusal(500, 'unexpected')
      const widget = await mount()
      await shows(widget, 'Une erreur s’est produite de notre côté.')
      expect(text(widget)).to.contain('req-1')
      expect(widget.shadowRoot?.querySelector('[role=alert]')).to.exist
      await accessible(widget)
      bff.answers['GET /sites'] = { rows: [site('Brest')], next: null }
      button(widget, 'Réessayer')?.click()
      await shows(widget, 'Brest')
    })

    it('forbidden by the profile: says whom to ask, and asks nothing', async () => {
      await bff.signIn(sessionView({ rights: [] }))
      bff.answers['GET /sites'] = new Refusal(403, 'right-missing')
      const widget = await mount()
      await shows(widget, 'Accès limité')
      expect(text(widget)).to.contain('Armoise Bureautique')
      await accessible(widget)
    })

    it('signed out: offers sign-in in place, and shows the rows after it', async () => {
      bff.answers['POST /session'] = () => ({ handle: bff.newHandle(sessionView()), session: sessionView() })
      const widget = await mount()
      await shows(widget, 'Cette rubrique s’affiche après votre connexion.')
      expect(bff.calls('GET /sites')).to.have.length(0)
      await accessible(widget)
      button(widget, 'Se connecter')?.click()
      await waitUntil(() => widget.shadowRoot?.querySelector('guichet-login')?.shadowRoot?.querySelector('form'))
      const form = widget.shadowRoot?.querySelector('guichet-login')?.shadowRoot?.querySelector('form')
      for (const [name, value] of [
        ['username', 'dupond'],
        ['password', 'guichet'],
      ] as const) {
        const input = form?.elements.namedItem(name) as HTMLInputElement
        input.value = value
      }
      const signedIn = new Promise<Event>((go) => document.addEventListener('guichet-signed-in', go, { once: true }))
      form?.requestSubmit()
      await shows(widget, 'Nantes')
      // The form is gone by then: what it would tell the page and a screen reader, the widget tells.
      expect(widget.shadowRoot?.querySelector('guichet-login')).to.equal(null)
      expect((await signedIn).target).to.equal(widget)
      await waitUntil(() =>
        widget.shadowRoot?.querySelector('[role=status]')?.textContent?.includes(sessionView().name),
      )
    })

    it('signed out: leaves it to a page that has a sign-in of its own', async () => {
      const widget = await mount()
      await shows(widget, 'Cette rubrique')
      widget.addEventListener('guichet-sign-in-request', (event) => event.preventDefault())
      button(widget, 'Se connecter')?.click()
      await widget.updateComplete
      expect(widget.shadowRoot?.querySelector('guichet-login')).to.equal(null)
    })

    it('signed out: takes up a secret link on a page without a sign-in tag', async () => {
      bff.answers['POST /session/code/preview'] = {
        label: 'Accueil',
        customer: 'Étude Dupond',
        sites: null,
        secondProof: false,
      }
      history.replaceState(null, '', `${location.pathname}${location.search}#guichet.code=cp_SECRET`)
      const widget = await mount()
      const login = () => widget.shadowRoot?.querySelector('guichet-login')?.shadowRoot?.textContent ?? ''
      await waitUntil(() => login().includes('Se connecter comme Accueil'))
      expect(location.hash).to.equal('')
    })

    it('offline: says so, and goes on by itself when the network is back', async () => {
      await bff.signIn()
      bff.network = 'offline'
      const widget = await mount()
      await shows(widget, 'Hors connexion')
      await accessible(widget)
      bff.network = 'up'
      window.dispatchEvent(new Event('online'))
      await shows(widget, 'Nantes')
    })

    it('unreachable: names a blocker or the network as cause', async () => {
      await bff.signIn()
      bff.network = 'blocked'
      const widget = await mount()
      await shows(widget, 'Un bloqueur ou le réseau')
      await accessible(widget)
    })

    it('insecure page: says so in a sentence', async () => {
      const subtle = Object.getOwnPropertyDescriptor(Crypto.prototype, 'subtle') as PropertyDescriptor
      Object.defineProperty(Crypto.prototype, 'subtle', { configurable: true, get: () => undefined })
      try {
        const widget = await mount()
        await shows(widget, 'Page non sécurisée')
        await accessible(widget)
      } finally {
        Object.defineProperty(Crypto.prototype, 'subtle', subtle)
      }
    })

    it('shows nothing when the portal has the feature switched off', async () => {
      bff.answers['GET /portal'] = { ...portalView, features: [] }
      await bff.signIn()
      const widget = await mount()
      await waitUntil(() => widget.shadowRoot?.querySelector('.root') && !widget.shadowRoot?.querySelector('.skeleton'))
      expect(text(widget).trim()).to.equal('')
      expect(bff.calls('GET /sites')).to.have.length(0)
    })

    it('a widget that fails to draw shows a problem, and the page goes on', async () => {
      await bff.signIn()
      const widget = await mount()
      await shows(widget, 'Nantes')
      widget.throwing = true
      widget.requestUpdate()
      await shows(widget, 'Cette rubrique n’a pas pu s’afficher.')
      await accessible(widget)
      widget.throwing = false
      button(widget, 'Réessayer')?.click()
      await shows(widget, 'Nantes')
    })
  })

  describe('reload', () => {
    it('keeps what is on screen, the focus in it, and says that it is busy', async () => {
      await bff.signIn()
      const widget = await mount()
      await shows(widget, 'Nantes')
      button(widget, 'Nantes')?.focus()
      bff.delay = 50
      const reloaded = widget.reload()
      await widget.updateComplete
      expect(widget.shadowRoot?.querySelector('.root')?.getAttribute('aria-busy')).to.equal('true')
      expect(text(widget)).to.contain('Nantes')
      await reloaded
      await widget.updateComplete
      expect(widget.shadowRoot?.activeElement === button(widget, 'Nantes')).to.equal(true)
    })

    it('keeps the keyboard in the widget when what had the focus is gone', async () => {
      await bff.signIn()
      const widget = await mount()
      await shows(widget, 'Nantes')
      button(widget, 'Nantes')?.focus()
      bff.answers['GET /sites'] = { rows: [], next: null }
      await widget.reload()
      await shows(widget, 'Rien à afficher')
      expect(widget.shadowRoot?.activeElement === widget.shadowRoot?.querySelector('.root')).to.equal(true)
    })

    it('aborts the load before', async () => {
      await bff.signIn()
      const widget = await mount()
      await shows(widget, 'Nantes')
      bff.delay = 10_000
      const first = widget.reload()
      await waitUntil(() => bff.requests.length === 2)
      bff.delay = 0
      await Promise.all([first, widget.reload()])
      expect(bff.requests.map(({ aborted }) => aborted)).to.deep.equal([false, true, false])
    })
  })

  describe('host', () => {
    it('drops the rows of the former customer at once', async () => {
      await bff.signIn()
      const widget = await mount()
      await shows(widget, 'Nantes')
      bff.delay = 100
      const other = sessionView({ customer: { id: '2', code: null, name: 'Autre' } })
      bff.answers['PUT /session/customer'] = () => ({ handle: bff.newHandle(other), session: other })
      const session = (widget as unknown as { counter: { session: { switchCustomer(id: string): Promise<unknown> } } })
        .counter.session
      await session.switchCustomer('2')
      bff.answers['GET /sites'] = { rows: [site('Rennes')], next: null }
      await widget.updateComplete
      expect(text(widget)).not.to.contain('Nantes')
      await shows(widget, 'Rennes')
    })

    it('may come after the widget', async () => {
      await bff.signIn()
      const late = await fixture<HTMLElement>(html`<div><test-widget></test-widget></div>`)
      const widget = late.firstElementChild as TestWidget
      await widget.updateComplete
      expect(bff.requests).to.have.length(0)
      const host = document.createElement('guichet-host')
      host.setAttribute('portal', bff.portal)
      host.setAttribute('origin', bff.origin)
      host.append(widget)
      late.append(host)
      await shows(widget, 'Nantes')
    })

    it('two portals side by side on one page; the nearest host wins; what it does not say comes from outside', async () => {
      const other = new StubBff({ 'GET /sites': { rows: [site('Lille')], next: null } })
      try {
        await Promise.all([bff.signIn(), other.signIn()])
        const page = await fixture(html`
          <guichet-host portal=${bff.portal} origin=${bff.origin}>
            <test-widget></test-widget>
            <guichet-host portal=${other.portal} lang="en"><test-widget></test-widget></guichet-host>
          </guichet-host>
        `)
        const [outer, inner] = page.querySelectorAll('test-widget')
        await shows(outer as Element, 'Nantes')
        await shows(inner as Element, 'Lille')
        expect(text(outer as Element)).to.contain('Sites')
        expect(text(inner as Element)).to.contain('Places')
      } finally {
        await other.restore()
      }
    })

    it('two hosts of one portal share session and requests', async () => {
      await bff.signIn()
      const host = () =>
        html`<guichet-host portal=${bff.portal} origin=${bff.origin}><test-widget></test-widget></guichet-host>`
      const page = await fixture(html`<div>${host()}${host()}</div>`)
      for (const widget of page.querySelectorAll('test-widget')) await shows(widget, 'Nantes')
      expect(bff.requests).to.have.length(1)
    })

    it('a moved widget keeps its load; a removed one drops it; a re-inserted one loads again', async () => {
      await bff.signIn()
      const widget = await mount()
      await shows(widget, 'Nantes')
      const host = widget.parentElement as Element
      const box = document.createElement('div')
      host.append(box)
      box.append(widget)
      await widget.updateComplete
      await shows(widget, 'Nantes')
      expect(bff.calls('GET /sites')).to.have.length(1)
      widget.remove()
      await Promise.resolve()
      host.append(widget)
      await waitUntil(() => bff.calls('GET /sites').length === 2)
      await shows(widget, 'Nantes')
    })

    it('takes over properties that were set before the tag was defined', async () => {
      await bff.signIn()
      class LateWidget extends TestWidget {}
      const host = await fixture(
        html`<guichet-host portal=${bff.portal} origin=${bff.origin}><late-widget></late-widget></guichet-host>`,
      )
      const widget = host.firstElementChild as LateWidget
      widget.words = { title: 'Mes lieux' }
      customElements.define('late-widget', LateWidget)
      customElements.upgrade(widget)
      await shows(widget, 'Mes lieux')
    })
  })

  it('1,000 mounts leave no listener and no subscription behind', async function () {
    this.timeout(60_000)
    await bff.signIn()
    const widget = await mount()
    await shows(widget, 'Nantes')
    const host = widget.parentElement as Element
    const held = new Map<string, number>()
    const { addEventListener, removeEventListener } = window
    const count = (by: number) => (type: string) => held.set(type, (held.get(type) ?? 0) + by)
    const [more, less] = [count(1), count(-1)]
    window.addEventListener = ((...all: Parameters<typeof addEventListener>) => {
      more(all[0])
      addEventListener.apply(window, all)
    }) as typeof addEventListener
    window.removeEventListener = ((...all: Parameters<typeof removeEventListener>) => {
      less(all[0])
      removeEventListener.apply(window, all)
    }) as typeof removeEventListener
    const session = (widget as unknown as { counter: { session: { subscribe(run: () => void): () => void } } }).counter
      .session
    let subscribed = 0
    const { subscribe } = session
    session.subscribe = (run) => {
      subscribed += 1
      const leave = subscribe.call(session, run)
      let left = false
      return () => {
        if (!left) subscribed -= 1
        left = true
        leave()
      }
    }
    try {
      for (let i = 0; i < 1000; i++) {
        const one = document.createElement('test-widget')
        host.append(one)
        one.remove()
      }
      await new Promise((go) => setTimeout(go, 50))
      expect(subscribed).to.equal(0)
      expect([...held].filter(([, n]) => n !== 0)).to.deep.equal([])
      expect(host.childElementCount).to.equal(1)
    } finally {
      Object.assign(window, { addEventListener, removeEventListener })
    }
  })
})
