/** A cart on a page, as the tests of it read and press it. */
import { html } from 'lit'
import type { Api, CartQuote, CommandReceipt, OrderForm, Right } from '../../bff/api.ts'
import { cart as states } from '../../demo-host/gallery/cart.ts'
import { everything as every } from '../../demo-host/gallery/state.ts'
import type { CartLine } from '../../widgets/base/cart-store.ts'
import type { GuichetCart } from '../../widgets/cart/guichet-cart.ts'
import '../../widgets/cart/guichet-cart.ts'
import { eraseCarts } from '../../widgets/host/carts.ts'
import { type Answers, portalView, sessionView, StubBff } from '../kit/stub-bff.ts'
import { waitUntil } from '../kit/wait.ts'

type Whole = { [K in keyof Api]: Api[K]['reply'] }
export const dot = 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA='
// The gallery's pictures are files of its website: here they are a dot.
/** What the counter tells in a state of the gallery. */
export const told = (at: number) => (states[at] as (typeof states)[number]).replies as Whole
export const withDots = (of: CartQuote) => JSON.parse(JSON.stringify(of).replaceAll('/machine.svg', dot)) as CartQuote
export const quote = withDots(told(0)['POST /cart/quote'])
export const kept = states[0]?.cart as CartLine[]

export const form: OrderForm = {
  deliverySites: [
    { id: '3', name: 'Atelier', street: '8 rue des Forges', postalCode: '49000', city: 'Angers' },
    { id: '4', name: 'Siège', street: null, postalCode: '49100', city: 'Angers' },
  ],
  billingSites: [{ id: '4', name: 'Siège', street: null, postalCode: '49100', city: 'Angers' }],
  billingSiteId: '4',
  siteRequired: false,
  customerKind: 'company',
  paymentTerms: '30 jours',
}
export const receipt: CommandReceipt = {
  id: '00000000-0000-4000-8000-000000000001',
  receipt: 'R7K3-F92Q',
  function: 'place_order',
  state: 'received',
  number: null,
  subjectId: null,
  reason: null,
  createdAt: '2026-11-21T15:42:00.000Z',
  deliveredAt: null,
}

/** Answers as the BFF does: the lines that were asked about, in their order. */
export function quoted({ body }: { body?: unknown }): CartQuote {
  const { lines } = body as { lines: { articleId: string; quantity: string }[] }
  const told = lines.flatMap(({ articleId, quantity }) => {
    const line = quote.lines.find((one) => one.articleId === articleId)
    const amount = (Number(line?.unitPrice) * Number(quantity)).toFixed(2)
    return line ? [{ ...line, quantity, amount }] : []
  })
  const exclTax = told.reduce((sum, { amount }) => sum + Number(amount), 0).toFixed(2)
  return { ...quote, lines: told, exclTax }
}

export let open: StubBff | undefined

interface Options {
  lines?: readonly CartLine[]
  rights?: Right[]
  answers?: Answers
  width?: number
  mode?: string
}

export async function mount({ lines = kept, rights = every, answers = {}, width = 1200, mode }: Options = {}) {
  history.replaceState(null, '', '#')
  const bff = new StubBff({
    'GET /portal': { ...portalView, features: ['orders', 'ordering', 'catalogue'] },
    'POST /cart/quote': quoted,
    'GET /cart/articles': { rows: [] },
    'GET /orders/form': form,
    'POST /orders': receipt,
    'GET /commands/:id': { ...receipt, author: null, siteId: null, interventionId: null, title: null },
    ...answers,
  } as Answers)
  open = bff
  const view = sessionView({ rights, hasPassword: true })
  await bff.signIn(view)
  const name = `guichet-${bff.portal}-cart ${JSON.stringify([view.kind, view.login, view.customer.id])}`
  if (lines.length > 0) localStorage.setItem(name, JSON.stringify(lines))
  const box = await bff.mount<HTMLElement>(
    html`<div><guichet-cart mode=${mode ?? 'page'} cart-href="/panier"></guichet-cart></div>`,
    { lang: 'fr' },
  )
  box.style.inlineSize = `${width}px`
  const element = box.firstElementChild as GuichetCart
  const root = element.shadowRoot as ShadowRoot
  const text = () => (root.querySelector('.root')?.textContent ?? '').replace(/\s+/g, ' ')
  const stored = () => JSON.parse(localStorage.getItem(name) ?? '[]') as CartLine[]
  const button = (label: string) =>
    [...root.querySelectorAll<HTMLButtonElement>('button')].find(
      (one) => (one.getAttribute('aria-label') ?? one.textContent ?? '').trim() === label,
    )
  const press = async (label: string) => {
    await waitUntil(() => button(label), `button ${label}`)
    button(label)?.click()
    await element.updateComplete
  }
  const says = (part: string) => waitUntil(() => text().includes(part), `"${part}"`)
  /** Goes to the recap with an address chosen. */
  const recap = async () => {
    await waitUntil(() => button('Vérifier et commander')?.disabled === false, 'prices')
    await press('Vérifier et commander')
    await says('Vos indications')
    const site = root.getElementById('site') as HTMLSelectElement
    site.value = '3'
    site.dispatchEvent(new Event('change'))
    await element.updateComplete
  }
  return { bff, element, root, text, stored, name, button, press, says, recap }
}

export const type = (root: ShadowRoot, id: string, text: string) => {
  const input = root.getElementById(id) as HTMLInputElement
  input.value = text
  input.dispatchEvent(new InputEvent('input', { bubbles: true }))
  input.dispatchEvent(new Event('change', { bubbles: true }))
}

/** Nothing of a test is left, on the page or on the device. */
export async function leave(): Promise<void> {
  await open?.restore()
  // Other files of tests run beside this one, over the same storage.
  eraseCarts(`guichet-${open?.portal}`)
  indexedDB.deleteDatabase(`guichet-${open?.portal}-drafts`)
  open = undefined
}
