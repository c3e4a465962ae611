import { aTimeout, expect } from '@open-wc/testing'
import type { Api } from '../../bff/api.ts'
import { openCounter } from '../../widgets/host/counters.ts'
import { Refusal, sessionView } from '../kit/stub-bff.ts'
import { listing, row } from './invoices-rows.ts'
import { mount, restore, words } from './invoices-reader.ts'
import { waitUntil } from '../kit/wait.ts'

const lastQuery = ({ bff }: Awaited<ReturnType<typeof mount>>) =>
  bff.calls('GET /invoices').at(-1)?.query as Record<string, unknown>

const hashRoute = () => decodeURIComponent(location.hash.replace('#guichet.invoices=', ''))

describe('guichet-invoices: the list', () => {
  afterEach(restore)

  it('[CO-27] [OG-05] shows number, date, subject, due date, state, total and what is left', async () => {
    const { reader, bff } = await mount()
    await reader.find('row')
    expect(reader.all('row')).to.have.length(20)
    const first = words(reader.get('row'))
    expect(first).to.contain('FA-0001').and.contain('Maintenance du copieur 1').and.contain('BC 1 · Atelier')
    expect(first).to.contain('En retard').and.contain('12 jours de retard').and.contain('1 284,60 €')
    expect(words(reader.all('row')[4]))
      .to.contain('Avoir')
      .and.contain('À utiliser')
      .and.contain('\u221236,00 €')
    // What is settled has nothing left: a dash, no zero.
    expect(words(reader.all('row')[2])).to.match(/Réglée 1 200,00 € –$/)
    expect(bff.requests.flatMap(({ calls }) => calls.map(({ key }) => key))).to.include.members([
      'GET /invoices',
      'GET /sites',
    ])
  })

  it('asks for the list and the sites in one request', async () => {
    const { reader, bff } = await mount()
    await reader.find('row')
    const batches = bff.requests.filter(({ calls }) => calls.some(({ key }) => key === 'GET /invoices'))
    expect(batches).to.have.length(1)
    expect(batches[0]?.calls.map(({ key }) => key)).to.include('GET /sites')
  })

  it('[EX-26] tells what is left and what is late of the filtered set; each figure is a filter', async () => {
    const mounted = await mount()
    const { reader } = mounted
    await reader.find('row')
    const figure = () => reader.get('button', /^En retard/)
    expect(words(figure())).to.contain('1 284,60 €').and.contain('1 facture')
    expect(words(reader.get('button', /^Reste à régler \d/))).to.contain('45 documents')
    figure().click()
    await waitUntil(() => figure().getAttribute('aria-pressed') === 'true' && reader.all('row').length === 1)
    expect(lastQuery(mounted).state).to.deep.equal(['overdue'])
    expect(words(reader.get('button', /^Reste à régler \d/))).to.contain('1 document')
    expect(hashRoute()).to.equal('/?state=overdue')
    figure().click()
    await waitUntil(() => reader.all('row').length === 20)
    expect(lastQuery(mounted)).not.to.have.property('state')
    expect(location.hash).to.equal('')
  })

  it('says that the balance is in the customer’s favour when unused credit notes outweigh what is due', async () => {
    const { reader } = await mount({
      prepare: (bff) => {
        const answer = listing({}, { all: [row(5, { kind: 'credit_note', remaining: '-60.49' })] })
        bff.answers['GET /invoices'] = { ...answer, totals: { ...answer.totals, open: '-60.49', openCount: 9 } }
      },
    })
    expect(words(await reader.find('button', /^En votre faveur/))).to.equal('En votre faveur 60,49 € 9 documents')
    expect(reader.all('button', /^Reste à régler \d/)).to.deep.equal([])
  })

  it('sorts by a heading, says so, and turns round at the second press', async () => {
    const mounted = await mount()
    const { reader } = mounted
    await reader.find('row')
    const heading = (name: string) => reader.get('columnheader', name)
    expect(heading('Date').getAttribute('aria-sort')).to.equal('descending')
    reader.get('button', 'Échéance').click()
    await waitUntil(() => lastQuery(mounted).sort === 'due')
    expect(lastQuery(mounted).order).to.equal('asc')
    await waitUntil(() => heading('Échéance').getAttribute('aria-sort') === 'ascending')
    expect(heading('Date').hasAttribute('aria-sort')).to.equal(false)
    reader.get('button', 'Échéance').click()
    await waitUntil(() => lastQuery(mounted).order === 'desc')
    expect(hashRoute()).to.equal('/?sort=due&order=desc')
  })

  it('shows more, keeps what was there, and hands the keyboard on when there is no more', async () => {
    const { reader, bff } = await mount()
    const more = await reader.find('button', 'Afficher plus')
    more.click()
    await waitUntil(() => reader.all('row').length === 40)
    expect(bff.calls('GET /invoices').at(-1)?.query).to.include({ after: '20', limit: 20 })
    expect(reader.said).to.equal('40 documents affichés sur 47.')
    const last = reader.get('button', 'Afficher plus')
    last.focus()
    last.click()
    await waitUntil(() => reader.all('row').length === 47)
    await waitUntil(() => reader.focused === 'FA-0041')
    expect(reader.all('button', 'Afficher plus')).to.have.length(0)
    expect(words(reader.root.querySelector('.pager'))).to.equal('47 sur 47')
  })

  it('says why more did not come, and tries again', async () => {
    const { reader, bff } = await mount()
    const more = await reader.find('button', 'Afficher plus')
    const good = bff.answers['GET /invoices']
    bff.answers['GET /invoices'] = new Refusal(500, 'unexpected')
    more.click()
    await reader.find('alert')
    expect(reader.all('row'), 'what was there stays').to.have.length(20)
    bff.answers = { ...bff.answers, ...(good && { 'GET /invoices': good }) }
    reader.get('button', 'Réessayer').click()
    await waitUntil(() => reader.all('row').length === 40)
    expect(reader.all('alert')).to.have.length(0)
  })

  it('searches when the typing pauses: one question, and the count is said', async () => {
    const { reader, bff } = await mount()
    await reader.find('row')
    const before = bff.calls('GET /invoices').length
    const field = reader.get('textbox', 'Rechercher')
    for (const text of ['F', 'FA', 'FA-0', 'FA-00', 'FA-0012']) reader.type(field, text, false)
    await waitUntil(() => reader.all('row').length === 1)
    expect(bff.calls('GET /invoices')).to.have.length(before + 1)
    expect(reader.said).to.equal('1 document trouvé.')
    expect(hashRoute()).to.equal('/?q=FA-0012')
    expect(words(reader.get('button', /Retirer le filtre Recherche/))).to.equal('« FA-0012 »')
  })

  it('filters by period, state, kind, site and amount, and shows each as a chip that can be removed', async () => {
    const mounted = await mount()
    const { reader } = mounted
    await reader.find('row')
    reader.type(reader.get('combobox', 'Période'), 'this-year')
    reader.get('button', 'Filtres').click()
    const paid = await reader.find<HTMLInputElement>('checkbox', 'Réglée')
    paid.click()
    reader.type(reader.get('combobox', 'Type'), 'invoice')
    reader.type(reader.get('combobox', 'Site'), 's1')
    reader.type(reader.get('textbox', 'Montant TTC, au moins'), '1 000,5')
    await waitUntil(() => lastQuery(mounted).min === '1000.50')
    const year = new Date().getFullYear()
    expect(lastQuery(mounted)).to.deep.include({ from: `${year}-01-01`, state: ['paid'], kind: 'invoice', site: 's1' })
    const chips = reader.all('button', /^Retirer le filtre/).map(words)
    expect(chips).to.deep.equal(['Cette année', 'Réglée', 'Factures seulement', 'Siège', 'Au moins 1 000,50'])
    reader.get('button', /Retirer le filtre Site.: Siège/).click()
    await waitUntil(() => !('site' in lastQuery(mounted)))
    expect(reader.get('button', /^Filtres/).textContent).to.contain('(3)')
  })

  it('refuses an amount that is none, at its field, and asks nothing', async () => {
    const { reader, bff } = await mount({ route: '/?min=10' })
    await reader.find('row')
    reader.get('button', /^Filtres/).click()
    const field = await reader.find<HTMLInputElement>('textbox', 'Montant TTC, au plus')
    const before = bff.calls('GET /invoices').length
    reader.type(field, 'douze')
    await waitUntil(() => field.getAttribute('aria-invalid') === 'true')
    const error = reader.root.getElementById(field.getAttribute('aria-describedby') ?? '')
    expect(words(error)).to.contain('Écrivez un montant')
    expect(field.value).to.equal('douze')
    expect(bff.calls('GET /invoices')).to.have.length(before)
  })

  it('takes dates of choice', async () => {
    const mounted = await mount({ route: '/?period=custom' })
    const { reader } = mounted
    await reader.find('row')
    reader.type(reader.get('textbox', 'Du'), '2026-02-01')
    await waitUntil(() => lastQuery(mounted).from === '2026-02-01')
    reader.type(reader.get('textbox', 'Au'), '2026-02-28')
    await waitUntil(() => lastQuery(mounted).to === '2026-02-28')
    expect(words(reader.get('button', /filtre Période/))).to.equal('Du 01/02/2026 au 28/02/2026')
  })

  it('says when nothing matches, and clears all filters with the keyboard kept', async () => {
    const { reader } = await mount({ route: '/?q=introuvable&state=paid' })
    const all = await reader.find('button', 'Tout effacer')
    expect(words(reader.root.querySelector('[part~=nothing-found]'))).to.contain('Aucun document ne correspond')
    all.click()
    await waitUntil(() => reader.all('row').length === 20)
    expect(reader.focused).to.equal('Rechercher')
    expect(location.hash).to.equal('')
  })

  it('says what comes when there is no invoice at all; the page may say it itself', async () => {
    const none = { ...listing({}, { all: [] }) }
    const { reader, element } = await mount({ prepare: (bff) => (bff.answers['GET /invoices'] = none) })
    await waitUntil(() => words(reader.root.querySelector('[part~=empty]')).includes('Aucune facture pour le moment'))
    const own = document.createElement('p')
    own.slot = 'empty'
    own.textContent = 'Bienvenue'
    element.append(own)
    expect(reader.root.querySelector<HTMLSlotElement>('slot[name=empty]')?.assignedElements()).to.deep.equal([own])
  })

  it('hides amounts whole from a profile that may not see them', async () => {
    const mounted = await mount({
      amounts: false,
      route: '/?sort=total&min=10',
      prepare(bff) {
        const all = bff.answers['GET /invoices']
        bff.answers['GET /invoices'] = (call) => {
          const { sort, min } = (call.query ?? {}) as { sort?: string; min?: string }
          if (sort === 'total' || min) throw new Refusal(403, 'column-hidden')
          return (typeof all === 'function' ? all(call) : all) as Api['GET /invoices']['reply']
        }
      },
    })
    const { reader } = mounted
    await reader.find('row')
    // On a cold page it is not known yet who asks; what is refused is asked without the hidden column.
    expect(mounted.bff.calls('GET /invoices')).to.have.length(2)
    expect(lastQuery(mounted)).to.deep.equal({ sort: 'issued', order: 'desc', limit: 20 })
    expect(reader.all('columnheader').map(words)).to.deep.equal(['Numéro', 'Objet', 'Date', 'Échéance', 'État'])
    expect(reader.root.textContent).not.to.contain('€')
    expect(words(reader.get('button', /^En retard/))).to.equal('En retard 1 facture')
    expect(reader.all('button', /PDF/)).to.have.length(0)
    reader.get('button', /^Filtres/).click()
    await reader.find('combobox', 'Type')
    expect(reader.all('textbox').map((field) => field.id)).to.deep.equal(['search'])
  })

  it('is cards where it is narrow, with the order in a field', async () => {
    const mounted = await mount({ width: 390 })
    const { reader } = mounted
    await waitUntil(() => reader.all('listitem').length === 20)
    expect(reader.all('row')).to.have.length(0)
    expect(words(reader.get('listitem')))
      .to.contain('FA-0001')
      .and.contain('En retard')
      .and.contain('1 284,60 €')
    reader.type(reader.get('combobox', 'Trier par'), 'total asc')
    await waitUntil(() => lastQuery(mounted).sort === 'total' && lastQuery(mounted).order === 'asc')
    const edge = reader.element.getBoundingClientRect().right + 0.5
    const wide = [...reader.root.querySelectorAll('*')].filter((each) => each.getBoundingClientRect().right > edge)
    expect(wide.map((each) => each.className)).to.deep.equal([])
  })

  it('shows a problem with its reference, tries again, and keeps the filters on screen meanwhile', async () => {
    const { reader, bff } = await mount()
    await reader.find('row')
    const good = bff.answers['GET /invoices']
    bff.answers['GET /invoices'] = new Refusal(500, 'unexpected')
    reader.get('button', /^En retard/).click()
    const alert = await reader.find('alert')
    expect(words(alert)).to.contain('Une erreur s’est produite de notre côté').and.contain('Référence : req-1')
    expect(reader.get('button', /Retirer le filtre État/)).to.exist
    bff.answers = { ...bff.answers, ...(good && { 'GET /invoices': good }) }
    reader.get('button', 'Réessayer').click()
    await waitUntil(() => reader.all('row').length === 1)
    expect(reader.all('alert')).to.have.length(0)
  })

  it('shows what others wrote as text, never as markup', async () => {
    const evil = '<img src=x onerror="window.pwned=1"><script>window.pwned=1</script>${7*7}'
    const all = [{ ...listing({}).rows[0]!, title: evil, number: evil, reference: evil, site: { id: '1', name: evil } }]
    const { reader } = await mount({ prepare: (bff) => (bff.answers['GET /invoices'] = listing({}, { all })) })
    await reader.find('row')
    await aTimeout(50)
    expect(words(reader.get('row'))).to.contain(evil)
    expect(reader.root.querySelectorAll('img, script')).to.have.length(0)
    expect('pwned' in window).to.equal(false)
  })

  it('speaks English, and changes over while it is on screen', async () => {
    const { reader, element } = await mount({ lang: 'en' })
    await reader.find('columnheader', 'Number')
    expect(reader.all('columnheader').map(words)).to.include.members(['Number', 'Subject', 'Total incl. VAT'])
    expect(words(reader.get('row')))
      .to.contain('Overdue')
      .and.contain('€1,284.60')
    element.setAttribute('lang', 'fr')
    await waitUntil(() => reader.all('columnheader', 'Numéro').length === 1)
    expect(words(reader.get('row')))
      .to.contain('En retard')
      .and.contain('1 284,60 €')
  })

  it('starts as its attributes say, and changes with them', async () => {
    const mounted = await mount({
      prepare: () => history.replaceState(null, '', '#unser=1'),
    })
    const { reader, element } = mounted
    await reader.find('row')
    element.setAttribute('page-size', '5')
    element.setAttribute('state', 'paid, overdue, nonsense')
    await waitUntil(() => lastQuery(mounted).limit === 5)
    expect(lastQuery(mounted).state).to.deep.equal(['overdue', 'paid'])
    expect(location.hash, 'what the page itself says is in no link').to.equal('#unser=1')
  })

  it('drops what belongs to the former company at a switch: rows, site filter, open sheet', async () => {
    const mounted = await mount({ route: '/2?site=s1&state=paid' })
    const { reader, bff } = mounted
    await reader.find('dialog')
    const other = { id: '2', code: 'C002', name: 'Garage Martin' }
    const view = sessionView({ customer: other, customers: [other] })
    bff.answers['PUT /session/customer'] = () => ({ handle: bff.newHandle(view), session: view })
    bff.answers['GET /invoices'] = listing({}, { all: [row(77)] })
    const { session } = openCounter({ address: bff.address })
    await session.switchCustomer('2')
    await reader.gone('dialog')
    await waitUntil(() => reader.all('row').length === 1)
    expect(words(reader.get('row'))).to.contain('FA-0077')
    expect(lastQuery(mounted))
      .to.deep.include({ state: ['paid'] })
      .and.not.have.property('site')
    expect(hashRoute()).to.equal('/?state=paid')
  })
})
