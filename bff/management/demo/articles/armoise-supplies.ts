/** Consumables of Armoise: toners in four colours with their compatible ones, worn parts, paper by the carton. */
import type { ArticleDraft, Colour } from './shape.ts'

type Ink = Extract<Colour, 'black' | 'cyan' | 'magenta' | 'yellow'>

const inks: readonly (readonly [letter: string, ink: Ink, word: string])[] = [
  ['K', 'black', 'noir'],
  ['C', 'cyan', 'cyan'],
  ['M', 'magenta', 'magenta'],
  ['Y', 'yellow', 'jaune'],
]

interface Set {
  /** Code of each: this and the letter of its colour. */
  code: string
  what: string
  model: string
  brand: string
  fits: readonly string[]
  preferred?: true
  /** Black, colours. */
  prices: readonly [string, string]
  pages: readonly [string, string]
  /** Colours that there are; all unless told. */
  only?: string
  /** In the order K C M Y. */
  stock: readonly (readonly [string, string] | null)[]
  delays: readonly (number | null)[]
}

const tonerSet = (of: Set): ArticleDraft[] =>
  inks.flatMap(([letter, ink, word], index): ArticleDraft[] => {
    if (of.only && !of.only.includes(letter)) return []
    const black = letter === 'K'
    const stock = of.stock[index]
    return [
      {
        code: `${of.code}${of.only === 'K' ? '' : letter}`,
        family: 'toners',
        label: `${of.what} ${word} ${of.model}`,
        brand: of.brand,
        manufacturerCode: `${of.brand.slice(0, 2).toUpperCase()}${of.code.replace(/\D/g, '')}-${letter}`,
        description: of.preferred
          ? 'Le consommable d’origine : il garde la garantie de la machine et la qualité des premières pages.\nNous reprenons la cartouche vide à la livraison suivante.'
          : 'Un prix plus doux pour le même nombre de pages, contrôlé dans notre atelier et échangé s’il déçoit.',
        price: of.prices[black ? 0 : 1],
        colour: ink,
        picture: `toner-${ink}`,
        properties: [
          ['Couleur', word],
          ['Capacité', `${of.pages[black ? 0 : 1]} pages`],
          ['Origine', of.preferred ? 'Constructeur' : 'Compatible'],
        ],
        ...(stock ? { stock } : {}),
        delays: of.delays,
        fits: of.fits,
        ...(of.preferred ? { preferred: true as const } : {}),
      },
    ]
  })

