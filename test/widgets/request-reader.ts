/** The wizard as a person meets it: what shows, by role and name; and a counter that answers it. */
import { html } from 'lit'
import type { CommandReceipt, Domain, EquipmentRow, RequestForm, Right, SessionView } from '../../bff/api.ts'
import type { GuichetRequest } from '../../widgets/request/guichet-request.ts'
import '../../widgets/request/guichet-request.ts'
import { draftsOf } from '../../widgets/base/draft.ts'
import { portalView, sessionView, StubBff } from '../kit/stub-bff.ts'
import { waitUntil } from '../kit/wait.ts'

const nature = (id: string, label: string, equipment: Domain['equipment']) => ({
  id,
  label,
  description: null,
  equipment,
})

export const form: RequestForm = {
  natures: [
    {
      ...nature('1', 'Copieur', 'optional'),
      natures: [nature('11', 'Bourrage', 'required'), nature('12', 'Traces', 'optional')],
    },
    { ...nature('4', 'Une question', 'none'), natures: [] },
  ],
  sites: [
    { id: '3', name: 'Atelier', street: '4 rue du Moulin', postalCode: '49000', city: 'Angers' },
    { id: '4', name: 'Siège', street: null, postalCode: null, city: null },
  ],
  siteRequired: false,
  contact: { name: 'Paul Martin', phone: '02 41 00 12 34', email: 'paul@marchand.example' },
  machine: null,
  open: [],
  fleet: true,
  today: '2026-11-21',
  limits: { files: 5, fileSize: 10_485_760 },
}

export const machine: EquipmentRow = {
  id: '7',
  label: 'Brevalis C3300',
  brand: null,
  serialNumber: 'BRV-77',
  providerNumber: null,
  site: { id: '3', name: 'Atelier', city: 'Angers' },
  place: 'Accueil',
  state: 'in_service',
  installedOn: null,
  warrantyUntil: null,
  contractUntil: null,
  covered: false,
  article: null,
  image: null,
  consumables: false,
  openInterventions: null,
  openOrders: null,
}

export const receipt: CommandReceipt = {
  id: '5f0c1c52-7d8e-4f5e-9a53-0c7f5d3a2b11',
  receipt: 'R7K3-F92Q',
  function: 'create_request',
  state: 'received',
  number: null,
  subjectId: null,
  reason: null,
  createdAt: '2026-11-21T10:00:00.000Z',
  deliveredAt: null,
}

export const martin = (change: Partial<SessionView> = {}) =>
  sessionView({ login: 'martin', name: 'Paul Martin', rights: ['requests.create', 'fleet.read'] as Right[], ...change })

/** Uploads go by XMLHttpRequest, which tells how far they are: this one takes its place. */
export class FakeUploads {
  /** What the next ones are answered with: a body, or `cut`. */
  answers: (object | 'cut')[] = []
  readonly sent: { url: string; size: number }[] = []
  readonly #real = window.XMLHttpRequest

