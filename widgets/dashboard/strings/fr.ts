/** Words of the dashboard. U+00A0 before a colon, U+202F before ; ? !, as French typography asks. */
import type { DashboardFigureKind, DashboardRecent, DashboardTaskKind } from '../../../bff/api.ts'

const many = (n: number, one: string, more: string) => (n < 2 ? one : more)

const task: Record<DashboardTaskKind, (n: number) => string> = {
  overdue: (n) => `${n} ${many(n, 'facture en retard de paiement', 'factures en retard de paiement')}`,
  answer: (n) => `${n} ${many(n, 'intervention attend votre réponse', 'interventions attendent votre réponse')}`,
  refused: (n) => `${n} ${many(n, 'envoi n’a pas abouti', 'envois n’ont pas abouti')}`,
  'partly-delivered': (n) =>
    `${n} ${many(n, 'commande livrée en partie\u00a0: le reste suit', 'commandes livrées en partie\u00a0: le reste suit')}`,
}
const figure: Record<DashboardFigureKind, string> = {
  invoiced: 'Facturé TTC',
  ordered: 'Commandé TTC',
  interventions: 'Interventions demandées',
  days: 'De la demande à la fin',
  machines: 'Appareils en service',
}
const recent: Record<DashboardRecent['kind'], string> = {
  invoice: 'Facture',
  credit_note: 'Avoir',
  order: 'Commande',
  intervention: 'Intervention',
}

const strings = {
  task,
  figure,
  recent,
  title: 'Tableau de bord',
  hello: (name: string) => `Bonjour ${name}`,
  tasks: 'À faire pour vous',
  nothing: 'Rien ne vous attend\u00a0: tout est à jour.',
  actions: 'Actions rapides',
  figures: 'En chiffres',
  period: (from: string, to: string) => `Du ${from} au ${to}`,
  today: 'Aujourd’hui',
  days: (n: string) => `${n} ${many(Number(n.replace(',', '.')), 'jour', 'jours')}`,
  invoicedChart: 'Facturé par mois, TTC',
  workChart: 'Interventions par mois',
  repair: 'Dépannages',
  preventive: 'Entretiens',
  other: 'Autres',
  month: 'Mois',
  amount: 'Montant',
  asTable: 'Voir en tableau',
  chartFailed: 'Le graphique n’a pas pu être chargé. Les chiffres sont dans le tableau.',
  latest: 'Derniers mouvements',
  noLatest: 'Vos factures, commandes et interventions apparaîtront ici.',
  company: 'Votre société',
  customerCode: 'N° client',
  contact: 'Interlocuteur dans votre société',
  vendor: 'Nous joindre',
  address: 'Adresse',
}

export type DashboardStrings = typeof strings
export { default as shared } from '../../base/strings/fr.ts'
export default strings
