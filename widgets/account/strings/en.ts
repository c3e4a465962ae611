import type { Strings } from './fr.ts'

const strings: Strings = {
  panel: 'My account',
  profile: 'Profile',
  customer: 'Company',
  sites: 'Access limited to',
  intervention: 'Access limited to one intervention',
  companies: 'Change company',
  findCompany: 'Search for a company',
  noCompany: 'No company of that name.',
  found: (count) => `${count} ${count === 1 ? 'company' : 'companies'}`,
  current: 'shown',
  switched: (name) => `You now see ${name}.`,
  language: 'Language',
  languages: { fr: 'Français', en: 'English' },
  languageChanged: 'The display is in English.',
  settings: 'Profile and security',
  signIn: 'Sign in',
  signOut: 'Sign out',
  signedOut: 'You are signed out.',
  notStored: 'This browser keeps nothing: the session ends with this page.',
  unavailable: 'My account is not available',
}

export default strings
export { default as shared } from '../../base/strings/en.ts'
