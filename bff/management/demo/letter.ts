/**
 * The vendor's own documents: one A4 page, plain PDF 1.4 with the built-in Helvetica. Small and the same bytes on
 * every run, which a library with clocks and random ids is not.
 */
const widths: Readonly<Record<string, number>> = { ' ': 278, '\u00a0': 278, ',': 278, '.': 278, '-': 333, '%': 889 }
/** Helvetica: digits and the euro sign are 556 thousandths wide. */
const widthOf = (text: string) => Array.from(text).reduce((total, char) => total + (widths[char] ?? 556), 0)

/** The WinAnsi places beyond Latin-1 that French needs. */
const ansi: Readonly<Record<string, number>> = {
  '€': 0x80,
  '…': 0x85,
  '’': 0x92,
  '–': 0x96,
  '—': 0x97,
  œ: 0x9c,
  Œ: 0x8c,
  '\u202f': 0xa0,
}

function encoded(text: string): string {
  return Array.from(text)
    .map((char) => {
      const code = ansi[char] ?? char.codePointAt(0) ?? 63
      return '()\\'.includes(char) ? `\\${char}` : String.fromCharCode(code > 255 ? 63 : code)
    })
    .join('')
}

/** Positions in points from the top left corner of the page. */
export class Letter {
  private readonly marks: string[] = []

  text(x: number, y: number, size: number, text: string, bold = false): void {
    this.marks.push(
      `BT /${bold ? 'F2' : 'F1'} ${size} Tf ${x.toFixed(2)} ${(842 - y).toFixed(2)} Td (${encoded(text)}) Tj ET`,
    )
  }

  /** Figures that end at `x`. */
  figures(x: number, y: number, size: number, text: string): void {
    this.text(x - (widthOf(text) * size) / 1000, y, size, text)
  }

  rule(y: number): void {
    this.marks.push(`0.6 w 50 ${842 - y} m 545 ${842 - y} l S`)
  }

  /** `date`: YYYY-MM-DD, told as the date of creation. */
  bytes(title: string, date: string): Buffer {
    const content = this.marks.join('\n')
    const font = (name: string) => `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`
    const objects = [
      '<< /Type /Catalog /Pages 2 0 R /Lang (fr-FR) >>',
      '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> /Contents 4 0 R >>',
      `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
      font('Helvetica'),
      font('Helvetica-Bold'),
      `<< /Title (${encoded(title)}) /CreationDate (D:${date.replaceAll('-', '')}080000Z) >>`,
    ]
    let out = '%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n'
    const offsets: number[] = []
    for (const [index, body] of objects.entries()) {
      offsets.push(out.length)
      out += `${index + 1} 0 obj\n${body}\nendobj\n`
    }
    const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
    const xref = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`
    const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info 7 0 R >>\nstartxref\n${out.length}\n%%EOF\n`
    return Buffer.from(out + xref + trailer, 'latin1')
  }
}
