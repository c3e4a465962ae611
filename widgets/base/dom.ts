/** What a widget does with its shadow root beside drawing into it. */

interface Styles {
  styleSheet?: CSSStyleSheet | undefined
}

/** Styles that come with code which was fetched later. Adopts them once. */
export function adopt(root: ShadowRoot | null, styles: Styles | undefined): void {
  const style = styles?.styleSheet
  const sheets = root?.adoptedStyleSheets
  if (style && sheets && !sheets.includes(style)) sheets.push(style)
}

/** What opens a row: it stands twice, in a table row and in a card; one of the two is shown. */
export function openerOf(root: ShadowRoot | null, id: string | undefined): HTMLElement | undefined {
  const openers = root?.querySelectorAll<HTMLElement>('.opener') ?? []
  return [...openers].find((each) => each.dataset.id === id && each.checkVisibility())
}
