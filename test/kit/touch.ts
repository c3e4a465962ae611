/** What a finger or an unsteady hand needs: 44 px to hit, and room for the reader's own spacing of text. */

const pressable = 'a[href], button, input, select, textarea, summary, [role=button], [tabindex="0"]'
const least = 43.9

/** A link inside a sentence is as high as its line (WCAG 2.5.8 leaves it out). */
const inSentence = (element: Element) => element.matches('a') && getComputedStyle(element).display === 'inline'

/** What catches the press: a box to tick is as large as its label. */
const areaOf = (element: HTMLElement): HTMLElement =>
  (element instanceof HTMLInputElement && /^(checkbox|radio)$/.test(element.type) && element.labels?.[0]) || element

/** The area around an element catches what falls 21 px beside its centre: a generated box may be larger than it. */
function catches(area: HTMLElement, along: 'x' | 'y'): boolean {
  area.scrollIntoView({ block: 'center', inline: 'center' })
  const { x, y, width, height } = area.getBoundingClientRect()
  const root = area.getRootNode() as ShadowRoot
  return [-21, 21].every((offset) => {
    const at = { x: x + width / 2, y: y + height / 2 }
    at[along] += offset
    const hit = root.elementFromPoint(at.x, at.y)
    return hit !== null && area.contains(hit)
  })
}

/** Everything in a widget that can be pressed now, and of it what is hard to hit, in words. */
export function touchTargets(widget: Element): { measured: number; small: string[] } {
  const root = widget.shadowRoot as ShadowRoot
  // Beside an open sheet everything is inert.
  const within = root.querySelector('dialog[open]') ?? root
  const targets = [...within.querySelectorAll<HTMLElement>(pressable)].filter(
    (each) => each.checkVisibility({ visibilityProperty: true }) && !inSentence(each),
  )
  const small = targets.flatMap((target) => {
    const area = areaOf(target)
    const { width, height } = area.getBoundingClientRect()
    const hard = (height < least && !catches(area, 'y')) || (width < least && !catches(area, 'x'))
    return hard ? [`${target.className || target.localName} ${Math.round(width)} × ${Math.round(height)}`] : []
  })
  return { measured: targets.length, small }
}

/** Texts that are cut or stick out when a reader spaces text as WCAG 1.4.12 allows. `ends` puts it back. */
export function spaceText(widget: Element): { lost: string[]; ends: () => void } {
  const root = widget.shadowRoot as ShadowRoot
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(`.root * {
    line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important;
  } .root p { margin-block-end: 2em !important; }`)
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
  const ends = () => {
    root.adoptedStyleSheets = root.adoptedStyleSheets.filter((each) => each !== sheet)
  }
  const within = root.querySelector('dialog[open]') ?? root
  const lost = [...within.querySelectorAll<HTMLElement>('*')].filter((each) => {
    // Hidden on purpose: what only a screen reader is told. A field scrolls, a list of choices shows itself whole.
    if (!each.checkVisibility() || each.closest('.visually-hidden') || each.matches('input, select, option'))
      return false
    const { overflowX, overflowY } = getComputedStyle(each)
    const cut = (overflow: string) => overflow === 'hidden' || overflow === 'clip'
    const wide = each.scrollWidth > each.clientWidth + 1 && (cut(overflowX) || each.matches('.root'))
    return wide || (each.scrollHeight > each.clientHeight + 1 && cut(overflowY))
  })
  return {
    lost: lost.map((each) => `${each.localName}.${each.className}: ${each.textContent?.trim().slice(0, 40)}`),
    ends,
  }
}
