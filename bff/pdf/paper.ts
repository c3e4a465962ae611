/** A4 paper: pages, a writing position, text that wraps. Lengths are points; y runs down from the top edge. */
import { type Color, PDFDocument, type PDFFont, type PDFPage, rgb } from 'pdf-lib'
import { embedFonts, type Fonts } from './fonts.ts'

export const pageWidth = 595.28
export const pageHeight = 841.89
export const margin = 44
export const left = margin
export const right = pageWidth - margin
export const width = right - left
/** Below this line stands the foot of the page. */
export const bottom = pageHeight - 76

export const ink = rgb(0.09, 0.11, 0.14)
export const soft = rgb(0.36, 0.4, 0.46)
export const hairline = rgb(0.85, 0.87, 0.9)
export const wash = rgb(0.965, 0.972, 0.98)

export interface Style {
  size?: number
  strong?: boolean
  color?: Color
  align?: 'left' | 'right'
  /** Distance between base lines. */
  leading?: number
  /** Figures of one width, for columns. */
  figures?: boolean
}

/** `#1f6f5c` -> a colour; anything else -> the ink. */
export function colorOf(hex: string | undefined): Color {
  const match = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(hex ?? '')
  if (!match) return ink
  const [r, g, b] = match.slice(1).map((part) => Number.parseInt(part, 16) / 255)
  return rgb(r ?? 0, g ?? 0, b ?? 0)
}

export class Paper {
  readonly doc: PDFDocument
  readonly fonts: Fonts
  /** Draws the head of every page but the first. */
  onTurn: () => void = () => {}
  y = margin
  #page: PDFPage
  readonly #widths = new Map<string, number>()

  private constructor(doc: PDFDocument, fonts: Fonts) {
    this.doc = doc
    this.fonts = fonts
    this.#page = doc.addPage([pageWidth, pageHeight])
  }

  static async open(): Promise<Paper> {
    const doc = await PDFDocument.create({ updateMetadata: false })
    return new Paper(doc, await embedFonts(doc))
  }

  /** Another page when the space left is not enough. True when the page was turned. */
  need(height: number): boolean {
    if (this.y + height <= bottom) return false
    this.turn()
    return true
  }

  turn(): void {
    this.#page = this.doc.addPage([pageWidth, pageHeight])
    this.y = margin
    this.onTurn()
  }

  /** Goes back to a page to draw on it, e.g. its foot once the number of pages is known. */
  on(page: PDFPage): void {
    this.#page = page
  }

  /** One line whose base line is at `y`. `x` is the left edge, or the right one for `align: 'right'`. */
  line(text: string, x: number, y: number, style: Style = {}): void {
    const { size = 9, color = ink, align = 'left' } = style
    const font = this.#font(style)
    const shown = plain(text)
    const start = align === 'right' ? x - font.widthOfTextAtSize(shown, size) : x
    this.#page.drawText(shown, { x: start, y: pageHeight - y, size, font, color })
  }

  /** Wrapped text from `y` (its top) down. Returns where it ends. */
  block(text: string, x: number, y: number, widest: number, style: Style = {}): number {
    const { size = 9, leading = size * 1.4 } = style
    let end = y
    for (const line of this.wrap(text, widest, style)) {
      this.line(line, x, end + size, style)
      end += leading
    }
    return end
  }

  /** Lines no wider than `widest`; a word that is wider is cut. */
  wrap(text: string, widest: number, style: Style = {}): string[] {
    const { size = 9 } = style
    const font = this.#font(style)
    const widthOf = (word: string) => this.#wordWidth(word, font, size)
    const space = widthOf(' ')
    const lines: string[] = []
    for (const paragraph of text.split(/\r\n|\r|\n/)) {
      let line = ''
      let used = 0
      // No-break spaces hold words together, so only plain ones part them.
      for (let word of plain(paragraph).split(/ +/).filter(Boolean)) {
        const wide = widthOf(word)
        if (line !== '' && used + space + wide <= widest) {
          line += ` ${word}`
          used += space + wide
          continue
        }
        if (line !== '') lines.push(line)
        while (widthOf(word) > widest) {
          const cut = cutOf(word, (start) => font.widthOfTextAtSize(start, size) <= widest)
          lines.push(word.slice(0, cut))
          word = word.slice(cut)
        }
        line = word
        used = widthOf(word)
      }
      lines.push(line)
    }
    return lines
  }

  widthOf(text: string, style: Style = {}): number {
    return this.#font(style).widthOfTextAtSize(plain(text), style.size ?? 9)
  }

  rule(y: number, color: Color = hairline, thickness = 0.6, from = left, to = right): void {
    const at = pageHeight - y
    this.#page.drawLine({ start: { x: from, y: at }, end: { x: to, y: at }, thickness, color })
  }

  box(x: number, y: number, wide: number, high: number, look: { fill?: Color; border?: Color }): void {
    this.#page.drawRectangle({
      x,
      y: pageHeight - y - high,
      width: wide,
      height: high,
      ...(look.fill && { color: look.fill }),
      ...(look.border && { borderColor: look.border, borderWidth: 0.9 }),
    })
  }

  #font({ strong, figures }: Style): PDFFont {
    if (figures) return strong ? this.fonts.strongFigures : this.fonts.figures
    return strong ? this.fonts.strong : this.fonts.regular
  }

  /** Width of a word, measured once: the same words come back on every line of a bill. */
  #wordWidth(word: string, font: PDFFont, size: number): number {
    const key = `${font.name} ${word}`
    const known = this.#widths.get(key) ?? font.widthOfTextAtSize(word, 100) / 100
    this.#widths.set(key, known)
    return known * size
  }
}

/** Control characters have no shape; a tab is a space. */
function plain(text: string): string {
  return text.replace(/\t/g, ' ').replace(/\p{C}/gu, '')
}

/** How many code units of a word fit; at least one character, so that wrapping ends. */
function cutOf(word: string, fits: (line: string) => boolean): number {
  let end = 0
  for (const character of word) {
    if (end > 0 && !fits(word.slice(0, end + character.length))) break
    end += character.length
  }
  return end
}
