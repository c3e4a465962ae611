/** Words of the catalogue. U+00A0 before a colon, U+202F before ; ? !, as French typography asks. */
import type { ArticleSort, QuantityRules } from '../../../bff/api.ts'
import type { QuantityFault } from '../../base/quantity.ts'
import type { FilterName } from '../model.ts'

const many = (n: number, one: string, more: string) => (n < 2 ? one : more)
const integer = new Intl.NumberFormat('fr-FR')
const decimal = (text: string | null) => (text ?? '').replace('.', ',')

const filterName: Record<FilterName, string> = {
  q: 'Recherche',
  machine: 'Machine',
  family: 'Famille',
  brand: 'Marque',
  inStock: 'Disponibilité',
  ordered: 'Déjà commandé',
}
const sortOrder: Record<`${ArticleSort} ${'asc' | 'desc'}`, string> = {
  'match asc': 'Les plus adaptés d’abord',
  'match desc': 'Les plus adaptés d’abord',
  'name asc': 'De A à Z',
  'name desc': 'De Z à A',
  'price asc': 'Du moins cher au plus cher',
  'price desc': 'Du plus cher au moins cher',
  'code asc': 'Par référence',
  'code desc': 'Par référence, de Z à A',
}

const fault: Record<QuantityFault, (rules: QuantityRules) => string> = {
  'below-minimum': ({ min }) => `Au moins ${decimal(min)}.`,
  'above-maximum': ({ max }) => `Au plus ${decimal(max)}.`,
  'not-a-pack': ({ pack }) => `Par multiples de ${decimal(pack)}.`,
  'too-precise': ({ decimals }) => (decimals === 0 ? 'Un nombre entier.' : `Au plus ${decimals} chiffres décimaux.`),
  'too-large': () => 'Cette quantité est trop grande.',
  'not-positive': () => 'Plus que zéro.',
  'not-a-number': () => 'Écrivez une quantité, par exemple 2.',
}

const strings = {
  title: 'Catalogue',
  article: 'Article',
  filterName,
  sortOrder,
  sortBy: 'Trier par',
  decimalMark: ',',
  search: 'Rechercher',
  searchPlaceholder: 'Article, référence, marque…',
  filters: (n: number) => (n === 0 ? 'Filtres' : `Filtres (${n})`),
  filterRegion: 'Filtres du catalogue',
  activeFilters: 'Filtres appliqués',
  removeFilter: (filter: string, value: string) => `Retirer le filtre ${filter}\u00a0: ${value}`,
  reset: 'Tout effacer',
  quoted: (text: string) => `«\u00a0${text}\u00a0»`,
  compatibleWith: (machine: string) => `Compatible avec ${machine}`,
  compatible: 'Compatible avec votre machine',
  families: 'Familles',
  allFamilies: 'Tout',
  brandAll: 'Toutes les marques',
  brandCount: (brand: string, n: number) => `${brand} (${integer.format(n)})`,
  inStock: 'En stock',
  ordered: 'Déjà commandé',
  count: (n: number) => `${integer.format(n)} ${many(n, 'article', 'articles')}`,
  found: (n: number) =>
    n === 0 ? 'Aucun article trouvé.' : `${integer.format(n)} ${many(n, 'article trouvé', 'articles trouvés')}.`,
  shown: (n: number, of: number) => `${integer.format(n)} sur ${integer.format(of)}`,
  more: 'Afficher plus',
  moreShown: (n: number, of: number) => `${integer.format(n)} articles affichés sur ${integer.format(of)}.`,
  nearly: (q: string) => `Rien n’est écrit exactement «\u00a0${q}\u00a0». Voici ce qui s’en approche.`,
  nothing: 'Le catalogue est vide pour le moment',
  nothingHint: 'Les articles que vous pouvez commander apparaîtront ici.',
  nothingFound: 'Aucun article ne correspond',
  nothingFoundHint: 'Vérifiez l’orthographe ou retirez un filtre.',
  close: 'Fermer',
  preferred: 'Recommandé pour la machine',
  from: 'À partir de',
  exclTax: 'HT',
  exclTaxPer: (unit: string) => `HT / ${unit}`,
  insteadOf: 'au lieu de',
  promotion: 'Promotion',
  promotionUntil: (day: string) => `Promotion jusqu’au ${day}`,
  betterFrom: (price: string, quantity: string) => `${price} dès ${quantity}`,
  contactUs: 'Nous contacter',
  contactUsAbout: (label: string) => `Nous contacter à propos de ${label}`,
  inStockOf: (n: string) => `${n} en stock`,
  partly: 'En partie en stock',
  partlyOf: (n: string) => `${n} en stock seulement`,
  outOfStock: 'Pas en stock actuellement',
  onOrder: 'Sur commande',
  leadTime: (days: number, day: string) =>
    `Délai de ${integer.format(days)} ${many(days, 'jour', 'jours')}, vers le ${day}`,
  quantity: 'Quantité',
  quantityOf: (label: string) => `Quantité\u00a0: ${label}`,
  less: 'Moins',
  increase: 'Plus',
  fault,
  soldBy: (pack: string) => `Vendu par ${decimal(pack)}.`,
  add: 'Ajouter',
  addToCart: 'Ajouter au panier',
  addOf: (words: string, label: string) => `${words}\u00a0: ${label}`,
  added: 'Ajouté',
  addedOf: (quantity: string, label: string) => `${quantity} × ${label}\u00a0: dans votre panier.`,
  seeCart: 'Voir le panier',
  cartFailed: 'Votre navigateur n’a pas pu garder cet article. Libérez de la place ou quittez la navigation privée.',
  manufacturerCode: (code: string) => `réf. fabricant ${code}`,
  pictures: 'Images',
  pictureOf: (n: number, of: number, title: string | null) =>
    title ? `Image ${n} sur ${of}\u00a0: ${title}` : `Image ${n} sur ${of}`,
  totalFor: (quantity: string, amount: string) => `${quantity} pour ${amount} HT`,
  priceFailed: 'Le prix n’a pas pu être calculé.',
  prices: 'Prix par quantité',
  fromQuantity: 'Quantité',
  from_: (quantity: string) => `à partir de ${quantity}`,
  unitPrice: 'Prix unitaire HT',
  yourPrice: '(votre prix)',
  nudge: (quantity: string, price: string) => `Encore ${quantity} pour passer à ${price}`,
  options: 'Détail et options',
  included: 'Toujours compris',
  plus: (price: string) => `+\u00a0${price} HT`,
  about: 'Description',
  tax: 'TVA',
  documents: 'Documents',
  file: (name: string, size: number | null) =>
    size === null ? name : `${name}, ${integer.format(Math.max(1, Math.round(size / 1000)))}\u00a0ko`,
  alternatives: 'Peut aussi convenir',
}

export type CatalogueStrings = typeof strings
export default strings
export { default as shared } from '../../base/strings/fr.ts'
