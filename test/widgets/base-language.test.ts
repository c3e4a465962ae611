import { expect } from '@open-wc/testing'
import { html } from 'lit'
import { date } from '../../widgets/base/dates.ts'
import { sessionView, StubBff } from '../kit/stub-bff.ts'
import { shows, site, type TestWidget } from './test-widget.ts'

describe('dates', () => {
  it('count the first day of a month as each language does, and no other', () => {
    expect(date('fr', '2026-07-01')).to.equal('1er juil. 2026')
    expect(date('fr', '2026-07-01', 'long')).to.equal('mercredi 1er juillet 2026')
    expect(date('fr', '2026-07-01', 'short')).to.equal('01/07/2026')
    expect(date('fr', '2026-07-21')).to.equal('21 juil. 2026')
    expect(date('fr', '2026-07-11', 'long')).to.equal('samedi 11 juillet 2026')
    expect(date('en', '2026-07-01')).to.equal('1 Jul 2026')
  })
})

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
