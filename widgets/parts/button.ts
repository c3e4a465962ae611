/** Buttons and links that look like buttons. One look per kind; at least 44 px high. */
import { css, html, nothing, type TemplateResult } from 'lit'
import { ifDefined } from 'lit/directives/if-defined.js'
import type { Icon } from './icon.ts'

export interface ButtonOptions {
  label: string | TemplateResult
  onClick?: (event: MouseEvent) => void
  /** `primary`: the one main action of a view · `secondary` (default) · `quiet`: without border · `danger`. */
  kind?: 'primary' | 'secondary' | 'quiet' | 'danger'
  type?: 'button' | 'submit' | 'reset'
  icon?: Icon | undefined
  /** Shows the icon alone; the label becomes the accessible name. */
  iconOnly?: boolean
  /** Accessible name where the visible label is too short; must begin with it. */
  name?: string | undefined
  disabled?: boolean
  /** Works on it: keeps size and focus, is announced as busy, ignores presses. */
  busy?: boolean
  /** For disclosure buttons: open or not, and what it controls. */
  expanded?: boolean | undefined
  controls?: string | undefined
  hasPopup?: 'dialog' | 'menu' | 'listbox' | undefined
  pressed?: boolean | undefined
  id?: string | undefined
  /** Extra class for placing it. */
  className?: string
  /** Name for `::part`, beside `button`. */
  part?: string
}

export function button(options: ButtonOptions): TemplateResult {
  const { label, icon, iconOnly = false, kind = 'secondary', busy = false } = options
  const name = options.name ?? (iconOnly && typeof label === 'string' ? label : undefined)
  const press = (event: MouseEvent) => {
    // A busy button stays focusable, so it must not act twice.
    if (busy) event.preventDefault()
    else options.onClick?.(event)
  }
  return html`<button
    id=${ifDefined(options.id)}
    class="button ${kind} ${iconOnly ? 'icon-only' : ''} ${options.className ?? ''}"
    part="button ${options.part ?? ''}"
    type=${options.type ?? 'button'}
    ?disabled=${options.disabled ?? false}
    aria-disabled=${busy ? 'true' : nothing}
    aria-busy=${busy ? 'true' : nothing}
    aria-label=${ifDefined(name)}
    title=${iconOnly && typeof label === 'string' ? label : nothing}
    aria-expanded=${ifDefined(options.expanded)}
    aria-controls=${ifDefined(options.controls)}
    aria-haspopup=${ifDefined(options.hasPopup)}
    aria-pressed=${ifDefined(options.pressed)}
    @click=${press}
  >${busy ? html`<span class="spinner"></span>` : (icon ?? nothing)}${iconOnly ? nothing : html`<span>${label}</span>`}</button>`
}

export const buttonStyles = css`
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: calc(var(--g-space) * 2);
    min-block-size: var(--g-control);
    min-inline-size: var(--g-control);
    padding: calc(var(--g-space) * 1.5) calc(var(--g-space) * 4);
    border: 1px solid var(--g-line-strong);
    border-radius: var(--g-radius);
    background: var(--g-surface);
    color: var(--g-text);
    font-weight: var(--g-medium);
    line-height: 1.25;
    text-align: center;
    text-decoration: none;
    cursor: pointer;
    transition:
      background-color var(--g-duration) var(--g-easing),
      border-color var(--g-duration) var(--g-easing);
  }
  .button:hover {
    background: var(--g-soft);
  }
  .button:active {
    background: color-mix(in oklab, var(--g-soft), var(--g-text) 8%);
  }
  .button.primary {
    border-color: var(--g-accent);
    background: var(--g-accent);
    color: var(--g-on-accent);
    font-weight: var(--g-bold);
  }
  .button.primary:not(:disabled):hover {
    border-color: color-mix(in oklab, var(--g-accent), var(--g-text) 16%);
    background: color-mix(in oklab, var(--g-accent), var(--g-text) 16%);
  }
  .button.quiet {
    border-color: transparent;
    background: transparent;
    color: var(--g-link);
  }
  .button.quiet:hover {
    background: color-mix(in oklab, var(--g-link) 9%, transparent);
  }
  .button.danger {
    border-color: var(--g-danger);
    color: var(--g-danger);
  }
  .button.icon-only {
    padding: 0;
  }
  .button:disabled {
    border-color: var(--g-line);
    background: var(--g-soft);
    color: var(--g-muted);
    cursor: default;
  }
  .button[aria-busy] {
    cursor: progress;
  }
  .spinner {
    flex: none;
    inline-size: 1.125em;
    block-size: 1.125em;
    border: 2px solid currentColor;
    border-inline-end-color: transparent;
    border-radius: 50%;
    animation: guichet-turn 0.8s linear infinite;
  }
  @keyframes guichet-turn {
    to {
      rotate: 1turn;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .spinner {
      animation-duration: 3s;
    }
  }
  @media (forced-colors: active) {
    .button.quiet {
      border-color: ButtonBorder;
    }
    .button:disabled {
      border-color: GrayText;
      color: GrayText;
    }
  }
`
