/** Every word of the mailbox around the letters, in both languages. */
import type { Language } from '../site.ts'

const fr = {
  title: 'Courrier de la démonstration',
  about:
    'Rien ne quitte cette machine\u00a0: les messages que le guichet envoie à ses clients arrivent ici. Cette page se met à jour d’elle-même.',
  templates: 'Tous les modèles',
  letters: 'Messages reçus',
  emptyTitle: 'Aucun message pour l’instant',
  empty: 'Demandez un code de connexion ou un nouveau mot de passe sur le site\u00a0: le message arrivera ici.',
  choose: 'Choisissez un message dans la liste.',
  back: 'Retour à la liste',
  site: 'Retour au site',
  from: 'De',
  to: 'À',
  sms: 'SMS',
  mail: 'E-mail',
  asText: 'En texte',
  asLetter: 'Mis en page',
  preview: 'Modèles de messages',
  previewAbout:
    'Chaque message que le guichet peut envoyer, au nom et aux couleurs de ce site, avec des données inventées.',
  mailbox: 'Messages reçus',
  message: 'Message',
  other: 'English',
  locale: 'fr-FR',
}

const en: typeof fr = {
  title: 'The demo’s mail',
  about:
    'Nothing leaves this machine: what the counter writes to its customers arrives here. This page keeps itself up to date.',
  templates: 'All templates',
  letters: 'Messages received',
  emptyTitle: 'No message yet',
  empty: 'Ask for a sign-in code or a new password on the website: the message will arrive here.',
  choose: 'Choose a message in the list.',
  back: 'Back to the list',
  site: 'Back to the website',
  from: 'From',
  to: 'To',
  sms: 'Text',
  mail: 'E-mail',
  asText: 'As text',
  asLetter: 'As designed',
  preview: 'Message templates',
  previewAbout: 'Every message that the counter can send, in the name and colours of this website, with invented data.',
  mailbox: 'Messages received',
  message: 'Message',
  other: 'Français',
  locale: 'en-GB',
}

export const mailboxWords: Record<Language, typeof fr> = { fr, en }
export type MailboxWords = typeof fr
