import { expect, oneEvent } from '@open-wc/testing'
import { sendKeys } from '@web/test-runner-commands'
import { Refusal } from '../kit/stub-bff.ts'
import { sheetOf } from './invoices-rows.ts'
import { mount, restore, words } from './invoices-reader.ts'
import { waitUntil } from '../kit/wait.ts'

const route = () => decodeURIComponent(location.hash.replace('#guichet.invoices=', ''))

/** Addresses that the browser was sent to for a file. */
function watchDownloads(): { sent: { href: string; download: string }[]; stop(): void } {
  const click = HTMLAnchorElement.prototype.click
  const sent: { href: string; download: string }[] = []
  HTMLAnchorElement.prototype.click = function () {
    sent.push({ href: this.href, download: this.download })
  }
  return { sent, stop: () => void (HTMLAnchorElement.prototype.click = click) }
}

describe('guichet-invoices: the sheet', () => {
  afterEach(restore)

  it('opens by keyboard, keeps the focus, closes by Escape, and gives the focus back', async () => {
    const { reader, bff, element } = await mount()
    const opener = await reader.find('button', 'FA-0002')
    opener.focus()
    const opened = oneEvent(element, 'guichet-invoice-opened')
    await sendKeys({ press: 'Enter' })
    const dialog = await reader.find('dialog')
    expect((await opened).detail).to.deep.equal({ id: '2', number: 'FA-0002' })
    expect(route()).to.equal('/2')
    const title = reader.root.getElementById(dialog.getAttribute('aria-labelledby') ?? '')
    expect(words(title)).to.equal('Facture FA-0002 Maintenance du copieur 2')
    expect(reader.root.activeElement, 'the focus begins at the title').to.equal(title)
    await waitUntil(() => words(dialog).includes('Prélèvement SEPA'))
    for (let press = 0; press < 8; press += 1) {
      await sendKeys({ press: 'Tab' })
      const at = reader.root.activeElement
      expect(at === null || dialog.contains(at), 'the rest of the page is out of reach').to.equal(true)
    }
    await sendKeys({ press: 'Escape' })
    await reader.gone('dialog')
    await waitUntil(() => reader.focused === 'FA-0002')
    expect(route()).to.equal('')
    expect(bff.calls('GET /invoices'), 'the list was not asked again').to.have.length(1)
  })

  it('opens from anywhere on its row, and closes by its button and by the veil', async () => {
    const { reader } = await mount()
    const row = await reader.find('row')
    row.querySelector('td')?.click()
    const dialog = await reader.find<HTMLDialogElement>('dialog')
    reader.get('button', 'Fermer').click()
    await reader.gone('dialog')
    row.querySelector('td')?.click()
    await waitUntil(() => dialog.open)
    dialog.dispatchEvent(new MouseEvent('click', { bubbles: true }))
    await reader.gone('dialog')
  })

  it('follows back and forward, and a deep link asks for list and sheet in one request', async () => {
    const { reader, bff } = await mount({ route: '/2?state=partly_paid' })
    await reader.find('dialog')
    await waitUntil(() => words(reader.root.querySelector('dialog[open]')).includes('Prélèvement SEPA'))
    const batch = bff.requests.find(({ calls }) => calls.some(({ key }) => key === 'GET /invoices'))
    expect(batch?.calls.map(({ key }) => key)).to.include.members(['GET /invoices', 'GET /sites', 'GET /invoices/:id'])
    reader.get('button', 'Fermer').click()
    await reader.gone('dialog')
    expect(route(), 'the filter stays').to.equal('/?state=partly_paid')
    reader.get('button', 'FA-0002').click()
    await reader.find('dialog')
    history.back()
    await reader.gone('dialog')
    history.forward()
    await reader.find('dialog')
  })

  it('closing takes back the step that opening made', async () => {
    const { reader } = await mount()
    const opener = await reader.find('button', 'FA-0001')
    // A step of the page's own: whatever other tests left ahead of it is gone.
    history.pushState(null, '', '#')
    const steps = history.length
    opener.click()
    await reader.find('dialog')
    ;(await reader.find('button', /^AV-0005/)).click()
    await waitUntil(() => words(reader.root.querySelector('dialog[open]')).includes('Avoir AV-0005'))
    reader.get('button', 'Fermer').click()
    await reader.gone('dialog')
    await waitUntil(() => location.hash === '')
    history.pushState(null, '', location.href)
    expect(history.length, 'only this step has been added').to.equal(steps + 1)
  })

  it('shows lines, VAT per rate and totals, each amount as it was sent', async () => {
    const { reader } = await mount({ route: '/2' })
    const dialog = await reader.find('dialog')
    await waitUntil(() => words(dialog).includes('Pages noir et blanc'))
    const text = words(dialog)
    expect(text).to.contain('Reste à régler 480,00 €')
    expect(text).to.contain('12 480 0,0049 € par p. 20 % 61,15 €')
    expect(text).to.contain('TVA 20 % sur 900,00 € 180,00 €').and.contain('TVA 5,5 % sur 100,00 € 5,50 €')
    expect(text).to.contain('Total HT 1 000,00 €').and.contain('Total TTC 1 200,00 €')
    expect(text).to.contain('Étude Dupond 12 rue des Moulins 49000 Angers').and.contain('30 jours fin de mois')
  })

  it('[EX-24] shows due dates and payments', async () => {
    const { reader } = await mount({ route: '/2' })
    await waitUntil(() => reader.root.querySelector('[part~=sheet-payments]'))
    expect(words(reader.root.querySelector('[part~=sheet-payments]'))).to.match(/Prélèvement SEPA 600,00 €$/)
    const dues = words(reader.root.querySelector('[part~=sheet-dues]'))
    expect(dues).to.match(/Réglée 600,00 € .* En retard 600,00 €$/)
  })

  it('[L-08] links an invoice to its credit notes, and a credit note to its invoice', async () => {
    const { reader } = await mount({ route: '/1' })
    const link = await reader.find('button', /^AV-0005/)
    expect(words(link)).to.contain('\u221236,00 €')
    link.click()
    await waitUntil(() => words(reader.root.querySelector('dialog[open]')).includes('Avoir AV-0005'))
    expect(route()).to.equal('/5')
    const back = await reader.find('button', /^FA-0001/)
    expect(words(reader.get('dialog'))).to.contain('Cet avoir corrige une facture.')
    back.click()
    await waitUntil(() => words(reader.root.querySelector('dialog[open]')).includes('Facture FA-0001'))
    // An issued document is corrected by another one: there is nothing to edit or void.
    expect(reader.all('button', /modifier|annuler|supprimer/i)).to.have.length(0)
  })

  it('[CO-08] [CO-29] sends the browser for the PDF by a ticket, once, and says so', async () => {
    const downloads = watchDownloads()
    try {
      const { reader, bff, element } = await mount({ route: '/2' })
      const button = await reader.find('button', 'Télécharger le PDF')
      bff.delay = 500
      const fact = oneEvent(element, 'guichet-invoice-downloaded')
      button.click()
      await waitUntil(() => button.getAttribute('aria-busy') === 'true')
      button.click()
      expect((await fact).detail).to.deep.equal({ id: '2', number: 'FA-0002', fileName: 'facture-2.pdf' })
      expect(bff.calls('POST /invoices/:id/ticket')).to.have.length(1)
      expect(bff.calls('POST /invoices/:id/ticket')[0]).to.deep.include({
        params: { id: '2' },
        body: { language: 'fr' },
      })
      expect(downloads.sent).to.deep.equal([
        { href: 'https://counter.example/v1/files/ticket-2', download: 'facture-2.pdf' },
      ])
      await waitUntil(
        () =>
          [...reader.root.querySelectorAll('dialog [role=status]')]
            .map(words)
            .includes('Téléchargement de facture-2.pdf.'),
        'it is said',
      )
    } finally {
      downloads.stop()
    }
  })

  it('marks a copy as a copy, and offers nothing where there is no PDF', async () => {
    const { reader, bff } = await mount({
      route: '/2',
      prepare: ({ answers }) => (answers['GET /invoices/:id'] = sheetOf('2', { pdf: 'copy' })),
    })
    await waitUntil(() =>
      words(reader.root.querySelector('dialog[open]')).includes('Copie établie par l’espace client'),
    )
    bff.answers['GET /invoices/:id'] = sheetOf('3', { pdf: null })
    reader.get('button', 'Fermer').click()
    await reader.gone('dialog')
    reader.get('button', 'FA-0003').click()
    await waitUntil(() => words(reader.root.querySelector('dialog[open]')).includes('Pages noir et blanc'))
    expect(reader.all('button', /PDF/)).to.have.length(0)
  })

  it('says why a PDF did not come: in the sheet, and above the list', async () => {
    const downloads = watchDownloads()
    try {
      const { reader, bff } = await mount()
      bff.answers['POST /invoices/:id/ticket'] = new Refusal(500, 'unexpected')
      ;(await reader.find('button', 'Télécharger le PDF de FA-0003')).click()
      expect(words(await reader.find('alert'))).to.contain('Le PDF n’a pas pu être téléchargé.')
      reader.get('button', 'FA-0002').click()
      await waitUntil(() => words(reader.root.querySelector('dialog[open]')).includes('Pages noir et blanc'))
      expect(reader.all('alert'), 'another document, another story').to.have.length(0)
      reader.get('button', 'Télécharger le PDF').click()
      expect(words(await reader.find('alert'))).to.contain('Une erreur s’est produite de notre côté')
      expect(downloads.sent).to.deep.equal([])
    } finally {
      downloads.stop()
    }
  })

  it('says that a document does not exist, and lets one go back', async () => {
    const { reader } = await mount({ route: '/999' })
    await waitUntil(() => words(reader.root.querySelector('dialog[open]')).includes('n’existe pas ou n’existe plus'))
    expect(words(reader.get('dialog'))).to.contain('Référence : req-1')
    expect(reader.all('button', 'Réessayer')).to.have.length(0)
    reader.get('button', 'Fermer').click()
    await reader.gone('dialog')
    expect(reader.all('row')).to.have.length(20)
  })

  it('hides the amounts of a sheet from a profile that may not see them', async () => {
    const { reader } = await mount({ amounts: false, route: '/2' })
    await waitUntil(() => words(reader.root.querySelector('dialog')).includes('Pages noir et blanc'))
    const text = words(reader.get('dialog'))
    expect(text).to.contain('12 480 unité : p.').and.contain('Votre profil ne montre pas les montants.')
    expect(text).not.to.match(/€|Total|Montant HT/)
  })

  it('leaves the way to the page when the page takes it', async () => {
    const { reader, element } = await mount()
    const asked: unknown[] = []
    element.addEventListener('guichet-navigate-request', (event) => {
      asked.push(event.detail.route)
      event.preventDefault()
    })
    ;(await reader.find('button', 'FA-0002')).click()
    await element.updateComplete
    expect(asked).to.deep.equal(['/2'])
    expect(reader.all('dialog')).to.have.length(0)
    expect(location.hash).to.equal('')
  })

  it('keeps out of the address where the page says so', async () => {
    const { reader, element } = await mount()
    await reader.find('row')
    element.setAttribute('route', '')
    await element.updateComplete
    ;(await reader.find('button', 'FA-0002')).click()
    await reader.find('dialog')
    expect(location.hash).to.equal('')
    reader.get('button', 'Fermer').click()
    await reader.gone('dialog')
  })
})
