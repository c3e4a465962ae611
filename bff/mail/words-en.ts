/** Letters and text messages in English. */
import type { Words } from './words-form.ts'

const days = (n: string) => (n === '1' ? 'one day' : `${n} days`)
const minutes = (n: string) => (n === '1' ? 'one minute' : `${n} minutes`)
const never = 'We will never ask you for it by phone or message.'
const notYou =
  'If it was not you, change your password in the customer area and tell us: all your sessions will be closed.'
const ignore = 'You asked for nothing? Ignore this message: nothing changes without you.'

export const en: Words = {
  locale: 'en-GB',
  letters: {
    'one-time-code': ({ code, minutes: life, link }, portal) => ({
      subject: `${code} is your sign-in code`,
      title: 'Your sign-in code',
      body: [`Type this code to enter your ${portal} customer area.`],
      code,
      ...(link !== undefined && { action: { label: 'Sign in directly', link } }),
      notes: [`It is good for ${minutes(life)}, once. ${never}`, ignore],
    }),
    'second-proof': ({ code, minutes: life }, portal) => ({
      subject: `${code} is your confirmation code`,
      title: 'Confirm that it is you',
      body: [`Something in the ${portal} customer area asks for a confirmation. Here is your code.`],
      code,
      notes: [
        `It is good for ${minutes(life)}, once. ${never}`,
        'If this was not started by you, type it nowhere and tell us.',
      ],
    }),
    'password-reset': ({ link, minutes: life }, portal) => ({
      subject: 'Choose a new password',
      title: 'A new password',
      body: [`You asked to change the password of your ${portal} customer area.`],
      action: { label: 'Choose a password', link },
      notes: [`This link is good for ${minutes(life)}, once.`, ignore],
    }),
    invitation: ({ link, days: life, name, company }, portal) => ({
      subject: `Your access to the ${portal} customer area`,
      title: `Welcome, ${name}`,
      body: [
        `${portal} opens its customer area to you, for ${company}.`,
        'Choose your password: nobody but you will ever know it.',
      ],
      action: { label: 'Activate my access', link },
      notes: [`This link is personal and good for ${days(life)}.`],
    }),
    'password-changed': ({ when }, portal) => ({
      subject: 'Your password was changed',
      title: 'Password changed',
      body: [`The password of your ${portal} customer area was changed ${when}.`, notYou],
      notes: ['This message carries no link, on purpose.'],
    }),
    'new-device': ({ when, browser, network }, portal) => ({
      subject: 'New sign-in to your customer area',
      title: 'A new device has signed in',
      body: [
        `Somebody signed in to your ${portal} customer area ${when}, with ${browser}, from network ${network}.`,
        `Was it you? There is nothing to do. ${notYou}`,
      ],
      notes: ['This message carries no link, on purpose.'],
    }),
    'email-confirm': ({ link, minutes: life, name }, portal) => ({
      subject: 'Confirm your new e-mail address',
      title: 'Confirm this address',
      body: [
        `${name} would like the messages of the ${portal} customer area to come to this address: sign-in codes, links, notices.`,
        'It will be used only after you have confirmed it.',
      ],
      action: { label: 'Confirm this address', link },
      notes: [`This link is good for ${minutes(life)} and works once.`, ignore],
    }),
    'email-changed': ({ when, to, link, days: life }, portal) => ({
      subject: 'Your e-mail address has been changed',
      title: 'E-mail address changed',
      body: [
        `The e-mail address of your ${portal} customer area was changed ${when}. The new address is ${to}.`,
        'Was it you? Then there is nothing to do. If not, take your address back: every device will be signed out.',
      ],
      action: { label: 'Take my address back', link },
      notes: [`This link is good for ${days(life)} and works once. This message goes to your former address.`],
    }),
    'code-renewed': ({ link, days: life }, portal) => ({
      subject: 'Your new access link',
      title: 'Your link was renewed',
      body: [`Somebody used your old link to the ${portal} customer area. Here is a new one.`],
      action: { label: 'Open the customer area', link },
      notes: [
        `This link is good for ${days(life)}. It opens your documents: hand it only to people you trust.`,
        'The old link opens nothing any more.',
      ],
    }),
    'self-registration': ({ link, minutes: life, company }, portal) => ({
      subject: 'Confirm your registration',
      title: 'Confirm your registration',
      body: [`Somebody asked for access to the ${portal} customer area for ${company}.`],
      action: { label: 'Confirm and choose a password', link },
      notes: [`This link is good for ${minutes(life)}, once.`, ignore],
    }),
    'self-registration-pending': ({ company }, portal) => ({
      subject: 'Your request for access is being looked at',
      title: 'We are looking at your request',
      body: [
        `${portal} has received a request for access to its customer area for ${company}.`,
        'We will write to you as soon as it is open.',
      ],
      notes: [ignore],
    }),
    'export-ready': ({ link, what, days: life }) => ({
      subject: `Your file is ready: ${what}`,
      title: 'Your file is ready',
      body: [`The export that you asked for is done: ${what}.`],
      action: { label: 'Open the customer area', link },
      notes: [`It stays available for ${days(life)}.`],
    }),
  },
  texts: {
    'one-time-code': ({ code, minutes: life }, portal) =>
      `${code}: your ${portal} sign-in code, good for ${life} min. Give it to nobody.`,
    'second-proof': ({ code, minutes: life }, portal) =>
      `${code}: your ${portal} confirmation code, good for ${life} min. Give it to nobody.`,
    'code-renewed': ({ link }, portal) => `${portal}: your new link ${link}`,
  },
  linkInFull: 'If the button does not open, copy this address into your browser:',
  sentBy: (portal) => `Automatic message of the ${portal} customer area.`,
  phone: 'Telephone',
}
