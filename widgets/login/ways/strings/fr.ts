/** Words of the ways beside the password. None of the form's own names is used again: a page's words reach both. */
const strings = {
  back: 'Retour à la connexion',
  tellUs: 'Identifiant, e-mail ou téléphone',
  tellUsMissing: 'Saisissez votre identifiant, votre e-mail ou votre téléphone.',
  help: (vendor: string) => `Rien reçu, ou pas d’adresse enregistrée\u00a0? ${vendor} vous aide.`,
  call: (phone: string) => `Appeler le ${phone}`,
  write: (email: string) => `Écrire à ${email}`,
  spam: 'Pensez à regarder dans les courriers indésirables.',

  askCodeTitle: 'Recevoir un code',
  askCodeHint: (vendor: string) =>
    `Vous recevez un code à 6 chiffres, à l’adresse ou au numéro que ${vendor} a déjà pour vous.`,
  askCodeByMail: 'Recevoir le code par e-mail',
  askCodeBySms: 'Recevoir le code par SMS',
  enterCodeTitle: 'Saisissez le code',
  codeSentByMail: (who: string, minutes: number) =>
    `Si «\u00a0${who}\u00a0» est connu ici, un code vient de partir par e-mail. Il est valable ${minutes} minutes.`,
  codeSentBySms: (who: string, minutes: number) =>
    `Si «\u00a0${who}\u00a0» est connu ici, un code vient de partir par SMS. Il est valable ${minutes} minutes.`,
  digits: 'Code à 6 chiffres',
  digitsMissing: 'Saisissez les 6 chiffres du code.',
  confirm: 'Valider',
  resend: 'Renvoyer le code',
  resendIn: (seconds: number) => `Renvoyer le code dans ${seconds} s`,
  resent: 'Un nouveau code vient de partir. L’ancien n’est plus valable.',
  instead: { mail: 'Recevoir par e-mail', sms: 'Recevoir par SMS' },
  otherLogin: 'Changer d’identifiant',
  digitsWrong: 'Ce code n’est pas le bon. Vérifiez les chiffres, ou demandez-en un nouveau.',
  digitsOver: 'Ce code n’est plus valable. Demandez-en un nouveau.',

  resetTitle: 'Mot de passe oublié',
  resetHint: 'Vous recevez un lien pour choisir un nouveau mot de passe.',
  resetWho: 'Identifiant ou e-mail',
  resetSend: 'Recevoir un lien',
  sentTitle: 'Regardez vos messages',
  resetSent: (who: string, minutes: number) =>
    `Si «\u00a0${who}\u00a0» est connu ici, un lien vient de partir à l’adresse enregistrée. Il est valable ${minutes} minutes.`,
  resetMissing: 'Saisissez votre identifiant ou votre e-mail.',
  resetAgain: 'Demander encore un lien',

  codeTitle: 'Utiliser un code d’accès',
  codeLabel: 'Code d’accès',
  codeHint: 'Il figure sur votre courrier\u00a0: 12 lettres et chiffres. Majuscules et espaces n’ont pas d’importance.',
  codeMissing: 'Saisissez votre code d’accès.',
  codeShort: 'Ce code est incomplet\u00a0: il compte 12 lettres et chiffres.',
  customerCode: 'Numéro de client',
  customerCodeHint: 'Il figure sur vos factures.',
  customerCodeMissing: 'Saisissez votre numéro de client.',

  linkTitle: 'Ouvrir cet accès\u00a0?',
  signInAs: (label: string) => `Se connecter comme ${label}`,
  linkCustomer: 'Société',
  linkSites: 'Sites accessibles',
  linkAllSites: 'Tous les sites',
  linkReplaces: (name: string) => `Vous êtes connecté comme ${name}\u00a0: cette session sera remplacée.`,
  cancel: 'Annuler',
  expiredTitle: 'Ce lien a expiré',
  expiredHint: (vendor: string) =>
    `Pour votre sécurité, un lien ne dure pas toujours. ${vendor} peut en renvoyer un à l’adresse enregistrée, et à elle seule.`,
  renew: 'Renvoyer un lien à l’adresse connue',
  renewed: 'Si cet accès existe encore, un nouveau lien vient de partir à l’adresse enregistrée.',
  proofTitle: 'Une dernière vérification',
  proofHint: 'Ce lien a été créé il y a longtemps. Un code à 6 chiffres vient de partir au contact enregistré.',

  newTitle: 'Choisir un mot de passe',
  newPassword: 'Nouveau mot de passe',
  newHint: '12 caractères au moins. Une suite de mots convient très bien.',
  repeat: 'Répétez le mot de passe',
  repeatWrong: 'Les deux saisies diffèrent.',
  tooShort: (count: number) => `Encore ${count} caractère${count > 1 ? 's' : ''}.`,
  strength: ['Trop court', 'Facile à deviner', 'Correct', 'Solide'],
  strengthLabel: (word: string) => `Solidité\u00a0: ${word}`,
  save: 'Enregistrer',
  saved: 'Votre mot de passe est enregistré. Connectez-vous.',
  inviteTitle: (name: string) => `Bienvenue, ${name}`,
  inviteHint: (vendor: string) =>
    `Choisissez le mot de passe de votre espace ${vendor}. Personne d’autre ne le connaîtra.`,
  inviteLogin: 'Votre identifiant',
  linkOver: 'Demander un nouveau lien',
  linkOverHint: 'Un lien ne sert qu’une fois, et pour un temps limité.',

  confirmTitle: 'Confirmer cet accès\u00a0?',
  confirmHint: (company: string) => `Cette personne demande à consulter l’espace client de ${company}.`,
  confirmWho: 'Nom',
  confirmEmail: 'E-mail',
  confirmAccess: 'Confirmer l’accès',
  confirmNot: 'Ne pas confirmer',
  confirmed: 'L’accès est confirmé. Une invitation vient de partir à cette personne.',

  registerTitle: 'Créer un accès',
  registerHint: (vendor: string) =>
    `Vous êtes déjà client de ${vendor}\u00a0? Prenez une facture\u00a0: les deux numéros s’y trouvent.`,
  invoiceNumber: 'Numéro de votre dernière facture',
  invoiceNumberMissing: 'Saisissez le numéro de votre dernière facture.',
  name: 'Votre nom',
  nameMissing: 'Saisissez votre nom.',
  email: 'Votre e-mail professionnel',
  emailMissing: 'Saisissez une adresse e-mail complète.',
  registerSend: 'Envoyer la demande',
  registerSentTitle: 'Demande envoyée',
  registerSent: (vendor: string) =>
    `Si ces renseignements concordent, le contact que ${vendor} connaît reçoit un message pour confirmer l’accès. Sinon, ${vendor} examine la demande.`,
}

export type WayStrings = typeof strings
export default strings
