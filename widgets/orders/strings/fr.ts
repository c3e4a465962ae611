/** Words of the orders widget. U+00A0 before a colon, U+202F before ; ? !, as French typography asks. */
import type { CartFault, CommandState, OrderSort, OrderState, OrderStep } from '../../../bff/api.ts'
import type { Period } from '../../base/periods.ts'
import type { FilterName } from '../model.ts'

const many = (n: number, one: string, more: string) => (n < 2 ? one : more)
const integer = new Intl.NumberFormat('fr-FR')

const state: Record<OrderState, string> = {
  received: 'À confirmer',
  confirmed: 'Confirmée',
  preparing: 'En préparation',
  partly_delivered: 'Livrée en partie',
  delivered: 'Livrée',
  cancelled: 'Annulée',
  refused: 'Refusée',
}
/** Who does what next. */
const next: Record<OrderState, string> = {
  received: 'Votre fournisseur vérifie la commande et va la confirmer.',
  confirmed: 'La commande est confirmée.',
  preparing: 'La commande est en préparation.',
  partly_delivered: 'Une partie est livrée, le reste suit.',
  delivered: 'Tout est livré.',
  cancelled: 'Cette commande a été annulée.',
  refused: 'Cette commande n’a pas été acceptée.',
}
const sort: Record<OrderSort, string> = {
  ordered: 'Date',
  expected: 'Livraison prévue',
  number: 'Numéro',
  total: 'Montant TTC',
}
/** For the phone, where the order has no heading to stand in. */
const sortOrder: Record<`${OrderSort} ${'asc' | 'desc'}`, string> = {
  'ordered desc': 'Les plus récentes',
  'ordered asc': 'Les plus anciennes',
  'expected asc': 'Livraison la plus proche',
  'expected desc': 'Livraison la plus lointaine',
  'number desc': 'Numéro décroissant',
  'number asc': 'Numéro croissant',
  'total desc': 'Montant décroissant',
  'total asc': 'Montant croissant',
}
const period: Record<Period, string> = {
  all: 'Toutes les dates',
  'days-30': '30 derniers jours',
  'months-3': '3 derniers mois',
  'this-year': 'Cette année',
  'last-year': 'L’année dernière',
  custom: 'Dates au choix…',
}
const filterName: Record<FilterName, string> = {
  q: 'Recherche',
  period: 'Période',
  states: 'État',
  site: 'Site',
  equipment: 'Machine',
}
/** Of a receipt, for its short badge. */
const sent: Record<CommandState, string> = {
  received: 'En cours d’envoi',
  delivered: 'Transmise',
  refused: 'Refusée',
  failed: 'Non transmise',
}
const sentHint: Record<CommandState, string> = {
  received: 'Votre commande est enregistrée\u202f; elle apparaîtra dans la liste dès sa prise en charge.',
  delivered: 'Votre commande est arrivée\u202f; elle apparaîtra bientôt dans la liste.',
  refused: 'Votre commande n’a pas été acceptée.',
  failed: 'Votre commande n’a pas pu être transmise. Contactez-nous en indiquant le numéro du reçu.',
}
const progress: Record<OrderStep['progress'], string> = {
  done: 'étape passée',
  current: 'étape en cours',
  next: 'étape à venir',
}
const quantity = 'quantité à revoir'
/** Why a line cannot be bought again, after a colon. */
const fault: Record<CartFault, string> = {
  gone: 'n’est plus proposé',
  'no-price': 'prix sur demande',
  'equipment-unknown': 'la machine n’est plus dans votre parc',
  'option-unknown': 'une option n’est plus proposée',
  'not-a-number': quantity,
  'not-positive': quantity,
  'too-large': quantity,
  'too-precise': quantity,
  'below-minimum': 'quantité sous le minimum',
  'above-maximum': 'quantité au-dessus du maximum',
  'not-a-pack': 'conditionnement changé',
}

