import { expect, html } from '@open-wc/testing'
import type { SessionOpened } from '../../bff/api.ts'
import type { GuichetHost } from '../../widgets/host/guichet-host.ts'
import type { Authenticate, HandOffRequest } from '../../widgets/host/hand-over.ts'
import { handOverBy } from '../../widgets/host/hand-over.ts'
import '../../widgets/login/guichet-login.ts'
import { openCounter } from '../../widgets/host/counters.ts'
import { Refusal, sessionView, StubBff } from '../kit/stub-bff.ts'
import { waitUntil } from '../kit/wait.ts'
import { site, text } from './test-widget.ts'

/** The button of this name. */
const press = (widget: HTMLElement, name: string) =>
  [...(widget.shadowRoot?.querySelectorAll('button') ?? [])]
    .find((button) => button.textContent?.trim() === name)
    ?.click()

describe('[EX-08] hand-off from the website’s own sign-in', () => {
  let bff: StubBff
  const asked: HandOffRequest[] = []
  const opened = (): SessionOpened => {
    const session = sessionView({ kind: 'hand-off' })
    return { handle: bff.newHandle(session), session }
  }
  /** A page whose website answers this, and its session once it is known. */
  const page = async (authenticate: Authenticate | string | null) => {
    const counter = openCounter({ address: bff.address })
    handOverBy(counter, (request) => {
      asked.push(request)
      return typeof authenticate === 'function' ? authenticate(request) : authenticate
    })
    await counter.session.start()
    return counter
  }
  const settled = (counter: { session: { state: string } }) => waitUntil(() => counter.session.state !== 'starting')

  beforeEach(() => {
    asked.length = 0
    sessionStorage.clear()
    bff = new StubBff({ 'POST /session/hand-off': opened, 'GET /sites': { rows: [site('Cholet')], next: null } })
  })
  afterEach(() => bff.restore())

  it('signs in without a word, with the key that the assertion was made for', async () => {
    const { session } = await page('a.b.c')
    expect(session.state).to.equal('signed-in')
    expect(bff.calls('POST /session/hand-off').map(({ body }) => body)).to.deep.equal([{ token: 'a.b.c' }])
    const sent = bff.requests.find(({ calls }) => calls[0]?.key === 'POST /session/hand-off')
    const { crv, kty, x, y } = (sent?.proof?.header.jwk ?? {}) as Record<string, string>
    const bytes = new TextEncoder().encode(JSON.stringify({ crv, kty, x, y }))
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
    const thumbprint = btoa(String.fromCharCode(...digest))
      .replaceAll('+', '-')
      .replaceAll('/', '_')
      .replace('=', '')
    expect(asked).to.deep.equal([{ keyThumbprint: thumbprint, portal: bff.portal, asked: false }])
  })

  it('with a stored session nobody is asked', async () => {
    await bff.signIn()
    const { session } = await page('a.b.c')
    expect(session.state).to.equal('signed-in')
    expect(asked).to.deep.equal([])
  })

  it('nobody signed in there, a refusal, a function that fails: signed out here, once asked', async () => {
    const reported: unknown[] = []
    const note = (event: ErrorEvent) => {
      reported.push((event.error as Error).message)
      event.preventDefault()
    }
    // The test runner would count it as a failure of its own.
    const former = window.onerror
    window.onerror = null
    window.addEventListener('error', note, { capture: true })
    const warn = console.warn
    const warned: string[] = []
    console.warn = (line: string) => warned.push(line)
    try {
      const failing: Authenticate = () => Promise.reject(new Error('their own'))
      for (const answer of [null, 'refused', failing]) {
        asked.length = 0
        await bff.restore()
        bff = new StubBff({ 'POST /session/hand-off': new Refusal(401, 'hand-off-refused') })
        const counter = await page(answer)
        await settled(counter)
        expect(counter.session.state).to.equal('signed-out')
        expect(asked).to.have.length(1)
      }
    } finally {
      console.warn = warn
      window.onerror = former
      window.removeEventListener('error', note, { capture: true })
    }
    expect(reported).to.deep.equal(['their own'])
    expect(warned).to.deep.equal(['guichet: the hand-off was not accepted (hand-off-refused, reference req-1)'])
  })

  it('a session that ends is followed by another one, unseen', async () => {
    const counter = await page('a.b.c')
    const [handle] = bff.sessions.keys()
    bff.ended.set(handle ?? '', 'session-ended')
    expect((await counter.call('GET /sites')).rows).to.have.length(1)
    expect(counter.session.state).to.equal('signed-in')
    expect(asked).to.have.length(2)
  })

  it('who signs out stays out, over a reload too, until pressing «Continuer avec mon compte»', async () => {
    const counter = await page('a.b.c')
    await counter.session.signOut()
    await settled(counter)
    expect(counter.session.state).to.equal('signed-out')
    await counter.session.refresh()
    expect(counter.session.state).to.equal('signed-out')
    expect(asked).to.have.length(1)
    const host = document.createElement('guichet-host') as GuichetHost
    host.portal = bff.portal
    host.origin = bff.origin
    host.innerHTML = '<test-widget></test-widget>'
    document.body.append(host)
    const widget = host.firstElementChild as HTMLElement
    await waitUntil(() => text(widget).includes('Continuer avec mon compte du site'))
    const told: string[] = []
    for (const name of ['guichet-hand-off-request', 'guichet-sign-in-request', 'guichet-signed-in'])
      host.addEventListener(name, () => told.push(name))
    press(widget, 'Continuer avec mon compte du site')
    await waitUntil(() => text(widget).includes('Cholet'))
    expect(asked.at(-1)?.asked).to.equal(true)
    expect(told).to.deep.equal(['guichet-hand-off-request', 'guichet-signed-in'])
    host.remove()
  })

  it('the website signs out: not asked again on this page, asked at the next one', async () => {
    const counter = await page('a.b.c')
    await counter.session.signOut('closed')
    await settled(counter)
    expect(counter.session.state).to.equal('signed-out')
    await counter.session.refresh()
    expect(asked).to.have.length(1)
    // The next page names its sign-in again, in the same tab.
    handOverBy(counter, () => 'a.b.c')
    await waitUntil(() => counter.session.state === 'signed-in')
  })

  it('the website signs out after the person has: whoever signs in there next needs no press', async () => {
    const counter = await page('a.b.c')
    await counter.session.signOut()
    await settled(counter)
    await counter.session.signOut('closed')
    await settled(counter)
    handOverBy(counter, () => 'a.b.c')
    await waitUntil(() => counter.session.state === 'signed-in')
  })

  it('a host element names the sign-in of its region, and the site', async () => {
    const widget = await bff.mount<HTMLElement>(html`<test-widget></test-widget>`)
    const host = widget.parentElement as GuichetHost
    await waitUntil(() => text(widget).includes('Se connecter'))
    let answer: string | null = null
    host.site = 'Armoise'
    host.authenticate = () => answer
    await waitUntil(() => text(widget).includes('Continuer avec mon compte Armoise'))
    expect(text(widget)).to.include('Se connecter autrement')
    answer = 'a.b.c'
    press(widget, 'Continuer avec mon compte Armoise')
    await waitUntil(() => text(widget).includes('Cholet'))
  })

  it('the page may take the button over: nothing is asked', async () => {
    const widget = await bff.mount<HTMLElement>(html`<test-widget></test-widget>`)
    const host = widget.parentElement as GuichetHost
    host.authenticate = (request) => {
      asked.push(request)
      return null
    }
    await waitUntil(() => text(widget).includes('Continuer avec mon compte du site'))
    const quiet = asked.length
    host.addEventListener('guichet-hand-off-request', (event) => event.preventDefault())
    press(widget, 'Continuer avec mon compte du site')
    expect(asked).to.have.length(quiet)
    expect(widget.shadowRoot?.querySelector('guichet-login')).to.equal(null)
  })

  it('pressed, and nobody is signed in there either: the form stands in place', async () => {
    const widget = await bff.mount<HTMLElement>(html`<test-widget></test-widget>`)
    ;(widget.parentElement as GuichetHost).authenticate = () => null
    await waitUntil(() => text(widget).includes('Continuer avec mon compte du site'))
    press(widget, 'Continuer avec mon compte du site')
    await waitUntil(() => widget.shadowRoot?.querySelector('guichet-login'))
  })

  it('the form itself offers it above the password: in by one press, or told why not', async () => {
    const login = await bff.mount<HTMLElement>(html`<guichet-login></guichet-login>`)
    const host = login.parentElement as GuichetHost
    let answer: string | null = null
    host.site = 'Armoise'
    host.authenticate = () => answer
    await waitUntil(() => text(login).includes('Continuer avec mon compte Armoise'))
    press(login, 'Continuer avec mon compte Armoise')
    await waitUntil(() => text(login).includes('Vous n’êtes pas connecté au site'))
    bff.answers['POST /session/hand-off'] = new Refusal(401, 'hand-off-refused')
    answer = 'a.b.c'
    const { warn } = console
    console.warn = () => {}
    press(login, 'Continuer avec mon compte Armoise')
    await waitUntil(() => text(login).includes('n’ouvre pas l’espace client'))
    console.warn = warn
    bff.answers['POST /session/hand-off'] = opened
    let who = ''
    login.addEventListener('guichet-signed-in', ({ detail }) => (who = detail.session.name))
    press(login, 'Continuer avec mon compte Armoise')
    await waitUntil(() => text(login).includes('Vous êtes connecté'))
    expect(who).to.equal(sessionView().name)
  })
})
