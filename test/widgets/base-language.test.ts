import { expect } from '@open-wc/testing'
import { html } from 'lit'
import { sessionView, StubBff } from '../kit/stub-bff.ts'
import { shows, site, type TestWidget } from './test-widget.ts'

describe('widget: language', () => {
  let bff: StubBff
  const mount = () => bff.mount<TestWidget>(html`<test-widget></test-widget>`, {})
  beforeEach(() => {
    bff = new StubBff({ 'GET /sites': { rows: [site('Nantes')], next: null } })
    document.documentElement.lang = 'fr'
  })
  afterEach(() => bff.restore())

  it('follows the attribute, the host, then the page, live', async () => {
    await bff.signIn()
    const widget = await mount()
    await shows(widget, 'Sites')
    document.documentElement.lang = 'en-GB'
    await shows(widget, 'Places')
    widget.parentElement?.setAttribute('lang', 'fr')
    await shows(widget, 'Sites')
    widget.setAttribute('lang', 'en')
    await shows(widget, 'Places')
    expect(widget.shadowRoot?.querySelector('.root')?.getAttribute('lang')).to.equal('en')
  })

  it('speaks the language of the page, not of the account, until the person chooses on this device', async () => {
    document.documentElement.lang = 'en'
    await bff.signIn(sessionView({ language: 'fr' }))
    const widget = await mount()
    await shows(widget, 'Places')
    document.documentElement.lang = 'de'
    await shows(widget, 'Sites')
  })

  it('shows other words where the page gives some', async () => {
    await bff.signIn()
    const widget = await mount()
    await shows(widget, 'Sites')
    const host = widget.parentElement as HTMLElement & { words: unknown }
    host.words = { 'test-widget': { fr: { title: 'Nos agences' } } }
    await shows(widget, 'Nos agences')
  })
})
