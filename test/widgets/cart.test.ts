import { expect, oneEvent } from '@open-wc/testing'
import type { CartQuote, NewOrder } from '../../bff/api.ts'
import { cart as states } from '../../demo-host/gallery/cart.ts'
import { type CartLine, withLine } from '../../widgets/base/cart-store.ts'
import { Refusal } from '../kit/stub-bff.ts'
import { spaceText, touchTargets } from '../kit/touch.ts'
import { waitUntil } from '../kit/wait.ts'
import { form, leave, mount, quote, receipt, told, type, withDots } from './cart-reader.ts'

describe('guichet-cart', () => {
  afterEach(leave)

  it('[AR-116] prices each line as its quantity moves, and the cart stays on the device', async () => {
    const { bff, root, press, says, stored } = await mount()
    await says('220,56')
    expect([...root.querySelectorAll('.line')].length).to.equal(3)
    const more = [...root.querySelectorAll<HTMLButtonElement>('button[aria-label="Plus"]')]
    const changed = oneEvent(document, 'guichet-cart-changed')
    more[0]?.click()
    expect((await changed).detail.lines[0].quantity).to.equal('3')
    expect(stored()[0]?.quantity).to.equal('3')
    await says('176,70')
    const { body } = bff.calls('POST /cart/quote').at(-1) ?? {}
    expect((body as { lines: unknown[] }).lines[0]).to.deep.equal({ articleId: '1', quantity: '3', equipmentId: '7' })
    // A step of a pack is a pack.
    more[1]?.click()
    expect(stored()[1]?.quantity).to.equal('10')
    await press('Retirer Perforateur de bureau')
    expect(stored().length).to.equal(2)
  })

  it('what was taken out can be put back', async () => {
    const { press, says, stored } = await mount()
    await press('Retirer Perforateur de bureau')
    await says('retiré du panier')
    await press('Annuler')
    expect(stored().map((line) => line.articleId)).to.deep.equal(['1', '2', '3'])
  })

  it('a typed text that is no quantity gives way to the one before', async () => {
    const { root, says, stored, element } = await mount()
    await says('220,56')
    type(root, 'quantity-0', 'abc')
    await element.updateComplete
    expect((root.getElementById('quantity-0') as HTMLInputElement).value).to.equal('2')
    type(root, 'quantity-0', '4')
    expect(stored()[0]?.quantity).to.equal('4')
  })

  it('[EX-39] [AR-109] says what is wrong with a line, and does not go on', async () => {
    const faulty = states[1]
    const { says, button } = await mount({
      lines: faulty?.cart as CartLine[],
      answers: { 'POST /cart/quote': withDots(told(1)['POST /cart/quote']) },
    })
    await says('Vendu par 5')
    await says('Prix sur demande')
    await says('n’est plus proposé')
    expect(button('Vérifier et commander')?.disabled).to.equal(true)
  })

  it('[EX-31] a code that one article has goes into the cart; several are offered; none is said', async () => {
    const article = (id: string, code: string) => ({
      id,
      code,
      manufacturerCode: null,
      label: `Article ${code}`,
      least: '5',
    })
    const { root, says, stored, bff, press } = await mount({ lines: [] })
    await says('Votre panier est vide')
    const find = (code: string) => {
      type(root, 'quick-code', code)
      root.querySelector<HTMLFormElement>('.quick')?.requestSubmit()
    }
    find('rien')
    await says('Aucun article ne porte cette référence')
    bff.answers['GET /cart/articles'] = { rows: [article('1', 'TN-421'), article('2', 'TN-4210')] }
    find('tn421')
    await waitUntil(() => stored().length === 1)
    expect(stored()[0]).to.deep.equal({ articleId: '1', quantity: '5', options: [], equipmentId: null })
    find('tn')
    await says('Plusieurs articles correspondent')
    await press('TN-4210 Article TN-4210')
    expect(stored().length).to.equal(2)
  })

  it('[CO-09] an order says where to and by which reference; the receipt becomes the vendor’s number', async () => {
    const { bff, root, element, press, recap, says, stored } = await mount()
    await recap()
    type(root, 'reference', 'BC-118')
    type(root, 'comment', 'Quai B')
    const placed = oneEvent(element, 'guichet-order-placed')
    await press('Envoyer la commande')
    expect((await placed).detail).to.deep.equal({ receipt: 'R7K3-F92Q', reference: 'BC-118' })
    const body = bff.calls('POST /orders')[0]?.body as NewOrder
    expect([body.siteId, body.billingSiteId, body.reference, body.comment]).to.deep.equal([
      '3',
      '4',
      'BC-118',
      'Quai B',
    ])
    expect(body.seen.exclTax).to.equal('183.80')
    expect(body.seen.lines[2]).to.deep.equal({
      unitPrice: '16.00',
      amount: '16.00',
      taxRate: '0.2',
      supply: 'out_of_stock',
    })
    await says('R7K3-F92Q')
    expect(stored()).to.deep.equal([])
    bff.answers['GET /commands/:id'] = {
      ...receipt,
      state: 'delivered',
      number: 'CW-2026-00042',
      author: null,
      siteId: null,
      interventionId: null,
      title: null,
    }
    await waitUntil(() => element.shadowRoot?.textContent?.includes('CW-2026-00042'), 'the number')
  })

  it('[L-40] a double click sends once, and a try after a lost answer has the same key', async () => {
    const { bff, press, recap, says, stored, button } = await mount()
    await recap()
    bff.network = 'offline'
    await press('Envoyer la commande')
    await says('La commande n’est pas partie')
    expect(stored().length).to.equal(3)
    bff.network = 'up'
    button('Envoyer la commande')?.click()
    button('Envoyer la commande')?.click()
    await says('R7K3-F92Q')
    const keys = bff.requests
      .flatMap(({ calls }) => calls)
      .flatMap(({ key, body }) => (key === 'POST /orders' ? (body as NewOrder).key : []))
    expect(keys.length).to.be.greaterThan(1)
    expect(new Set(keys).size).to.equal(1)
    expect(bff.calls('POST /orders').length).to.equal(1)
  })

  it('prices that have moved are shown old and new, and nothing goes before they are accepted', async () => {
    const current: CartQuote = {
      ...quote,
      exclTax: '190.00',
      inclTax: '228.00',
      lines: quote.lines.map((line, at) => (at === 0 ? { ...line, unitPrice: '62.00', amount: '124.00' } : line)),
    }
    const { bff, press, recap, says, button, element } = await mount({
      answers: { 'POST /orders': new Refusal(409, 'price-changed', { fields: { 'body.lines.0': 'price' }, current }) },
    })
    await recap()
    await press('Envoyer la commande')
    await says('117,80')
    await says('124,00')
    expect(button('Envoyer la commande')?.disabled).to.equal(true)
    bff.answers['POST /orders'] = receipt
    await press('Accepter les nouveaux prix')
    await element.updateComplete
    expect(bff.calls('POST /orders').length).to.equal(1)
    await press('Envoyer la commande')
    await says('R7K3-F92Q')
    const [first, second] = bff.calls('POST /orders').map(({ body }) => body as NewOrder)
    expect(second?.seen.lines[0]?.amount).to.equal('124.00')
    expect(second?.seen.inclTax).to.equal('228.00')
    expect(second?.key).to.equal(first?.key)
  })

  it('an order without its address does not leave, and says so at the field', async () => {
    const { bff, press, says, button, root } = await mount()
    await waitUntil(() => button('Vérifier et commander')?.disabled === false, 'prices')
    await press('Vérifier et commander')
    await says('Vos indications')
    await press('Envoyer la commande')
    await says('Choisissez l’adresse de livraison')
    expect(bff.calls('POST /orders').length).to.equal(0)
    expect(root.activeElement?.id).to.equal('site')
  })

  it('[L-40] a consumer’s button says that it is to be paid', async () => {
    const { button, recap } = await mount({ answers: { 'GET /orders/form': { ...form, customerKind: 'person' } } })
    await recap()
    expect(button('Commander avec obligation de paiement')).to.not.equal(undefined)
    expect(button('Envoyer la commande')).to.equal(undefined)
  })

  it('a key that has served for another cart is not used again unasked', async () => {
    const { bff, press, recap, says } = await mount({ answers: { 'POST /orders': new Refusal(422, 'key-reused') } })
    await recap()
    await press('Envoyer la commande')
    await says('Une commande est déjà partie d’ici')
    bff.answers['POST /orders'] = receipt
    await press('En faire une nouvelle commande')
    await press('Envoyer la commande')
    await says('R7K3-F92Q')
    const [first, second] = bff.calls('POST /orders').map(({ body }) => (body as NewOrder).key)
    expect(second).to.not.equal(first)
  })

  it('what another tab does to the cart shows here', async () => {
    const { bff, name, says } = await mount()
    await says('220,56')
    const { length } = bff.calls('POST /cart/quote')
    localStorage.removeItem(name)
    window.dispatchEvent(new StorageEvent('storage', { key: name }))
    await says('Votre panier est vide')
    expect(bff.calls('POST /cart/quote').length).to.equal(length)
  })

  it('signing out erases the cart', async () => {
    const { stored, says, element } = await mount()
    await says('220,56')
    const request = new Event('context-request', { bubbles: true, composed: true })
    let session: { signOut(): Promise<void> } | undefined
    Object.assign(request, {
      context: Symbol.for('guichet-counter-1'),
      contextTarget: element,
      callback: (counter: { session: typeof session }) => {
        session = counter.session
      },
    })
    element.dispatchEvent(request)
    await session?.signOut()
    expect(stored()).to.deep.equal([])
  })

  it('[CO-14] is not for a profile that does not order', async () => {
    const { says, bff } = await mount({ rights: ['catalogue.read'] })
    await says('Accès limité')
    expect(bff.calls('POST /cart/quote').length).to.equal(0)
  })

  it('as a button it says count and total, and leads to the cart', async () => {
    const { root } = await mount({ mode: 'button' })
    await waitUntil(() => root.textContent?.includes('183,80'), 'the total')
    const link = root.querySelector('a')
    expect(link?.getAttribute('aria-label')).to.equal('Panier, 3 articles')
    expect(link?.getAttribute('href')).to.include('/panier')
  })

  it('as a button it takes the place that it needs, beside whatever stands in the page’s header', async () => {
    const { element, root } = await mount({ mode: 'button' })
    await waitUntil(() => root.textContent?.includes('183,80'), 'the total')
    const box = element.parentElement as HTMLElement
    box.style.display = 'flex'
    const beside = box.appendChild(document.createElement('button'))
    const [own, drawn, next] = [element, root.querySelector('a') as HTMLElement, beside].map((one) =>
      one.getBoundingClientRect(),
    )
    expect(drawn?.width).to.be.greaterThan(100)
    expect(own?.width).to.be.closeTo(drawn?.width ?? 0, 1)
    expect(next?.left).to.be.at.least(drawn?.right ?? Infinity)
    box.style.inlineSize = '180px'
    expect(element.getBoundingClientRect().right).to.be.at.most(box.getBoundingClientRect().right + 1)
  })

  it('is easy to hit on a phone, bears wide text, and is accessible on both steps', async () => {
    const { element, says, recap } = await mount({ width: 360 })
    await says('220,56')
    expect(touchTargets(element).small).to.deep.equal([])
    await expect(element).to.be.accessible()
    spaceText(element)
    expect(element.scrollWidth).to.be.at.most(element.clientWidth + 1)
    await recap()
    expect(touchTargets(element).small).to.deep.equal([])
    await expect(element).to.be.accessible()
  })

  it('the same thing twice is one line', () => {
    const line: CartLine = { articleId: '1', quantity: '1.5', options: ['b', 'a'], equipmentId: null }
    const twice = withLine([line], { ...line, options: ['a', 'b'], quantity: '2' })
    expect(twice.map(({ quantity }) => quantity)).to.deep.equal(['3.5'])
    expect(withLine([line], { ...line, equipmentId: '7' }).length).to.equal(2)
  })
})
