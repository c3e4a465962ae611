/** Gallery of the cart. */
import type { Api, CartQuote, QuotedCartLine } from '../../bff/api.ts'
import { badDays, base, person, portal, type Reply, signedOut, type State } from './state.ts'

/** The gallery's counter has no files: the website itself has this one. */
const image = { url: '/machine.svg', title: null }
const rules = { least: '1', step: '1', decimals: 0, min: null, pack: null, max: null }

const line = (articleId: string, quantity: string, change: Partial<QuotedCartLine>): QuotedCartLine => ({
  articleId,
  quantity,
  fault: null,
  code: `TN-42${articleId}`,
  label: 'Toner noir Kéops C420',
  unit: 'pièce',
  image,
  options: [],
  equipment: null,
  unitPrice: '58.90',
  regular: null,
  promotionEndsOn: null,
  amount: '117.80',
  taxRate: '0.2',
  rules,
  better: null,
  supply: { state: 'in_stock', quantity: null, leadTimeDays: null, expectedOn: null },
  ...change,
})

const good: CartQuote = {
  lines: [
    line('1', '2', { equipment: { id: '7', label: 'Copieur du hall' } }),
    line('2', '5', {
      code: 'PA-A4-80',
      label: 'Papier recyclé A4 80 g, carton de 5 ramettes',
      unit: 'carton',
      unitPrice: '10.00',
      amount: '50.00',
      rules: { ...rules, least: '5', step: '5', pack: '5' },
      better: { fromQuantity: '10', unitPrice: '9.50' },
      supply: { state: 'partly', quantity: null, leadTimeDays: 8, expectedOn: '2099-12-01' },
    }),
    line('3', '1', {
      code: 'PERF-20',
      label: 'Perforateur de bureau',
      image: null,
      unitPrice: '16.00',
      regular: '20.00',
      promotionEndsOn: '2099-12-31',
      amount: '16.00',
      supply: { state: 'out_of_stock', quantity: null, leadTimeDays: 8, expectedOn: '2099-12-04' },
    }),
  ],
  exclTax: '183.80',
  taxes: [{ rate: '0.2', base: '183.80', amount: '36.76' }],
  tax: '36.76',
  inclTax: '220.56',
  currency: 'EUR',
  orderable: true,
}

const faulty: CartQuote = {
  ...good,
  lines: [
    ...good.lines.slice(0, 1),
    line('2', '7', {
      label: 'Papier recyclé A4 80 g, carton de 5 ramettes',
      fault: 'not-a-pack',
      unitPrice: '10.00',
      amount: '70.00',
      rules: { ...rules, least: '5', step: '5', pack: '5' },
    }),
    line('3', '1', { fault: 'no-price', unitPrice: null, amount: null, label: 'Traceur grand format Helma' }),
    line('4', '1', {
      fault: 'gone',
      code: null,
      label: null,
      image: null,
      unitPrice: null,
      amount: null,
      rules: null,
      supply: null,
    }),
  ],
  exclTax: '117.80',
  taxes: [{ rate: '0.2', base: '117.80', amount: '23.56' }],
  tax: '23.56',
  inclTax: '141.36',
  orderable: false,
}

/** What lies in the cart so that the quote is about it. */
const kept = ({ lines }: CartQuote): NonNullable<State['cart']> =>
  lines.map(({ articleId, quantity, equipment }) => ({
    articleId,
    quantity,
    options: [],
    equipmentId: equipment?.id ?? null,
  }))

const workshop = { id: '3', name: 'Atelier mécanique', street: '8 rue des Forges', postalCode: '49000', city: 'Angers' }
const office = { id: '4', name: 'Siège', street: '12 boulevard Foch', postalCode: '49100', city: 'Angers' }

const form: Api['GET /orders/form']['reply'] = {
  deliverySites: [workshop, office],
  billingSites: [office],
  billingSiteId: '4',
  siteRequired: true,
  customerKind: 'company',
  paymentTerms: '30 jours fin de mois',
}

const own: Reply = {
  ...base,
  'GET /portal': { ...portal, features: [...portal.features, 'ordering'] },
  'POST /cart/quote': good,
  'GET /cart/articles': { rows: [] },
  'GET /orders/form': form,
  'POST /orders': {
    id: '5f0c1c52-7d8e-4f5e-9a53-0c7f5d3a2b12',
    receipt: 'C4M8-T61H',
    function: 'place_order',
    state: 'received',
    number: null,
    subjectId: null,
    reason: null,
    createdAt: '2026-11-21T10:00:00.000Z',
    deliveredAt: null,
  },
}

export const cart: readonly State[] = [
  { id: 'ready', title: { fr: 'Un panier', en: 'A cart' }, signedIn: true, cart: kept(good), replies: own },
  {
    id: 'faulty',
    title: { fr: 'Des lignes à corriger', en: 'Lines to correct' },
    signedIn: true,
    cart: kept(faulty),
    replies: { ...own, 'POST /cart/quote': faulty },
  },
  { id: 'empty', title: { fr: 'Un panier vide', en: 'An empty cart' }, signedIn: true, replies: own },
  {
    id: 'forbidden',
    title: { fr: 'Un profil qui ne commande pas', en: 'A profile that does not order' },
    signedIn: true,
    replies: { ...own, 'GET /session': person({ rights: ['invoices.read'] }) },
  },
  {
    id: 'problem',
    title: { fr: 'La gestion ne répond pas', en: 'The management database is down' },
    signedIn: true,
    cart: kept(good),
    replies: { ...own, 'POST /cart/quote': 'management-unavailable' },
  },
  {
    ...signedOut,
    replies: { ...signedOut.replies, 'GET /portal': { ...portal, features: [...portal.features, 'ordering'] } },
  },
  ...badDays,
]
