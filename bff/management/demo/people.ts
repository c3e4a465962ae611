/**
 * The named people of the demo, their accounts and the portal code of the link holder. One password for all, which is
 * told on the console: none of this belongs in a database that holds real data.
 */
import type { Language } from '../../features/portal/api.ts'
import type { VendorName } from './vendors.ts'

export const demoPassword = 'guichet-demo-2026'

export interface DemoPerson {
  vendor: VendorName
  login: string
  name: string
  /** Names of the customers that this person reaches (vendors.ts). */
  customers: readonly string[]
  profile: string
  about: Record<Language, string>
}

export const demoPeople: readonly DemoPerson[] = [
  {
    vendor: 'armoise',
    login: 'dupond',
    name: 'Claire Dupond',
    customers: ['Ateliers Marchand'],
    profile: 'buyer',
    about: {
      fr: 'Mme Claire Dupond, acheteuse des Ateliers Marchand, cinq sites\u00a0: commande aux prix de sa société, ne demande pas d’intervention.',
      en: 'Mrs Claire Dupond, buyer at Ateliers Marchand, five sites: orders at her company’s prices, asks for no intervention.',
    },
  },
  {
    vendor: 'armoise',
    login: 'martin',
    name: 'Paul Martin',
    customers: ['Ateliers Marchand'],
    profile: 'technical',
    about: {
      fr: 'M. Paul Martin, responsable technique des Ateliers Marchand\u00a0: demande et suit les interventions, ne voit ni prix ni commandes.',
      en: 'Mr Paul Martin, technical manager at Ateliers Marchand: asks for interventions and follows them, sees neither prices nor orders.',
    },
  },
  {
    vendor: 'armoise',
    login: 'lefevre',
    name: 'Inès Lefèvre',
    customers: ['Ateliers Marchand'],
    profile: 'accounting',
    about: {
      fr: 'Mme Inès Lefèvre, comptable des Ateliers Marchand\u00a0: toutes les factures et leurs PDF, les commandes et leurs montants.',
      en: 'Mrs Inès Lefèvre, accountant at Ateliers Marchand: every invoice and its PDF, orders and their amounts.',
    },
  },
  {
    vendor: 'armoise',
    login: 'berger',
    name: 'Hugo Berger',
    customers: ['Berger Immobilier', 'Berger Patrimoine Conseil'],
    profile: 'supervisor',
    about: {
      fr: 'M. Hugo Berger, superviseur de deux sociétés\u00a0: il passe de l’une à l’autre\u00a0; la seconde n’a qu’un catalogue limité.',
      en: 'Mr Hugo Berger, supervisor of two companies: he switches between them; the second has a limited catalogue.',
    },
  },
  {
    vendor: 'brumaire',
    login: 'moreau',
    name: 'Sylvie Moreau',
    customers: ['Résidences du Grand Large', 'Hôtel des Goélands'],
    profile: 'supervisor',
    about: {
      fr: 'Mme Sylvie Moreau, superviseure des Résidences du Grand Large et de l’Hôtel des Goélands, qui n’a qu’un catalogue limité.',
      en: 'Mrs Sylvie Moreau, supervisor of Résidences du Grand Large and of Hôtel des Goélands, which has a limited catalogue.',
    },
  },
  {
    vendor: 'brumaire',
    login: 'petit',
    name: 'Julien Petit',
    customers: ['Résidences du Grand Large'],
    profile: 'technical',
    about: {
      fr: 'M. Julien Petit, responsable technique des Résidences du Grand Large\u00a0: interventions et appareils, sans prix.',
      en: 'Mr Julien Petit, technical manager at Résidences du Grand Large: interventions and appliances, without prices.',
    },
  },
  {
    vendor: 'brumaire',
    login: 'roux',
    name: 'Nadia Roux',
    customers: ['Résidences du Grand Large'],
    profile: 'accounting',
    about: {
      fr: 'Mme Nadia Roux, comptable des Résidences du Grand Large.',
      en: 'Mrs Nadia Roux, accountant at Résidences du Grand Large.',
    },
  },
  {
    vendor: 'brumaire',
    login: 'leroy',
    name: 'Anne Leroy',
    customers: ['M. et Mme Leroy'],
    profile: 'supervisor',
    about: {
      fr: 'Mme Anne Leroy, particulière\u00a0: une maison, TVA à 10\u00a0% et 5,5\u00a0%.',
      en: 'Mrs Anne Leroy, a private person: one house, VAT at 10 % and 5.5 %.',
    },
  },
]

/** The holder of a permanent link: no account, one site of one customer. */
export interface DemoLink {
  vendor: VendorName
  label: string
  customer: string
  site: string
  profile: string
  about: Record<Language, string>
}

export const demoLinks: readonly DemoLink[] = [
  {
    vendor: 'armoise',
    label: 'Agence commerciale (lien affiché à l’accueil)',
    customer: 'Ateliers Marchand',
    site: 'Agence commerciale',
    profile: 'accounting',
    about: {
      fr: 'Porteur d’un lien\u00a0: ne voit que l’agence commerciale des Ateliers Marchand.',
      en: 'Holder of a link: sees the sales office of Ateliers Marchand only.',
    },
  },
  {
    vendor: 'brumaire',
    label: 'Gardien de la résidence Le Phare',
    customer: 'Résidences du Grand Large',
    site: 'Résidence Le Phare',
    profile: 'accounting',
    about: {
      fr: 'Porteur d’un lien\u00a0: ne voit que la résidence Le Phare.',
      en: 'Holder of a link: sees the residence Le Phare only.',
    },
  },
]
