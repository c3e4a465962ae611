/**
 * The inner root of every widget and the ground inside it.
 *
 * `all: initial` stands on an element that the page cannot select, because `!important` in the page beats `:host`.
 * It keeps custom properties, so tokens come through; visibility and pointer events are handed on deliberately.
 */
import { css } from 'lit'

export const base = css`
  :host {
    display: block;
  }
  :host([hidden]) {
    display: none;
  }
  .root {
    all: initial;
    display: block;
    box-sizing: border-box;
    visibility: inherit;
    pointer-events: inherit;
    direction: inherit;
    color-scheme: inherit;
    position: relative;
    container: guichet / inline-size;
    color: var(--g-text);
    background: var(--g-background);
    font: 400 var(--g-font-size) / var(--g-line-height) var(--g-font);
    font-variant-numeric: tabular-nums;
    text-align: start;
    overflow-wrap: break-word;
    -webkit-text-size-adjust: 100%;
    text-size-adjust: 100%;
    -webkit-tap-highlight-color: transparent;
  }
  :host([theme='light']) .root,
  :host([theme='dark']) .root {
    background: var(--guichet-background, var(--g-surface));
  }
  :host([inherit~='font']) .root {
    font-family: inherit;
  }
  .root :where(*),
  .root :where(*)::before,
  .root :where(*)::after {
    box-sizing: border-box;
    /* Amounts and counts keep their order on a page that reads from right to left. */
    unicode-bidi: plaintext;
  }
  .root :where(h1, h2, h3, h4, h5, h6, p, ul, ol, dl, dd, figure, fieldset) {
    margin: 0;
    padding: 0;
    border: 0;
  }
  .root :where(ul, ol) {
    list-style: none;
  }
  .root :where(h1, h2, h3, h4, h5, h6) {
    font-family: var(--g-font-heading);
    font-size: var(--g-large);
    font-weight: var(--g-bold);
    line-height: 1.3;
    text-wrap: balance;
  }
  .root :where(legend) {
    padding: 0;
  }
  .root :where(button, input, select, textarea) {
    margin: 0;
    font: inherit;
    letter-spacing: inherit;
    color: inherit;
  }
  .root :where(a) {
    color: var(--g-link);
    text-underline-offset: 0.2em;
  }
  .root :where([hidden]) {
    display: none;
  }
  .root :where(:focus-visible) {
    outline: 2px solid var(--g-focus);
    outline-offset: 2px;
  }
  .root :where([tabindex='-1']:focus-visible) {
    outline: none;
  }
  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .numeric {
    text-align: end;
    white-space: nowrap;
  }
  .muted {
    color: var(--g-muted);
  }
  .small {
    font-size: var(--g-small);
  }
`
