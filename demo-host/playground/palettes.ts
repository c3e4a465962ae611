/** Looks that a page can give to the widgets: nothing but custom properties, as a web master would write them. */
import type { Words } from '../site.ts'

export interface Palette {
  id: string
  name: Words
  properties: Readonly<Record<`--guichet-${string}`, string>>
}

export const palettes: readonly Palette[] = [
  { id: 'portal', name: { fr: 'Celle du portail', en: 'The portal’s own' }, properties: {} },
  {
    id: 'armoise',
    name: { fr: 'Armoise, vert sauge', en: 'Armoise, sage green' },
    properties: {
      '--guichet-accent': 'light-dark(#2f6b4f, #8cc5a5)',
      '--guichet-font-heading': '"Palatino Linotype", Palatino, "Book Antiqua", Georgia, serif',
    },
  },
  {
    id: 'brumaire',
    name: { fr: 'Brumaire, cuivre', en: 'Brumaire, copper' },
    properties: {
      '--guichet-accent': 'light-dark(#b4532a, #f0a06a)',
      '--guichet-font': '"Century Gothic", "URW Gothic", Futura, "DejaVu Sans", sans-serif',
    },
  },
  {
    id: 'garance',
    name: { fr: 'Garance, angles vifs', en: 'Garance, square corners' },
    properties: {
      '--guichet-accent': 'light-dark(#a3123f, #ff8fae)',
      '--guichet-radius': '0px',
      '--guichet-radius-large': '0px',
      '--guichet-surface-soft': 'light-dark(#faf3f1, #2a1f22)',
    },
  },
  {
    id: 'mimosa',
    name: { fr: 'Mimosa, tout en rondeur', en: 'Mimosa, all round' },
    properties: {
      '--guichet-accent': '#f2c531',
      '--guichet-radius': '22px',
      '--guichet-radius-large': '22px',
    },
  },
  {
    id: 'contrast',
    name: { fr: 'Contraste élevé', en: 'High contrast' },
    properties: {
      '--guichet-accent': 'light-dark(#00308f, #ffe14d)',
      '--guichet-text': 'light-dark(#000000, #ffffff)',
      '--guichet-text-muted': 'light-dark(#000000, #ffffff)',
      '--guichet-surface': 'light-dark(#ffffff, #000000)',
      '--guichet-surface-soft': 'light-dark(#ffffff, #000000)',
      '--guichet-line': 'light-dark(#000000, #ffffff)',
      '--guichet-line-strong': 'light-dark(#000000, #ffffff)',
      '--guichet-danger': 'light-dark(#8f0000, #ffb3ab)',
      '--guichet-warning': 'light-dark(#5c3700, #ffd591)',
      '--guichet-success': 'light-dark(#004d1f, #a6f0c0)',
    },
  },
]

export const paletteOf = (id: string): Palette => palettes.find((one) => one.id === id) ?? (palettes[0] as Palette)
