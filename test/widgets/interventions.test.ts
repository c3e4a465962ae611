import { expect, oneEvent } from '@open-wc/testing'
import { html } from 'lit'
import type { Api, CommandReceipt, InterventionSheet, Right } from '../../bff/api.ts'
import { interventions as states } from '../../demo-host/gallery/interventions.ts'
import { everything as every } from '../../demo-host/gallery/state.ts'
import type { GuichetInterventions } from '../../widgets/interventions/guichet-interventions.ts'
import '../../widgets/interventions/guichet-interventions.ts'
import * as model from '../../widgets/interventions/model.ts'
import fr from '../../widgets/interventions/strings/fr.ts'
import { type Answers, portalView, Refusal, sessionView, StubBff } from '../kit/stub-bff.ts'
import { Reader, words } from './invoices-reader.ts'
import { waitUntil } from '../kit/wait.ts'

type Whole = { [K in keyof Api]: Api[K]['reply'] }
const [ready, pending] = states as readonly [(typeof states)[number], (typeof states)[number]]
const known = ready.replies as Required<Pick<Whole, 'GET /interventions' | 'GET /interventions/:id' | 'GET /sites'>>
const onTheirWay = (pending.replies as typeof known)['GET /interventions']
const listed = known['GET /interventions']
const whole = known['GET /interventions/:id']

const receipt = (change: Partial<CommandReceipt> = {}): CommandReceipt => ({
  id: 'c1',
  receipt: 'R7K3-F92Q',
  function: 'reply',
  state: 'received',
  number: null,
  subjectId: null,
  reason: null,
  createdAt: '2026-11-21T10:00:00.000Z',
  deliveredAt: null,
  ...change,
})

interface Options {
  rights?: Right[]
  features?: string[]
  route?: string
  lang?: 'fr' | 'en'
  width?: number
  answers?: Answers
  requestHref?: string
}

let open: StubBff | undefined

async function mount(options: Options = {}) {
  const { rights = every, route, lang = 'fr', width = 1200, answers = {}, requestHref } = options
  const features = options.features ?? ['interventions', 'replying', 'requests']
  history.replaceState(null, '', route ? `#guichet.interventions=${encodeURIComponent(route)}` : '#')
  const bff = new StubBff({
    'GET /sites': known['GET /sites'],
    'GET /natures': { domains: [] },
    'GET /interventions': listed,
    'GET /interventions/:id': whole,
    'GET /portal': { ...portalView, features },
    ...answers,
  })
  open = bff
  await bff.signIn(sessionView({ rights }))
  const box = await bff.mount<HTMLElement>(
    html`<div><guichet-interventions request-href=${requestHref ?? ''}></guichet-interventions></div>`,
    {
      lang,
    },
  )
  box.style.inlineSize = `${width}px`
  const element = box.firstElementChild as GuichetInterventions
  const reader = new Reader(element as never)
  return { bff, element, reader, asked: () => bff.calls('GET /interventions').at(-1)?.query as Record<string, unknown> }
}

const sheetWords = ({ root }: Reader) => words(root.querySelector('dialog[open]'))
const opened = async (reader: Reader) => {
  await reader.find('dialog')
  await waitUntil(() => sheetWords(reader).includes('Échanges'), 'the sheet')
}
const textarea = async ({ root }: Reader) => {
  await waitUntil(() => root.querySelector('#reply'), 'the form')
  return root.querySelector('#reply') as HTMLTextAreaElement
}

