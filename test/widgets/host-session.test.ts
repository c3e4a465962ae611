import { expect } from '@open-wc/testing'
import type { SessionOpened, SessionView } from '../../bff/api.ts'
import type { Problem } from '../../widgets/base/problem.ts'
import { PortalSession } from '../../widgets/host/session.ts'
import { readSession } from '../../widgets/host/store.ts'
import { portalView, Refusal, sessionView, StubBff } from '../kit/stub-bff.ts'
import { waitUntil } from '../kit/wait.ts'

const password = { key: 'POST /session', body: { login: 'dupond', password: 'guichet' } } as const

describe('session', () => {
  let bff: StubBff
  const opened = (view: SessionView = sessionView()): SessionOpened => ({ handle: bff.newHandle(view), session: view })
  const databases = async () => (await indexedDB.databases()).map(({ name }) => name)
  const name = () => `guichet-${bff.portal}`
  const started = async () => {
    const session = new PortalSession(bff.address)
    await session.start()
    return session
  }
  beforeEach(() => {
    bff = new StubBff({ 'POST /session': () => opened() })
  })
  afterEach(() => bff.restore())

  describe('requests of a page', () => {
    it('signed out: 1, the portal', async () => {
      const session = await started()
      expect(session.state).to.equal('signed-out')
      expect(session.portal?.name).to.equal('Armoise Bureautique')
      expect(bff.requests).to.have.length(1)
      expect(bff.requests[0]?.proof).to.equal(null)
    })

    it('stored session, cold: 2, the first being the challenge that brings the portal', async () => {
      bff.nonce = 'n1'
      await bff.signIn()
      const session = await started()
      expect(session.state).to.equal('signed-in')
      expect(session.view?.name).to.equal('Mme Claire Dupond')
      expect(bff.requests.map(({ status }) => status)).to.deep.equal([401, 200])
    })

    it('warm: 1, because the nonce is remembered', async () => {
      bff.nonce = 'n1'
      await bff.signIn(sessionView(), 'n1')
      await started()
      expect(bff.requests.map(({ status }) => status)).to.deep.equal([200])
    })
  })

  it('writes nothing to the browser before somebody signs in, and sets no cookie', async () => {
    // Other test files use the same storage at the same time: what is this portal's counts.
    const stored = () =>
      [...Object.keys(localStorage), ...Object.keys(sessionStorage)].filter((key) => key.includes(bff.portal))
    await started()
    expect(await databases()).not.to.include(name())
    expect(stored()).to.deep.equal([])
    expect(document.cookie).to.equal('')
  })

  it('signs in with a fresh key that cannot be exported, and keeps it over a reload', async () => {
    const session = await started()
    await session.signIn(password)
    expect(session.state).to.equal('signed-in')
    const { proof } = bff.requests[1] ?? {}
    expect(Object.keys(proof?.header.jwk as object).sort()).to.deep.equal(['crv', 'kty', 'x', 'y'])
    const stored = await readSession(name(), bff.address)
    expect(stored?.keys.privateKey.extractable).to.equal(false)
    const again = await started()
    expect(again.state).to.equal('signed-in')
    expect(again.epoch).not.to.equal(session.epoch)
  })

  it('signs in once when asked twice at the same time', async () => {
    const session = await started()
    const [one, two] = await Promise.all([session.signIn(password), session.signIn(password)])
    expect(one).to.equal(two)
    expect(bff.calls('POST /session')).to.have.length(1)
  })

  it('stays signed out when the BFF refuses', async () => {
    bff.answers['POST /session'] = new Refusal(401, 'sign-in-refused')
    const session = await started()
    const refusal = await session.signIn(password).catch((thrown: unknown) => thrown)
    expect((refusal as Problem).code).to.equal('sign-in-refused')
    expect(session.state).to.equal('signed-out')
    expect(await databases()).not.to.include(name())
  })

  it('signs out offline: key and database are gone, the handle is useless', async () => {
    await bff.signIn()
    const session = await started()
    bff.network = 'offline'
    await session.signOut()
    expect(session.state).to.equal('signed-out')
    expect(await databases()).not.to.include(name())
  })

  it('tells the BFF when signing out', async () => {
    const handle = await bff.signIn()
    const session = await started()
    await session.signOut()
    expect(bff.calls('DELETE /session')).to.have.length(1)
    expect(bff.requests.at(-1)?.authorization).to.equal(`DPoP ${handle}`)
  })

  it('notices at the next call that the session has ended elsewhere', async () => {
    const handle = await bff.signIn()
    const session = await started()
    bff.ended.set(handle, 'session-ended')
    await session.client.call('GET /sites').catch(() => {})
    expect(session.state).to.equal('signed-out')
    expect(await databases()).not.to.include(name())
  })

  describe('two tabs', () => {
    it('share a sign-in', async () => {
      const [one, two] = [await started(), await started()]
      await one.signIn(password)
      await waitUntil(() => two.state === 'signed-in')
      expect(bff.calls('POST /session')).to.have.length(1)
    })

    it('share a sign-out, and what was shown is dropped', async () => {
      await bff.signIn()
      const [one, two] = [await started(), await started()]
      await one.signOut()
      await waitUntil(() => two.state === 'signed-out')
      expect(two.view).to.equal(null)
      expect(two.epoch).to.equal(0)
    })

    it('follow a switch: the old handle is answered with session-rotated, the new one is read and used', async () => {
      const handle = await bff.signIn(sessionView())
      const [one, two] = [await started(), await started()]
      const other = sessionView({ customer: { id: '2', code: null, name: 'Autre' } })
      // The word "changed" gets lost: the second tab only learns by its own call.
      bff.answers['PUT /session/customer'] = () => {
        bff.sessions.delete(handle)
        bff.ended.set(handle, 'session-rotated')
        return opened(other)
      }
      await one.switchCustomer('2')
      const code = await two.client.call('GET /sites').then(
        () => 'answered',
        (thrown: Problem) => thrown.code,
      )
      // It showed customer 1: its question must not be answered with customer 2's rows.
      expect(['scope-changed', 'endpoint-unknown']).to.include(code)
      await waitUntil(() => two.view?.customer.id === '2')
    })

    it('send nothing but the word "changed"', async () => {
      const heard: unknown[] = []
      const channel = new BroadcastChannel(name())
      channel.onmessage = ({ data }) => heard.push(data)
      const session = await started()
      await session.signIn(password)
      await session.signOut()
      await waitUntil(() => heard.length > 1)
      channel.close()
      expect(new Set(heard)).to.deep.equal(new Set(['changed']))
    })
  })

  it('retries with the new handle when the same customer was rotated elsewhere', async () => {
    const handle = await bff.signIn()
    const session = await started()
    bff.ended.set(handle, 'session-rotated')
    bff.answers['GET /sites'] = { rows: [], next: null }
    await bff.signIn()
    expect(await session.client.call('GET /sites')).to.deep.equal({ rows: [], next: null })
  })

  it('keeps several portals of one origin apart', async () => {
    const other = new StubBff()
    try {
      await bff.signIn()
      const [mine, theirs] = [await started(), new PortalSession(other.address)]
      await theirs.start()
      expect([mine.state, theirs.state]).to.deep.equal(['signed-in', 'signed-out'])
      await mine.signOut()
      expect(theirs.state).to.equal('signed-out')
    } finally {
      await other.restore()
    }
  })

  it('never sends a handle to another BFF than the one that issued it', async () => {
    await bff.signIn()
    expect(await readSession(name(), 'https://elsewhere.example/v1/pk_stub')).to.equal(null)
  })

  describe('a private window', () => {
    const { open } = indexedDB
    afterEach(() => {
      indexedDB.open = open
    })

    it('keeps the session in memory when the browser refuses to store', async () => {
      indexedDB.open = () => {
        throw new DOMException('refused', 'InvalidStateError')
      }
      const session = await started()
      await session.signIn(password)
      expect([session.state, session.stored]).to.deep.equal(['signed-in', false])
      bff.answers['GET /sites'] = { rows: [], next: null }
      await session.client.call('GET /sites')
      await session.signOut()
      expect(session.state).to.equal('signed-out')
    })
  })

  describe('an insecure page', () => {
    const subtle = Object.getOwnPropertyDescriptor(Crypto.prototype, 'subtle') as PropertyDescriptor
    afterEach(() => Object.defineProperty(Crypto.prototype, 'subtle', subtle))

    it('says so, and asks nothing', async () => {
      Object.defineProperty(Crypto.prototype, 'subtle', { configurable: true, get: () => undefined })
      const session = await started()
      expect(session.state).to.equal('insecure-context')
      expect(bff.requests).to.have.length(0)
    })
  })

  it('is a problem when the counter cannot be asked, and recovers when the network is back', async () => {
    bff.network = 'offline'
    const session = await started()
    expect([session.state, session.problem?.code]).to.deep.equal(['problem', 'offline'])
    bff.network = 'up'
    dispatchEvent(new Event('online'))
    await waitUntil(() => session.state === 'signed-out')
  })

  it('remembers the language that the person has chosen', async () => {
    await bff.signIn()
    const session = await started()
    bff.answers['PATCH /session'] = sessionView({ language: 'en' })
    await session.setLanguage('en')
    expect(session.language).to.equal('en')
    expect((await started()).language).to.equal('en')
  })

  it('shows the portal as the challenge tells it', async () => {
    bff.nonce = 'n1'
    await bff.signIn()
    bff.answers['GET /portal'] = { ...portalView, name: 'Autre enseigne' }
    expect((await started()).portal?.name).to.equal('Autre enseigne')
  })
})
