import { expect, oneEvent } from '@open-wc/testing'
import { html } from 'lit'
import type { Api, ArticleRow, PricedWish, QuantityRules, Right } from '../../bff/api.ts'
import { catalogue as states } from '../../demo-host/gallery/catalogue.ts'
import { everything as every } from '../../demo-host/gallery/state.ts'
import { quantityFault, stepped } from '../../widgets/base/quantity.ts'
import * as model from '../../widgets/catalogue/model.ts'
import type { GuichetCatalogue } from '../../widgets/catalogue/guichet-catalogue.ts'
import '../../widgets/catalogue/guichet-catalogue.ts'
import { type Answers, portalView, sessionView, StubBff } from '../kit/stub-bff.ts'
import { spaceText, touchTargets } from '../kit/touch.ts'
import { Reader, words } from './invoices-reader.ts'
import { waitUntil } from '../kit/wait.ts'

type Whole = { [K in keyof Api]: Api[K]['reply'] }
const dot = 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA='
// The gallery's pictures are files of its website: here they are a dot.
const known = JSON.parse(JSON.stringify(states[0]?.replies).replaceAll('/machine.svg', dot)) as Whole
const [toner, paper] = known['GET /catalogue/articles'].rows as [ArticleRow, ArticleRow]

/** The price of the gallery's paper: 10 from 5, 9.50 from 10, 9 from 50, and 15 for its option. */
function priced({ query }: { query?: unknown }): PricedWish {
  const { quantity, options } = query as { quantity: string; options: string[] }
  const unit = (Number(quantity) >= 50 ? 9 : Number(quantity) >= 10 ? 9.5 : 10) + options.length * 15
  const own = known['GET /catalogue/articles/:id/price']
  return { ...own, unit: unit.toFixed(2), amount: (unit * Number(quantity)).toFixed(2) }
}

interface Options {
  rights?: Right[]
  route?: string
  lang?: 'fr' | 'en'
  width?: number
  answers?: Answers
}

let open: StubBff | undefined
const ownStored = () => Object.keys(localStorage).filter((name) => open && name.includes(open.portal))

async function mount({ rights = every, route, lang = 'fr', width = 1200, answers = {} }: Options = {}) {
  history.replaceState(null, '', route ? `#guichet.catalogue=${encodeURIComponent(route)}` : '#')
  const { 'GET /session': _session, ...replies } = known
  const features = ['catalogue', 'orders']
  const bff = new StubBff({
    ...replies,
    'GET /portal': { ...portalView, features },
    'GET /catalogue/articles/:id/price': priced,
    ...answers,
  } as Answers)
  open = bff
  await bff.signIn(sessionView({ rights }))
  const box = await bff.mount<HTMLElement>(html`<div><guichet-catalogue></guichet-catalogue></div>`, { lang })
  box.style.inlineSize = `${width}px`
  const element = box.firstElementChild as GuichetCatalogue
  const reader = new Reader(element as never)
  const queries = () => bff.calls('GET /catalogue/articles').map(({ query }) => query as Record<string, unknown>)
  return { bff, element, reader, queries }
}

const tiles = ({ root }: Reader) => [...root.querySelectorAll<HTMLElement>('.tiles > li')].map(words)
const there = (reader: Reader) => waitUntil(() => reader.root.querySelector('.tiles > li'), 'articles')
const sheetOf = (reader: Reader) => words(reader.root.querySelector('dialog'))
const sheetThere = (reader: Reader) => waitUntil(() => sheetOf(reader).includes('Prix par quantité'), 'the sheet')
const type = (input: HTMLInputElement | null | undefined, text: string) => {
  if (!input) throw new Error('no such field')
  input.value = text
  input.dispatchEvent(new InputEvent('input', { bubbles: true }))
}