describe('guichet-interventions', () => {
  afterEach(async () => {
    await open?.restore()
    open = undefined
    history.replaceState(null, '', '#')
  })

  it('[AR-043] [CO-11] a row says number, date, state, what it is about and who asked', async () => {
    const { reader } = await mount()
    const [first, second] = [await reader.find('row'), reader.all('row')[1]]
    const urgent = first.querySelector('[role=img]')
    expect(urgent?.getAttribute('aria-label')).to.equal('Urgente')
    expect(words(first)).to.match(/^DI-26-0452 Code d’erreur SC542 .* Paul Martin 19\/11\/2026 – Attend votre réponse$/)
    expect(words(second)).to.contain('Ricoh IM C3000 · Atelier mécanique').and.contain('24/11/2026 Planifiée')
  })

  it('on a phone the rows are cards, in English as well', async () => {
    const { reader } = await mount({ width: 390, lang: 'en' })
    const card = () => words(reader.root.querySelector('.card'))
    await waitUntil(() => card().includes('Waiting for you'))
    expect(card()).to.contain('Asked on 19/11/2026 by Paul Martin')
    expect(reader.all('row')).to.have.length(0)
  })

  it('[AR-044] [CO-22] filters are asked for, told as chips, and written into the address', async () => {
    const { reader, asked } = await mount()
    ;(await reader.find('button', /^En cours 4/)).click()
    await waitUntil(() => asked().state)
    expect(asked().state).to.have.members(['waiting', 'received', 'planned', 'in_progress'])
    expect(decodeURIComponent(location.hash)).to.equal('#guichet.interventions=/?state=open')
    expect(reader.get('button', /^Retirer le filtre État.: En cours$/)).to.exist
    reader.get('button', /^Filtres/).click()
    await reader.find('checkbox', 'Urgentes seulement')
    reader.get('checkbox', 'Urgentes seulement').click()
    await waitUntil(() => asked().urgent === true)
    const period = reader.get<HTMLSelectElement>('combobox', 'Période')
    period.value = 'this-year'
    period.dispatchEvent(new Event('change'))
    await waitUntil(() => asked().from)
    reader.get('button', 'Tout effacer').click()
    await waitUntil(() => asked().state === undefined && asked().urgent === undefined && asked().from === undefined)
  })

  it('[SY-19] a deep link shows the interventions of one machine, and leads to a request for it', async () => {
    const { reader, asked } = await mount({ route: '/?equipment=7&state=open', requestHref: '/depannage' })
    await reader.find('row')
    expect(asked()).to.include({ equipment: '7' })
    expect(reader.get('button', /^Retirer le filtre Machine.: Ricoh IM C3000$/)).to.exist
    const link = reader.root.querySelector<HTMLAnchorElement>('a[part~=request]')
    expect(new URL(link?.href ?? '').pathname).to.equal('/depannage')
    expect(decodeURIComponent(new URL(link?.href ?? '').hash)).to.equal('#guichet.request=/?equipment=7')
  })

  it('[SY-16] the button is there for whoever may ask, and where it leads somewhere', async () => {
    const link = ({ root }: Reader) => root.querySelector('a[part~=request]')
    const may = await mount({ requestHref: '/depannage' })
    await may.reader.find('row')
    expect(words(link(may.reader))).to.equal('Demander une intervention')
    await open?.restore()
    const nowhere = await mount()
    await nowhere.reader.find('row')
    expect(link(nowhere.reader)).to.equal(null)
    await open?.restore()
    const rights: Right[] = ['interventions.read']
    const reads = await mount({ rights, requestHref: '/depannage' })
    await reads.reader.find('row')
    expect(link(reads.reader)).to.equal(null)
  })

  it('[SY-27] what was sent stands above the list with its receipt, and goes when it has arrived', async () => {
    let answer = onTheirWay
    const { reader, element, bff } = await mount({ answers: { 'GET /interventions': () => answer } })
    await reader.find('row')
    const pending = () => words(reader.root.querySelector('[part=pending]'))
    expect(pending()).to.contain('Reçu R7K3-F92Q En cours d’envoi').and.contain('Le toner noir coule')
    expect(pending()).to.contain('Refusée').and.contain('Cette machine n’est plus sous contrat.')
    answer = listed
    // Another widget of the page has sent something: the list looks at once.
    document.body.dispatchEvent(new CustomEvent('guichet-request-sent', { bubbles: true, composed: true }))
    await waitUntil(() => reader.root.querySelector('[part=pending]') === null)
    expect(bff.calls('GET /interventions').length).to.be.greaterThan(1)
    expect(element.isConnected).to.equal(true)
  })

  it('nothing but what is on its way is no empty list', async () => {
    const none = { rows: [], next: null, totals: { count: 0, openCount: 0, waitingCount: 0 } }
    const { reader } = await mount({ answers: { 'GET /interventions': { ...none, pending: onTheirWay.pending } } })
    await waitUntil(() => reader.root.querySelector('[part=pending]'))
    expect(words(reader.root.querySelector('.root')))
      .to.contain('Reçu R7K3-F92Q')
      .and.contain('Aucune intervention')
  })

  it('[AR-067] [CA-34] the sheet says where it stands, what it is about, and where', async () => {
    const { reader, element } = await mount()
    const told = oneEvent(element, 'guichet-intervention-opened')
    ;(await reader.find('button', 'DI-26-0452')).click()
    await opened(reader)
    expect((await told).detail).to.deep.equal({ id: '452', number: 'DI-26-0452' })
    const steps = [...reader.root.querySelectorAll('.step')]
    expect(steps.map((step) => step.getAttribute('aria-current'))).to.deep.equal([null, null, null, 'step', null])
    expect(words(steps[3])).to.contain('Attend votre réponse')
    expect(sheetWords(reader)).to.match(
      /Nous attendons une réponse .* « La pièce arrive mardi\. .* 14 h ? ?\? » Répondre/,
    )
    for (const part of [
      'N° de série C507PB2087',
      'Étiquette AB-01842',
      'Copieurs et imprimantes › Panne',
      '49000 Angers',
    ])
      expect(sheetWords(reader)).to.contain(part)
  })

  it('[AR-068] [AR-069] visits with their work, by a disclosure and not by hovering', async () => {
    const { reader } = await mount({ route: '/452' })
    await opened(reader)
    const visit = reader.root.querySelector('[part=visit]')
    expect(words(visit)).to.contain('Technicien : Julie Abgrall · 1 h 35 min').and.contain('Effectué')
    const details = visit?.querySelector('details') as HTMLDetailsElement
    expect(words(details)).to.equal('2 prestations')
    details.querySelector('summary')?.click()
    expect(words(details)).to.contain('Diagnostic Main-d’œuvre 1,5 h')
  })

  it('[AR-070] [AR-071] [CA-04] the thread in order, and every file by a ticket', async () => {
    const click = HTMLAnchorElement.prototype.click
    const sent: string[] = []
    HTMLAnchorElement.prototype.click = function () {
      sent.push(this.download)
    }
    try {
      const ticket = { url: 'https://counter.example/f', fileName: 'ecran.pdf', expiresAt: '2026-11-21T10:01:00Z' }
      const { reader, bff } = await mount({ route: '/452', answers: { 'POST /documents/:id/ticket': ticket } })
      await opened(reader)
      const messages = [...reader.root.querySelectorAll('.message')].map(words)
      expect(messages[0]).to.match(/^Paul Martin .* Voici la photo de l’écran\. Télécharger ecran\.pdf/)
      expect(messages[1]).to.contain('La pièce arrive mardi.')
      reader.get('button', /^Télécharger ecran\.pdf /).click()
      await waitUntil(() => sent.length > 0)
      expect(sent).to.deep.equal(['ecran.pdf'])
      expect(bff.calls('POST /documents/:id/ticket')[0]?.params).to.deep.equal({ id: '31' })
      await waitUntil(() => sheetWords(reader).includes('Téléchargement de ecran.pdf.'))
    } finally {
      HTMLAnchorElement.prototype.click = click
    }
  })

  it('[EX-50] a message shows at once as being sent, with its receipt, and then stands in the thread', async () => {
    let answer: InterventionSheet = whole
    const { reader, element, bff } = await mount({
      route: '/452',
      answers: { 'GET /interventions/:id': () => answer, 'POST /interventions/:id/replies': receipt() },
    })
    await opened(reader)
    const field = await textarea(reader)
    const told = oneEvent(element, 'guichet-reply-sent')
    reader.type(field, ' Oui, à 14 h. ', false)
    const written = {
      ...whole.exchanges[0],
      id: '3',
      body: 'Oui, à 14 h.',
      files: [],
    } as InterventionSheet['exchanges'][number]
    reader.get('button', 'Envoyer').click()
    expect((await told).detail).to.include({ id: '452', receipt: 'R7K3-F92Q' })
    const [call] = bff.calls('POST /interventions/:id/replies')
    expect(call?.body).to.include({ body: 'Oui, à 14 h.' })
    expect((call?.body as { key?: string } | undefined)?.key).to.match(/^[\da-f-]{36}$/)
    await waitUntil(() => reader.root.querySelectorAll('.message').length === 3)
    const last = () => words([...reader.root.querySelectorAll('.message')].at(-1))
    expect(last()).to.contain('En cours d’envoi').and.contain('Reçu R7K3-F92Q')
    expect(field.value).to.equal('')
    expect(sheetWords(reader), 'it is the vendor’s turn').to.contain('Merci, votre réponse est partie.')
    answer = { ...whole, exchanges: [...whole.exchanges, written] }
    bff.answers['GET /changes'] = { marks: { interventions: 'moved' } }
    await waitUntil(() => !last().includes('En cours'), 'it has arrived')
    expect(last()).to.contain('Oui, à 14 h.')
  })

  it('a message that does not go stays, with its key, through another visit of the sheet', async () => {
    const { reader, bff } = await mount({
      route: '/452',
      answers: { 'POST /interventions/:id/replies': new Refusal(503, 'management-unavailable') },
    })
    await opened(reader)
    reader.type(await textarea(reader), 'Oui.', false)
    reader.get('button', 'Envoyer').click()
    await reader.find('alert')
    expect(sheetWords(reader)).to.contain('Le message n’est pas parti. Il est gardé ici.')
    reader.get('button', 'Fermer').click()
    await reader.gone('dialog')
    ;(await reader.find('button', 'DI-26-0452')).click()
    await opened(reader)
    expect((await textarea(reader)).value).to.equal('Oui.')
    reader.get('button', 'Envoyer').click()
    await waitUntil(() => bff.calls('POST /interventions/:id/replies').length === 2)
    const keys = bff.calls('POST /interventions/:id/replies').map(({ body }) => (body as { key: string }).key)
    expect(keys[0]).to.equal(keys[1])
  })

  it('an empty message is not sent, and the keyboard is where it is missing', async () => {
    const { reader, bff } = await mount({ route: '/452' })
    await opened(reader)
    await textarea(reader)
    reader.get('button', 'Envoyer').click()
    await waitUntil(() => reader.root.activeElement?.id === 'reply')
    expect(sheetWords(reader)).to.contain('Écrivez votre message.')
    expect(bff.calls('POST /interventions/:id/replies')).to.have.length(0)
  })

  it('[AR-061] what is closed takes no message and says so', async () => {
    const answers = { 'GET /interventions/:id': { ...whole, state: 'cancelled', mayReply: false } as const }
    const { reader } = await mount({ route: '/452', answers })
    await opened(reader)
    expect(reader.root.querySelector('#reply')).to.equal(null)
    expect(sheetWords(reader)).to.contain('elle ne reçoit plus de message')
  })

  it('[AR-062] prints the sheet alone, everything unfolded, without what can only be pressed', async () => {
    const { reader } = await mount({ route: '/452' })
    await opened(reader)
    const papers: { title: string; text: string; open: boolean; forms: number }[] = []
    // The frame's own window: seen by what is put into the page.
    const watch = new MutationObserver((records) => {
      const frame = records
        .flatMap(({ addedNodes }) => [...addedNodes])
        .find((node) => node instanceof HTMLIFrameElement)
      const view = (frame as HTMLIFrameElement | undefined)?.contentWindow
      if (!view) return
      view.print = () => {
        const { body, title } = view.document
        const details = body.querySelector('details')
        papers.push({
          title,
          text: words(body),
          open: details?.open ?? false,
          forms: body.querySelectorAll('form, .no-print').length,
        })
      }
    })
    watch.observe(document.body, { childList: true })
    try {
      reader.get('button', 'Imprimer la fiche').click()
      await waitUntil(() => papers.length > 0)
      const [paper] = papers
      expect(paper?.title).to.contain('DI-26-0452')
      expect(paper?.text).to.contain('Étude Dupond').and.contain('Diagnostic').and.contain('La pièce arrive mardi.')
      expect(paper?.open).to.equal(true)
      expect(paper?.forms).to.equal(0)
      window.dispatchEvent(new Event('focus'))
      await waitUntil(() => document.querySelector('body > iframe') === null, 'the frame is gone')
    } finally {
      watch.disconnect()
    }
  })

  it('a view reads back from its address, and says only what differs', () => {
    const view: model.View = {
      ...model.everything,
      q: 'four',
      period: 'custom',
      from: '2026-01-02',
      states: model.openStates,
      equipment: '7',
      urgent: true,
      sort: 'planned',
      order: 'desc',
      open: '42',
    }
    expect(model.writeRoute(view)).to.equal(
      '/42?q=four&equipment=7&sort=planned&from=2026-01-02&state=open&urgent=1&order=desc',
    )
    expect(model.readRoute(model.writeRoute(view))).to.deep.equal(view)
    expect(model.readRoute('/?state=nonsense&sort=id&from=tomorrow')).to.deep.equal(model.everything)
    expect(model.writeRoute(model.everything)).to.equal('/')
    expect(model.filtersOf(model.withoutFilters(view))).to.deep.equal([])
    expect(model.duration('2026-11-20T08:30:00Z', '2026-11-20T10:05:00Z')).to.deep.equal({ hours: 1, minutes: 35 })
    expect(model.duration('2026-11-20T08:30:00Z', null)).to.equal(undefined)
    const lastYear = `${new Date().getFullYear() - 1}-06-02T12:00:00Z`
    expect(fr.moment(lastYear), 'another year is said').to.contain(lastYear.slice(0, 4))
    expect(fr.moment(new Date().toISOString())).not.to.match(/\d{4}/)
  })
})
