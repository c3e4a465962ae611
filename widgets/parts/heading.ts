/** A heading whose level the page decides: a widget cannot know how deep in the page's outline it stands. */
import { css, html, type TemplateResult } from 'lit'
import { ifDefined } from 'lit/directives/if-defined.js'

/** @param level 1 to 6; what lies beyond is brought back. */
export function heading(level: number, content: unknown, id?: string, className = ''): TemplateResult {
  const kept = Math.min(6, Math.max(1, Math.round(level) || 2))
  return html`<div class="heading ${className}" part="heading" role="heading" aria-level=${kept} id=${ifDefined(id)}>${content}</div>`
}

export const headingStyles = css`
  .heading {
    font-family: var(--g-font-heading);
    font-weight: var(--g-bold);
    line-height: 1.3;
    text-wrap: balance;
  }
`
