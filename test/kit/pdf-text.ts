/** Reads the text of a PDF back, page by page, from its own streams: what a screen reader or a search would find. */
import { inflateSync } from 'node:zlib'
import { PDFArray, PDFDict, PDFDocument, PDFName, type PDFPage, PDFRawStream, PDFStream } from 'pdf-lib'

export async function pagesOf(bytes: Uint8Array): Promise<string[]> {
  const doc = await PDFDocument.load(bytes, { updateMetadata: false })
  return doc.getPages().map(textOf)
}

function contentOf(stream: unknown): string {
  if (!(stream instanceof PDFStream)) throw new Error('not a stream')
  const raw = Buffer.from(stream instanceof PDFRawStream ? stream.contents : stream.getContents())
  const filter = stream.dict.get(PDFName.of('Filter'))
  return (String(filter) === '/FlateDecode' ? inflateSync(raw) : raw).toString('latin1')
}

function textOf(page: PDFPage): string {
  const { context } = page.doc
  const fonts = page.node.Resources()?.lookup(PDFName.of('Font'), PDFDict)
  const maps = new Map(
    [...(fonts?.entries() ?? [])].map(([name]) => {
      const font = fonts?.lookup(name, PDFDict)
      return [String(name), charactersOf(contentOf(font?.lookup(PDFName.of('ToUnicode'))))] as const
    }),
  )
  const contents = page.node.Contents()
  const streams = contents instanceof PDFArray ? contents.asArray().map((ref) => context.lookup(ref)) : [contents]
  const code = streams.map(contentOf).join('\n')
  let map = new Map<string, string>()
  const shown: string[] = []
  for (const [, font, text] of code.matchAll(/(\/\S+) [\d.]+ Tf|<([\dA-Fa-f]*)> Tj/g)) {
    if (font !== undefined) map = maps.get(font) ?? new Map()
    else shown.push((text?.match(/.{4}/g) ?? []).map((glyph) => map.get(glyph.toUpperCase()) ?? '\ufffd').join(''))
  }
  return shown.join('\n')
}

/** Glyph -> characters, from a ToUnicode map. */
function charactersOf(cmap: string): Map<string, string> {
  const map = new Map<string, string>()
  for (const [, glyph = '', text = ''] of cmap.matchAll(/<([\dA-Fa-f]{4})> ?<([\dA-Fa-f ]+)>/g)) {
    map.set(glyph.toUpperCase(), Buffer.from(text.replaceAll(' ', ''), 'hex').swap16().toString('utf16le'))
  }
  return map
}
