import { expect } from '@open-wc/testing'
import { Refusal } from '../kit/stub-bff.ts'
import { waitUntil } from '../kit/wait.ts'
import { counted, LoginReader } from './login-reader.ts'

const home = location.pathname + location.search

describe('an access that somebody asks for', () => {
  let reader: LoginReader
  const calls = (key: Parameters<LoginReader['bff']['calls']>[0]) => reader.bff.calls(key).map(({ body }) => body)

  beforeEach(() => {
    document.documentElement.lang = 'fr'
    history.replaceState(null, '', home)
    reader = new LoginReader()
  })
  afterEach(() => reader.restore())
  after(() => {
    history.replaceState(null, '', home)
    console.log(
      `guichet-login, registration: ${counted.axed} states without axe violations; ${counted.measured} touch targets measured, 0 below 44 px`,
    )
  })

  describe('the contact on file, by a link', () => {
    beforeEach(() => {
      history.replaceState(null, '', `${home}#guichet.registration=token-3`)
      reader.bff.answers['POST /session/registration/preview'] = {
        name: 'Odile Garnier',
        email: 'odile@etude.example',
        company: 'Étude Dupond',
      }
    })

    it('[AR-007] sees who asks, and confirms by a press only; then that person is invited', async () => {
      reader.bff.answers['POST /session/registration/confirm'] = { token: null }
      await reader.mount()
      await reader.shows('Confirmer cet accès ?')
      await reader.shows('odile@etude.example')
      expect(location.hash).to.equal('')
      expect(calls('POST /session/registration/confirm')).to.deep.equal([])
      await reader.accessible()
      reader.button('Confirmer l’accès').click()
      await reader.shows('Une invitation vient de partir à cette personne.')
      expect(calls('POST /session/registration/confirm')).to.deep.equal([{ token: 'token-3' }])
    })

    it('who asks for himself goes on to choose a password', async () => {
      reader.bff.answers['POST /session/registration/confirm'] = { token: 'token-4' }
      const who = { login: 'odile', name: 'Odile Garnier', company: null }
      reader.bff.answers['POST /session/password-link/preview'] = { purpose: 'invitation', ...who }
      await reader.mount()
      await reader.shows('Confirmer cet accès ?')
      reader.submit()
      await reader.shows('Bienvenue, Odile Garnier')
      expect(calls('POST /session/password-link/preview')).to.deep.equal([{ token: 'token-4' }])
    })

    it('a link that is over says so', async () => {
      reader.bff.answers['POST /session/registration/preview'] = new Refusal(401, 'link-refused')
      await reader.mount()
      await reader.shows('Ce lien n’est plus valable.')
    })
  })

  describe('a request for an access', () => {
    const values = {
      customerCode: 'C0012',
      invoiceNumber: 'FA2026-0042',
      name: 'Odile Garnier',
      email: 'odile@etude.example',
    }

    it('[AR-007] [AR-008] asks for two numbers of an invoice, and answers alike whatever they are', async () => {
      reader.bff.answers['POST /session/registration'] = { accepted: true, minutes: 60 }
      await reader.mount()
      await reader.choose('Créer un accès', 'customerCode')
      await reader.accessible()
      reader.submit()
      await reader.shows('Saisissez une adresse e-mail complète.')
      await waitUntil(() => reader.focused === 'customerCode')
      await reader.accessible()
      reader.type(values)
      reader.submit()
      await reader.shows('Demande envoyée')
      await waitUntil(() => reader.focused === 'title')
      await reader.accessible()
      expect(calls('POST /session/registration')).to.deep.equal([{ ...values, language: 'fr' }])
    })

    it('keeps what was typed when it cannot be sent', async () => {
      reader.bff.answers['POST /session/registration'] = new Refusal(503, 'overloaded')
      await reader.mount()
      await reader.choose('Créer un accès', 'customerCode')
      reader.type(values)
      reader.submit()
      await reader.shows('Le service est très sollicité.')
      expect(reader.field('email').value).to.equal(values.email)
    })
  })
})