describe('guichet-catalogue', () => {
  afterEach(async () => {
    await open?.restore()
    // Test files run side by side over one storage: only what is this one's goes.
    for (const name of ownStored()) localStorage.removeItem(name)
    history.replaceState(null, '', '#')
  })

  it('[AR-106] [AR-107] [AR-108] [AR-109] [AR-120] [AR+02] tiles: price, from, contact us, promotion', async () => {
    const { reader } = await mount()
    await there(reader)
    const [plain, breaks, promo, kit, request] = tiles(reader) as [string, string, string, string, string]
    expect(plain).to.contain('Toner noir Kéops C420').and.contain('58,90 €').and.contain('HT / pièce')
    expect(plain).not.to.contain('À partir de')
    expect(breaks).to.contain('10,00 €').and.contain('9,00 € dès 50')
    expect(promo).to.contain('16,00 €').and.contain('au lieu de').and.contain('20,00 €')
    expect(promo).to.contain('Promotion jusqu’au 31/12/2099')
    expect(kit).to.contain('À partir de').and.contain('640,00 €')
    expect(request).to.contain('Nous contacter').and.not.contain('Ajouter')
    const link = reader.root.querySelector<HTMLAnchorElement>('.contact > a')
    expect(link?.href).to.match(/^mailto:contact@armoise\.example\?subject=TN-425%20Traceur/)
  })

  it('[CO-20] [AR-121] [AR-122] availability in words, with the delay in days and its date', async () => {
    const { reader } = await mount()
    await there(reader)
    const [plain, some, none, unknown, silent] = tiles(reader) as [string, string, string, string, string]
    expect(plain).to.contain('En stock').and.not.contain('Délai')
    expect(some).to.contain('En partie en stock').and.contain('Délai de 5 jours, vers le 01/12/2099')
    expect(none).to.contain('Sur commande').and.contain('Délai de 8 jours')
    expect(unknown).to.contain('Pas en stock actuellement').and.not.contain('Délai')
    expect(silent).not.to.match(/stock|commande/i)
  })

  it('[AR-109] a profile that sees no prices has neither price nor button', async () => {
    const rights = every.filter((right) => right !== 'prices.read')
    const hidden = {
      ...known['GET /catalogue/articles'],
      rows: [{ ...toner, price: null, notOrderable: 'no-right' as const }],
      showsPrices: false,
    }
    const { reader } = await mount({ rights, answers: { 'GET /catalogue/articles': hidden } })
    await there(reader)
    expect(tiles(reader)[0]).not.to.match(/€|Ajouter|Nous contacter/)
  })

  it('[EX-39] the stepper moves by packs, and a quantity that cannot be ordered says why and goes nowhere', async () => {
    const { reader } = await mount()
    await there(reader)
    const tile = reader.root.querySelectorAll<HTMLElement>('.tiles > li')[1]
    const field = () => tile?.querySelector<HTMLInputElement>('.stepper-input')
    expect(field()?.value).to.equal('5')
    tile?.querySelectorAll<HTMLElement>('.stepper button')[1]?.click()
    await waitUntil(() => field()?.value === '10')
    type(field(), '12')
    await waitUntil(() => words(tile).includes('Par multiples de 5.'))
    tile?.querySelector<HTMLElement>('.add')?.click()
    expect(ownStored()).to.deep.equal([])
  })

  it('[AR-103] what is put into the cart is told to the page, and the same thing twice is one line', async () => {
    const { reader, element } = await mount({ route: '/?equipment=77' })
    await there(reader)
    const add = () => reader.root.querySelector<HTMLElement>('.tiles .add')
    const told = oneEvent(element, 'guichet-cart-changed')
    add()?.click()
    const line = { articleId: toner.id, quantity: '1', options: [], equipmentId: '77' }
    expect((await told).detail.lines).to.deep.equal([line])
    await waitUntil(() => words(add()) === 'Ajouté')
    const again = oneEvent(element, 'guichet-cart-changed')
    add()?.click()
    expect((await again).detail.lines).to.deep.equal([{ ...line, quantity: '2' }])
  })

  it('[AR+01] [AR-056] families, brand, machine and stock are asked for, told in chips and kept in the address', async () => {
    const { reader, queries } = await mount({ route: '/?compatible=41&stock=1' })
    await there(reader)
    expect(queries().at(-1)).to.include({ compatible: '41', inStock: true })
    await waitUntil(() => reader.all('button', /^Consommables/).length > 0, 'the families')
    reader.get('button', /^Consommables/).click()
    await waitUntil(() => queries().at(-1)?.family === '1')
    await waitUntil(() => reader.all('button', /^Toners/).length > 0, 'families below the chosen one')
    expect(location.hash).to.contain('family')
    reader.get('button', /^Retirer le filtre Machine/).click()
    await waitUntil(() => !('compatible' in (queries().at(-1) ?? {})))
  })

  it('[AR-116] [AR-117] the price table follows the quantity, and says what the next price takes', async () => {
    const { reader } = await mount({ route: `/${paper.id}` })
    await sheetThere(reader)
    const dialog = reader.root.querySelector('dialog') as HTMLElement
    const reached = () => words(dialog.querySelector('[aria-current]'))
    expect(reached()).to.contain('à partir de 5')
    expect(sheetOf(reader)).to.contain('Encore 5 pour passer à 9,50 €')
    type(dialog.querySelector<HTMLInputElement>('.stepper-input'), '45')
    await waitUntil(() => reached().includes('à partir de 10'))
    expect(sheetOf(reader)).to.contain('Encore 5 pour passer à 9,00 €')
    await waitUntil(() => sheetOf(reader).includes('45 pour 427,50 € HT'), 'the total of 45')
  })

  it('[AR-110] [AR-118] [AR-119] options have their cost and move the total; what is always in it has none', async () => {
    const { reader, bff, element } = await mount({ route: `/${paper.id}` })
    await sheetThere(reader)
    const text = sheetOf(reader)
    for (const part of ['Dévidoir', '+ 15,00 € HT', 'Palette', '80 g/m²', 'Fiche technique', 'Peut aussi convenir'])
      expect(text).to.contain(part)
    expect(text.slice(text.indexOf('Palette')).slice(0, 40)).not.to.contain('€')
    reader.get('checkbox', /Dévidoir/).click()
    await waitUntil(() => sheetOf(reader).includes('5 pour 125,00 € HT'), 'the total with its option')
    expect(bff.calls('GET /catalogue/articles/:id/price').at(-1)?.query).to.deep.equal({
      quantity: '5',
      options: ['71'],
    })
    const told = oneEvent(element, 'guichet-cart-changed')
    reader.get('button', /^Ajouter au panier/).click()
    expect((await told).detail.lines[0]).to.include({ articleId: paper.id, quantity: '5' })
    await waitUntil(() => sheetOf(reader).includes('dans votre panier'))
  })

  for (const state of [
    { name: 'tiles' },
    { name: 'tiles, 320 px', width: 320 },
    { name: 'a sheet', route: `/${paper.id}` },
    { name: 'what fits a machine', route: '/?compatible=41' },
  ]) {
    it(`${state.name}: no axe violation, 44 px to press, no text lost when the reader spaces it`, async () => {
      const { element, reader } = await mount(state)
      await (state.route === `/${paper.id}` ? sheetThere(reader) : there(reader))
      await waitUntil(() => reader.root.querySelector('.family'), 'the families')
      // What moves is looked at when it has arrived.
      const moving = reader.root.getAnimations().filter((each) => each.effect?.getTiming().iterations === 1)
      await Promise.all(moving.map((each) => each.finished))
      await expect(element).to.be.accessible()
      const { measured, small } = touchTargets(element)
      expect(measured).to.be.greaterThan(5)
      expect(small).to.deep.equal([])
      const spaced = spaceText(element)
      expect(spaced.lost).to.deep.equal([])
      spaced.ends()
    })
  }

  it('speaks English', async () => {
    const { reader } = await mount({ lang: 'en' })
    await waitUntil(() => tiles(reader)[3]?.includes('From'), 'the English words')
    expect(tiles(reader)[3]).to.contain('From').and.contain('€640.00')
    expect(tiles(reader)[4]).to.contain('Contact us')
  })
})

