import { expect, html } from '@open-wc/testing'
import type { SessionOpened } from '../../bff/api.ts'
import type { GuichetHost } from '../../widgets/host/guichet-host.ts'
import type { Authenticate, HandOffRequest } from '../../widgets/host/hand-over.ts'
import { handOverBy } from '../../widgets/host/hand-over.ts'
import { openCounter } from '../../widgets/host/counters.ts'
import { Refusal, sessionView, StubBff } from '../kit/stub-bff.ts'
import { waitUntil } from '../kit/wait.ts'
import { site, text } from './test-widget.ts'

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

  it('who signs out stays out, over a reload too, until pressing «Se connecter»', async () => {
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
    await waitUntil(() => text(widget).includes('Se connecter'))
    let told = 0
    widget.addEventListener('guichet-signed-in', () => told++)
    widget.shadowRoot?.querySelector<HTMLButtonElement>('button')?.click()
    await waitUntil(() => text(widget).includes('Cholet'))
    expect([asked.at(-1)?.asked, told]).to.deep.equal([true, 1])
    host.remove()
  })

  it('a host element names the sign-in of its region', async () => {
    const widget = await bff.mount<HTMLElement>(html`<test-widget></test-widget>`)
    await waitUntil(() => text(widget).includes('Se connecter'))
    ;(widget.parentElement as GuichetHost).authenticate = () => 'a.b.c'
    await waitUntil(() => text(widget).includes('Cholet'))
  })

  it('pressed, and nobody is signed in there either: the form stands in place', async () => {
    const widget = await bff.mount<HTMLElement>(html`<test-widget></test-widget>`)
    ;(widget.parentElement as GuichetHost).authenticate = () => null
    await waitUntil(() => text(widget).includes('Se connecter'))
    widget.shadowRoot?.querySelector<HTMLButtonElement>('button')?.click()
    await waitUntil(() => widget.shadowRoot?.querySelector('guichet-login'))
  })
})
