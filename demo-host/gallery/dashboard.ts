/** Gallery of the dashboard. */
import type { Api, DashboardMonth } from '../../bff/api.ts'
import { badDays, base, person, signedOut, type State } from './state.ts'

const months: DashboardMonth[] = Array.from({ length: 12 }, (_, n) => ({
  month: n === 0 ? '2025-12' : `2026-${String(n).padStart(2, '0')}`,
  invoiced: `${(412 + ((n * 731) % 900)).toFixed(0)}.40`,
  repair: (n * 5) % 4,
  preventive: n % 3 === 0 ? 2 : 0,
  other: n % 5 === 0 ? 1 : 0,
}))

const view: Api['GET /dashboard']['reply'] = {
  title: null,
  text: {
    fr: 'Notre agence est fermée le vendredi 27 novembre. L’astreinte répond au même numéro.',
    en: 'Our branch is closed on Friday 27 November. The stand-by answers at the same number.',
  },
  tasks: [
    {
      kind: 'overdue',
      count: 2,
      amount: '624.18',
      currency: 'EUR',
      place: { widget: 'invoices', route: '/?state=overdue' },
    },
    {
      kind: 'answer',
      count: 1,
      amount: null,
      currency: null,
      place: { widget: 'interventions', route: '/?state=waiting' },
    },
    { kind: 'refused', count: 1, amount: null, currency: null, place: { widget: 'orders', route: '/' } },
    {
      kind: 'partly-delivered',
      count: 1,
      amount: null,
      currency: null,
      place: { widget: 'orders', route: '/?state=partly_delivered' },
    },
  ],
  period: { from: '2025-12-01', to: '2026-11-21' },
  currency: 'EUR',
  figures: [
    { kind: 'invoiced', value: '12480.60', currency: 'EUR', place: { widget: 'invoices', route: '/?from=2025-12-01' } },
    { kind: 'ordered', value: '3120.00', currency: 'EUR', place: { widget: 'orders', route: '/?from=2025-12-01' } },
    { kind: 'interventions', value: '23', currency: null, place: { widget: 'interventions', route: '/' } },
    { kind: 'days', value: '2.4', currency: null, place: { widget: 'interventions', route: '/?state=done' } },
    { kind: 'machines', value: '94', currency: null, place: { widget: 'fleet', route: '/' } },
  ],
  months,
  recent: [
    {
      kind: 'intervention',
      id: '9',
      number: 'INT-2026-0250',
      title: 'Wi-Fi lent dans la salle de réunion',
      on: '2026-11-21',
      place: { widget: 'interventions', route: '/9' },
    },
    {
      kind: 'order',
      id: '4',
      number: 'CDE-2026-0118',
      title: 'BC-4471',
      on: '2026-11-18',
      place: { widget: 'orders', route: '/4' },
    },
    {
      kind: 'invoice',
      id: '418',
      number: 'FA-2026-0418',
      title: 'Contrat de maintenance, 4e trimestre',
      on: '2026-11-02',
      place: { widget: 'invoices', route: '/418' },
    },
  ],
  actions: [
    {
      id: 'request',
      label: { fr: 'Demander une intervention', en: 'Ask for a service call' },
      text: null,
      icon: 'request',
      colour: 'accent',
      place: { widget: 'request', route: '/' },
    },
    {
      id: 'call',
      label: { fr: 'Appeler l’agence', en: 'Call the branch' },
      text: { fr: 'Du lundi au vendredi, 8 h – 18 h', en: 'Monday to Friday, 8 a.m. to 6 p.m.' },
      icon: 'phone',
      colour: 'success',
      place: { href: 'tel:+33261914000' },
    },
  ],
  company: {
    name: 'Ateliers Marchand',
    code: 'C0012',
    address: { street: '4 rue du Moulin', postalCode: '49100', city: 'Angers' },
    contact: { name: 'Claire Dupond', email: 'claire.dupond@marchand.example', phone: '02 61 91 40 12' },
    vendor: { name: 'Armoise Bureautique', email: 'clients@armoise.example', phone: '02 61 91 40 00' },
  },
}

export const dashboard: readonly State[] = [
  {
    id: 'ready',
    title: { fr: 'Un an d’activité', en: 'A year of activity' },
    signedIn: true,
    replies: { ...base, 'GET /dashboard': view },
  },
  {
    id: 'technical',
    title: { fr: 'Un profil sans les montants', en: 'A profile without amounts' },
    signedIn: true,
    replies: {
      ...base,
      'GET /session': person({ name: 'Paul Martin', rights: ['interventions.read', 'fleet.read'] }),
      'GET /dashboard': {
        ...view,
        tasks: [],
        figures: view.figures.filter(({ currency }) => currency === null),
        months: months.map((month) => ({ ...month, invoiced: null })),
        recent: view.recent.slice(0, 1),
      },
    },
  },
  {
    id: 'empty',
    title: { fr: 'Un nouveau client', en: 'A new customer' },
    signedIn: true,
    replies: {
      ...base,
      'GET /dashboard': {
        ...view,
        text: null,
        tasks: [],
        figures: [],
        months: null,
        recent: [],
        company: { ...view.company, code: null, address: null, contact: null },
      },
    },
  },
  {
    id: 'problem',
    title: { fr: 'La gestion ne répond pas', en: 'The management database is down' },
    signedIn: true,
    replies: { ...base, 'GET /dashboard': 'management-unavailable' },
  },
  signedOut,
  ...badDays,
]
