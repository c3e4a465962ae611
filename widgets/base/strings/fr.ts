/** Words that every widget may need. */
import type { AnyCode } from '../problem.ts'

const problems: Record<AnyCode, string> = {
  'input-invalid': 'Une saisie n’a pas été comprise.',
  'body-too-large': 'L’envoi est trop volumineux.',
  'session-required': 'Connectez-vous pour continuer.',
  'session-ended': 'Votre session a pris fin. Reconnectez-vous.',
  'session-rotated': 'Votre session a changé. Réessayez.',
  'proof-invalid': 'Ce navigateur n’a pas pu prouver votre session. Reconnectez-vous.',
  'use-dpop-nonce': 'La connexion n’a pas abouti. Réessayez.',
  'sign-in-refused': 'Identifiant ou mot de passe incorrect.',
  'code-refused': 'Ce code n’est pas valable, ou ne l’est plus.',
  'link-refused': 'Ce lien n’est plus valable. Demandez-en un nouveau.',
  'origin-refused': 'Ce site n’est pas autorisé à afficher cet espace client.',
  'right-missing': 'Votre profil ne donne pas accès à cette rubrique.',
  'column-hidden': 'Votre profil ne permet pas de filtrer ou de trier ainsi.',
  'not-found': 'Cet élément n’existe pas ou n’existe plus.',
  'portal-unknown': 'Cet espace client n’existe pas.',
  'endpoint-unknown': 'Cette fonction n’est pas disponible ici.',
  'scope-changed': 'La société affichée a changé. Vérifiez, puis recommencez.',
  closed: 'Ce dossier est clos\u00a0: il ne reçoit plus de message.',
  'price-changed': 'Des prix ou des stocks ont changé.',
  'lines-refused': 'Certaines lignes ne peuvent pas être commandées.',
  'key-reused': 'Cet envoi a déjà servi. Recommencez.',
  'password-weak': 'Ce mot de passe est trop facile à deviner.',
  'too-many-attempts': 'Trop d’essais. Patientez un instant.',
  'quota-exceeded': 'Vous avez atteint la limite du jour. Réessayez demain.',
  overloaded: 'Le service est très sollicité. Réessayez dans un instant.',
  'management-unavailable': 'La gestion de votre fournisseur ne répond pas pour le moment.',
  unexpected: 'Une erreur s’est produite de notre côté.',
  offline: 'Vous êtes hors connexion.',
  unreachable: 'Le service ne répond pas. Un bloqueur ou le réseau l’empêche peut-être.',
  timeout: 'La réponse se fait trop attendre.',
  'insecure-context': 'Cette page n’est pas sécurisée (https)\u00a0: la connexion y est impossible.',
  broken: 'Cette rubrique n’a pas pu s’afficher.',
}

const strings = {
  problems,
  loading: 'Chargement…',
  retry: 'Réessayer',
  reference: (id: string) => `Référence\u00a0: ${id}`,
  problemTitle: 'Un problème est survenu',
  offlineTitle: 'Hors connexion',
  offlineHint: 'L’affichage reprendra dès le retour du réseau.',
  forbiddenTitle: 'Accès limité',
  forbiddenHint: 'Demandez l’accès à la personne qui gère les comptes de votre société.',
  forbiddenContact: (vendor: string) => `Ou contactez ${vendor}.`,
  signedOutTitle: 'Connectez-vous',
  signedOutHint: 'Cette rubrique s’affiche après votre connexion.',
  signIn: 'Se connecter',
  insecureTitle: 'Page non sécurisée',
  emptyTitle: 'Rien à afficher',
  ready: 'Contenu à jour.',
}

export type SharedStrings = typeof strings
export default strings
