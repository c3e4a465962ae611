const strings = {
  title: 'Confirmez que c’est bien vous',
  hint: 'Cette action est sensible\u00a0: elle demande une vérification récente.',
  password: 'Mot de passe',
  show: 'Afficher le mot de passe',
  hide: 'Masquer le mot de passe',
  passwordMissing: 'Saisissez votre mot de passe.',
  confirm: 'Confirmer',
  cancel: 'Annuler',
  useCode: 'Recevoir plutôt un code',
  byMail: 'Recevoir un code par e-mail',
  bySms: (phone: string) => `Recevoir un code par SMS au ${phone}`,
  sent: (minutes: number) => `Un code vient de partir. Il est valable ${minutes} minutes.`,
  code: 'Code à 6 chiffres',
  codeMissing: 'Saisissez les 6 chiffres du code.',
  again: 'Renvoyer le code',
  wrong: 'Mot de passe incorrect.',
  codeWrong: 'Ce code n’est pas le bon. Vérifiez les chiffres.',
  codeOver: 'Ce code n’est plus valable. Demandez-en un nouveau.',
}

export type StepUpStrings = typeof strings
export default strings
