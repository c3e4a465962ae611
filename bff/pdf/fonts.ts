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
const read = new Map<Uint8Array, unknown>()

const cachingFontkit = {
  create(bytes: Uint8Array) {
    const font = read.get(bytes) ?? fontkit.create(bytes)
    read.set(bytes, font)
    return font
  },
}

let files: { regular: Uint8Array; strong: Uint8Array } | undefined

/**
 * Contextual alternates and chained substitutions cost ten times the rest of a page, and change nothing in our words;
 * kerning and composed accents stay.
 */
const plain = { calt: false, clig: false, liga: false, rclt: false }

export async function embedFonts(doc: PDFDocument): Promise<Fonts> {
  files ??= {
    regular: readFileSync(load.resolve('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf')),
    strong: readFileSync(load.resolve('@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf')),
  }
  doc.registerFontkit(cachingFontkit as never)
  const tabular = { ...plain, tnum: true }
  return {
    regular: await doc.embedFont(files.regular, { subset: true, features: plain }),
    strong: await doc.embedFont(files.strong, { subset: true, features: plain }),
    figures: await doc.embedFont(files.regular, { subset: true, features: tabular }),
    strongFigures: await doc.embedFont(files.strong, { subset: true, features: tabular }),
  }
}
