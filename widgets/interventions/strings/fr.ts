/** Words of the interventions widget. U+00A0 before a colon, U+202F before ; ? !, as French typography asks. */
import type {
  CommandState,
  InterventionKind,
  InterventionSort,
  InterventionState,
  VisitWork,
} from '../../../bff/api.ts'
import type { InterventionVisit } from '../../../bff/api.ts'
import type { FileWords } from '../../parts/file-picker.ts'
import type { Period } from '../../base/periods.ts'
import type { FilterName } from '../model.ts'

const many = (n: number, one: string, more: string) => (n < 2 ? one : more)
const integer = new Intl.NumberFormat('fr-FR')
const parts: Intl.DateTimeFormatOptions = {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
}
const thisYear = new Intl.DateTimeFormat('fr-FR', parts)
const otherYear = new Intl.DateTimeFormat('fr-FR', { ...parts, year: 'numeric' })
const clock = new Intl.DateTimeFormat('fr-FR', { hour: '2-digit', minute: '2-digit' })

const state: Record<InterventionState, string> = {
  received: 'Reçue',
  planned: 'Planifiée',
  in_progress: 'En cours',
  waiting: 'Attend votre réponse',
  done: 'Terminée',
  cancelled: 'Annulée',
  refused: 'Refusée',
}
/** Who does what next. */
const next: Record<InterventionState, string> = {
  received: 'Votre demande est enregistrée. Nous vous proposerons une date de passage.',
  planned: 'Un technicien passera à la date prévue.',
  in_progress: 'L’intervention est en cours.',
  waiting: 'Nous attendons une réponse de votre part pour continuer.',
  done: 'L’intervention est terminée.',
  cancelled: 'Cette demande a été annulée.',
  refused: 'Cette demande n’a pas été acceptée.',
}
const kind: Record<InterventionKind, string> = {
  repair: 'Dépannage',
  preventive: 'Entretien',
  installation: 'Installation',
  other: 'Autre',
}
const visitState: Record<InterventionVisit['state'], string> = {
  planned: 'Prévu',
  travelling: 'En route',
  in_progress: 'Sur place',
  done: 'Effectué',
  cancelled: 'Annulé',
}
const workKind: Record<VisitWork['kind'], string> = {
  labour: 'Main-d’œuvre',
  part: 'Pièce',
  travel: 'Déplacement',
  other: 'Autre',
}
const sort: Record<InterventionSort, string> = { requested: 'Date', planned: 'Passage', number: 'Numéro' }
/** For the phone, where the order has no heading to stand in. */
const sortOrder: Record<`${InterventionSort} ${'asc' | 'desc'}`, string> = {
  'requested desc': 'Les plus récentes',
  'requested asc': 'Les plus anciennes',
  'planned asc': 'Passage le plus proche',
  'planned desc': 'Passage le plus lointain',
  'number desc': 'Numéro décroissant',
  'number asc': 'Numéro croissant',
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
  nature: 'Nature',
  urgent: 'Urgence',
}
/** Of a receipt, for its short badge. */
const sent: Record<CommandState, string> = {
  received: 'En cours d’envoi',
  delivered: 'Transmise',
  refused: 'Refusée',
  failed: 'Non transmise',
}
const sentReply: Record<CommandState, string> = {
  received: 'En cours d’envoi',
  delivered: 'Transmis',
  refused: 'Refusé',
  failed: 'Non transmis',
}

const size = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 1 })
const files: FileWords = {
  label: 'Photos et documents',
  hint: '5 fichiers au plus, 10 Mo chacun\u00a0: photos ou PDF.',
  pick: 'Joindre des fichiers',
  photo: 'Prendre une photo',
  drop: 'ou déposez-les ici',
  leftOut: (n) => `${n} ${many(n, 'fichier n’a', 'fichiers n’ont')} pas été pris\u00a0: 5 au plus.`,
  sending: (percent) => `Envoi… ${percent}\u00a0%`,
  waiting: 'En attente',
  ready: 'Joint',
  remove: (name) => `Retirer ${name}`,
  retry: (name) => `Réessayer\u00a0: ${name}`,
  retryShort: 'Réessayer',
  failure: {
    'type-refused': 'Ce format n’est pas accepté. Joignez une photo JPEG ou PNG, ou un PDF.',
    'too-big': 'Trop volumineux\u00a0: 10 Mo au plus.',
    unreadable: 'Ce fichier est abîmé ou n’est pas ce que dit son nom.',
    'too-many-pixels': 'Cette image a trop de pixels.',
    infected: 'Ce fichier a été refusé par l’antivirus.',
    'quota-exceeded': 'La limite du jour est atteinte.',
    offline: 'Hors connexion\u00a0: le fichier reste sur cet appareil.',
    failed: 'L’envoi n’a pas abouti.',
  },
  size: (bytes) =>
    bytes < 100_000 ? `${Math.max(1, Math.round(bytes / 1000))}\u00a0ko` : `${size.format(bytes / 1_000_000)}\u00a0Mo`,
}

