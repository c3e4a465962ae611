import type { ExportStrings } from './fr.ts'

const integer = new Intl.NumberFormat('en-GB')
const rows = (n: number) => (n === 1 ? '1 row' : `${integer.format(n)} rows`)

const strings: ExportStrings = {
  title: 'Export this list',
  hint: (n) => `${rows(n)}, with your filters and your order.`,
  format: { xlsx: 'Excel', xls: 'Excel 97–2003', csv: 'CSV' },
  reason: {
    'session-ended': 'Your session ended while the file was being made. Start again.',
    'scope-changed': 'The company shown changed while the file was being made. Start again.',
    'right-missing': 'Your profile no longer allows this export.',
    'too-many-rows': 'The list has too many rows for Excel. Choose CSV.',
    unexpected: 'The file could not be made. Try again in a moment.',
  },
  again: 'Export again:',
  waiting: 'The file is about to be made…',
  running: (done, of) => `In progress: ${integer.format(done)} of ${rows(of)}`,
  progress: 'Progress of the export',
  cancel: 'Cancel the export',
  cancelled: 'Export cancelled.',
  ready: 'Your file is ready',
  file: (name, size) => `${name} (${size}). It stays available for 24 hours.`,
  kilobytes: (n) => `${integer.format(n)} kB`,
  megabytes: (n) => `${n.toLocaleString('en-GB')} MB`,
  download: 'Download',
  started: (name) => `Download of ${name} started.`,
  failed: 'The export did not succeed',
  csvInstead: 'Export as CSV',
  close: 'Close the export',
}

export default strings
