/** Words of the account's sheet. None of the menu's own names is used again: a page's words reach both. */
import type { Right } from '../../../../bff/api.ts'

const rights: Record<Right, string> = {
  'invoices.read': 'Consulter les factures',
  'invoices.amounts': 'Voir les montants des factures',
  'invoices.download': 'Télécharger les factures',
  'invoices.export': 'Exporter la liste des factures',
  'fleet.export': 'Exporter le parc',
  'orders.export': 'Exporter les commandes',
  'interventions.export': 'Exporter les interventions',
  'fleet.read': 'Consulter le parc de machines',
  'documents.read': 'Lire les documents des machines',
  'catalogue.read': 'Consulter le catalogue',
  'prices.read': 'Voir les prix',
  'orders.read': 'Suivre les commandes',
  'orders.amounts': 'Voir les montants des commandes',
  'orders.place': 'Commander',
  'requests.create': 'Demander une intervention',
  'interventions.read': 'Suivre les interventions',
  'interventions.reply': 'Répondre sur une intervention',
  'contacts.read': 'Voir les contacts de la société',
}

const strings = {
  close: 'Fermer',
  me: 'Profil',
  fullName: 'Nom',
  loginName: 'Identifiant',
  mail: 'E-mail',
  phone: 'Téléphone',
  phoneEnds: (last: string) => `Se termine par ${last}`,
  may: 'Ce que ce profil permet',
  rights,
  mayNothing: 'Ce profil ne permet que de se connecter.',

  email: 'Adresse e-mail',
  emailNow: (email: string) => `Codes, liens et avis arrivent à ${email}.`,
  emailNone: 'Sans adresse, vous ne pouvez recevoir ni code ni lien par e-mail.',
  changeEmail: 'Changer d’adresse',
  giveEmail: 'Donner une adresse',
  newEmail: 'Nouvelle adresse e-mail',
  newEmailHint: 'Nous y enverrons un lien : elle ne remplace l’ancienne qu’une fois confirmée.',
  newEmailMissing: 'Saisissez une adresse e-mail, comme nom@exemple.fr.',
  newEmailSame: 'C’est déjà votre adresse.',
  sendLink: 'Envoyer le lien',
  emailSent: (email: string, minutes: number) =>
    `Si ${email} peut être utilisée, un lien vient d’y partir, valable ${minutes} min. D’ici là, rien ne change.`,

  password: 'Mot de passe',
  passwordNone: 'Vous vous connectez par code, sans mot de passe.',
  passwordSet: 'Choisissez une suite de mots que vous n’utilisez nulle part ailleurs.',
  changePassword: 'Changer le mot de passe',
  choosePassword: 'Choisir un mot de passe',
  currentPassword: 'Mot de passe actuel',
  currentMissing: 'Saisissez votre mot de passe actuel.',
  currentWrong: 'Le mot de passe actuel n’est pas le bon.',
  newPassword: 'Nouveau mot de passe',
  newHint: '12 caractères au moins. Une suite de mots convient très bien.',
  repeat: 'Répétez le nouveau mot de passe',
  repeatWrong: 'Les deux saisies diffèrent.',
  tooShort: (count: number) => `Encore ${count} caractère${count > 1 ? 's' : ''}.`,
  strength: ['Trop court', 'Facile à deviner', 'Correct', 'Solide'],
  strengthLabel: (word: string) => `Solidité\u00a0: ${word}`,
  show: 'Afficher les mots de passe',
  hide: 'Masquer les mots de passe',
  save: 'Enregistrer',
  cancel: 'Annuler',
  passwordSaved: 'Votre mot de passe est changé. Les autres appareils sont déconnectés.',

  devices: 'Appareils connectés',
  devicesHint: 'Vous ne reconnaissez pas l’un d’eux\u00a0? Déconnectez-le, puis changez votre mot de passe.',
  device: (browser: string, system: string) => `${browser} sur ${system}`,
  unknownDevice: 'Appareil inconnu',
  thisDevice: 'Cet appareil',
  seen: (when: string) => `Dernière activité ${when}`,
  now: 'à l’instant',
  since: (when: string) => `Connecté le ${when}`,
  network: (network: string) => `Réseau ${network}`,
  ways: {
    password: 'par mot de passe',
    'one-time-code': 'par code à usage unique',
    code: 'par code d’accès',
    'hand-off': 'par le site',
  },
  end: 'Déconnecter',
  endNamed: (device: string) => `Déconnecter ${device}`,
  ended: (device: string) => `${device} est déconnecté.`,
  endOthers: 'Déconnecter les autres appareils',
  othersEnded: (count: number) =>
    count > 1
      ? `${count} appareils sont déconnectés.`
      : count === 1
        ? 'Un appareil est déconnecté.'
        : 'Aucun autre appareil n’était connecté.',
  noOthers: 'Aucun autre appareil n’est connecté.',
  more: 'Afficher plus',
  endAll: 'Se déconnecter partout',
}

export type SettingsStrings = typeof strings
export default strings
