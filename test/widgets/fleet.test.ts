import { expect, oneEvent } from '@open-wc/testing'
import { html } from 'lit'
import type { Api, EquipmentRow, Right } from '../../bff/api.ts'
import { fleet as states } from '../../demo-host/gallery/fleet.ts'
import { everything as every } from '../../demo-host/gallery/state.ts'
import * as model from '../../widgets/fleet/model.ts'
import type { GuichetFleet } from '../../widgets/fleet/guichet-fleet.ts'
import '../../widgets/fleet/guichet-fleet.ts'
import { type Answers, portalView, Refusal, sessionView, StubBff } from '../kit/stub-bff.ts'
import { Reader, words } from './invoices-reader.ts'
import { waitUntil } from '../kit/wait.ts'

type Whole = { [K in keyof Api]: Api[K]['reply'] }
const ready = states[0]?.replies as Required<Pick<Whole, 'GET /equipment' | 'GET /equipment/:id'>>
const dot = 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA='
const listed = ready['GET /equipment']
const known = {
  ...ready,
  'GET /equipment/:id': { ...ready['GET /equipment/:id'], image: dot },
  'GET /equipment': { ...listed, rows: listed.rows.map((row) => ({ ...row, image: row.image && dot })) },
}
const [copier, plotter] = known['GET /equipment'].rows as [EquipmentRow, EquipmentRow]

interface Options {
  rights?: Right[]
  route?: string
  lang?: 'fr' | 'en'
  width?: number
  answers?: Answers
  /** Widgets that the page's head names. */
  links?: string[]
}

let open: StubBff | undefined
let links: HTMLLinkElement[] = []

async function mount({ rights = every, route, lang = 'fr', width = 1200, answers = {}, links: named }: Options = {}) {
  history.replaceState(null, '', route ? `#guichet.fleet=${encodeURIComponent(route)}` : '#')
  links = (named ?? ['request', 'catalogue', 'interventions', 'orders']).map((name) => {
    const link = Object.assign(document.createElement('link'), { rel: `guichet-${name}`, href: `/page-${name}` })
    document.head.append(link)
    return link
  })
  const { 'GET /session': _session, ...replies } = known as typeof known & Partial<Whole>
  const features = ['fleet', 'interventions', 'requests', 'catalogue', 'orders']
  const bff = new StubBff({ ...replies, 'GET /portal': { ...portalView, features }, ...answers } as Answers)
  open = bff
  await bff.signIn(sessionView({ rights }))
  const box = await bff.mount<HTMLElement>(html`<div><guichet-fleet></guichet-fleet></div>`, { lang })
  box.style.inlineSize = `${width}px`
  const element = box.firstElementChild as GuichetFleet
  const reader = new Reader(element as never)
  const queries = () => bff.calls('GET /equipment').map(({ query }) => query as Record<string, unknown>)
  return { bff, element, reader, queries, link: (name: RegExp) => linkOf(reader, name) }
}

function linkOf({ root }: Reader, name: RegExp): HTMLAnchorElement | undefined {
  return [...root.querySelectorAll('a')].find(
    (each) => each.checkVisibility() && name.test(each.getAttribute('aria-label') ?? words(each)),
  )
}

const tiles = ({ root }: Reader) => [...root.querySelectorAll<HTMLElement>('.tiles > li')].map(words)
const there = (reader: Reader) => waitUntil(() => reader.root.querySelector('.tiles > li, tbody tr'), 'machines')

