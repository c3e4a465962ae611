import { expect } from '@open-wc/testing'
import { html } from 'lit'
import type { Api, ExportJob, Right, SubCall } from '../../bff/api.ts'
import { fleet as states } from '../../demo-host/gallery/fleet.ts'
import '../../widgets/fleet/guichet-fleet.ts'
import type { GuichetFleet } from '../../widgets/fleet/guichet-fleet.ts'
import { type Answers, portalView, Refusal, sessionView, StubBff } from '../kit/stub-bff.ts'
import { touchTargets } from '../kit/touch.ts'
import { waitUntil } from '../kit/wait.ts'

const { 'GET /equipment': listed } = (states[0] as (typeof states)[number]).replies as {
  'GET /equipment': Api['GET /equipment']['reply']
}
const equipment = { ...listed, rows: listed.rows.map((row) => ({ ...row, image: null })) }
const { count } = equipment.totals

const job: ExportJob = {
  id: '00000000-0000-4000-8000-000000000001',
  kind: 'equipment',
  format: 'xlsx',
  state: 'waiting',
  reason: null,
  rows: 0,
  total: 1234,
  fileName: null,
  size: null,
  createdAt: '2026-11-21T10:00:00.000Z',
  expiresAt: '2026-11-22T10:00:00.000Z',
}
const done: ExportJob = { ...job, state: 'done', rows: 1234, fileName: 'parc-2026-11-21.xlsx', size: 56_000 }
const ticket = { url: 'https://counter.example/v1/x/files/y', fileName: 'parc-2026-11-21.xlsx', expiresAt: '' }

const mayExport: Right[] = ['fleet.read', 'fleet.export', 'interventions.read', 'orders.read']

let open: StubBff | undefined
/** Addresses that the browser was sent to. */
let sent: string[] = []
const click = HTMLAnchorElement.prototype.click

async function mount(answers: Answers = {}, { rights = mayExport, width = 1000 } = {}) {
  const bff = new StubBff({
    'GET /portal': { ...portalView, features: ['fleet'] },
    'GET /equipment': equipment,
    'GET /equipment/families': { rows: [] },
    'GET /sites': { rows: [], next: null } as never,
    'POST /equipment/exports': job,
    'GET /exports/:id': done,
    'POST /exports/:id/ticket': ticket,
    'DELETE /exports/:id': { ...job, state: 'cancelled' },
    ...answers,
  } as Answers)
  open = bff
  await bff.signIn(sessionView({ rights }))
  const box = await bff.mount<HTMLElement>(html`<div><guichet-fleet></guichet-fleet></div>`, { lang: 'fr' })
  box.style.inlineSize = `${width}px`
  const element = box.firstElementChild as GuichetFleet
  const root = element.shadowRoot as ShadowRoot
  const text = () => (root.querySelector('.root')?.textContent ?? '').replace(/\s+/g, ' ')
  const says = (part: string) => waitUntil(() => text().includes(part.replace(/\s+/g, ' ')), `"${part}"`)
  const button = (label: string) =>
    [...root.querySelectorAll<HTMLButtonElement>('button')].find(
      (one) => (one.getAttribute('aria-label') ?? one.textContent?.trim()) === label,
    )
  const press = async (label: string) => {
    await waitUntil(() => button(label), `button ${label}`)
    button(label)?.click()
  }
  await says(`${count} équipements`)
  return { bff, element, root, text, says, button, press }
}