const strings = {
  title: 'Commandes',
  state,
  next,
  sort,
  sortOrder,
  period,
  filterName,
  sent,
  sentHint,
  progress,
  fault,
  search: 'Rechercher',
  searchPlaceholder: 'Numéro, référence, article…',
  filters: (n: number) => (n === 0 ? 'Filtres' : `Filtres (${n})`),
  filterRegion: 'Filtres des commandes',
  quoted: (text: string) => `«\u00a0${text}\u00a0»`,
  from: 'Du',
  to: 'Au',
  since: (day: string) => `Depuis le ${day}`,
  until: (day: string) => `Jusqu’au ${day}`,
  between: (from: string, to: string) => `Du ${from} au ${to}`,
  site: 'Site',
  siteAll: 'Tous les sites',
  machine: 'Une machine',
  openOnes: 'En cours',
  sortBy: 'Trier par',
  activeFilters: 'Filtres appliqués',
  removeFilter: (filter: string, value: string) => `Retirer le filtre ${filter}\u00a0: ${value}`,
  reset: 'Tout effacer',
  count: (n: number) => `${integer.format(n)} ${many(n, 'commande', 'commandes')}`,
  found: (n: number) =>
    n === 0 ? 'Aucune commande trouvée.' : `${integer.format(n)} ${many(n, 'commande trouvée', 'commandes trouvées')}.`,
  shown: (n: number, of: number) => `${integer.format(n)} sur ${integer.format(of)}`,
  more: 'Afficher plus',
  moreShown: (n: number, of: number) => `${integer.format(n)} commandes affichées sur ${integer.format(of)}.`,
  caption: (sortedBy: string) => `Commandes, triées par ${sortedBy}`,
  number: 'Numéro',
  reference: 'Votre référence',
  stateHead: 'État',
  ordered: 'Commandée le',
  expected: 'Livraison prévue',
  requester: 'Demandeur',
  total: 'Montant TTC',
  onRequest: 'Prix à confirmer',
  yours: (reference: string) => `Votre référence ${reference}`,
  orderedBy: (day: string, who: string) => `Commandée le ${day} par ${who}`,
  orderedOn: (day: string) => `Commandée le ${day}`,
  expectedOn: (day: string) => `Livraison prévue le ${day}`,
  around: (day: string) => `vers le ${day}`,
  pendingTitle: 'Vos commandes envoyées',
  receipt: (receipt: string) => `Reçu ${receipt}`,
  sentOn: (moment: string) => `Envoyée le ${moment}`,
  amount: (amount: string) => `${amount} TTC`,
  none: 'Aucune commande pour le moment',
  noneHint: 'Vos commandes et leurs livraisons apparaîtront ici.',
  catalogue: 'Voir le catalogue',
  nothingFound: 'Aucune commande ne correspond',
  nothingFoundHint: 'Élargissez la période ou retirez un filtre.',
  close: 'Fermer',
  sheet: 'Commande',
  steps: 'Où en est la commande',
  stepReceived: 'Reçue',
  delivery: 'Livraison',
  billing: 'Facturation',
  comment: 'Commentaire',
  lines: 'Articles',
  times: (quantity: string, unit: string | null) => (unit ? `${quantity} × ${unit}` : `× ${quantity}`),
  forMachine: (label: string) => `pour ${label}`,
  each: (price: string) => `${price} HT l’unité`,
  toCome: (delivered: string, left: string) => `${delivered} livré, ${left} à venir`,
  exclTax: 'Total HT',
  tax: 'TVA',
  inclTax: 'Total TTC',
  documents: 'Documents',
  download: (name: string) => `Télécharger ${name}`,
  downloadStarted: (name: string) => `Téléchargement de ${name}.`,
  downloadFailed: 'Le fichier n’a pas pu être téléchargé.',
  buyAgain: 'Acheter à nouveau',
  againDone: (n: number) =>
    n === 0
      ? 'Rien n’a pu être remis au panier'
      : `${integer.format(n)} ${many(n, 'article ajouté', 'articles ajoutés')} au panier, aux prix du jour`,
  againLeft: 'Reste de côté\u00a0:',
  againWhy: (label: string, why: string) => `${label}\u00a0: ${why}`,
  againFull: 'Le panier est plein, ou votre navigateur ne peut rien garder.',
  againFailed: 'Les articles n’ont pas pu être vérifiés.',
  seeCart: 'Voir le panier',
}

export type OrderStrings = typeof strings
export default strings
export { default as shared } from '../../base/strings/fr.ts'
