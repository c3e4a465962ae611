import type { Strings } from './fr.ts'

const strings: Strings = {
  title: 'Sign in to your area',
  login: 'Login',
  password: 'Password',
  show: 'Show password',
  hide: 'Hide password',
  remember: 'Stay signed in on this device',
  submit: 'Sign in',
  or: 'or',
  notThere: 'You are not signed in to this site. Choose another way below.',
  wait: (seconds) => `Wait ${seconds} s`,
  waitLong: (seconds) =>
    seconds < 60 ? `You can try again in ${seconds} seconds.` : `You can try again in ${Math.ceil(seconds / 60)} min.`,
  waitOver: 'You can try again.',
  missing: {
    login: 'Enter your login.',
    password: 'Enter your password.',
  },
  refusedHint: 'Check capital letters, then try again.',
  forgotten: 'Forgotten your password?',
  useOneTimeCode: 'Get a sign-in code',
  useCode: 'Use an access code',
  register: 'Create an access',
  signedInTitle: 'You are signed in',
  signedInAs: (name, customer) => `${name}, ${customer}`,
  continue: 'Continue',
  signOut: 'Sign out',
  signedIn: (name) => `You are signed in: ${name}.`,
  signedOut: 'You are signed out.',
  notStored: 'This browser keeps nothing: the session ends with this page.',
}

export default strings
export { default as shared } from '../../base/strings/en.ts'
