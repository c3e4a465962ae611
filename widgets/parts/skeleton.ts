/** Grey shapes of the size of what is coming, so that nothing jumps when it does. */
import { css, html, nothing, type TemplateResult } from 'lit'

/** Shapes: a line of text, a title, a field or button, a row of a table, a card. */
export type Bar = 'line' | 'short' | 'title' | 'control' | 'row' | 'card'

/** @param label said to assistive technology while waiting; pass it once per view. */
export function skeleton(bars: readonly Bar[], label?: string): TemplateResult {
  return html`<div class="skeleton" part="skeleton" aria-busy="true">
    ${label ? html`<span class="visually-hidden">${label}</span>` : nothing}
    ${bars.map((bar) => html`<span class="bone ${bar}" aria-hidden="true"></span>`)}
  </div>`
}

export const skeletonStyles = css`
  .skeleton {
    display: grid;
    gap: calc(var(--g-space) * 3);
  }
  .bone {
    display: block;
    block-size: 1em;
    border-radius: calc(var(--g-radius) / 2);
    background: color-mix(in oklab, var(--g-text) 9%, transparent);
    animation: guichet-breathe 1.6s ease-in-out infinite alternate;
  }
  .bone.short {
    inline-size: 40%;
  }
  .bone.title {
    inline-size: min(55%, 12em);
    block-size: 1.75em;
  }
  .bone.control {
    block-size: var(--g-control);
    border-radius: var(--g-radius);
  }
  .bone.row {
    block-size: 20px;
    margin-block: 12px;
  }
  .bone.card {
    block-size: 120px;
    border-radius: var(--g-radius-large);
  }
  @keyframes guichet-breathe {
    to {
      opacity: 0.5;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .bone {
      animation: none;
    }
  }
  @media (forced-colors: active) {
    .bone {
      border: 1px solid GrayText;
    }
  }
`
