import { expect } from '@open-wc/testing'
import { sendKeys } from '@web/test-runner-commands'
import { challengeName } from '../../widgets/login/model.ts'
import { typedCode } from '../../widgets/login/ways/codes.ts'
import { Refusal, sessionView } from '../kit/stub-bff.ts'
import { waitUntil } from '../kit/wait.ts'
import { counted, LoginReader } from './login-reader.ts'

const home = location.pathname + location.search
const challenge = { challenge: 'c'.repeat(43), digits: 6, minutes: 10 }
const oneTime = 'Recevoir un code de connexion'

describe('the ways beside the password', () => {
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
      `guichet-login, ways: ${counted.axed} states without axe violations; ${counted.measured} touch targets measured, 0 below 44 px`,
    )
  })

  it('offers those that the portal has, in both languages', async () => {
    await reader.mount()
    for (const words of [oneTime, 'Utiliser un code d’accès', 'Créer un accès', 'Mot de passe oublié']) {
      await reader.shows(words)
    }
    await reader.accessible()
    reader.login.setAttribute('lang', 'en')
    await reader.shows('Get a sign-in code')
    await reader.accessible()
    await reader.restore()
    reader = new LoginReader({ code: false, registration: false })
    await reader.mount()
    await reader.shows(oneTime)
    expect([reader.has('Utiliser un code d’accès'), reader.has('Créer un accès')]).to.deep.equal([false, false])
  })

  it('begins with a one-time code where there are no passwords, else with the portal code', async () => {
    await reader.restore()
    reader = new LoginReader({ password: false })
    await reader.mount()
    await reader.shows('Identifiant, e-mail ou téléphone')
    expect(reader.has('Retour à la connexion')).to.equal(false)
    await reader.accessible()
    await reader.restore()
    reader = new LoginReader({ password: false, oneTimeCode: false })
    await reader.mount()
    await reader.shows('Code d’accès')
    expect(reader.has('Mot de passe oublié ?')).to.equal(false)
  })

  describe('a one-time code', () => {
    beforeEach(() => {
      reader.bff.answers['POST /session/one-time-code'] = challenge
      reader.bff.answers['POST /session/one-time-code/open'] = () => reader.opened()
    })
    const asked = async (identifier = 'dupond') => {
      await reader.mount()
      await reader.choose(oneTime, 'identifier')
      await sendKeys({ type: identifier })
      await sendKeys({ press: 'Enter' })
      await waitUntil(() => reader.focused === 'code', 'the keyboard is not in the code')
    }

    it('[CA+01] [EX-04] is asked for and typed with the keyboard alone, and both go with one key', async () => {
      await asked()
      await reader.shows('Si « dupond » est connu ici, un code vient de partir par e-mail')
      const { autocomplete, inputMode } = reader.field('code')
      expect([autocomplete, inputMode]).to.deep.equal(['one-time-code', 'numeric'])
      await reader.accessible()
      await sendKeys({ type: '123 456' })
      await sendKeys({ press: 'Enter' })
      await reader.shows('Mme Claire Dupond')
      expect(calls('POST /session/one-time-code')).to.deep.equal([{ identifier: 'dupond', channel: 'mail' }])
      expect(calls('POST /session/one-time-code/open')).to.deep.equal([
        { challenge: challenge.challenge, code: '123456' },
      ])
      const key = reader.keyOf('POST /session/one-time-code')
      expect(key).to.not.equal(undefined)
      expect(reader.keyOf('POST /session/one-time-code/open')).to.deep.equal(key)
    })

    it('goes by SMS to who gives a number, or who asks for it', async () => {
      await asked('06 39 98 12 34')
      await reader.shows('un code vient de partir par SMS')
      await reader.mount()
      await reader.shows('Saisissez le code')
      reader.button('Changer d’identifiant').click()
      await waitUntil(() => reader.focused === 'identifier')
      reader.type({ identifier: 'dupond' })
      reader.button('Recevoir le code par SMS').click()
      await waitUntil(() => reader.focused === 'code')
      expect(calls('POST /session/one-time-code')).to.deep.equal([
        { identifier: '06 39 98 12 34', channel: 'sms' },
        { identifier: 'dupond', channel: 'sms' },
      ])
    })

    it('may be sent again after a while, or by the other channel at once; then the new one counts', async () => {
      await asked()
      const again = [...reader.root.querySelectorAll('button')].find((one) =>
        /Renvoyer le code dans/.test(one.innerText),
      )
      expect(again?.disabled).to.equal(true)
      reader.bff.answers['POST /session/one-time-code'] = { ...challenge, challenge: 'd'.repeat(43) }
      reader.button('Recevoir par SMS').click()
      await reader.shows('L’ancien n’est plus valable')
      await waitUntil(() => reader.focused === 'code')
      await reader.accessible()
      reader.type({ code: '654321' })
      reader.submit()
      await reader.shows('Mme Claire Dupond')
      expect(calls('POST /session/one-time-code/open')).to.deep.equal([{ challenge: 'd'.repeat(43), code: '654321' }])
    })

    it('that may not be sent again yet leaves the one that came typable', async () => {
      await asked()
      reader.bff.answers['POST /session/one-time-code'] = new Refusal(429, 'too-many-attempts', { retryAfter: 600 })
      reader.button('Recevoir par SMS').click()
      await reader.shows('Trop d’essais.')
      expect(reader.button('Valider').disabled).to.equal(false)
      await reader.accessible()
    })

    it('that is wrong may be typed again; one that is over says so', async () => {
      await asked()
      reader.submit()
      await reader.shows('Saisissez les 6 chiffres du code.')
      const refuse = (reason: string) => new Refusal(401, 'code-refused', { fields: { 'body.code': reason } })
      reader.bff.answers['POST /session/one-time-code/open'] = refuse('wrong')
      reader.type({ code: '111111' })
      reader.submit()
      await reader.shows('Ce code n’est pas le bon.')
      await waitUntil(() => reader.focused === 'code')
      await reader.accessible()
      reader.bff.answers['POST /session/one-time-code/open'] = refuse('over')
      reader.submit()
      await reader.shows('Ce code n’est plus valable.')
      expect(reader.button('Renvoyer le code').disabled).to.equal(false)
      await reader.accessible()
    })

    it('counts down when there were too many tries', async () => {
      await asked()
      reader.bff.answers['POST /session/one-time-code/open'] = new Refusal(429, 'too-many-attempts', { retryAfter: 30 })
      reader.type({ code: '111111' })
      reader.submit()
      await reader.shows('Trop d’essais.')
      await reader.shows('Patientez')
    })

    it('survives a reload of the page with its key, and leaves nothing once signed in', async () => {
      await asked()
      const key = reader.keyOf('POST /session/one-time-code')
      await reader.mount()
      await reader.shows('Si « dupond » est connu ici')
      reader.type({ code: '123456' })
      reader.submit()
      await reader.shows('Mme Claire Dupond')
      expect(reader.keyOf('POST /session/one-time-code/open')).to.deep.equal(key)
      const name = challengeName(reader.bff.address)
      expect(sessionStorage.getItem(name)).to.equal(null)
      await waitUntil(async () => !(await indexedDB.databases()).some((each) => each.name === name))
    })

    it('that is over is not gone on with after a reload', async () => {
      reader.bff.answers['POST /session/one-time-code'] = { ...challenge, minutes: 0 }
      await asked()
      await reader.mount()
      await reader.shows('Identifiant, e-mail ou téléphone')
      const name = challengeName(reader.bff.address)
      await waitUntil(() => sessionStorage.getItem(name) === null)
    })

    it('speaks the other language at once, and keeps what was typed', async () => {
      await asked()
      reader.type({ code: '12' })
      reader.login.setAttribute('lang', 'en')
      await reader.shows('6-digit code')
      expect(reader.field('code').value).to.equal('12')
      await reader.accessible()
    })
  })

  describe('a forgotten password', () => {
    it('[AR-005] [AR-006] asks for a link, whose answer tells nothing, and says whom to ask without an address', async () => {
      reader.bff.answers['POST /session/password-reset'] = { accepted: true, minutes: 15 }
      await reader.mount()
      await reader.choose('Mot de passe oublié ?', 'username')
      await reader.accessible()
      reader.submit()
      await reader.shows('Saisissez votre identifiant ou votre e-mail.')
      reader.type({ username: 'dupond' })
      reader.submit()
      await reader.shows('Si « dupond » est connu ici, un lien vient de partir')
      await reader.shows('valable 15 minutes')
      expect(reader.root.querySelector('.help a')?.getAttribute('href')).to.equal('tel:0199001234')
      await waitUntil(() => reader.focused === 'title')
      await reader.accessible()
      expect(calls('POST /session/password-reset')).to.deep.equal([{ login: 'dupond' }])
      reader.button('Retour à la connexion').click()
      await waitUntil(() => reader.focused === 'username')
      expect(reader.has('Se connecter')).to.equal(true)
    })

    it('[EX-09] an invitation greets by name and company, and gives the login to the password manager', async () => {
      history.replaceState(null, '', `${home}#guichet.password=token-1`)
      reader.bff.answers['POST /session/password-link/preview'] = {
        purpose: 'invitation',
        login: 'odile.garnier',
        name: 'Odile Garnier',
        company: 'Étude Dupond',
      }
      reader.bff.answers['POST /session/password-link'] = { login: 'odile.garnier' }
      await reader.mount()
      await reader.shows('Bienvenue, Odile Garnier')
      await reader.shows('Étude Dupond')
      expect(reader.field('username').autocomplete).to.equal('username')
      expect(reader.field('username').value).to.equal('odile.garnier')
      await reader.accessible()
      reader.type({ 'new-password': 'quatre mots tout bleus', 'repeat-password': 'quatre mots tout bleus' })
      reader.submit()
      await reader.shows('Votre mot de passe est enregistré.')
      await waitUntil(() => reader.field('username')?.value === 'odile.garnier', 'the login is not filled in')
    })

    it('a link that is over leads to a new one', async () => {
      history.replaceState(null, '', `${home}#guichet.password=token-1`)
      reader.bff.answers['POST /session/password-link/preview'] = new Refusal(401, 'link-refused')
      await reader.mount()
      await reader.shows('Ce lien a expiré')
      await reader.accessible()
      await reader.choose('Demander un nouveau lien', 'username')
    })
  })

  describe('a typed code', () => {
    const typed = async () => {
      await reader.mount()
      await reader.choose('Utiliser un code d’accès', 'code')
    }

    it('is forgiving: blanks, dashes, small letters, O for 0 and I or L for 1', async () => {
      expect(typedCode(' ab1o-cdil–efg h')).to.equal('AB10CD11EFGH')
      reader.bff.answers['POST /session/code'] = () => reader.opened(sessionView({ kind: 'code' }))
      await typed()
      await reader.accessible()
      reader.type({ code: 'ab1o cdil efgh', customer: ' C0012 ' })
      reader.submit()
      await reader.shows('Mme Claire Dupond')
      expect(calls('POST /session/code')).to.deep.equal([{ code: 'AB10CD11EFGH', customer: 'C0012' }])
    })

    it('says what is missing before it asks', async () => {
      await typed()
      reader.type({ code: 'abc' })
      reader.submit()
      await reader.shows('Ce code est incomplet')
      await reader.shows('Saisissez votre numéro de client.')
      await waitUntil(() => reader.focused === 'code')
      await reader.accessible()
    })

    it('[EX-05] that is old asks for a second proof, too', async () => {
      reader.bff.answers['POST /session/code/proof'] = challenge
      reader.bff.answers['POST /session/code'] = ({ body }) => {
        if (!(body as { proof?: unknown }).proof) throw new Refusal(401, 'second-proof-required')
        return reader.opened(sessionView({ kind: 'code' }))
      }
      await typed()
      reader.type({ code: 'abcdefgh1234', customer: 'C0012' })
      reader.submit()
      await reader.shows('Une dernière vérification')
      await waitUntil(() => reader.focused === 'code')
      reader.type({ code: '123456' })
      reader.submit()
      await reader.shows('Vous êtes connecté')
    })

    it('that is refused says so', async () => {
      reader.bff.answers['POST /session/code'] = new Refusal(401, 'code-refused')
      await typed()
      reader.type({ code: 'abcdefgh1234', customer: 'C0012' })
      reader.submit()
      await reader.shows('Ce code n’est pas valable')
      await waitUntil(() => reader.focused === 'code')
    })

    it('a link’s code shows what it opens first, as the link does', async () => {
      const preview = { label: 'Accueil', customer: 'Étude Dupond', sites: null, secondProof: false }
      reader.bff.answers['POST /session/code/preview'] = preview
      await typed()
      reader.type({ code: ' cp_ABCD-EFGH 1234 ' })
      reader.submit()
      await reader.shows('Se connecter comme Accueil')
      expect(calls('POST /session/code/preview')).to.deep.equal([{ code: 'cp_ABCDEFGH1234' }])
      expect(calls('POST /session/code')).to.deep.equal([])
    })
  })

  describe('a link with a portal code', () => {
    beforeEach(() => history.replaceState(null, '', `${home}#guichet.code=cp_OLD`))

    it('[EX-03] that has expired renews itself to the address on file', async () => {
      reader.bff.answers['POST /session/code/preview'] = new Refusal(401, 'code-expired')
      reader.bff.answers['POST /session/code/renew'] = { accepted: true }
      await reader.mount()
      await reader.shows('Ce lien a expiré')
      await reader.accessible()
      reader.button('Renvoyer un lien à l’adresse connue').click()
      await reader.shows('un nouveau lien vient de partir à l’adresse enregistrée')
      await waitUntil(() => reader.focused === 'title')
      expect(calls('POST /session/code/renew')).to.deep.equal([{ code: 'cp_OLD' }])
      await reader.accessible()
    })

    it('[EX-05] that is old asks for a second proof, with one key for both', async () => {
      const preview = { label: 'Accueil', customer: 'Étude Dupond', sites: null, secondProof: true }
      reader.bff.answers['POST /session/code/preview'] = preview
      reader.bff.answers['POST /session/code/proof'] = challenge
      reader.bff.answers['POST /session/code'] = () => reader.opened(sessionView({ kind: 'code' }))
      await reader.mount()
      await reader.shows('Se connecter comme Accueil')
      reader.submit()
      await reader.shows('Une dernière vérification')
      await waitUntil(() => reader.focused === 'code')
      await reader.accessible()
      reader.type({ code: '123456' })
      reader.submit()
      await reader.shows('Vous êtes connecté')
      expect(calls('POST /session/code/proof')).to.deep.equal([{ code: 'cp_OLD', channel: 'mail' }])
      const proof = { challenge: challenge.challenge, code: '123456' }
      expect(calls('POST /session/code')).to.deep.equal([{ code: 'cp_OLD', proof }])
      expect(reader.keyOf('POST /session/code')).to.deep.equal(reader.keyOf('POST /session/code/proof'))
    })
  })

  describe('a link about an e-mail address', () => {
    const about = { email: 'nadia@ailleurs.example', login: 'nadia.roux' }
    beforeEach(() => history.replaceState(null, '', `${home}#guichet.email=tok`))

    it('confirms the new one by a press', async () => {
      reader.bff.answers['POST /session/email/preview'] = { ...about, purpose: 'confirm', name: 'Nadia Roux' }
      reader.bff.answers['POST /session/email/confirm'] = { ...about, purpose: 'confirm', token: null }
      await reader.mount()
      await reader.shows('Confirmer cette adresse ?')
      await reader.shows('nadia@ailleurs.example')
      expect(location.hash).to.equal('')
      expect(calls('POST /session/email/confirm')).to.deep.equal([])
      await reader.accessible()
      reader.submit()
      await reader.shows('Votre adresse est confirmée.')
      expect(calls('POST /session/email/confirm')).to.deep.equal([{ token: 'tok' }])
    })

    it('tells so to who is signed in, too', async () => {
      reader.bff.answers['POST /session/email/preview'] = { ...about, purpose: 'confirm', name: 'Nadia Roux' }
      reader.bff.answers['POST /session/email/confirm'] = { ...about, purpose: 'confirm', token: null }
      await reader.bff.signIn()
      await reader.mount()
      await reader.shows('Confirmer cette adresse ?')
      reader.submit()
      await reader.shows('Vous êtes connecté')
      await reader.shows('Votre adresse est confirmée.')
    })

    it('takes the former one back, then asks for another password', async () => {
      reader.bff.answers['POST /session/email/preview'] = { ...about, purpose: 'undo', name: 'Nadia Roux' }
      reader.bff.answers['POST /session/email/confirm'] = { ...about, purpose: 'undo', token: 'next' }
      const link = { purpose: 'reset', login: 'nadia.roux', name: 'Nadia Roux', company: null } as const
      reader.bff.answers['POST /session/password-link/preview'] = link
      await reader.mount()
      await reader.shows('Reprendre votre adresse ?')
      await reader.accessible()
      reader.submit()
      await reader.shows('Nouveau mot de passe')
      expect(calls('POST /session/password-link/preview')).to.deep.equal([{ token: 'next' }])
    })

    it('that is over says so', async () => {
      reader.bff.answers['POST /session/email/preview'] = new Refusal(401, 'link-refused')
      await reader.mount()
      await reader.shows('Ce lien n’est plus valable.')
    })
  })
})
