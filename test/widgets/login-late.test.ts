import { expect } from '@open-wc/testing'
import { waitUntil } from '../kit/wait.ts'
import { LoginReader } from './login-reader.ts'

const home = location.pathname + location.search

describe('the sign-in form comes late', () => {
  let reader: LoginReader

  beforeEach(() => {
    document.documentElement.lang = 'fr'
    reader = new LoginReader()
  })
  afterEach(async () => {
    await reader.restore()
    history.replaceState(null, '', home)
  })

  it('[EX-09] the login is given to the form, however late it comes', async () => {
    history.replaceState(null, '', `${home}#guichet.password=token-1`)
    const portal = Promise.withResolvers<unknown>()
    const view = reader.bff.answers['GET /portal']
    Object.assign(reader.bff.answers, { 'GET /portal': () => portal.promise.then(() => view) })
    reader.bff.answers['POST /session/password-link/preview'] = {
      purpose: 'reset',
      login: 'odile.garnier',
      name: 'Odile Garnier',
      company: null,
    }
    reader.bff.answers['POST /session/password-link'] = { login: 'odile.garnier' }
    await reader.mount()
    await waitUntil(() => reader.field('new-password') !== null)
    reader.type({ 'new-password': 'quatre mots tout bleus', 'repeat-password': 'quatre mots tout bleus' })
    reader.submit()
    await waitUntil(() => reader.bff.calls('POST /session/password-link').length === 1)
    await waitUntil(() => reader.field('new-password') === null)
    expect(reader.field('username')).to.equal(null)
    portal.resolve(null)
    await waitUntil(() => reader.field('username')?.value === 'odile.garnier', 'the login is not filled in')
    await waitUntil(() => reader.focused === 'password')
  })
})
