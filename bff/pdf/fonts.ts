/** The typeface of our documents: Inter, two weights, embedded as subsets. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import * as fontkit from '@cantoo/fontkit'
import type { PDFDocument, PDFFont } from 'pdf-lib'

export interface Fonts {
  regular: PDFFont
  strong: PDFFont
  /** The same two with figures of one width, so that amounts stand in columns. Hyphens are wide too: not for words. */
  figures: PDFFont
  strongFigures: PDFFont
}

const load = createRequire(import.meta.url)

/** Reading a typeface takes longer than using it, so each is read once a process. */
const read = new Map<Uint8Array, fontkit.Font>()

/** Texts of each kind whose shapes are kept, and how long each may be: the words of our forms, and a bill's own. */
const kept = { texts: 1_000, length: 80 } as const

/** Every text is shaped twice, to be measured and to be written, and most of a bill says what the last one said. */
function shapingOnce(font: fontkit.Font): fontkit.Font {
  const shape = font.layout.bind(font)
  const known = new Map<unknown, Map<string, fontkit.GlyphRun>>()
  font.layout = (text, features) => {
    if (text.length > kept.length) return shape(text, features)
    const texts = known.get(features) ?? new Map<string, fontkit.GlyphRun>()
    known.set(features, texts)
    const seen = texts.get(text)
    if (seen) return seen
    // The places of the shapes are ten times as large, and nobody asks for them.
    const run = { glyphs: shape(text, features).glyphs } as fontkit.GlyphRun
    if (texts.size >= kept.texts) texts.clear()
    texts.set(text, run)
    return run
  }
  return font
}

const cachingFontkit = {
  create(bytes: Uint8Array) {
    const font = read.get(bytes) ?? shapingOnce(fontkit.create(bytes) as fontkit.Font)
    read.set(bytes, font)
    return font
  },
}

let files: { regular: Uint8Array; strong: Uint8Array } | undefined

/**
 * Contextual alternates and chained substitutions cost ten times the rest of a page, and change nothing in our words;
 * composed accents stay. Where each shape is moved to is not written into the file: kerning would be worked out in vain.
 */
const plain = { calt: false, clig: false, liga: false, rclt: false, kern: false, mark: false, mkmk: false }
const tabular = { ...plain, tnum: true }

export async function embedFonts(doc: PDFDocument): Promise<Fonts> {
  files ??= {
    regular: readFileSync(load.resolve('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf')),
    strong: readFileSync(load.resolve('@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf')),
  }
  doc.registerFontkit(cachingFontkit as never)
  return {
    regular: await doc.embedFont(files.regular, { subset: true, features: plain }),
    strong: await doc.embedFont(files.strong, { subset: true, features: plain }),
    figures: await doc.embedFont(files.regular, { subset: true, features: tabular }),
    strongFigures: await doc.embedFont(files.strong, { subset: true, features: tabular }),
  }
}
