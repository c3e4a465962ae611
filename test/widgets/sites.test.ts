/** The names of the sites: one question of a page, however many lists it has. */
import { expect } from '@open-wc/testing'
import { html } from 'lit'
import { interventions } from '../../demo-host/gallery/interventions.ts'
import { invoices } from '../../demo-host/gallery/invoices.ts'
import { orders } from '../../demo-host/gallery/orders.ts'
import { everything } from '../../demo-host/gallery/state.ts'
import type { Call, Session } from '../../widgets/base/counter.ts'
import { Problem } from '../../widgets/base/problem.ts'
import { sitesOf } from '../../widgets/base/sites.ts'
import { openCounter } from '../../widgets/host/counters.ts'
import '../../widgets/interventions/guichet-interventions.ts'
import '../../widgets/invoices/guichet-invoices.ts'
import '../../widgets/orders/guichet-orders.ts'
import { type Answers, portalView, sessionView, StubBff } from '../kit/stub-bff.ts'
import { waitUntil } from '../kit/wait.ts'

const site = (name: string) => ({ id: name, name, street: null, postalCode: null, city: null })

describe('the sites of a page with several lists', () => {
  let bff: StubBff

  beforeEach(async () => {
    const replies = Object.assign({}, ...[invoices, orders, interventions].map(([first]) => first?.replies)) as Answers
    const { 'GET /session': _session, ...known } = replies
    const features = ['invoices', 'orders', 'interventions']
    bff = new StubBff({
      ...known,
      'GET /portal': { ...portalView, features },
      'GET /sites': { rows: [site('Nantes'), site('Rennes')], next: null },
    })
    await bff.signIn(sessionView({ rights: everything }))
  })
  afterEach(() => bff.restore())

  const asked = () => bff.calls('GET /sites').length
  const lists = () => bff.calls('GET /orders').length + bff.calls('GET /invoices').length
  const there = (box: Element, tag: string) =>
    waitUntil(() => box.querySelector(tag)?.shadowRoot?.querySelector('[part~="table"], [part~="cards"]'), tag)

  it('are asked for once by all of them, by one that comes later, and by one that is filtered', async () => {
    const box = await bff.mount<HTMLElement>(
      html`<div><guichet-orders></guichet-orders><guichet-invoices></guichet-invoices></div>`,
    )
    await there(box, 'guichet-orders')
    await there(box, 'guichet-invoices')
    expect(asked()).to.equal(1)
    box.append(document.createElement('guichet-interventions'))
    await there(box, 'guichet-interventions')
    expect(asked()).to.equal(1)
  })

  it('are asked for again when another customer is shown, and after a sign-out', async () => {
    const box = await bff.mount<HTMLElement>(
      html`<div><guichet-orders></guichet-orders><guichet-invoices></guichet-invoices></div>`,
    )
    await there(box, 'guichet-orders')
    await there(box, 'guichet-invoices')
    const { session } = openCounter({ address: bff.address })
    const other = sessionView({ rights: everything, customer: { id: '2', code: 'C002', name: 'Atelier Morin' } })
    bff.answers['PUT /session/customer'] = () => ({ handle: bff.newHandle(other), session: other })
    await session.switchCustomer('2')
    await waitUntil(() => lists() === 4, 'both lists ask for the other customer')
    await there(box, 'guichet-orders')
    expect(asked()).to.equal(2)
    expect(bff.calls('GET /sites').at(-1)).to.include({ customer: '2' })
    bff.answers['DELETE /session'] = { ended: true } as never
    bff.answers['POST /session'] = () => ({ handle: bff.newHandle(other), session: other })
    await session.signOut()
    await session.signIn({ key: 'POST /session', body: { login: 'dupond', password: 'secret' } })
    await waitUntil(() => asked() === 3, 'the sites after a new sign-in')
  })
})

describe('sitesOf', () => {
  const session = (epoch = 1) => ({ epoch }) as Session
  const rows = [site('Nantes')]
  const answering = (): { call: Call; asked: () => number } => {
    let n = 0
    return { call: (() => (n++, Promise.resolve({ rows, next: null }))) as unknown as Call, asked: () => n }
  }
  const failing = (thrown: unknown) => (() => Promise.reject(thrown)) as unknown as Call

  it('an asker that leaves before the answer takes it from nobody else', async () => {
    const here = session()
    const { call, asked } = answering()
    const left = sitesOf(failing(new DOMException('left', 'AbortError')), here).catch((thrown: Error) => thrown.name)
    const others = [sitesOf(call, here), sitesOf(call, here)]
    expect(await left).to.equal('AbortError')
    expect(await Promise.all(others)).to.deep.equal([rows, rows])
    expect(asked()).to.equal(1)
  })

  it('a problem is told to all who wait, and not kept', async () => {
    const here = session()
    const { call, asked } = answering()
    const codes = [failing(new Problem('unexpected')), call].map((one) =>
      sitesOf(one, here).catch((thrown: Problem) => thrown.code),
    )
    expect(await Promise.all(codes)).to.deep.equal(['unexpected', 'unexpected'])
    expect(await sitesOf(call, here)).to.equal(rows)
    expect(asked()).to.equal(1)
  })

  it('two portals of a page, and two customers, have sites of their own', async () => {
    const { call, asked } = answering()
    const one = { epoch: 1 }
    await sitesOf(call, one as Session)
    await sitesOf(call, session())
    one.epoch = 2
    await sitesOf(call, one as Session)
    await sitesOf(call, one as Session)
    expect(asked()).to.equal(3)
  })
})
