import { expect, oneEvent } from '@open-wc/testing'
import { html } from 'lit'
import type { Api, CartQuote, Right } from '../../bff/api.ts'
import { orders as states } from '../../demo-host/gallery/orders.ts'
import { everything as every } from '../../demo-host/gallery/state.ts'
import type { GuichetOrders } from '../../widgets/orders/guichet-orders.ts'
import '../../widgets/orders/guichet-orders.ts'
import * as model from '../../widgets/orders/model.ts'
import { eraseCarts } from '../../widgets/host/carts.ts'
import { type Answers, portalView, sessionView, StubBff } from '../kit/stub-bff.ts'
import { touchTargets } from '../kit/touch.ts'
import { waitUntil } from '../kit/wait.ts'

type Whole = { [K in keyof Api]: Api[K]['reply'] }
/** What the counter tells in a state of the gallery. */
const told = (at: number) => (states[at] as (typeof states)[number]).replies as Whole
const known = told(0)

let open: StubBff | undefined

async function mount({
  rights = every,
  route,
  width = 1200,
  answers = {},
}: {
  rights?: Right[]
  route?: string
  width?: number
  answers?: Answers
} = {}) {
  history.replaceState(null, '', route ? `#guichet.orders=${encodeURIComponent(route)}` : '#')
  const { 'GET /session': _session, ...replies } = known
  const bff = new StubBff({
    ...replies,
    'GET /portal': { ...portalView, features: ['orders', 'ordering', 'catalogue'] },
    ...answers,
  } as Answers)
  open = bff
  await bff.signIn(sessionView({ rights }))
  const box = await bff.mount<HTMLElement>(html`<div><guichet-orders cart-href="/panier"></guichet-orders></div>`, {
    lang: 'fr',
  })
  box.style.inlineSize = `${width}px`
  const element = box.firstElementChild as GuichetOrders
  const root = element.shadowRoot as ShadowRoot
  const text = () => (root.querySelector('.root')?.textContent ?? '').replace(/\s+/g, ' ')
  const says = (part: string) => waitUntil(() => text().includes(part), `"${part}"`)
  const press = async (label: string) => {
    const find = () =>
      [...root.querySelectorAll<HTMLButtonElement>('button')].find((one) => one.textContent?.trim() === label)
    await waitUntil(find, `button ${label}`)
    find()?.click()
  }
  return { bff, element, root, text, says, press }
}

describe('guichet-orders', () => {
  afterEach(async () => {
    await open?.restore()
    // Other files of tests run beside this one, over the same storage.
    eraseCarts(`guichet-${open?.portal}`)
    open = undefined
  })

  it('[AR-046] a row says number, reference, state, date, total and who ordered', async () => {
    const { root, says } = await mount()
    await says('7 commandes')
    const [first] = root.querySelectorAll('tbody tr')
    const words = first?.textContent?.replace(/\s+/g, ' ') ?? ''
    for (const part of ['CW-2026-0412', 'BC-2026-118', 'À confirmer', '20/11/2026', '220,56', 'Claire Dupond'])
      expect(words).to.include(part)
    await says('Prix à confirmer')
  })

  it('what is open is one press away, and a deep link of a machine asks for its orders', async () => {
    const { bff, root, says } = await mount({ route: '/?equipment=7' })
    await says('7 commandes')
    root.querySelector<HTMLButtonElement>('.figure')?.click()
    await waitUntil(() => bff.calls('GET /orders').length === 2)
    const [first, second] = bff.calls('GET /orders').map(({ query }) => query as Record<string, unknown>)
    expect(first?.equipment).to.equal('7')
    expect(second?.state).to.deep.equal(['received', 'confirmed', 'preparing', 'partly_delivered'])
    expect(location.hash).to.include(encodeURIComponent('state=open'))
  })

  it('[EX-41] [AR-077] the sheet says what is still to come, where it goes, and who pays', async () => {
    const { element, says, text } = await mount({ route: '/405' })
    const opened = await oneEvent(element, 'guichet-order-opened')
    expect(opened.detail).to.deep.equal({ id: '405', number: 'CW-2026-0405' })
    await says('2 livré, 3 à venir')
    for (const part of [
      '8 rue des Forges',
      '12 boulevard Foch',
      'Livrer le matin',
      'TVA',
      '36,76',
      'Confirmation de commande',
    ])
      expect(text()).to.include(part)
  })

  it('[AR-080] buys again what can be ordered, and says what cannot', async () => {
    const line = { fault: null } as CartQuote['lines'][number]
    const { bff, press, says, element } = await mount({
      route: '/405',
      answers: {
        'POST /cart/quote': { lines: [line, { ...line, fault: 'gone' }] } as unknown as CartQuote,
      },
    })
    const changed = oneEvent(element, 'guichet-cart-changed')
    await press('Acheter à nouveau')
    expect((await changed).detail.lines).to.deep.equal([
      { articleId: '1', quantity: '2', options: [], equipmentId: null },
    ])
    await says('1 article ajouté au panier')
    await says('n’est plus proposé')
    const { body } = bff.calls('POST /cart/quote')[0] ?? {}
    expect((body as { lines: unknown[] }).lines.length).to.equal(2)
  })

  it('[EX-37] what is on its way stands above the list with its receipt', async () => {
    const { says } = await mount({
      answers: { 'GET /orders': (states[1] as { replies: Whole }).replies['GET /orders'] },
    })
    await says('R7K3-F92Q')
    await says('Votre encours est dépassé')
  })

  it('a profile without amounts sees none, and no order by them', async () => {
    const { root, says, text } = await mount({
      rights: ['orders.read'],
      answers: { 'GET /orders': (states[2] as { replies: Whole }).replies['GET /orders'] },
    })
    await says('7 commandes')
    expect(text()).to.not.include('Montant')
    expect(root.querySelectorAll('thead th').length).to.equal(6)
  })

  it('is easy to hit on a phone, and accessible', async () => {
    const { element, root, says } = await mount({ width: 360 })
    await says('7 commandes')
    expect(touchTargets(element).small).to.deep.equal([])
    expect(root.querySelectorAll('.card').length).to.equal(7)
    await expect(element).to.be.accessible()
  })

  it('a view reads back as it was written', () => {
    for (const view of [
      { ...model.everything, states: model.openStates, sort: 'total' as const, order: 'asc' as const },
      {
        ...model.everything,
        q: 'a&b',
        site: '3',
        equipment: '7',
        open: '42',
        sort: 'expected' as const,
        order: 'asc' as const,
      },
      { ...model.everything, period: 'custom' as const, from: '2026-01-01', states: ['delivered' as const] },
    ]) {
      expect(model.readRoute(model.writeRoute(view))).to.deep.equal(view)
    }
    expect(model.writeRoute(model.everything)).to.equal('/')
  })
})