const strings = {
  files,
  title: 'Interventions',
  state,
  next,
  answered: 'Merci, votre réponse est partie. Nous revenons vers vous.',
  nextVisit: (when: string) => `Prochain passage\u00a0: ${when}.`,
  doneHint: 'Si quelque chose ne va pas, écrivez-nous ci-dessous.',
  kind,
  visitState,
  workKind,
  sort,
  sortOrder,
  period,
  filterName,
  sent,
  sentReply,
  /** A moment: `lun. 2 nov., 09:30`. */
  moment: (instant: string) => {
    const at = new Date(instant)
    return (at.getFullYear() === new Date().getFullYear() ? thisYear : otherYear).format(at)
  },
  clock: (instant: string) => clock.format(new Date(instant)),
  until2: (from: string, to: string) => `${from} – ${to}`,
  request: 'Demander une intervention',
  search: 'Rechercher',
  searchPlaceholder: 'Numéro, panne, demandeur…',
  filters: (n: number) => (n === 0 ? 'Filtres' : `Filtres (${n})`),
  filterRegion: 'Filtres des interventions',
  quoted: (text: string) => `«\u00a0${text}\u00a0»`,
  from: 'Du',
  to: 'Au',
  since: (day: string) => `Depuis le ${day}`,
  until: (day: string) => `Jusqu’au ${day}`,
  between: (from: string, to: string) => `Du ${from} au ${to}`,
  siteAll: 'Tous les sites',
  natureAll: 'Toutes les natures',
  urgent: 'Urgente',
  urgentOnly: 'Urgentes seulement',
  machine: 'Machine',
  openOnes: 'En cours',
  sortBy: 'Trier par',
  activeFilters: 'Filtres appliqués',
  removeFilter: (filter: string, value: string) => `Retirer le filtre ${filter}\u00a0: ${value}`,
  reset: 'Tout effacer',
  figureOpen: 'En cours',
  figureWaiting: 'Attendent votre réponse',
  count: (n: number) => `${integer.format(n)} ${many(n, 'intervention', 'interventions')}`,
  found: (n: number) =>
    n === 0
      ? 'Aucune intervention trouvée.'
      : `${integer.format(n)} ${many(n, 'intervention trouvée', 'interventions trouvées')}.`,
  shown: (n: number, of: number) => `${integer.format(n)} sur ${integer.format(of)}`,
  more: 'Afficher plus',
  moreShown: (n: number, of: number) => `${integer.format(n)} interventions affichées sur ${integer.format(of)}.`,
  caption: (sortedBy: string) => `Interventions, triées par ${sortedBy}`,
  number: 'Numéro',
  detail: 'Détail',
  requester: 'Demandeur',
  requested: 'Date',
  requestedOn: 'Demandée le',
  planned: 'Passage',
  stateHead: 'État',
  askedBy: (day: string, who: string) => `Demandée le ${day} par ${who}`,
  askedOn: (day: string) => `Demandée le ${day}`,
  visitOn: (moment: string) => `Passage ${moment}`,
  pendingTitle: 'Vos demandes envoyées',
  receipt: (receipt: string) => `Reçu ${receipt}`,
  sentOn: (moment: string) => `Envoyée le ${moment}`,
  sentHint: {
    received: 'Votre demande est enregistrée\u202f; elle apparaîtra dans la liste dès sa prise en charge.',
    delivered: 'Votre demande est arrivée\u202f; elle apparaîtra bientôt dans la liste.',
    refused: 'Votre demande n’a pas été acceptée.',
    failed: 'Votre demande n’a pas pu être transmise. Contactez-nous en indiquant le numéro du reçu.',
  } as Record<CommandState, string>,
  none: 'Aucune intervention pour le moment',
  noneHint: 'Vos demandes et les passages de nos techniciens apparaîtront ici.',
  nothingFound: 'Aucune intervention ne correspond',
  nothingFoundHint: 'Élargissez la période ou retirez un filtre.',
  close: 'Fermer',
  sheet: 'Intervention',
  print: 'Imprimer la fiche',
  printFailed: 'La fiche n’a pas pu être préparée pour l’impression.',
  printedOn: (moment: string) => `Imprimée le ${moment}`,
  steps: 'Où en est la demande',
  stepDone: 'Étape passée',
  stepCurrent: 'Étape en cours',
  stepNext: 'Étape à venir',
  facts: 'La demande',
  nature: 'Nature',
  site: 'Site',
  contact: 'Sur place',
  serial: (number: string) => `N° de série ${number}`,
  provider: (number: string) => `Étiquette ${number}`,
  description: 'Description',
  workDone: 'Travail effectué',
  documents: 'Documents et photos',
  download: 'Télécharger',
  downloadStarted: (name: string) => `Téléchargement de ${name}.`,
  downloadFailed: 'Le fichier n’a pas pu être téléchargé.',
  visits: 'Passages',
  noVisits: 'Aucun passage prévu pour le moment.',
  technician: (name: string) => `Technicien\u00a0: ${name}`,
  works: (n: number) => `${integer.format(n)} ${many(n, 'prestation', 'prestations')}`,
  lasted: (hours: number, minutes: number) =>
    [hours > 0 ? `${integer.format(hours)}\u00a0h` : '', minutes > 0 ? `${integer.format(minutes)}\u00a0min` : '']
      .filter(Boolean)
      .join(' '),
  exchanges: 'Échanges',
  noExchanges: 'Aucun message pour le moment.',
  you: 'Vous',
  vendor: 'Votre fournisseur',
  reply: 'Votre message',
  replyHint: (left: number) => `${integer.format(left)} ${many(left, 'caractère restant', 'caractères restants')}`,
  send: 'Envoyer',
  replyNow: 'Répondre',
  replySent: (receipt: string) => `Message envoyé, reçu ${receipt}.`,
  replyFailed: 'Le message n’est pas parti. Il est gardé ici.',
  filesMissing: 'Un fichier n’est pas joint. Réessayez-le ou retirez-le.',
  replyEmpty: 'Écrivez votre message.',
  replyClosed: 'Cette demande est close\u202f: elle ne reçoit plus de message.',
  replyForbidden: 'Votre profil ne permet pas d’écrire ici.',
  refusedBecause: (reason: string) => `Refusé\u00a0: ${reason}`,
}

export type InterventionStrings = typeof strings
export default strings
export { default as shared } from '../../base/strings/fr.ts'
