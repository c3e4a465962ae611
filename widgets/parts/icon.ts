/**
 * Icons: lucide drawings, inlined at build, drawn as Lit templates. No innerHTML and no data address, so strict CSP
 * and Trusted Types hold (Lit's own policy covers its templates).
 */
import { css, html, type SVGTemplateResult, svg, type TemplateResult } from 'lit'

export type Icon = TemplateResult

/** Makes a drawing out of the markup that the build inlined; call it once per icon, at module level. */
export function drawing(markup: string): Icon {
  // Lit keys a template by the identity of its strings: one array per icon, made once, like a tagged literal's.
  const strings = Object.assign([markup], { raw: [markup] }) as unknown as TemplateStringsArray
  const shape: SVGTemplateResult = svg(strings)
  return html`<svg class="icon" part="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${shape}</svg>`
}

export const iconStyles = css`
  .icon {
    flex: none;
    inline-size: 1.25em;
    block-size: 1.25em;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.75;
    stroke-linecap: round;
    stroke-linejoin: round;
    vertical-align: -0.25em;
  }
`
