const strings = {
  title: 'Connexion à votre espace',
  login: 'Identifiant',
  password: 'Mot de passe',
  show: 'Afficher le mot de passe',
  hide: 'Masquer le mot de passe',
  remember: 'Rester connecté sur cet appareil',
  submit: 'Se connecter',
  or: 'ou',
  notThere: 'Vous n’êtes pas connecté au site. Choisissez une autre façon ci-dessous.',
  wait: (seconds: number) => `Patientez ${seconds} s`,
  waitLong: (seconds: number) =>
    seconds < 60
      ? `Vous pourrez réessayer dans ${seconds} secondes.`
      : `Vous pourrez réessayer dans ${Math.ceil(seconds / 60)} min.`,
  waitOver: 'Vous pouvez réessayer.',
  missing: {
    login: 'Saisissez votre identifiant.',
    password: 'Saisissez votre mot de passe.',
  },
  refusedHint: 'Vérifiez les majuscules, puis réessayez.',
  forgotten: 'Mot de passe oublié\u00a0?',
  useOneTimeCode: 'Recevoir un code de connexion',
  useCode: 'Utiliser un code d’accès',
  register: 'Créer un accès',
  signedInTitle: 'Vous êtes connecté',
  signedInAs: (name: string, customer: string) => `${name}, ${customer}`,
  continue: 'Continuer',
  signOut: 'Se déconnecter',
  signedIn: (name: string) => `Vous êtes connecté\u00a0: ${name}.`,
  signedOut: 'Vous êtes déconnecté.',
  notStored: 'Ce navigateur ne garde rien\u00a0: la session prendra fin avec cette page.',
}

export type Strings = typeof strings
export default strings
export { default as shared } from '../../base/strings/fr.ts'