describe('catalogue, without a page', () => {
  const rules: QuantityRules = { least: '6', step: '2', decimals: 0, min: '5', pack: '2', max: '9' }

  it('quantities: reasons and steps', () => {
    const faults = ['6', '5', '4', '10', '7', '0', '-1', '1,5', 'x', '12345678901'].map((text) =>
      quantityFault(text, rules),
    )
    expect(faults).to.deep.equal([
      null,
      'not-a-pack',
      'below-minimum',
      'above-maximum',
      'not-a-pack',
      'not-positive',
      'not-positive',
      'too-precise',
      'not-a-number',
      'too-large',
    ])
    expect(stepped('6', rules, 1)).to.equal('8')
    expect(stepped('7', rules, 1)).to.equal('8')
    expect(stepped('7', rules, -1)).to.equal('6')
    expect(stepped('8', rules, 1)).to.equal('8')
    expect(stepped('6', rules, -1)).to.equal('6')
    expect(stepped('nonsense', rules, 1)).to.equal('8')
    expect(quantityFault('0,25', { ...rules, decimals: 2, min: null, pack: null, max: null })).to.equal(null)
  })

  it('a view is read back from its address', () => {
    const view: model.View = {
      ...model.everything,
      q: 'toner & co',
      family: '7',
      brand: 'Kéops',
      equipment: '12',
      inStock: true,
      sort: 'price',
      order: 'desc',
      open: '42',
    }
    expect(model.readRoute(model.writeRoute(view))).to.deep.equal(view)
    expect(model.writeRoute(model.everything)).to.equal('/')
    const hidden = model.toQuery({ ...view, ordered: true }, { prices: false, orders: false })
    expect(hidden).not.to.have.any.keys('sort', 'ordered')
  })
})