const toners: readonly ArticleDraft[] = [
  ...tonerSet({
    code: 'TN-4050',
    what: 'Toner',
    model: 'Korvane C4050',
    brand: 'Korvane',
    fits: ['KV-C4050'],
    preferred: true,
    prices: ['58.9000', '96.4000'],
    pages: ['28 000', '15 000'],
    stock: [
      ['24.000', '8.000'],
      ['11.000', '2.000'],
      ['9.000', '0.000'],
      ['0.000', '0.000'],
    ],
    delays: [7, 5, null],
  }),
  ...tonerSet({
    code: 'TC-4050',
    what: 'Toner compatible',
    model: 'pour Korvane C4050',
    brand: 'Écolia',
    fits: ['KV-C4050'],
    prices: ['34.5000', '52.9000'],
    pages: ['26 000', '14 000'],
    stock: [
      ['6.000', '0.000'],
      ['3.000', '0.000'],
      ['0.000', '0.000'],
      ['2.000', '1.000'],
    ],
    delays: [5],
  }),
  ...tonerSet({
    code: 'TN-3025',
    what: 'Toner',
    model: 'Korvane C3025',
    brand: 'Korvane',
    fits: ['KV-C3025'],
    preferred: true,
    prices: ['49.9000', '78.2000'],
    pages: ['20 000', '11 000'],
    stock: [['9.000', '4.000'], ['4.000', '0.000'], ['4.000', '0.000'], null],
    delays: [7, 5],
  }),
  ...tonerSet({
    code: 'TC-3025',
    what: 'Toner compatible',
    model: 'pour Korvane C3025',
    brand: 'Écolia',
    fits: ['KV-C3025'],
    prices: ['29.9000', '44.9000'],
    pages: ['18 000', '10 000'],
    only: 'KCM',
    stock: [['2.000', '0.000'], ['0.000', '0.000'], ['1.000', '0.000'], null],
    delays: [null],
  }),
  ...tonerSet({
    code: 'TN-6010',
    what: 'Toner',
    model: 'Korvane M6010',
    brand: 'Korvane',
    fits: ['KV-M6010'],
    preferred: true,
    only: 'K',
    prices: ['64.8000', '0'],
    pages: ['47 000', ''],
    stock: [['7.000', '5.000']],
    delays: [7],
  }),
  ...tonerSet({
    code: 'TN-P420',
    what: 'Toner',
    model: 'Solvaris P420',
    brand: 'Solvaris',
    fits: ['SO-P420'],
    preferred: true,
    only: 'K',
    prices: ['74.2500', '0'],
    pages: ['12 000', ''],
    stock: [['31.000', '12.000']],
    delays: [3],
  }),
  ...tonerSet({
    code: 'TC-P420',
    what: 'Toner compatible',
    model: 'pour Solvaris P420',
    brand: 'Écolia',
    fits: ['SO-P420'],
    only: 'K',
    prices: ['39.9000', '0'],
    pages: ['11 000', ''],
    stock: [['0.000', '0.000']],
    delays: [5, 9],
  }),
  ...tonerSet({
    code: 'TN-X520',
    what: 'Toner',
    model: 'Solvaris X520',
    brand: 'Solvaris',
    fits: ['SO-X520'],
    preferred: true,
    prices: ['69.0000', '82.0000'],
    pages: ['9 000', '6 000'],
    stock: [
      ['8.000', '2.000'],
      ['5.000', '1.000'],
      ['5.000', '1.000'],
      ['3.000', '0.000'],
    ],
    delays: [4],
  }),
  ...tonerSet({
    code: 'IN-36',
    what: 'Cartouche d’encre',
    model: 'Tracelle 36, 300 ml',
    brand: 'Tracelle',
    fits: ['TR-36'],
    preferred: true,
    prices: ['118.0000', '124.0000'],
    pages: ['2 400', '2 100'],
    stock: [['2.000', '0.000'], ['1.000', '0.000'], ['0.000', '0.000'], null],
    delays: [12, null],
  }),
  {
    code: 'CT-J60N',
    family: 'toners',
    label: 'Cartouche noire Solvaris J60',
    brand: 'Solvaris',
    price: '24.9000',
    colour: 'black',
    picture: 'toner-black',
    stock: ['4.000', '0.000'],
    delays: [5],
    fits: ['SO-J60'],
    preferred: true,
  },
  {
    code: 'CT-J60T',
    family: 'toners',
    label: 'Cartouche trois couleurs Solvaris J60',
    brand: 'Solvaris',
    price: '31.9000',
    colour: 'tricolour',
    picture: 'toner-tricolour',
    stock: ['0.000', '0.000'],
    delays: [7, 5, null],
    fits: ['SO-J60'],
    preferred: true,
  },
]

