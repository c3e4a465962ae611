import type { StepUpStrings } from './fr.ts'

const strings: StepUpStrings = {
  title: 'Confirm that it is you',
  hint: 'This is a delicate act: it asks for a recent check.',
  password: 'Password',
  show: 'Show password',
  hide: 'Hide password',
  passwordMissing: 'Enter your password.',
  confirm: 'Confirm',
  cancel: 'Cancel',
  useCode: 'Get a code instead',
  byMail: 'Get a code by e-mail',
  bySms: (phone) => `Get a code by SMS at ${phone}`,
  sent: (minutes) => `A code has just left. It is good for ${minutes} minutes.`,
  code: '6-digit code',
  codeMissing: 'Enter the 6 digits of the code.',
  again: 'Send the code again',
  wrong: 'This password is not right.',
  codeWrong: 'This is not the right code. Check the digits.',
  codeOver: 'This code is no longer good. Ask for a new one.',
}

export default strings
