/** Gallery of the catalogue. */
import type { Api, ArticleRow, ArticleSheet } from '../../bff/api.ts'
import { badDays, base, everything, person, type Reply, signedOut, type State } from './state.ts'

/** The gallery's counter has no files: the website itself has this one. */
const image = { url: '/machine.svg', title: null }

const row = (id: string, change: Partial<ArticleRow>): ArticleRow => ({
  id,
  code: `TN-42${id}`,
  manufacturerCode: null,
  label: 'Toner noir Kéops C420',
  brand: 'Kéops',
  kind: 'article',
  colour: 'black',
  unit: 'pièce',
  image,
  price: { unit: '58.90', regular: null, promotionEndsOn: null, from: false, best: null },
  availability: { state: 'in_stock', quantity: null, leadTimeDays: null, expectedOn: null },
  quantity: { least: '1', step: '1', decimals: 0, min: null, pack: null, max: null },
  notOrderable: null,
  preferred: false,
  ...change,
})

const rows: ArticleRow[] = [
  row('1', {}),
  row('2', {
    label: 'Papier recyclé A4 80 g, carton de 5 ramettes',
    brand: 'Tracelle',
    code: 'PA-A4-80',
    unit: 'carton',
    price: {
      unit: '10.00',
      regular: null,
      promotionEndsOn: null,
      from: false,
      best: { unit: '9.00', fromQuantity: '50' },
    },
    quantity: { least: '5', step: '5', decimals: 0, min: null, pack: '5', max: null },
    availability: { state: 'partly', quantity: null, leadTimeDays: 5, expectedOn: '2099-12-01' },
  }),
  row('3', {
    label: 'Perforateur de bureau',
    image: null,
    price: { unit: '16.00', regular: '20.00', promotionEndsOn: '2099-12-31', from: false, best: null },
    availability: { state: 'out_of_stock', quantity: null, leadTimeDays: 8, expectedOn: '2099-12-04' },
  }),
  row('4', {
    label: 'Poste de travail complet',
    kind: 'kit',
    price: { unit: '640.00', regular: null, promotionEndsOn: null, from: true, best: null },
    availability: { state: 'out_of_stock', quantity: null, leadTimeDays: null, expectedOn: null },
  }),
  row('5', {
    label: 'Traceur grand format Helma, sur devis',
    brand: null,
    image: null,
    price: null,
    notOrderable: 'no-price',
    availability: null,
  }),
]

const list: Api['GET /catalogue/articles']['reply'] = {
  rows,
  next: null,
  totals: { count: rows.length },
  nearly: false,
  brands: [
    { brand: 'Kéops', count: 3 },
    { brand: 'Tracelle', count: 1 },
  ],
  machine: null,
  currency: 'EUR',
  showsPrices: true,
  showsStock: true,
}

const families: Api['GET /catalogue/families']['reply'] = {
  rows: [
    { id: '1', label: 'Consommables', parentId: null, count: 3 },
    { id: '2', label: 'Toners', parentId: '1', count: 2 },
    { id: '3', label: 'Papiers', parentId: '1', count: 1 },
    { id: '4', label: 'Mobilier', parentId: null, count: 2 },
  ],
  count: 5,
}

const sheet: ArticleSheet = {
  ...row('2', rows[1] ?? {}),
  description: 'Papier blanc recyclé, pour copieurs et imprimantes.\nStockage au sec.',
  family: { id: '3', label: 'Papiers' },
  taxRate: '0.2',
  images: [image, image],
  documents: [{ url: '/machine.svg', fileName: 'fiche-papier.pdf', title: 'Fiche technique', size: 48_000 }],
  properties: [
    { label: 'Format', value: 'A4' },
    { label: 'Grammage', value: '80 g/m²' },
  ],
  prices: [
    { fromQuantity: '5', unit: '10.00', regular: null },
    { fromQuantity: '10', unit: '9.50', regular: null },
    { fromQuantity: '50', unit: '9.00', regular: null },
  ],
  parts: [
    { articleId: '71', code: 'DEV-1', label: 'Dévidoir', quantity: '1', unit: 'pièce', optional: true, price: '15.00' },
    { articleId: '72', code: 'PAL-1', label: 'Palette', quantity: '1', unit: 'pièce', optional: false, price: null },
  ],
  alternatives: [row('1', {})],
  currency: 'EUR',
  showsPrices: true,
}

const priced: Api['GET /catalogue/articles/:id/price']['reply'] = {
  fault: null,
  unit: '10.00',
  regular: null,
  promotionEndsOn: null,
  amount: '50.00',
  rule: 'everybody',
  taxRate: '0.2',
  availability: rows[1]?.availability ?? null,
}

const own: Reply = {
  ...base,
  'GET /catalogue/families': families,
  'GET /catalogue/articles': list,
  'GET /catalogue/articles/:id': sheet,
  'GET /catalogue/articles/:id/price': priced,
}

export const catalogue: readonly State[] = [
  { id: 'ready', title: { fr: 'Des articles', en: 'Articles' }, signedIn: true, replies: own },
  {
    id: 'machine',
    title: { fr: 'Ce qui convient à une machine', en: 'What fits a machine' },
    signedIn: true,
    replies: {
      ...own,
      'GET /catalogue/articles': {
        ...list,
        rows: rows.map((one, index) => ({ ...one, preferred: index < 2 })),
        machine: { label: 'Copieur couleur Kéops C420' },
      },
    },
  },
  {
    id: 'noprices',
    title: { fr: 'Un profil sans les prix', en: 'A profile without prices' },
    signedIn: true,
    replies: {
      ...own,
      'GET /session': person({
        rights: everything.filter((right) => right !== 'prices.read' && right !== 'orders.place'),
      }),
      'GET /catalogue/articles': {
        ...list,
        rows: rows.map((one) => ({ ...one, price: null, notOrderable: 'no-right' as const })),
        showsPrices: false,
      },
    },
  },
  {
    id: 'nearly',
    title: { fr: 'Une faute de frappe', en: 'A slip of the pen' },
    signedIn: true,
    replies: {
      ...own,
      'GET /catalogue/articles': { ...list, rows: rows.slice(0, 1), totals: { count: 1 }, nearly: true },
    },
  },
  {
    id: 'empty',
    title: { fr: 'Un catalogue vide', en: 'An empty catalogue' },
    signedIn: true,
    replies: {
      ...own,
      'GET /catalogue/families': { rows: [], count: 0 },
      'GET /catalogue/articles': { ...list, rows: [], totals: { count: 0 }, brands: [] },
    },
  },
  {
    id: 'forbidden',
    title: { fr: 'Un profil sans catalogue', en: 'A profile without the catalogue' },
    signedIn: true,
    replies: { ...own, 'GET /session': person({ rights: ['fleet.read'] }) },
  },
  {
    id: 'problem',
    title: { fr: 'La base de gestion ne répond pas', en: 'The management database does not answer' },
    signedIn: true,
    replies: { ...own, 'GET /catalogue/articles': 'management-unavailable' },
  },
  signedOut,
  ...badDays,
]
