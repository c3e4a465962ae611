import { expect } from '@open-wc/testing'
import { html } from 'lit'
import type { Api, ChangeMarks, SubCall } from '../../bff/api.ts'
import { dashboard } from '../../demo-host/gallery/dashboard.ts'
import { fleet } from '../../demo-host/gallery/fleet.ts'
import { interventions } from '../../demo-host/gallery/interventions.ts'
import { invoices } from '../../demo-host/gallery/invoices.ts'
import { orders } from '../../demo-host/gallery/orders.ts'
import { everything } from '../../demo-host/gallery/state.ts'
import '../../widgets/dashboard/guichet-dashboard.ts'
import '../../widgets/fleet/guichet-fleet.ts'
import '../../widgets/interventions/guichet-interventions.ts'
import '../../widgets/invoices/guichet-invoices.ts'
import '../../widgets/orders/guichet-orders.ts'
import { type Answers, portalView, Refusal, sessionView, StubBff } from '../kit/stub-bff.ts'
import { waitUntil } from '../kit/wait.ts'

const tags = ['dashboard', 'fleet', 'interventions', 'invoices', 'orders']
const galleries = [dashboard, fleet, interventions, invoices, orders]
const replies = Object.assign({}, ...galleries.map(([first]) => first?.replies)) as {
  [K in keyof Api]: Api[K]['reply']
}
const asMarked = (change: ChangeMarks = {}) => ({
  marks: { invoices: '3:1', interventions: '4:1 2:1 0:0:0', fleet: '2:1', orders: '7:1 0:0:0', ...change },
})

/** Milliseconds that the clock waits for, and nothing else here does. */
const minute = 60_000
const soon = 2_000

/** The page's clock, moved by hand: a look that is wound up is known by how long it was to wait. */
class Hand {
  waits: { run: () => void; wait: number; id: number }[] = []
  heard: string[] = []
  now = 1_000_000
  readonly #undo: (() => void)[] = []
  #ids = 1_000_000

  constructor() {
    const { setTimeout: later, clearTimeout: cancel } = window
    const clock = performance.now.bind(performance)
    const set = ((run: () => void, wait = 0) => {
      if (wait !== minute && wait !== soon) return later(run, wait)
      this.#ids += 1
      this.waits.push({ run, wait, id: this.#ids })
      return this.#ids
    }) as typeof window.setTimeout
    window.setTimeout = set
    window.clearTimeout = (id) => {
      this.waits = this.waits.filter((each) => each.id !== id)
      cancel(id)
    }
    performance.now = () => this.now
    for (const target of [window, document]) {
      const { addEventListener: add, removeEventListener: remove } = target
      const names = ['visibilitychange', 'focus']
      target.addEventListener = (name: string, ...rest: unknown[]) => {
        if (names.includes(name)) this.heard.push(name)
        Reflect.apply(add, target, [name, ...rest])
      }
      target.removeEventListener = (name: string, ...rest: unknown[]) => {
        if (names.includes(name)) this.heard.splice(this.heard.indexOf(name), 1)
        Reflect.apply(remove, target, [name, ...rest])
      }
      this.#undo.push(() => {
        Reflect.deleteProperty(target, 'addEventListener')
        Reflect.deleteProperty(target, 'removeEventListener')
      })
    }
    this.#undo.push(() => {
      window.setTimeout = later
      window.clearTimeout = cancel
      performance.now = clock
    })
  }

  /** The longest wait is over: how long it was. */
  strike(): number | undefined {
    const due = this.waits.pop()
    this.now += due?.wait ?? 0
    due?.run()
    return due?.wait
  }

  back(): void {
    this.now += 10_000
    window.dispatchEvent(new Event('focus'))
  }

  restore(): void {
    for (const undo of this.#undo) undo()
  }
}