  constructor() {
    const record = (url: string, size: number) => this.sent.push({ url, size })
    const next = (url: string) => this.answers.shift() ?? { id: url.split('/').at(-1) }
    window.XMLHttpRequest = class {
      upload: { onprogress?: (event: { loaded: number; total: number }) => void } = {}
      status = 0
      response: unknown = null
      onload?: () => void
      onerror?: () => void
      #url = ''
      open(_: string, url: string) {
        this.#url = url
      }
      send(blob: Blob) {
        const answer = next(this.#url)
        record(this.#url, blob.size)
        setTimeout(() => {
          this.upload.onprogress?.({ loaded: blob.size / 2, total: blob.size })
          if (answer === 'cut') return this.onerror?.()
          this.status = 'code' in answer ? 400 : 200
          this.response = answer
          this.onload?.()
        }, 5)
      }
      abort() {}
    } as unknown as typeof XMLHttpRequest
  }

  restore(): void {
    window.XMLHttpRequest = this.#real
  }
}

const words = (node: Element | null | undefined) => (node?.textContent ?? '').replace(/\s+/g, ' ').trim()

export interface Mounted {
  bff: StubBff
  element: GuichetRequest
  box: HTMLElement
}

let open: StubBff | undefined
let uploads: FakeUploads | undefined

interface Options {
  lang?: 'fr' | 'en'
  view?: SessionView | null
  width?: number
  prepare?: (bff: StubBff) => void
  bff?: StubBff
  attributes?: { equipment?: string; nature?: string }
}

export async function mount(options: Options = {}): Promise<Mounted> {
  const { lang = 'fr', view = martin(), width = 800, attributes = {} } = options
  let announced = 0
  const bff =
    options.bff ??
    new StubBff({
      'GET /portal': { ...portalView, features: ['requests', 'interventions', 'fleet'] },
      'GET /requests/form': form,
      'GET /equipment': {
        rows: [machine, { ...machine, id: '8', label: 'Brevalis P1200' }],
        next: null,
        totals: { count: 2, outOfService: 0, withInterventions: 0, withOrders: 0 },
      },
      'POST /uploads': () => ({ id: `u${++announced}`, url: `https://counter.example/u${announced}`, expiresAt: '' }),
      'DELETE /uploads/:id': { removed: true },
      'POST /requests': receipt,
    })
  open = bff
  uploads ??= new FakeUploads()
  options.prepare?.(bff)
  if (view && !options.bff) await bff.signIn(view)
  const box = await bff.mount<HTMLElement>(
    html`<div><guichet-request equipment=${attributes.equipment ?? ''} nature=${attributes.nature ?? ''}></guichet-request></div>`,
    { lang },
  )
  box.style.inlineSize = `${width}px`
  return { bff, box, element: box.firstElementChild as GuichetRequest }
}

export const uploading = (): FakeUploads => uploads as FakeUploads

export async function restore(): Promise<void> {
  uploads?.restore()
  uploads = undefined
  if (open) indexedDB.deleteDatabase(draftsOf(open.address))
  await open?.restore()
  open = undefined
  history.replaceState(null, '', '#')
}

export const $ = <E extends HTMLElement = HTMLElement>({ element }: Mounted, selector: string): E | null =>
  element.shadowRoot?.querySelector<E>(selector) ?? null

export async function find<E extends HTMLElement = HTMLElement>(mounted: Mounted, selector: string): Promise<E> {
  await waitUntil(() => $(mounted, selector), selector)
  return $<E>(mounted, selector) as E
}

export const text = (mounted: Mounted, selector = '.root') => words($(mounted, selector))

export async function press(mounted: Mounted, name: string | RegExp): Promise<void> {
  const all = () => [...(mounted.element.shadowRoot?.querySelectorAll<HTMLButtonElement>('button') ?? [])]
  const is = (one: HTMLButtonElement) => {
    const own = (one.getAttribute('aria-label') ?? words(one)).replace(/\s+/g, ' ')
    return typeof name === 'string' ? own === name : name.test(own)
  }
  await waitUntil(() => all().some(is), `button ${name}: ${all().map(words).join(' | ')}`)
  all().find(is)?.click()
  await mounted.element.updateComplete
}

export async function type(mounted: Mounted, selector: string, value: string): Promise<void> {
  const field = await find<HTMLInputElement>(mounted, selector)
  field.value = value
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }))
  field.dispatchEvent(new Event('change', { bubbles: true }))
  await mounted.element.updateComplete
}

export async function choose(mounted: Mounted, name: string, value: string): Promise<void> {
  const radio = await find<HTMLInputElement>(mounted, `input[name=${name}][value="${value}"]`)
  radio.click()
  await mounted.element.updateComplete
}

/** To the step of that title. */
export async function at(mounted: Mounted, title: string): Promise<void> {
  await waitUntil(() => text(mounted, '.panel-title') === title, `at ${title}, is at ${text(mounted, '.panel-title')}`)
}

/** Straight to the recap, with a description. */
export async function toRecap(mounted: Mounted, description = 'Bourrage papier'): Promise<void> {
  await at(mounted, 'De quoi s’agit-il ?')
  await press(mounted, 'Continuer')
  await at(mounted, 'Quel appareil est concerné ?')
  await press(mounted, 'Continuer')
  await type(mounted, '#description', description)
  await press(mounted, 'Continuer')
  await press(mounted, 'Continuer')
  await at(mounted, 'Vérifiez, puis envoyez')
}

export async function picked(mounted: Mounted, ...files: File[]): Promise<void> {
  const input = await find<HTMLInputElement>(mounted, '#files-pick')
  const data = new DataTransfer()
  for (const file of files) data.items.add(file)
  input.files = data.files
  input.dispatchEvent(new Event('change'))
}

/** A real picture, as a browser paints it. */
export async function photo(name = 'IMG_1.jpg', width = 40): Promise<File> {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = 30
  canvas.getContext('2d')?.fillRect(0, 0, 20, 20)
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg'))
  return new File([blob as Blob], name, { type: 'image/jpeg' })
}
