/** The two invented vendors: who they are, what they sell, on whom they are known by name. */
import { armoiseRange } from './articles/armoise.ts'
import { brumaireRange } from './articles/brumaire.ts'
import type { Range } from './articles/shape.ts'
import type { Terms } from './articles/terms.ts'
import { armoiseMachines, armoiseScenarios } from './catalogue-armoise.ts'
import { brumaireMachines, brumaireScenarios } from './catalogue-brumaire.ts'
import { iban, vatNumber } from './numbers.ts'
import { channel, loire, type Place } from './places.ts'
import type { DemoRow } from './rows.ts'
import type { Scenario } from './scenarios.ts'
import { armoiseService } from './service/armoise.ts'
import { brumaireService } from './service/brumaire.ts'
import type { ServiceDesk } from './service/shape.ts'
import type { IdType } from '../reference/schema.ts'

export type VendorName = 'armoise' | 'brumaire'

/** A customer that a demo person signs in for. Each has a good three years of documents and every special case. */
export interface NamedCustomer {
  name: string
  person?: true
  sites: readonly string[]
  /** Documents and machines, compared with an ordinary site's 1. */
  share: number
  /** Prices, promotions and limits of its own; none unless told. */
  terms?: Partial<Terms>
}

export interface DemoVendor {
  vendor: VendorName
  idType: IdType
  company: Omit<DemoRow<'company'>, 'id'>
  portal: { key: string; name: string; website: string; origins: string[]; accent: string }
  places: readonly Place[]
  machines: readonly string[]
  scenarios: readonly Scenario[]
  /** What customers can order. */
  range: Range
  /** What customers can ask for. */
  desk: ServiceDesk
  /** Share of private persons among the other customers. */
  persons: number
  /** Whether the vendor's ERP keeps the documents that it sent. */
  keepsOriginals: boolean
  named: readonly NamedCustomer[]
}

const sirens = { armoise: '140318270', brumaire: '140527706' }

const company = (
  of: Pick<DemoRow<'company'>, 'name' | 'legal_form' | 'street' | 'postal_code' | 'city' | 'email' | 'phone'>,
  siren: string,
  court: string,
  account: string,
): DemoVendor['company'] => ({
  ...of,
  country_code: 'FR',
  registration_number: siren,
  registry: `RCS ${court} ${siren.replace(/(\d{3})(?=\d)/g, '$1 ')}`,
  vat_number: vatNumber(siren),
  iban: iban('98765', '00042', account),
  bic: 'GUICFRP1XXX',
  late_penalty: 'Pénalités de retard\u00a0: trois fois le taux d’intérêt légal, exigibles sans rappel.',
  early_discount: 'Pas d’escompte pour paiement anticipé.',
  currency: 'EUR',
  time_zone: 'Europe/Paris',
  vat_rounding: 'half-up/rate',
})

export const vendors: Readonly<Record<VendorName, DemoVendor>> = {
  armoise: {
    vendor: 'armoise',
    idType: 'bigint',
    company: company(
      {
        name: 'Armoise Bureautique',
        legal_form: 'SAS au capital de 120 000\u00a0€',
        street: '18 rue des Tanneurs',
        postal_code: '49000',
        city: 'Angers',
        email: 'clients@armoise.example',
        phone: '02 61 91 40 00',
      },
      sirens.armoise,
      'Angers',
      '00123456789',
    ),
    portal: {
      key: 'pk_armoise_demodemodemodemo',
      name: 'Armoise Bureautique',
      website: 'https://www.armoise.example',
      origins: ['http://localhost:8801', 'http://127.0.0.1:8801'],
      accent: '#2f6b4f',
    },
    places: loire,
    machines: armoiseMachines,
    scenarios: armoiseScenarios,
    range: armoiseRange,
    desk: armoiseService,
    persons: 0,
    keepsOriginals: true,
    named: [
      {
        name: 'Ateliers Marchand',
        sites: ['Siège', 'Atelier mécanique', 'Agence commerciale', 'Dépôt', 'Showroom'],
        share: 22,
        terms: {
          list: 'TARIF-A',
          prices: {
            'TN-4050K': [['1.000', '54.9000']],
            'PA-A4-80': [
              ['1.000', '23.9000'],
              ['10.000', '22.5000'],
              ['50.000', '20.9000'],
            ],
          },
          promotions: { 'VX-T40': { price: '119.0000', from: -12, until: 18 } },
        },
      },
      { name: 'Berger Immobilier', sites: ['Agence du centre', 'Agence de la gare', 'Gestion locative'], share: 10 },
      {
        name: 'Berger Patrimoine Conseil',
        sites: ['Cabinet', 'Archives'],
        share: 8,
        terms: { list: 'TARIF-B', limited: true },
      },
      {
        name: 'Communauté de communes du Val d’Ombrée',
        sites: [
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
        share: 18,
        terms: { list: 'TARIF-B' },
      },
    ],
  },
  brumaire: {
    vendor: 'brumaire',
    idType: 'uuid',
    company: company(
      {
        name: 'Brumaire Chauffage & Climatisation',
        legal_form: 'SARL au capital de 40 000\u00a0€',
        street: '7 quai des Carmes',
        postal_code: '35400',
        city: 'Saint-Malo',
        email: 'service@brumaire.example',
        phone: '02 61 91 55 00',
      },
      sirens.brumaire,
      'Saint-Malo',
      '00987654321',
    ),
    portal: {
      key: 'pk_brumaire_demodemodemodemo',
      name: 'Brumaire Chauffage & Climatisation',
      website: 'https://www.brumaire.example',
      origins: ['http://localhost:8802', 'http://127.0.0.1:8802'],
      accent: '#b4532a',
    },
    places: channel,
    machines: brumaireMachines,
    scenarios: brumaireScenarios,
    range: brumaireRange,
    desk: brumaireService,
    persons: 0.35,
    keepsOriginals: false,
    named: [
      {
        name: 'Résidences du Grand Large',
        sites: [
          'Siège',
          'Résidence Les Embruns',
          'Résidence Le Phare',
          'Résidence Les Dunes',
          'Résidence du Port',
          'Atelier',
        ],
        share: 22,
        terms: {
          list: 'TARIF-A',
          prices: {
            'PCE-CIR': [['1.000', '196.0000']],
            'FIL-G4': [
              ['1.000', '11.2000'],
              ['10.000', '10.1000'],
              ['50.000', '8.9000'],
            ],
          },
          promotions: { 'LI-20': { price: '1190.0000', from: -12, until: 18 } },
        },
      },
      { name: 'Hôtel des Goélands', sites: ['Hôtel', 'Restaurant', 'Spa'], share: 10, terms: { limited: true } },
      { name: 'M. et Mme Leroy', person: true, sites: ['Domicile'], share: 4 },
      {
        name: 'Ville de Saint-Briac-les-Bois',
        sites: [
          'Mairie',
          'École maternelle',
          'École élémentaire',
          'Cantine',
          'Piscine',
          'Gymnase',
          'Médiathèque',
          'Église',
          'Salle des fêtes',
          'Crèche',
          'Ateliers municipaux',
          'Maison médicale',
        ],
        share: 18,
        terms: { list: 'TARIF-B' },
      },
    ],
  },
}
