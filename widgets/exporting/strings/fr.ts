/** Words of what leaves as a file. U+00A0 before a colon, U+202F before ; ? !, as French typography asks. */
import type { ExportFormat, ExportReason } from '../../../bff/api.ts'

const integer = new Intl.NumberFormat('fr-FR')
const rows = (n: number) => (n < 2 ? `${integer.format(n)} ligne` : `${integer.format(n)} lignes`)

const format: Record<ExportFormat, string> = { xlsx: 'Excel', xls: 'Excel 97–2003', csv: 'CSV' }
const reason: Record<ExportReason, string> = {
  'session-ended': 'Votre session a pris fin pendant la préparation. Recommencez.',
  'scope-changed': 'La société affichée a changé pendant la préparation. Recommencez.',
  'right-missing': 'Votre profil ne permet plus cet export.',
  'too-many-rows': 'La liste a trop de lignes pour Excel. Choisissez CSV.',
  unexpected: 'Le fichier n’a pas pu être préparé. Recommencez dans un moment.',
}

const strings = {
  title: 'Exporter cette liste',
  hint: (n: number) => `${rows(n)}, avec vos filtres et votre tri.`,
  again: 'Exporter à nouveau\u00a0:',
  format,
  reason,
  waiting: 'Le fichier va être préparé…',
  running: (done: number, of: number) => `Préparation\u00a0: ${integer.format(done)} sur ${rows(of)}`,
  progress: 'Avancement de l’export',
  cancel: 'Annuler l’export',
  cancelled: 'Export annulé.',
  ready: 'Votre fichier est prêt',
  file: (name: string, size: string) => `${name} (${size}). Il reste disponible 24 heures.`,
  kilobytes: (n: number) => `${integer.format(n)}\u00a0Ko`,
  megabytes: (n: number) => `${n.toLocaleString('fr-FR')}\u00a0Mo`,
  download: 'Télécharger',
  started: (name: string) => `Téléchargement de ${name} lancé.`,
  failed: 'L’export n’a pas abouti',
  csvInstead: 'Exporter en CSV',
  close: 'Fermer l’export',
}

export type ExportStrings = typeof strings
export default strings