describe('exporting a list', () => {
  beforeEach(() => {
    sent = []
    HTMLAnchorElement.prototype.click = function () {
      sent.push(this.href)
    }
  })
  afterEach(async () => {
    HTMLAnchorElement.prototype.click = click
    await open?.restore()
    open = undefined
  })

  it('[AR-034] [EX-27] asks with the filters on screen, shows how far it is, and sends the browser for the file', async () => {
    let looks = 0
    const running = { ...job, state: 'running', rows: 500 } as const
    const { bff, press, says, root } = await mount({
      'GET /exports/:id': () => (looks++ === 0 ? running : done),
    } as Answers)
    await press('Exporter')
    await says(`${count} lignes, avec vos filtres et votre tri.`)
    const [opener, drawer, first] = ['#leave', '#export', '.tiles > li, tbody tr'].map((one) => root.querySelector(one))
    const above = (one: Element | null | undefined, other: Element | null | undefined) =>
      expect(one?.getBoundingClientRect().bottom).to.be.at.most(other?.getBoundingClientRect().top ?? -1)
    above(opener, drawer)
    above(drawer, first)
    await press('Excel')
    await says('Préparation\u00a0: 500 sur 1')
    expect(root.querySelector('progress')?.value).to.equal(500)
    await says('Votre fichier est prêt')
    await says('parc-2026-11-21.xlsx (55\u00a0Ko)')
    await waitUntil(() => sent.length === 1)
    expect(sent).to.deep.equal([ticket.url])
    await says('Téléchargement de parc-2026-11-21.xlsx lancé.')
    const [asked] = bff.calls('POST /equipment/exports') as [SubCall]
    const { key, ...body } = asked.body as { key: string }
    expect(key).to.match(/^[\da-f-]{36}$/)
    expect(body).to.deep.equal({ format: 'xlsx', language: 'fr', query: { sort: 'label', order: 'asc' } })
    await press('Télécharger')
    await waitUntil(() => sent.length === 2, 'a second ticket')
  })

  it('a long list asks once more who it is, then goes on with the same key', async () => {
    let proven = false
    const { bff, root, press, says } = await mount({
      'POST /equipment/exports': () => {
        if (!proven) throw new Refusal(403, 'step-up-required')
        return job
      },
      'POST /session/step-up': () => {
        proven = true
        const session = sessionView({ rights: mayExport, hasPassword: true })
        return { handle: (open as StubBff).newHandle(session), session }
      },
    } as Answers)
    await press('Exporter')
    await press('Excel')
    await waitUntil(() => root.querySelector('.step-up'), 'the dialog')
    await press('Annuler')
    await says('Confirmez d’abord que c’est bien vous.')
    await press('Excel')
    await waitUntil(() => root.querySelector<HTMLInputElement>('[name=step-up-password]'), 'the dialog')
    ;(root.querySelector('[name=step-up-password]') as HTMLInputElement).value = 'quatre mots tout bleus'
    root.querySelector<HTMLFormElement>('.step-up-form')?.requestSubmit()
    await says('Votre fichier est prêt')
    const keys = bff.calls('POST /equipment/exports').map(({ body }) => (body as { key: string }).key)
    expect([keys.length, new Set(keys).size]).to.deep.equal([3, 1])
  })

  it('[AR-035] offers nothing without the right', async () => {
    const { button } = await mount({}, { rights: ['fleet.read'] })
    expect(button('Exporter')).to.equal(undefined)
  })

  it('stops when it is told to, and looks no further', async () => {
    const { bff, press, says } = await mount({ 'GET /exports/:id': { ...job, state: 'running', rows: 10 } })
    await press('Exporter')
    await press('CSV')
    await says('Préparation')
    await press('Annuler l’export')
    await says('Export annulé.')
    const looks = bff.calls('GET /exports/:id').length
    await new Promise((resolve) => setTimeout(resolve, 700))
    expect(bff.calls('GET /exports/:id').length).to.equal(looks)
    expect(sent).to.deep.equal([])
  })

  it('says that a workbook is too small, and offers CSV in its place', async () => {
    const formats: string[] = []
    const { press, says } = await mount({
      'POST /equipment/exports': ({ body }: SubCall) => {
        const { format } = body as { format: string }
        formats.push(format)
        if (format !== 'csv') throw new Refusal(422, 'too-many-rows')
        return { ...done, format }
      },
    } as Answers)
    await press('Exporter')
    await press('Excel 97–2003')
    await says('Trop de lignes pour Excel')
    await press('Exporter en CSV')
    await says('Votre fichier est prêt')
    expect(formats).to.deep.equal(['xls', 'csv'])
  })

  it('says why an export was refused, failed, or could not be asked for; the same wish keeps its key', async () => {
    const keys: string[] = []
    let answer: unknown = new Refusal(503, 'overloaded')
    const { press, says } = await mount({
      'POST /equipment/exports': ({ body }: SubCall) => {
        keys.push((body as { key: string }).key)
        if (answer instanceof Refusal) throw answer
        return answer
      },
    } as Answers)
    await press('Exporter')
    await press('CSV')
    await says('Le service est très sollicité')
    await says('Référence\u00a0: req-1')
    answer = { ...job, state: 'failed', reason: 'unexpected' }
    await press('CSV')
    await says('Le fichier n’a pas pu être préparé')
    answer = { ...job, state: 'refused', reason: 'right-missing' }
    await press('CSV')
    await says('Votre profil ne permet plus cet export.')
    expect(keys[0]).to.equal(keys[1])
    expect(keys[1]).not.to.equal(keys[2])
  })

  it('ends with the widget, and its button says what it opens', async () => {
    const { bff, element, root, press, button, says } = await mount({
      'GET /exports/:id': { ...job, state: 'running', rows: 10 },
    })
    const opener = () => button('Exporter')
    expect(opener()?.getAttribute('aria-expanded')).to.equal('false')
    await press('Exporter')
    await waitUntil(() => opener()?.getAttribute('aria-expanded') === 'true')
    expect(root.getElementById(opener()?.getAttribute('aria-controls') ?? '')).to.be.instanceOf(HTMLElement)
    await press('Fermer l’export')
    await waitUntil(() => root.activeElement === opener(), 'the keyboard is back at the button')
    await press('Exporter')
    await press('CSV')
    await says('Préparation')
    element.remove()
    const looks = bff.calls('GET /exports/:id').length
    await new Promise((resolve) => setTimeout(resolve, 700))
    expect(bff.calls('GET /exports/:id').length).to.equal(looks)
  })

  for (const [state, width, answers] of [
    ['the choice', 1000, {}],
    ['the course', 380, { 'GET /exports/:id': { ...job, state: 'running', rows: 10 } }],
    ['the file', 380, { 'POST /equipment/exports': done }],
    ['a failure', 320, { 'POST /equipment/exports': { ...job, state: 'refused', reason: 'too-many-rows' } }],
  ] as const)
    it(`is accessible and easy to hit: ${state}`, async () => {
      const { element, press, says } = await mount(answers as Answers, { width })
      await press('Exporter')
      await says('avec vos filtres')
      if (state !== 'the choice') {
        await press('Excel')
        await says(state === 'the course' ? 'Préparation' : state === 'the file' ? 'est prêt' : 'n’a pas abouti')
      }
      await expect(element).to.be.accessible()
      expect(touchTargets(element).small).to.deep.equal([])
    })
})