describe('freshness', () => {
  let bff: StubBff
  let hand: Hand
  let marks: ChangeMarks
  const visibility = (state: DocumentVisibilityState) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state })
    document.dispatchEvent(new Event('visibilitychange'))
  }

  beforeEach(() => {
    hand = new Hand()
    marks = asMarked().marks
    bff = new StubBff({
      ...(replies as Answers),
      'GET /portal': { ...portalView, features: [...tags, 'replying', 'requests'] },
      'GET /session': undefined as never,
      'GET /changes': () => ({ marks }),
    })
    delete bff.answers['GET /session']
  })
  afterEach(async () => {
    Reflect.deleteProperty(document, 'visibilityState')
    hand.restore()
    await bff.restore()
  })

  const five = html`<div>
    <guichet-dashboard></guichet-dashboard><guichet-fleet route=""></guichet-fleet>
    <guichet-interventions route=""></guichet-interventions><guichet-invoices route=""></guichet-invoices>
    <guichet-orders route=""></guichet-orders>
  </div>`
  const roots = (box: Element) => [...box.children].map(({ shadowRoot }) => shadowRoot as ShadowRoot)
  const news = (root: ShadowRoot) => root.querySelector<HTMLButtonElement>('[part~=news]')

  async function mount(template = five): Promise<Element> {
    await bff.signIn(sessionView({ rights: everything }))
    const box = await bff.mount<Element>(template)
    await waitUntil(
      () => roots(box).every((root) => root.querySelector('[aria-busy=false] .heading.title')),
      'all rows',
    )
    await waitUntil(() => hand.waits.length > 0, 'the clock runs')
    return box
  }
  const keys = (calls: SubCall[] | undefined) => calls?.map(({ key }) => key)

  it('five widgets have one clock: marks come with the first rows, then one batch a minute, in the background', async () => {
    await mount()
    expect(bff.calls('GET /changes')).to.have.length(1)
    expect(hand.waits.map(({ wait }) => wait)).to.deep.equal([60_000])
    expect([...hand.heard].sort()).to.deep.equal(['focus', 'visibilitychange'])
    const before = bff.requests.length
    hand.strike()
    await waitUntil(() => bff.calls('GET /changes').length === 2)
    await waitUntil(() => hand.waits.length === 1, 'wound up again')
    expect(bff.requests).to.have.length(before + 1)
    expect(keys(bff.requests.at(-1)?.calls)).to.deep.equal(['GET /changes'])
    expect(bff.requests.at(-1)?.calls[0]?.background).to.equal(true)
  })

  it('asks when the person comes back, and not twice for one coming back', async () => {
    await mount()
    hand.back()
    window.dispatchEvent(new Event('focus'))
    document.dispatchEvent(new Event('visibilitychange'))
    await waitUntil(() => bff.calls('GET /changes').length === 2)
    await waitUntil(() => hand.waits.length === 1)
    expect(bff.calls('GET /changes')).to.have.length(2)
  })

  it('a hidden tab asks nothing and has no timer; it asks once it is seen again', async () => {
    await mount()
    visibility('hidden')
    expect(hand.waits).to.deep.equal([])
    window.dispatchEvent(new Event('focus'))
    expect(hand.waits).to.deep.equal([])
    hand.now += 100_000
    visibility('visible')
    await waitUntil(() => bff.calls('GET /changes').length === 2)
  })

  it('a device without network asks nothing, nor do widgets that nobody sees', async () => {
    const box = (await mount()) as HTMLElement
    const before = bff.requests.length
    bff.network = 'offline'
    expect(hand.strike()).to.equal(60_000)
    await waitUntil(() => hand.waits.length === 1)
    bff.network = 'up'
    box.hidden = true
    expect(hand.strike()).to.equal(60_000)
    await waitUntil(() => hand.waits.length === 1)
    expect(bff.requests).to.have.length(before)
    box.hidden = false
    hand.strike()
    await waitUntil(() => bff.requests.length === before + 1)
  })

  it('what has changed is told by its own widget and the dashboard, politely, and nothing moves before it is pressed', async () => {
    const box = await mount()
    const [home, machines, , bills] = roots(box) as [ShadowRoot, ShadowRoot, ShadowRoot, ShadowRoot]
    const top = () => bills.querySelector('table')?.getBoundingClientRect().top
    const before = [top(), bills.querySelectorAll('tbody tr').length, bff.calls('GET /invoices').length]
    marks = asMarked({ invoices: '4:2' }).marks
    hand.strike()
    await waitUntil(() => news(bills))
    expect(news(bills)?.textContent?.replace(/\s+/g, ' ').trim()).to.equal('Du nouveauActualiser')
    expect(news(bills)?.closest('[role=status]')).to.exist
    expect(news(home)).to.exist
    expect(news(machines)).to.equal(null)
    expect([top(), bills.querySelectorAll('tbody tr').length, bff.calls('GET /invoices').length]).to.deep.equal(before)
    news(bills)?.click()
    await waitUntil(() => bff.calls('GET /invoices').length === 2 && !news(bills))
    expect(bff.calls('GET /invoices')[1]?.background, 'pressed by the person').to.equal(undefined)
    news(home)?.click()
    await waitUntil(() => bff.calls('GET /dashboard').length === 2 && !news(home))
    // The marks were taken anew with the rows.
    const asked = bff.calls('GET /changes').length
    hand.strike()
    await waitUntil(() => bff.calls('GET /changes').length === asked + 1)
    await waitUntil(() => hand.waits.length === 1)
    expect(news(bills)).to.equal(null)
  })

  it('a failed look is not tried again and tells nobody', async () => {
    const box = await mount()
    bff.answers['GET /changes'] = new Refusal(503, 'overloaded')
    hand.strike()
    await waitUntil(() => bff.calls('GET /changes').length === 2)
    await waitUntil(() => hand.waits.length === 1)
    expect(bff.calls('GET /changes')).to.have.length(2)
    expect(roots(box).some(news)).to.equal(false)
  })

  it('somebody else signed in: what was seen for the former is forgotten', async () => {
    const box = await mount()
    marks = asMarked({ orders: '8:2 0:0:0' }).marks
    hand.strike()
    const list = roots(box)[4] as ShadowRoot
    await waitUntil(() => news(list))
    const customer = { id: '2', code: null, name: 'Autre' }
    const session = sessionView({ rights: everything, customer })
    bff.answers['PUT /session/customer'] = () => ({ handle: bff.newHandle(session), session })
    const host = box.parentElement as HTMLElement & { counter?: unknown }
    expect(host).to.exist
    const { openCounter } = await import('../../widgets/host/counters.ts')
    await openCounter({ address: bff.address }).session.switchCustomer('2')
    await waitUntil(() => bff.calls('GET /orders').length === 2)
    await waitUntil(() => list.querySelector('[aria-busy=false] .heading.title'))
    expect(news(list)).to.equal(null)
  })

  it('[AR-061] the open sheet says so when its own row has changed, and shows it when pressed', async () => {
    const box = await mount(html`<div><guichet-interventions route=""></guichet-interventions></div>`)
    const root = roots(box)[0] as ShadowRoot
    root.querySelector<HTMLElement>('.opener')?.click()
    await waitUntil(() => root.querySelectorAll('dialog .message').length > 0)
    const whole = replies['GET /interventions/:id']
    const answer = {
      ...whole.exchanges[0],
      id: '99',
      body: 'Un technicien passe demain.',
    } as (typeof whole.exchanges)[0]
    bff.answers['GET /interventions/:id'] = { ...whole, exchanges: [...whole.exchanges, answer] }
    marks = asMarked({ interventions: '4:1 3:2 0:0:0' }).marks
    hand.strike()
    const told = () => root.querySelector<HTMLButtonElement>('dialog [part~=news]')
    await waitUntil(told)
    expect(bff.calls('GET /interventions/:id').at(-1)?.background).to.equal(true)
    expect(root.textContent).not.to.contain('Un technicien passe demain.')
    told()?.click()
    await waitUntil(() => root.textContent?.includes('Un technicien passe demain.'))
    expect(told()).to.equal(null)
  })

  it('nothing is left when the widgets go: no timer, no listener', async () => {
    const box = await mount()
    box.remove()
    expect(hand.waits).to.deep.equal([])
    expect(hand.heard).to.deep.equal([])
  })
})
