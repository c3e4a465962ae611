const strings = {
  panel: 'Mon compte',
  profile: 'Profil',
  customer: 'Société',
  sites: 'Accès limité à',
  intervention: 'Accès limité à une intervention',
  companies: 'Changer de société',
  findCompany: 'Rechercher une société',
  noCompany: 'Aucune société de ce nom.',
  found: (count: number) => `${count} société${count > 1 ? 's' : ''}`,
  current: 'affichée',
  switched: (name: string) => `Vous consultez maintenant ${name}.`,
  language: 'Langue',
  languages: { fr: 'Français', en: 'English' },
  languageChanged: 'L’affichage est en français.',
  settings: 'Profil et sécurité',
  signIn: 'Se connecter',
  signOut: 'Se déconnecter',
  signedOut: 'Vous êtes déconnecté.',
  notStored: 'Ce navigateur ne garde rien\u00a0: la session prendra fin avec cette page.',
  unavailable: 'Mon compte n’est pas disponible',
}

export type Strings = typeof strings
export default strings
export { default as shared } from '../../base/strings/fr.ts'
