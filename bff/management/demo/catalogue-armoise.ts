/** What Armoise sells: office equipment, consumables, telecom. Invented brands, plausible prices, VAT at 20 %. */
import { monthOf, quarterOf } from './calendar.ts'
import { heading, item, type Machine, remark, type Scenario, subtotal } from './scenarios.ts'

const vat = '0.2'

export const armoiseMachines = [
  'Copieur couleur A3 Korvane C4050',
  'Copieur couleur A3 Korvane C3025',
  'Copieur noir et blanc A3 Korvane M6010',
  'Imprimante laser A4 Solvaris P420',
  'Multifonction couleur A4 Solvaris X520',
  'Imprimante grand format Tracelle 36',
  'Scanner de documents Numéris D90',
  'Destructeur coupe croisée Silencio 24',
  'Serveur de téléphonie Voxalis 50',
  'Borne Wi-Fi Voxalis W6',
  'Plieuse de courrier Postéo 300',
] as const

/** Only what prints has its pages counted. */
const prints = (label: string) => /^(Copieur|Imprimante|Multifonction)/.test(label)

/** The machine that an installation is about. */
const sold = (machines: readonly Machine[]) => machines.find((one) => prints(one.label))?.label ?? armoiseMachines[0]

const toners: readonly [reference: string, label: string, price: string][] = [
  ['TN-4050K', 'Toner noir Korvane C4050', '58.9000'],
  ['TN-4050C', 'Toner cyan Korvane C4050', '96.4000'],
  ['TN-4050M', 'Toner magenta Korvane C4050', '96.4000'],
  ['TN-4050Y', 'Toner jaune Korvane C4050', '96.4000'],
  ['TN-P420', 'Toner noir Solvaris P420', '74.2500'],
  ['TB-4050', 'Bac de récupération Korvane', '22.1000'],
  ['PA-A4-80', 'Papier A4 80 g, carton de 5 ramettes', '24.9500'],
  ['PA-A3-80', 'Papier A3 80 g, carton de 3 ramettes', '31.8000'],
]

export const armoiseScenarios: readonly Scenario[] = [
  {
    name: 'contract',
    weight: 34,
    operation: 'services',
    title: ({ day }) => `Contrat de maintenance, ${quarterOf(day)}`,
    lines: ({ random, machines }) => {
      // A site whose machines the file does not know still has its contract.
      if (machines.length === 0)
        return [item('MNT-PARC', 'Forfait de maintenance du parc', 1, 'forfait', '145.0000', vat)]
      return machines.slice(0, 4).flatMap((machine) => {
        const black = random.int(1_200, 38_000)
        const colour = random.int(150, 9_000)
        const pages = prints(machine.label)
          ? [item('CP-NB', 'Copies noir et blanc', black, 'page', '0.0045', vat)]
          : [item('SUP', 'Assistance à distance', 1, 'forfait', '24.5000', vat)]
        if (machine.label.includes('couleur'))
          pages.push(item('CP-CL', 'Copies couleur', colour, 'page', '0.0390', vat))
        return [
          heading(`${machine.label}, n° ${machine.serial}`),
          item('MNT-TRIM', 'Forfait de maintenance trimestriel', 1, 'forfait', '89.0000', vat),
          ...pages,
          subtotal('Sous-total de la machine'),
        ]
      })
    },
  },
  {
    name: 'consumables',
    weight: 24,
    operation: 'goods',
    title: () => 'Consommables',
    lines: ({ random }) => {
      const first = random.int(0, toners.length - 1)
      const lines = Array.from({ length: random.int(1, 4) }, (_, n) => {
        const [reference, label, price] = toners[(first + n) % toners.length] as (typeof toners)[number]
        return item(reference, label, random.int(1, 6), 'pièce', price, vat)
      })
      return [...lines, item('PORT', 'Frais de port', 1, 'envoi', '9.9000', vat)]
    },
  },
  {
    name: 'telecom',
    weight: 22,
    operation: 'services',
    title: ({ day }) => `Abonnements télécom, ${monthOf(day)}`,
    lines: ({ random }) => [
      item('FIB-PRO', 'Accès fibre professionnel, garantie 4 h', 1, 'mois', '79.0000', vat),
      item('LIG-IP', 'Ligne téléphonique IP', random.int(2, 14), 'mois', '8.5000', vat),
      item('MOB-20', 'Forfait mobile 20 Go', random.int(1, 9), 'mois', '11.9000', vat),
      item('COM-HF', 'Communications hors forfait', random.int(0, 420), 'minute', '0.0375', vat),
    ],
  },
  {
    name: 'intervention',
    weight: 14,
    operation: 'both',
    title: ({ machines }) => `Intervention\u00a0: ${machines[0]?.label ?? 'réseau'}`,
    lines: ({ random, machines }) => [
      ...(machines[0] ? [remark(`Machine n° ${machines[0].serial}`)] : []),
      item('MO', 'Main-d’œuvre', random.pick(['0.750', '1.000', '1.250', '1.500', '2.250']), 'heure', '68.0000', vat),
      item('DEP', 'Déplacement', 1, 'forfait', '45.0000', vat),
      ...(random.chance(0.6) ? [item('KIT-ROU', 'Kit de rouleaux d’entraînement', 1, 'pièce', '47.3500', vat)] : []),
    ],
  },
  {
    name: 'equipment',
    weight: 6,
    operation: 'both',
    instalments: true,
    title: ({ machines }) => `Installation\u00a0: ${sold(machines)}`,
    lines: ({ random, machines }) => [
      heading('Matériel'),
      item('MAT', sold(machines), 1, 'pièce', `${random.int(1_890, 7_490)}.0000`, vat),
      item('MEU-02', 'Meuble support à quatre cassettes', 1, 'pièce', '318.0000', vat),
      item('ECO-D3E', 'Éco-participation', 1, 'pièce', '6.6700', vat),
      subtotal('Sous-total matériel'),
      heading('Prestations'),
      item('INS', 'Livraison, installation et mise en réseau', 1, 'forfait', '290.0000', vat),
      item('FOR', 'Formation des utilisateurs', random.pick(['0.500', '1.000']), 'jour', '540.0000', vat),
      subtotal('Sous-total prestations'),
      remark('Garantie un an, pièces et main-d’œuvre.'),
    ],
  },
]
