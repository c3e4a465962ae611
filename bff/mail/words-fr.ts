/** Letters and text messages in French. Typography: U+00A0 before a colon, U+202F before ; ? ! */
import type { Words } from './words-form.ts'

const days = (n: string) => (n === '1' ? 'un jour' : `${n} jours`)
const minutes = (n: string) => (n === '1' ? 'une minute' : `${n} minutes`)
const never = 'Nous ne vous le demanderons jamais par téléphone ni par message.'
const notYou =
  'Si ce n’était pas vous, changez votre mot de passe depuis l’espace client et prévenez-nous\u00a0: toutes vos sessions seront fermées.'
const ignore = 'Vous n’avez rien demandé\u202f? Ignorez ce message\u00a0: rien ne change sans vous.'

export const fr: Words = {
  locale: 'fr-FR',
  letters: {
    'one-time-code': ({ code, minutes: life, link }, portal) => ({
      subject: `${code} est votre code de connexion`,
      title: 'Votre code de connexion',
      body: [`Saisissez ce code pour entrer dans votre espace client ${portal}.`],
      code,
      ...(link !== undefined && { action: { label: 'Se connecter directement', link } }),
      notes: [`Il est valable ${minutes(life)} et ne sert qu’une fois. ${never}`, ignore],
    }),
    'second-proof': ({ code, minutes: life }, portal) => ({
      subject: `${code} est votre code de confirmation`,
      title: 'Confirmez que c’est bien vous',
      body: [`Une action dans l’espace client ${portal} demande une confirmation. Voici votre code.`],
      code,
      notes: [
        `Il est valable ${minutes(life)} et ne sert qu’une fois. ${never}`,
        'Si vous n’êtes pas à l’origine de cette demande, ne le saisissez nulle part et prévenez-nous.',
      ],
    }),
    'password-reset': ({ link, minutes: life }, portal) => ({
      subject: 'Choisissez un nouveau mot de passe',
      title: 'Un nouveau mot de passe',
      body: [`Vous avez demandé à changer le mot de passe de votre espace client ${portal}.`],
      action: { label: 'Choisir un mot de passe', link },
      notes: [`Ce lien est valable ${minutes(life)} et ne sert qu’une fois.`, ignore],
    }),
    invitation: ({ link, days: life, name, company }, portal) => ({
      subject: `Votre accès à l’espace client ${portal}`,
      title: `Bienvenue, ${name}`,
      body: [
        `${portal} vous ouvre un accès à son espace client pour ${company}.`,
        'Choisissez votre mot de passe\u00a0: vous serez la seule personne à le connaître.',
      ],
      action: { label: 'Activer mon accès', link },
      notes: [`Ce lien est personnel et valable ${days(life)}.`],
    }),
    'password-changed': ({ when }, portal) => ({
      subject: 'Votre mot de passe a été changé',
      title: 'Mot de passe changé',
      body: [`Le mot de passe de votre espace client ${portal} a été changé ${when}.`, notYou],
      notes: ['Ce message ne contient volontairement aucun lien.'],
    }),
    'new-device': ({ when, browser, network }, portal) => ({
      subject: 'Nouvelle connexion à votre espace client',
      title: 'Un nouvel appareil s’est connecté',
      body: [
        `Une connexion à votre espace client ${portal} a eu lieu ${when}, avec ${browser}, depuis le réseau ${network}.`,
        `C’était vous\u202f? Vous n’avez rien à faire. ${notYou}`,
      ],
      notes: ['Ce message ne contient volontairement aucun lien.'],
    }),
    'email-confirm': ({ link, minutes: life, name }, portal) => ({
      subject: 'Confirmez votre nouvelle adresse e-mail',
      title: 'Confirmez cette adresse',
      body: [
        `${name} souhaite recevoir à cette adresse les messages de l’espace client ${portal} : codes de connexion, liens, avis.`,
        'Elle ne sera utilisée qu’après votre confirmation.',
      ],
      action: { label: 'Confirmer cette adresse', link },
      notes: [`Ce lien est valable ${minutes(life)} et ne sert qu’une fois.`, ignore],
    }),
    'email-changed': ({ when, to, link, days: life }, portal) => ({
      subject: 'Votre adresse e-mail a été changée',
      title: 'Adresse e-mail changée',
      body: [
        `L’adresse e-mail de votre espace client ${portal} a été changée ${when}. La nouvelle adresse est ${to}.`,
        'C’était vous ? Vous n’avez rien à faire. Sinon, reprenez votre adresse : tous les appareils seront déconnectés.',
      ],
      action: { label: 'Reprendre mon adresse', link },
      notes: [
        `Ce lien est valable ${days(life)} et ne sert qu’une fois. Ce message est envoyé à votre ancienne adresse.`,
      ],
    }),
    'code-renewed': ({ link, days: life }, portal) => ({
      subject: 'Votre nouveau lien d’accès',
      title: 'Votre lien a été renouvelé',
      body: [`Quelqu’un a utilisé votre ancien lien vers l’espace client ${portal}. En voici un nouveau.`],
      action: { label: 'Ouvrir l’espace client', link },
      notes: [
        `Ce lien est valable ${days(life)}. Il donne accès à vos documents\u00a0: ne le transmettez qu’à des personnes de confiance.`,
        'L’ancien lien n’ouvre plus rien.',
      ],
    }),
    'self-registration': ({ link, minutes: life, company }, portal) => ({
      subject: 'Confirmez votre inscription',
      title: 'Confirmez votre inscription',
      body: [`Une personne a demandé un accès à l’espace client ${portal} pour ${company}.`],
      action: { label: 'Confirmer et choisir un mot de passe', link },
      notes: [`Ce lien est valable ${minutes(life)} et ne sert qu’une fois.`, ignore],
    }),
    'self-registration-pending': ({ company }, portal) => ({
      subject: 'Votre demande d’accès est à l’étude',
      title: 'Nous étudions votre demande',
      body: [
        `${portal} a reçu une demande d’accès à l’espace client pour ${company}.`,
        'Nous vous écrirons dès que l’accès sera ouvert.',
      ],
      notes: [ignore],
    }),
    'export-ready': ({ link, what, days: life }) => ({
      subject: `Votre fichier est prêt\u00a0: ${what}`,
      title: 'Votre fichier est prêt',
      body: [`L’export que vous avez demandé est terminé\u00a0: ${what}.`],
      action: { label: 'Ouvrir l’espace client', link },
      notes: [`Il reste disponible ${days(life)}.`],
    }),
  },
  texts: {
    'one-time-code': ({ code, minutes: life }, portal) =>
      `${code} : votre code de connexion ${portal}, valable ${life} min. Ne le donnez à personne.`,
    'second-proof': ({ code, minutes: life }, portal) =>
      `${code} : votre code de confirmation ${portal}, valable ${life} min. Ne le donnez à personne.`,
    'code-renewed': ({ link }, portal) => `${portal} : votre nouveau lien ${link}`,
  },
  linkInFull: 'Si le bouton ne s’ouvre pas, copiez cette adresse dans votre navigateur\u00a0:',
  sentBy: (portal) => `Message automatique de l’espace client ${portal}.`,
  phone: 'Téléphone',
}