const upkeep: readonly ArticleDraft[] = [
  {
    code: 'TB-4050',
    family: 'upkeep',
    label: 'Bac de récupération Korvane',
    brand: 'Korvane',
    price: '22.1000',
    colour: 'other',
    picture: 'bin',
    stock: ['12.000', '5.000'],
    delays: [6],
    fits: ['KV-C4050', 'KV-C3025'],
    preferred: true,
  },
  {
    code: 'DR-4050',
    family: 'upkeep',
    label: 'Tambour Korvane C4050',
    brand: 'Korvane',
    description: 'À remplacer quand des traces reviennent à intervalle régulier. Posé par nos techniciens sur demande.',
    price: '214.0000',
    colour: 'other',
    picture: 'rollers',
    stock: ['1.000', '0.000'],
    delays: [9],
    fits: ['KV-C4050'],
    preferred: true,
  },
  {
    code: 'KIT-ROU',
    family: 'upkeep',
    label: 'Kit de rouleaux d’entraînement',
    brand: 'Korvane',
    price: '47.3500',
    picture: 'rollers',
    stock: ['5.000', '2.000'],
    delays: [6],
    fits: ['KV-C4050', 'KV-C3025', 'KV-M6010'],
  },
  {
    code: 'NU-ROU',
    family: 'upkeep',
    label: 'Rouleaux de prise Numéris D90',
    brand: 'Numéris',
    price: '58.0000',
    picture: 'rollers',
    stock: ['0.000', '0.000'],
    delays: [null],
    fits: ['NU-D90'],
    preferred: true,
  },
  {
    code: 'SI-HUILE',
    family: 'upkeep',
    label: 'Huile pour destructeur, flacon de 250 ml',
    brand: 'Silencio',
    unit: 'flacon',
    price: '9.8000',
    picture: 'bin',
    stock: ['26.000', '9.000'],
    delays: [4],
    fits: ['SI-24'],
    preferred: true,
  },
  {
    code: 'SI-SAC',
    family: 'upkeep',
    label: 'Sacs pour destructeur 60 litres, lot de 50',
    brand: 'Silencio',
    unit: 'lot',
    price: '27.4000',
    picture: 'bin',
    stock: ['8.000', '3.000'],
    delays: [4],
    fits: ['SI-24'],
  },
]

/** Weighty goods: sold by whole cartons, cheaper by ten and by fifty. */
const paper: readonly ArticleDraft[] = (
  [
    ['PA-A4-80', 'Papier A4 80 g, carton de 5 ramettes', '24.9500', '23.7000', '21.9000', ['180.000', '96.000']],
    [
      'PA-A4-REC',
      'Papier A4 80 g recyclé, carton de 5 ramettes',
      '26.4000',
      '25.1000',
      '23.5000',
      ['64.000', '20.000'],
    ],
    ['PA-A4-90', 'Papier A4 90 g, carton de 5 ramettes', '29.9000', '28.4000', '26.8000', ['40.000', '0.000']],
    ['PA-A3-80', 'Papier A3 80 g, carton de 3 ramettes', '31.8000', '30.2000', '28.6000', ['30.000', '12.000']],
    ['PA-R36', 'Rouleau traceur 36 pouces, 90 g, 50 m', '18.6000', '17.5000', '16.4000', ['14.000', '0.000']],
  ] as const
).map(
  ([code, label, one, ten, fifty, stock]): ArticleDraft => ({
    code,
    family: 'paper',
    label,
    brand: 'Brocéliande',
    description:
      'Un papier régulier, qui glisse sans bourrer. Livré par cartons entiers, jusqu’à la réserve si vous le demandez.',
    unit: code === 'PA-R36' ? 'rouleau' : 'carton',
    price: [
      ['1.000', one],
      ['10.000', ten],
      ['50.000', fifty],
    ],
    min: code === 'PA-R36' ? '4.000' : '2.000',
    pack: '2.000',
    max: '400.000',
    picture: 'paper',
    properties: [
      ['Grammage', /(\d+) g/.exec(label)?.[0] ?? ''],
      ['Blancheur', code === 'PA-A4-REC' ? 'CIE 90' : 'CIE 161'],
    ],
    stock,
    delays: [3],
    ...(code === 'PA-R36' ? { fits: ['TR-36'], preferred: true as const } : {}),
    ...(code === 'PA-A4-REC'
      ? { promotions: [{ price: '22.9000', fromQuantity: '10.000', from: -10, until: 20 }] }
      : {}),
  }),
)

export const armoiseSupplies: readonly ArticleDraft[] = [...toners, ...upkeep, ...paper]
