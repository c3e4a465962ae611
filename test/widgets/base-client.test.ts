import { expect } from '@open-wc/testing'
import { Problem } from '../../widgets/base/problem.ts'
import { openCounter } from '../../widgets/host/counters.ts'
import { Refusal, sessionView, StubBff } from '../kit/stub-bff.ts'
import { waitUntil } from '../kit/wait.ts'

const sites = { rows: [], next: null }

/** The code of whatever a promise is refused with. */
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'answered',
    (thrown: unknown) => (thrown instanceof Problem ? thrown.code : (thrown as Error).name),
  )

describe('client', () => {
  let bff: StubBff
  const open = () => openCounter({ address: bff.address })
  beforeEach(() => {
    bff = new StubBff({ 'GET /sites': sites })
  })
  afterEach(() => bff.restore())

  it('sends the reads of one tick in one batch, in order', async () => {
    const { call } = open()
    await Promise.all([call('GET /sites', { query: { q: 'a' } }), call('GET /portal'), call('GET /sites')])
    expect(bff.requests).to.have.length(1)
    expect(bff.requests[0]?.calls.map(({ key }) => key)).to.deep.equal(['GET /sites', 'GET /portal', 'GET /sites'])
  })

  it('splits more than 20 reads', async () => {
    const { call } = open()
    await Promise.all(Array.from({ length: 45 }, () => call('GET /sites')))
    expect(bff.requests.map(({ calls }) => calls.length)).to.deep.equal([20, 20, 5])
  })

  it('lets one sub-call fail beside others that work', async () => {
    bff.answers['GET /invoices'] = new Refusal(403, 'column-hidden')
    const { call } = open()
    const results = await Promise.all([codeOf(call('GET /invoices')), call('GET /sites'), call('GET /portal')])
    expect(results[0]).to.equal('column-hidden')
    expect(results[1]).to.deep.equal(sites)
  })

  it('sends a write at once, by itself, with its own proof', async () => {
    await bff.signIn()
    const counter = open()
    await counter.session.start()
    bff.answers['POST /invoices/:id/ticket'] = { url: 'https://counter.example/t', fileName: 'f.pdf', expiresAt: '' }
    bff.requests.length = 0
    const ticket = () => counter.call('POST /invoices/:id/ticket', { params: { id: '1' }, body: {} })
    await Promise.all([ticket(), ticket(), counter.call('GET /sites'), counter.call('GET /sites')])
    expect(bff.requests.map(({ calls }) => calls.length).sort()).to.deep.equal([1, 1, 2])
    expect(new Set(bff.requests.map(({ proof }) => proof?.claims.jti)).size).to.equal(3)
  })

  it('never waits for a nonce more than once, and does not run twice', async () => {
    bff.nonce = 'n1'
    await bff.signIn()
    const counter = open()
    await counter.session.start()
    expect(counter.session.state).to.equal('signed-in')
    expect(bff.requests.map(({ status }) => status)).to.deep.equal([401, 200])
    bff.nonce = 'n2'
    await counter.call('GET /sites')
    expect(bff.requests.map(({ status }) => status)).to.deep.equal([401, 200, 401, 200])
    expect(bff.calls('GET /sites')).to.have.length(1)
    // The nonce of the last answer is known: one request is enough.
    await counter.call('GET /sites')
    expect(bff.requests).to.have.length(5)
  })

  it('signs with a proof that names method, address, handle, body and nonce', async () => {
    bff.nonce = 'n1'
    const handle = await bff.signIn()
    const counter = open()
    await counter.session.start()
    const { proof, authorization } = bff.requests[1] ?? {}
    expect(authorization).to.equal(`DPoP ${handle}`)
    expect(proof?.header).to.deep.equal({ typ: 'dpop+jwt', alg: 'ES256' })
    const hashOf = async (text: string) => {
      const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
      return btoa(String.fromCharCode(...new Uint8Array(hash)))
        .replaceAll('+', '-')
        .replaceAll('/', '_')
        .replaceAll('=', '')
    }
    const { htm, htu, nonce, ath, bh, jti } = proof?.claims ?? {}
    expect({ htm, htu, nonce, ath, bh }).to.deep.equal({
      htm: 'POST',
      htu: `${bff.address}/batch`,
      nonce: 'n1',
      ath: await hashOf(handle),
      bh: await hashOf(JSON.stringify(bff.requests[1]?.calls)),
    })
    expect(jti).to.match(/^[\w-]{22}$/)
  })

  describe('abort', () => {
    it('aborts the request when all who share it have left', async () => {
      bff.delay = 10_000
      const { call } = open()
      const [one, two] = [new AbortController(), new AbortController()]
      const codes = [
        codeOf(call('GET /sites', {}, { signal: one.signal })),
        codeOf(call('GET /portal', {}, { signal: two.signal })),
      ]
      await waitUntil(() => bff.requests.length === 1)
      one.abort()
      expect(await codes[0]).to.equal('AbortError')
      expect(bff.requests[0]?.aborted).to.equal(false)
      two.abort()
      expect(await codes[1]).to.equal('AbortError')
      expect(bff.requests[0]?.aborted).to.equal(true)
    })

    it('does not ask at all for one who left before the batch went out', async () => {
      const { call } = open()
      const left = new AbortController()
      const code = codeOf(call('GET /sites', {}, { signal: left.signal }))
      left.abort()
      expect(await code).to.equal('AbortError')
      expect(bff.requests).to.have.length(0)
    })
  })

  describe('retries', () => {
    it('asks again for a read when the network drops it, and gives up as unreachable', async () => {
      bff.network = 'blocked'
      const { call } = open()
      expect(await codeOf(call('GET /sites'))).to.equal('unreachable')
      expect(bff.requests).to.have.length(3)
    })

    it('asks again when the BFF is overloaded', async () => {
      let asked = 0
      bff.answers['GET /sites'] = () => {
        asked += 1
        if (asked < 3) throw new Refusal(503, 'overloaded')
        return sites
      }
      expect(await open().call('GET /sites')).to.deep.equal(sites)
      expect(asked).to.equal(3)
    })

    it('never repeats a write', async () => {
      bff.network = 'blocked'
      const { call } = open()
      const code = await codeOf(call('POST /session/code/preview', { body: { code: 'cp_x' } }))
      expect(code).to.equal('unreachable')
      expect(bff.requests).to.have.length(1)
    })

    it('does not repeat a refusal', async () => {
      bff.answers['GET /sites'] = new Refusal(403, 'right-missing')
      expect(await codeOf(open().call('GET /sites'))).to.equal('right-missing')
      expect(bff.requests).to.have.length(1)
    })

    it('says offline at once', async () => {
      bff.network = 'offline'
      expect(await codeOf(open().call('GET /sites'))).to.equal('offline')
      expect(bff.requests).to.have.length(1)
    })

    it('stops retrying when the budget is spent', async () => {
      bff.answers['GET /sites'] = new Refusal(503, 'management-unavailable')
      const { call } = open()
      await Promise.all(Array.from({ length: 30 }, () => codeOf(call('GET /sites'))))
      // 30 first tries, and 10 retries in all instead of 60.
      expect(bff.calls('GET /sites')).to.have.length(40)
    })
  })

  it('names the customer that the page shows, in every call but those about the session', async () => {
    await bff.signIn()
    const counter = open()
    await counter.session.start()
    await counter.call('GET /sites')
    expect(bff.calls().map(({ customer }) => customer)).to.deep.equal([undefined, '1'])
  })

  it('asks who is signed in when the customer has changed under the page', async () => {
    const handle = await bff.signIn()
    const counter = open()
    await counter.session.start()
    const { epoch } = counter.session
    bff.sessions.set(handle, sessionView({ customer: { id: '2', code: null, name: 'Autre' } }))
    bff.answers['GET /session'] = () => bff.sessions.get(handle) ?? sessionView()
    const told = new Promise<void>((go) => counter.session.subscribe(() => counter.session.epoch !== epoch && go()))
    expect(await codeOf(counter.call('GET /sites'))).to.equal('scope-changed')
    await told
  })
})
