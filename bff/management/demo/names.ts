/** Names of people and companies: ordinary parts, invented wholes. */
import type { Random } from './random.ts'

export const surnames =
  'Garnier Faure Rousseau Blanchet Mercier Chevalier Gauthier Perrin Morin Boucher Marchand Dumas Renaud Picard Leclerc Guérin Lemoine Barbier Tessier Poirier Fournier Delaunay Hamon Le-Goff Kerbrat Jaouen Guillou Rivière Vasseur Besnard Pineau Rabault Chauvin Courtois Bodin Hervé Lucas Bertin Cosson Maillard'
    .split(' ')
    .map((name) => name.replace('-', ' '))

const givenNames: readonly [title: string, name: string][] = [
  ...'Claire Inès Sophie Nathalie Isabelle Camille Julie Aurélie Sandrine Hélène Élodie Marion Fatima Lucie Anne'
    .split(' ')
    .map((name): [string, string] => ['Mme', name]),
  ...'Paul Hugo Thomas Julien Nicolas Antoine Karim Laurent Olivier Stéphane Yann Mathieu Bruno Éric Samuel'
    .split(' ')
    .map((name): [string, string] => ['M.', name]),
]

export interface PersonName {
  title: string
  given: string
  family: string
}

export function personName(random: Random): PersonName {
  const [title, given] = random.pick(givenNames)
  return { title, given, family: random.pick(surnames) }
}

/** `Élodie Le Goff` -> `elodie.le-goff`: the local part of an address. */
export function slug(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
}

const flora = 'Tilleuls Cèdres Genêts Bruyères Glycines Ormeaux Saules Bleuets Hêtres Mimosas Érables Magnolias'.split(
  ' ',
)
const saints = 'Saint-Clair Saint-Aubin Sainte-Luce Saint-Méen Saint-Armel Sainte-Ursule Saint-Briac Saint-Fort'.split(
  ' ',
)
const lands =
  'd’Évoise|de Sarmance|du Layonnais|d’Ormeval|de Brévenne|du Pays d’Aulne|de Fontevault|des Marches du Bois'.split('|')
const trades = 'Menuiserie|Couverture|Électricité|Plâtrerie|Paysage|Carrelage|Serrurerie|Imprimerie'.split('|')

/** What sort of customer: its name, how many sites it has, what its places are called. */
export interface Archetype {
  weight: number
  person?: true
  sites: readonly [from: number, to: number]
  name(random: Random): string
  places: readonly string[]
}

const firm = ['Siège', 'Agence', 'Atelier', 'Dépôt', 'Entrepôt', 'Bureau d’études', 'Showroom']
const office = ['Cabinet', 'Annexe', 'Archives']

export const archetypes: readonly Archetype[] = [
  { weight: 5, sites: [1, 4], places: firm, name: (r) => `${r.pick(trades)} ${r.pick(surnames)}` },
  { weight: 4, sites: [1, 3], places: firm, name: (r) => `Garage ${r.pick(surnames)}` },
  { weight: 4, sites: [1, 2], places: office, name: (r) => `Cabinet ${r.pick(surnames)} & ${r.pick(surnames)}` },
  { weight: 3, sites: [2, 6], places: firm, name: (r) => `Transports ${r.pick(surnames)}` },
  { weight: 3, sites: [1, 1], places: ['Officine'], name: (r) => `Pharmacie des ${r.pick(flora)}` },
  {
    weight: 3,
    sites: [1, 4],
    places: ['Administration', 'Salle des professeurs', 'CDI', 'Internat'],
    name: (r) => `${r.pick(['École', 'Collège', 'Lycée'])} ${r.pick(saints)}`,
  },
  {
    weight: 2,
    sites: [2, 5],
    places: ['Accueil', 'Bâtiment A', 'Bâtiment B', 'Cuisine', 'Lingerie'],
    name: (r) => `${r.pick(['EHPAD', 'Résidence', 'Clinique'])} Les ${r.pick(flora)}`,
  },
  {
    weight: 2,
    sites: [6, 12],
    places: [
      'Hôtel communautaire',
      'Médiathèque',
      'École Jules-Ferry',
      'École des Coteaux',
      'Crèche Les Lutins',
      'Piscine',
      'Gymnase',
      'Services techniques',
      'Office de tourisme',
      'Déchèterie',
      'Maison des associations',
      'Centre de loisirs',
    ],
    name: (r) => `Communauté de communes ${r.pick(lands)}`,
  },
  { weight: 2, sites: [1, 3], places: ['Hôtel', 'Restaurant', 'Annexe'], name: (r) => `Hôtel des ${r.pick(flora)}` },
  { weight: 2, sites: [2, 5], places: firm, name: (r) => `${r.pick(surnames)} Industrie` },
]

export const household: Archetype = {
  weight: 1,
  person: true,
  sites: [1, 2],
  places: ['Domicile', 'Maison de vacances'],
  name: (random) => {
    const { title, given, family } = personName(random)
    return random.chance(0.3) ? `M. et Mme ${family}` : `${title} ${given} ${family}`
  },
}
