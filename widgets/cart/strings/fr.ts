/** Words of the cart. U+00A0 before a colon, U+202F before ; ? !, as French typography asks. */
import type { CartFault, CartQuantityRules, CartSupply } from '../../../bff/api.ts'

const many = (n: number, one: string, more: string) => (n < 2 ? one : more)
const integer = new Intl.NumberFormat('fr-FR')
const decimal = (text: string | null | undefined) => (text ?? '').replace('.', ',')

function faultWords(code: CartFault, rules: CartQuantityRules | null): string {
  switch (code) {
    case 'gone':
      return 'Cet article n’est plus proposé. Retirez-le pour commander le reste.'
    case 'no-price':
      return 'Prix sur demande\u00a0: contactez-nous pour cet article.'
    case 'equipment-unknown':
      return 'La machine de cette ligne n’est plus dans votre parc.'
    case 'option-unknown':
      return 'Une option choisie n’est plus proposée.'
    case 'below-minimum':
      return `Minimum\u00a0: ${decimal(rules?.min)}`
    case 'above-maximum':
      return `Maximum\u00a0: ${decimal(rules?.max)}`
    case 'not-a-pack':
      return `Vendu par ${decimal(rules?.step)}`
    case 'too-precise':
      return rules?.decimals ? `${rules.decimals} décimales au plus` : 'Quantité entière seulement'
    default:
      return 'Indiquez une quantité'
  }
}

function supplyWords(state: CartSupply['state'], some: string | null, day: string | null): string {
  const rest = day ? `disponible vers le ${day}` : 'délai à confirmer'
  if (state === 'in_stock') return some ? `En stock (${some})` : 'En stock'
  if (state === 'partly') return `${some ? `${some} en stock` : 'En stock en partie'}, le reste ${rest}`
  return day ? `Disponible vers le ${day}` : 'Délai à confirmer'
}

const strings = {
  title: 'Panier',
  recapTitle: 'Vérifier et commander',
  lines: 'Articles du panier',
  fault: (code: CartFault, rules: CartQuantityRules | null) => faultWords(code, rules),
  supply: (state: CartSupply['state'], some: string | null, day: string | null) => supplyWords(state, some, day),
  decimalMark: ',',
  goneLabel: 'Article retiré du catalogue',
  forMachine: (label: string) => `pour ${label}`,
  with: (options: readonly string[]) => `Avec ${options.join(', ')}`,
  quantityOf: (label: string) => `Quantité de ${label}`,
  less: 'Moins',
  increase: 'Plus',
  each: (price: string) => `${price} HT l’unité`,
  insteadOf: (price: string) => `au lieu de ${price}`,
  better: (more: string, price: string) => `Encore ${more} pour passer à ${price}`,
  remove: (label: string) => `Retirer ${label}`,
  removed: (label: string) => `«\u00a0${label}\u00a0» retiré du panier.`,
  undo: 'Annuler',
  undone: (label: string) => `«\u00a0${label}\u00a0» remis dans le panier.`,
  quickAdd: 'Ajouter par référence',
  quickHint: 'Réf. ou code fabricant',
  quickWhich: 'Plusieurs articles correspondent\u00a0:',
  quickNone: 'Aucun article ne porte cette référence.',
  quickEmpty: 'Saisissez une référence.',
  add: 'Ajouter',
  added: (label: string) => `«\u00a0${label}\u00a0» ajouté au panier.`,
  full: 'Votre navigateur n’a pas pu garder cet article\u00a0: panier plein (100 lignes) ou navigation privée.',
  summary: 'Récapitulatif',
  exclTax: 'Total HT',
  tax: 'TVA',
  taxAt: (rate: string) => `TVA ${rate}`,
  taxLater: 'à la facturation',
  inclTax: 'Total TTC',
  without: (n: number) => `Hors ${integer.format(n)} ${many(n, 'ligne', 'lignes')} à corriger.`,
  goOn: 'Vérifier et commander',
  correct: 'Corrigez ou retirez les lignes signalées pour continuer.',
  changeCart: 'Modifier le panier',
  empty: 'Votre panier est vide',
  emptyHint: 'Ajoutez des articles depuis le catalogue, ou par leur référence.',
  catalogue: 'Voir le catalogue',
  see: (n: number) => `Panier, ${integer.format(n)} ${many(n, 'article', 'articles')}`,
  cart: 'Panier',
  where: 'Adresses',
  delivery: 'Livraison',
  billing: 'Facturation',
  billingUsual: 'Adresse habituelle',
  choose: 'Choisir…',
  siteMissing: 'Choisissez l’adresse de livraison.',
  noSites: 'Livraison à votre adresse habituelle.',
  yours: 'Vos indications',
  reference: 'Votre référence (facultatif)',
  referenceHint: 'Numéro de bon de commande, repris sur la commande et la facture.',
  comment: 'Commentaire (facultatif)',
  recapLines: (n: number) => `${integer.format(n)} ${many(n, 'ligne', 'lignes')}`,
  times: (quantity: string, unit: string | null) => (unit ? `${quantity} × ${unit}` : `× ${quantity}`),
  payment: (terms: string) => `Paiement\u00a0: ${terms}`,
  confirmed: 'Votre fournisseur vérifie et confirme chaque commande.',
  terms: 'Conditions générales de vente',
  order: 'Envoyer la commande',
  /** For consumers: L.221-14 asks for these words on the button. */
  orderAndPay: 'Commander avec obligation de paiement',
  changedTitle: 'Les prix ou les stocks ont changé depuis votre récapitulatif',
  accept: 'Accepter les nouveaux prix',
  accepted: 'Nouveaux prix acceptés. Vous pouvez commander.',
  acceptFirst: 'Acceptez d’abord les nouveaux prix.',
  notSent: 'La commande n’est pas partie',
  kept: 'Tout est gardé ici\u00a0: un nouvel essai ne commandera pas deux fois.',
  alreadyTitle: 'Une commande est déjà partie d’ici',
  alreadyText: 'Votre panier a changé depuis. Vérifiez vos commandes avant d’en envoyer une autre.',
  alreadyNew: 'En faire une nouvelle commande',
  placedTitle: 'Commande enregistrée',
  placedText: 'Elle part chez votre fournisseur\u202f; son numéro s’affichera ici.',
  placedNumber: (number: string) => `Commande ${number}`,
  placedKnown: 'Votre fournisseur l’a reçue et va la confirmer.',
  placedBad: 'Commande non acceptée',
  placedFailed: 'Elle n’a pas pu être transmise. Contactez-nous avec le numéro du reçu.',
  receipt: (receipt: string) => `Reçu ${receipt}`,
  seeOrders: 'Voir mes commandes',
  again: 'Nouvelle commande',
}

export type CartStrings = typeof strings
export default strings
export { default as shared } from '../../base/strings/fr.ts'
