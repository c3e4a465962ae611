/**
 * Prints a sheet alone. The page around it is not ours to hide, and what lies above the page in a dialog is cut after
 * one sheet of paper: a copy is printed from a frame of its own, with the same style sheets and no address.
 */
import { printStyles } from './print.styles.ts'

export interface Printed {
  /** What the copy is made of. */
  body: Element
  /** Above it: who the vendor is, whose it is, when it was printed. */
  head: readonly string[]
  title: string
  language: string
  styles: readonly CSSStyleSheet[]
}

/** Milliseconds that pictures may take to come into the frame. */
const patience = 3_000

const textOf = (sheet: CSSStyleSheet) => [...sheet.cssRules].map((rule) => rule.cssText).join('\n')

/** Resolves when the browser's own dialog is closed, or at once where it does not wait. */
export async function printed({ body, head, title, language, styles }: Printed): Promise<void> {
  const frame = document.createElement('iframe')
  // Out of sight, but drawn: some browsers do not print what is not.
  Object.assign(frame.style, {
    position: 'fixed',
    inset: 'auto 0 0 auto',
    inlineSize: '0',
    blockSize: '0',
    border: '0',
  })
  frame.ariaHidden = 'true'
  frame.tabIndex = -1
  document.body.append(frame)
  try {
    const view = frame.contentWindow as (Window & typeof globalThis) | null
    const paper = frame.contentDocument
    if (!view || !paper) throw new Error('no frame to print from')
    paper.documentElement.lang = language
    paper.title = title
    paper.body.append(copyOf(paper, { body, head, title }))
    const own = printStyles.styleSheet ? [...styles, printStyles.styleSheet] : styles
    // A sheet belongs to the document that made it.
    paper.adoptedStyleSheets = own.map((sheet) => {
      const copy = new view.CSSStyleSheet()
      copy.replaceSync(textOf(sheet))
      return copy
    })
    const pictures = [...paper.images].map((image) => image.decode().catch(() => image.remove()))
    await Promise.race([Promise.all(pictures), new Promise((resolve) => setTimeout(resolve, patience))])
    view.focus()
    view.print()
  } finally {
    // Some browsers return before the dialog is closed: the frame goes when the person is back.
    addEventListener('focus', () => setTimeout(() => frame.remove(), 1_000), { once: true })
  }
}

function copyOf(paper: Document, { body, head, title }: Pick<Printed, 'body' | 'head' | 'title'>): Element {
  const root = paper.createElement('div')
  root.className = 'root paper'
  const line = paper.createElement('p')
  line.className = 'paper-head'
  line.append(head.filter(Boolean).join(' · '))
  const name = paper.createElement('h1')
  name.append(title)
  const copy = paper.importNode(body, true) as Element
  for (const hidden of copy.querySelectorAll('.no-print, form, .visually-hidden')) hidden.remove()
  // On paper nothing can be pressed open.
  for (const folded of copy.querySelectorAll('details')) folded.open = true
  for (const image of copy.querySelectorAll('img')) image.loading = 'eager'
  root.append(line, name, copy)
  return root
}