describe('guichet-fleet', () => {
  afterEach(async () => {
    await open?.restore()
    for (const link of links) link.remove()
    localStorage.removeItem('guichet-fleet-look')
    history.replaceState(null, '', '#')
  })

  it('[AR-023] [AR-024] [AR-025] [AR-026] [AR-027] [AR-028] [AR-029] a tile shows picture, numbers, label, date and place', async () => {
    const { reader, bff } = await mount()
    await there(reader)
    const [first = '', second = ''] = tiles(reader)
    for (const part of [
      'Copieur couleur Kéops C420',
      'ARM-0418',
      'KC420-77418',
      '14/03/2023',
      'Atelier mécanique · Bureau des méthodes, 1er étage',
      'Sous contrat jusqu’au 31/03/2027',
    ])
      expect(first).to.contain(part)
    expect(second).to.contain('À l’arrêt')
    expect(tiles(reader)[3]).to.contain('Sans site').and.not.contain('Installation')
    const pictures = [...reader.root.querySelectorAll('.tiles > li')].map((each) =>
      each.querySelector('img')?.getAttribute('src'),
    )
    expect(pictures).to.deep.equal([dot, undefined, undefined, undefined])
    const batches = bff.requests.filter(({ calls }) => calls.some(({ key }) => key === 'GET /equipment'))
    expect(batches, 'one request for everything').to.have.length(1)
    expect(batches[0]?.calls.map(({ key }) => key)).to.include.members(['GET /sites', 'GET /equipment/families'])
  })

  it('[AR-030] [AR-031] [SY-19] counters lead to the interventions and orders of the machine', async () => {
    const { reader, link } = await mount()
    await there(reader)
    const counted = link(/^1 intervention en cours, Copieur/)
    expect(counted?.getAttribute('href')).to.match(/\/page-interventions#guichet\.interventions=%2F%3Fequipment%3D418$/)
    expect(link(/^2 commandes en cours, Copieur/)?.href).to.contain('guichet.orders=%2F%3Fequipment%3D418')
    expect(link(/^2 interventions en cours, Traceur/)?.href).to.contain('equipment%3D422')
  })

  it('[SY-17] a site has a view of its own: its machines, and the ways to what is done and ordered there', async () => {
    const { reader, queries, link } = await mount({ route: '/?site=3' })
    await there(reader)
    expect(queries()[0]?.site).to.equal('3')
    expect(link(/^Interventions de ce site/)?.href).to.contain(
      '/page-interventions#guichet.interventions=%2F%3Fsite%3D3',
    )
    expect(link(/^Commandes de ce site/)?.href).to.contain('/page-orders#guichet.orders=%2F%3Fsite%3D3')
    await open?.restore()
    for (const one of links) one.remove()
    const buyer = await mount({ route: '/?site=3', rights: every.filter((right) => right !== 'interventions.read') })
    await there(buyer.reader)
    expect(buyer.link(/^Interventions de ce site/)).to.equal(undefined)
    expect(buyer.link(/^Commandes de ce site/)).not.to.equal(undefined)
  })

  it('[AR-032] offers a request and the consumables of a machine, by a wish that the page may take over', async () => {
    const { reader, element, link } = await mount()
    await there(reader)
    const wishes: unknown[] = []
    element.addEventListener('guichet-navigate-request', (event) => {
      event.preventDefault()
      wishes.push([event.detail.widget, event.detail.route])
    })
    link(/^Demander une intervention, Copieur/)?.click()
    link(/^Commander des consommables, Copieur/)?.click()
    expect(wishes).to.deep.equal([
      ['request', '/?equipment=418'],
      ['catalogue', `/?compatible=${copier.article}&equipment=418`],
    ])
    expect(link(/^Commander des consommables, Traceur/), 'nothing fits it').to.equal(undefined)
  })

  it('offers no way without the right, and none that leads nowhere', async () => {
    const rights = every.filter((right) => right !== 'requests.create' && right !== 'orders.place')
    const limited = await mount({ rights })
    await there(limited.reader)
    expect(limited.link(/^(Demander|Commander)/)).to.equal(undefined)
    expect(limited.link(/^1 intervention en cours/)).not.to.equal(undefined)
    for (const link of links) link.remove()
    await open?.restore()
    const lost = await mount({ links: [] })
    await there(lost.reader)
    expect(lost.link(/./)).to.equal(undefined)
    expect(tiles(lost.reader)[0], 'the count stays').to.contain('1 intervention en cours')
  })

  it('remembers the choice between tiles and table', async () => {
    const first = await mount()
    await there(first.reader)
    first.reader.get('button', 'Tableau').click()
    const row = await first.reader.find('row')
    expect(words(row)).to.contain('ARM-0418 KC420-77418').and.contain('1 intervention en cours')
    expect(first.reader.get('columnheader', 'Équipement').getAttribute('aria-sort')).to.equal('ascending')
    first.reader.get('button', 'Installation').click()
    await waitUntil(() => first.queries().at(-1)?.sort === 'installed')
    expect(first.queries().at(-1)?.order, 'the newest first').to.equal('desc')
    await open?.restore()
    const second = await mount()
    await second.reader.find('row')
    expect(second.reader.get('button', 'Tableau').getAttribute('aria-pressed')).to.equal('true')
  })

  it('shows tiles and no choice where there is no room for a table', async () => {
    localStorage.setItem('guichet-fleet-look', 'table')
    const { reader } = await mount({ width: 390 })
    await waitUntil(() => reader.all('listitem').length > 0)
    expect(reader.all('button', 'Tableau')).to.deep.equal([])
    expect(reader.all('row')).to.deep.equal([])
    expect(reader.root.querySelector('.root')?.scrollWidth).to.be.at.most(390)
  })

  it('[AR-033] searches and filters; the address says so, and a deep link is understood', async () => {
    const { reader, queries } = await mount({ route: '/?state=out_of_service&work=interventions' })
    await there(reader)
    expect(queries()[0]).to.include({ work: 'interventions', sort: 'label', order: 'asc' })
    expect(queries()[0]?.state).to.deep.equal(['out_of_service'])
    reader.get('button', /^Retirer le filtre État/).click()
    await waitUntil(() => queries().length === 2)
    expect(decodeURIComponent(location.hash)).to.equal('#guichet.fleet=/?work=interventions')
    reader.get('button', 'Filtres (1)').click()
    const family = await reader.find('combobox', 'Famille')
    reader.type(family, '8')
    await waitUntil(() => queries().at(-1)?.family === '8')
    reader.type(reader.get('textbox', 'Rechercher'), 'kéops')
    await waitUntil(() => queries().at(-1)?.q === 'kéops')
    reader.get('button', 'Tout effacer').click()
    await waitUntil(() => queries().at(-1)?.q === undefined)
    expect(location.hash).to.equal('')
    expect(queries().at(-1)).to.deep.equal({ sort: 'label', order: 'asc', limit: 20 })
  })

  it('figures are filters, and none is shown of what may not be seen', async () => {
    const { reader, queries } = await mount()
    await there(reader)
    reader.get('button', /^En intervention 2/).click()
    await waitUntil(() => queries().at(-1)?.work === 'interventions')
    const buyer = every.filter((right) => right !== 'interventions.read')
    await open?.restore()
    const limited = await mount({
      rights: buyer,
      route: '/?work=interventions',
      answers: {
        'GET /equipment': {
          ...known['GET /equipment'],
          totals: { ...known['GET /equipment'].totals, withInterventions: null },
        },
      },
    })
    await there(limited.reader)
    expect(limited.reader.all('button', /^En intervention/).length, 'only while it is in force').to.equal(1)
    limited.element.reload()
    await waitUntil(() => limited.queries().length === 2)
    expect(limited.queries()[1], 'it would be refused').not.to.have.property('work')
  })

  it('a deep link with a filter that the profile may not use shows the list without it', async () => {
    const { reader, queries } = await mount({
      route: '/?work=orders',
      answers: {
        'GET /equipment': ({ query }) => {
          if (query && 'work' in query) throw new Refusal(403, 'column-hidden')
          return known['GET /equipment']
        },
      },
    })
    await there(reader)
    expect(queries().map((query) => query.work)).to.deep.equal(['orders', undefined])
  })

  it('[AR-038] [AR-042] [AR-043] [AR-044] [AR-045] the sheet tells cover, people, what is open or was done, and papers', async () => {
    const { reader, element, bff, link } = await mount({
      answers: {
        'POST /documents/:id/ticket': {
          url: '/v1/x/files/t',
          fileName: 'mise-en-service.pdf',
          expiresAt: '2026-11-21T10:01:00Z',
        },
      },
    })
    await there(reader)
    const opened = oneEvent(element, 'guichet-equipment-opened')
    reader.get('button', copier.label).click()
    const dialog = await reader.find('dialog')
    expect((await opened).detail).to.deep.equal({ id: '418', label: copier.label })
    await waitUntil(() => words(dialog).includes('MNT-2024-118'))
    const told = words(dialog)
    for (const part of [
      'Jusqu’au 31 mars 2027',
      '12 rue des Forges',
      'Copieurs multifonctions',
      'Luc Martin',
      '2 × Toner noir Kéops C420',
      'Livraison prévue le 25/11/2026',
    ])
      expect(told).to.contain(part)
    expect(told, 'what is open first').to.contain('INT-2026-0901').and.not.contain('INT-2026-0640')
    expect(words(reader.get('row'))).to.match(
      /^INT-2026-0901 19\/11\/2026 Planifiée Bourrage papier répété dans le bac 2 Urgent .* Luc Martin$/,
    )
    expect(link(/^INT-2026-0901$/)?.href).to.contain('guichet.interventions=%2F901')
    reader.get('checkbox', 'En cours seulement (1)').click()
    await waitUntil(() => words(dialog).includes('INT-2026-0640'))
    expect(link(/^Voir toutes les commandes$/)?.href).to.contain('guichet.orders=%2F%3Fequipment%3D418')

    const sent: string[] = []
    const click = HTMLAnchorElement.prototype.click
    HTMLAnchorElement.prototype.click = function () {
      sent.push(this.href)
    }
    const downloaded = oneEvent(element, 'guichet-document-downloaded')
    reader.get('button', 'Télécharger Procès-verbal de mise en service').click()
    expect((await downloaded).detail).to.deep.equal({ id: '5', fileName: 'mise-en-service.pdf' })
    HTMLAnchorElement.prototype.click = click
    expect(sent).to.deep.equal(['https://counter.example/v1/x/files/t'])
    expect(bff.calls('POST /documents/:id/ticket')[0]?.params).to.deep.equal({ id: '5' })
    bff.answers['POST /documents/:id/ticket'] = new Refusal(404, 'not-found')
    reader.get('button', /^Télécharger guide/).click()
    await reader.find('alert')
  })

  it('a way to a widget on the same page closes the sheet, and back opens it again', async () => {
    const { reader, link } = await mount({ links: [], route: '/418' })
    const target = document.createElement('guichet-interventions')
    document.body.append(target)
    await reader.find('dialog')
    await waitUntil(() => link(/^INT-2026-0901$/))
    link(/^INT-2026-0901$/)?.click()
    await reader.gone('dialog')
    expect(decodeURIComponent(location.hash)).to.equal('#guichet.interventions=/901')
    history.back()
    await reader.find('dialog')
    target.remove()
  })

  it('says where the empty fleet, the refusal and the language stand', async () => {
    const empty = await mount({
      answers: {
        'GET /equipment': {
          rows: [],
          next: null,
          totals: { count: 0, outOfService: 0, withInterventions: 0, withOrders: 0 },
        },
      },
    })
    await waitUntil(() => words(empty.reader.root.querySelector('.empty')).includes('Aucun équipement pour le moment'))
    await open?.restore()
    const forbidden = await mount({ rights: every.filter((right) => right !== 'fleet.read') })
    await waitUntil(() => forbidden.reader.root.querySelector('[part~=forbidden]'))
    await open?.restore()
    const english = await mount({ lang: 'en' })
    await there(english.reader)
    await waitUntil(() => tiles(english.reader)[1]?.includes('Out of service'))
    expect(tiles(english.reader)[1]).to.contain('2 service calls under way')
  })

  it('reads back every view that it writes', () => {
    for (const sort of model.sorts)
      for (const order of ['asc', 'desc'] as const)
        for (const work of ['', ...model.works] as const)
          for (const q of ['', 'a&b=c', 'é «100 %» #?/+']) {
            const view: model.View = {
              q,
              site: q && 's/1',
              family: '7',
              states: ['removed'],
              work,
              sort,
              order,
              open: q ? null : plotter.id,
            }
            for (const start of [
              model.everything,
              { ...model.everything, site: 'x', states: [model.states[0] ?? 'removed'] },
            ]) {
              expect(model.readRoute(model.writeRoute(view, start), start)).to.deep.equal(view)
            }
          }
    expect(model.readRoute('/7?state=removed,odd&sort=colour&work=sleep')).to.deep.equal({
      ...model.everything,
      states: ['removed'],
      open: '7',
    })
  })
})
