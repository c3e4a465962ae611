/** Words of the fleet widget. U+00A0 before a colon, U+202F before ; ? !, as French typography asks. */
import type {
  EquipmentIntervention,
  EquipmentOrder,
  EquipmentSort,
  EquipmentState,
  EquipmentWork,
} from '../../../bff/api.ts'
import type { FilterName } from '../model.ts'

const many = (n: number, one: string, more: string) => (n < 2 ? one : more)
const integer = new Intl.NumberFormat('fr-FR')

const state: Record<EquipmentState, string> = {
  in_service: 'En service',
  out_of_service: 'À l’arrêt',
  removed: 'Retiré',
}
const sort: Record<EquipmentSort, string> = { label: 'Équipement', site: 'Site', installed: 'Installation' }
const sortOrder: Record<`${EquipmentSort} ${'asc' | 'desc'}`, string> = {
  'label asc': 'Nom, de A à Z',
  'label desc': 'Nom, de Z à A',
  'site asc': 'Site, de A à Z',
  'site desc': 'Site, de Z à A',
  'installed desc': 'Les plus récents',
  'installed asc': 'Les plus anciens',
}
const filterName: Record<FilterName, string> = {
  q: 'Recherche',
  site: 'Site',
  family: 'Famille',
  states: 'État',
  work: 'En cours',
}
const work: Record<EquipmentWork, string> = {
  interventions: 'Intervention en cours',
  orders: 'Commande en cours',
}
const interventionState: Record<EquipmentIntervention['state'], string> = {
  received: 'Reçue',
  planned: 'Planifiée',
  in_progress: 'En cours',
  waiting: 'En attente de vous',
  done: 'Terminée',
  cancelled: 'Annulée',
  refused: 'Refusée',
}
const orderState: Record<EquipmentOrder['state'], string> = {
  received: 'Reçue',
  confirmed: 'Confirmée',
  preparing: 'En préparation',
  partly_delivered: 'Livrée en partie',
  delivered: 'Livrée',
  cancelled: 'Annulée',
  refused: 'Refusée',
}

const strings = {
  title: 'Parc',
  state,
  sort,
  sortOrder,
  filterName,
  work,
  interventionState,
  orderState,
  search: 'Rechercher',
  searchPlaceholder: 'Modèle, numéro, lieu…',
  filters: (n: number) => (n === 0 ? 'Filtres' : `Filtres (${n})`),
  filterRegion: 'Filtres du parc',
  quoted: (text: string) => `«\u00a0${text}\u00a0»`,
  siteAll: 'Tous les sites',
  familyAll: 'Toutes les familles',
  sortBy: 'Trier par',
  activeFilters: 'Filtres appliqués',
  removeFilter: (filter: string, value: string) => `Retirer le filtre ${filter}\u00a0: ${value}`,
  reset: 'Tout effacer',
  look: 'Présentation',
  tiles: 'Vignettes',
  table: 'Tableau',
  figure: { interventions: 'En intervention', orders: 'Commande en cours', stopped: 'À l’arrêt' },
  count: (n: number) => `${integer.format(n)} ${many(n, 'équipement', 'équipements')}`,
  found: (n: number) =>
    n === 0
      ? 'Aucun équipement trouvé.'
      : `${integer.format(n)} ${many(n, 'équipement trouvé', 'équipements trouvés')}.`,
  shown: (n: number, of: number) => `${integer.format(n)} sur ${integer.format(of)}`,
  more: 'Afficher plus',
  moreShown: (n: number, of: number) => `${integer.format(n)} équipements affichés sur ${integer.format(of)}.`,
  caption: (sortedBy: string) => `Équipements, triés par ${sortedBy}`,
  equipment: 'Équipement',
  serial: 'N° de série',
  provider: 'N° de parc',
  numbers: 'Numéros',
  place: 'Lieu',
  site: 'Site',
  noSite: 'Sans site',
  installed: 'Installation',
  underWay: 'En cours',
  actions: 'Actions',
  covered: 'Sous contrat',
  coveredUntil: (day: string) => `Sous contrat jusqu’au ${day}`,
  underWarranty: 'Sous garantie',
  warranty: 'Garantie',
  warrantyUntil: (day: string) => `Garantie jusqu’au ${day}`,
  warrantyEnded: (day: string) => `Terminée le ${day}`,
  until: (day: string) => `Jusqu’au ${day}`,
  interventionsOpen: (n: number) => `${integer.format(n)} ${many(n, 'intervention', 'interventions')} en cours`,
  ordersOpen: (n: number) => `${integer.format(n)} ${many(n, 'commande', 'commandes')} en cours`,
  ofMachine: (link: string, label: string) => `${link}, ${label}`,
  request: 'Demander une intervention',
  requestShort: 'Intervention',
  consumables: 'Commander des consommables',
  consumablesShort: 'Consommables',
  siteWork: { interventions: 'Interventions de ce site', orders: 'Commandes de ce site' },
  nothing: 'Aucun équipement pour le moment',
  nothingHint: 'Les équipements installés chez vous apparaîtront ici.',
  nothingFound: 'Aucun équipement ne correspond',
  nothingFoundHint: 'Changez la recherche ou retirez un filtre.',
  close: 'Fermer',
  brand: 'Marque',
  family: 'Famille',
  contract: 'Contrat',
  contractEnded: (day: string) => `terminé le ${day}`,
  contacts: 'Interlocuteurs',
  contactFor: { contract: 'Contrat', user: 'Utilisation', service: 'Dépannage' },
  interventions: 'Interventions',
  orders: 'Commandes',
  documents: 'Documents',
  openOnly: (n: number) => `En cours seulement (${integer.format(n)})`,
  number: 'N°',
  dateAndState: 'Date et état',
  detail: 'Détail',
  requester: 'Demandeur',
  urgent: 'Urgent',
  expected: (day: string) => `Livraison prévue le ${day}`,
  planned: (day: string) => `Passage prévu le ${day}`,
  noneOpen: { interventions: 'Aucune intervention en cours.', orders: 'Aucune commande en cours.' },
  none: { interventions: 'Aucune intervention pour cet équipement.', orders: 'Aucune commande pour cet équipement.' },
  latestOf: (n: number, of: number) => `Les ${integer.format(n)} plus récentes sur ${integer.format(of)}.`,
  seeAll: { interventions: 'Voir toutes les interventions', orders: 'Voir toutes les commandes' },
  download: 'Télécharger',
  downloadOf: (name: string) => `Télécharger ${name}`,
  downloadStarted: (name: string) => `Téléchargement de ${name}.`,
  downloadFailed: 'Le document n’a pas pu être téléchargé.',
  kilobytes: (n: string) => `${n}\u00a0ko`,
  megabytes: (n: string) => `${n}\u00a0Mo`,
}

export type FleetStrings = typeof strings
export default strings
export { default as shared } from '../../base/strings/fr.ts'
