import { css } from 'lit'

export const cartStyles = css`
  .cart {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--g-space) * 5);
  }
  .title {
    font-size: var(--g-title);
  }
  .second {
    display: block;
    font-size: var(--g-small);
    font-weight: 400;
    color: var(--g-muted);
  }
  .two {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(17em, 20em);
    align-items: start;
    gap: calc(var(--g-space) * 8);
  }
  .line {
    display: grid;
    grid-template-columns: 64px minmax(0, 1fr) 9.5em 9em var(--g-control);
    align-items: start;
    gap: calc(var(--g-space) * 2) calc(var(--g-space) * 4);
    padding-block: calc(var(--g-space) * 4);
    border-block-start: 1px solid var(--g-line);
  }
  .line:last-child {
    border-block-end: 1px solid var(--g-line);
  }
  .line-picture {
    position: relative;
    display: grid;
    place-items: center;
    inline-size: 64px;
    block-size: 64px;
    border-radius: var(--g-radius);
    background: var(--g-soft);
    color: var(--g-muted);
    overflow: hidden;
  }
  .line-picture > img {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
    background: var(--g-surface);
  }
  .line-words,
  .line-price {
    min-inline-size: 0;
  }
  .line-label {
    font-weight: var(--g-medium);
    overflow-wrap: anywhere;
  }
  .refused .line-label {
    color: var(--g-muted);
  }
  .line-fault,
  .supply {
    display: flex;
    gap: calc(var(--g-space) * 1.5);
    margin-block-start: var(--g-space);
    font-size: var(--g-small);
  }
  .line-fault > .icon,
  .supply > .icon {
    margin-block-start: 0.1em;
  }
  .line-fault {
    color: var(--g-danger);
    font-weight: var(--g-medium);
  }
  .supply {
    color: var(--g-warning);
  }
  .supply.in_stock {
    color: var(--g-success);
  }
  .line-price {
    display: grid;
    justify-items: end;
    text-align: end;
    transition: opacity var(--g-duration) var(--g-easing);
  }
  .line-amount {
    padding-block: calc((var(--g-control) - 1.5em) / 2) 0;
    white-space: nowrap;
  }
  .stale {
    opacity: 0.45;
  }
  .better {
    color: var(--g-success);
    font-size: var(--g-small);
    font-weight: var(--g-medium);
  }
  .stepper-field {
    max-inline-size: 14em;
  }
  .line > .line-remove {
    color: var(--g-muted);
  }
  .quick {
    display: grid;
    gap: calc(var(--g-space) * 2);
    max-inline-size: 32em;
  }
  .quick-row {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: calc(var(--g-space) * 2);
  }
  .quick-row > .button {
    margin-block-start: calc(var(--g-small) * 1.5 + var(--g-space));
    align-self: start;
  }
  .quick-choices .button {
    justify-content: start;
    margin-inline-start: calc(var(--g-space) * -4);
    font-weight: 400;
    text-align: start;
  }
  .summary {
    position: sticky;
    inset-block-start: calc(var(--g-space) * 4);
    display: grid;
    gap: calc(var(--g-space) * 4);
    padding: calc(var(--g-space) * 5);
    border-radius: var(--g-radius-large);
    background: color-mix(in oklab, var(--g-text) 4%, transparent);
  }
  .sums > div {
    display: flex;
    align-items: baseline;
    justify-content: space-between;
    gap: calc(var(--g-space) * 4);
    padding-block: calc(var(--g-space) * 0.75);
  }
  .sums dt {
    color: var(--g-muted);
  }
  .sums .sum-total {
    margin-block-start: calc(var(--g-space) * 2);
    padding-block-start: calc(var(--g-space) * 3);
    border-block-start: 1px solid var(--g-line-strong);
    font-size: var(--g-large);
    font-weight: var(--g-bold);
  }
  .sums .sum-total dt {
    color: inherit;
  }
  .summary-act {
    display: grid;
    gap: calc(var(--g-space) * 2);
  }
  /* As wide as what is in it: a size container has no width of its own, and beside others none at all. */
  :host([mode='button']) {
    display: inline-block;
    max-inline-size: 100%;
    vertical-align: middle;
  }
  :host([mode='button']) .root {
    container-type: normal;
  }
  .compact {
    display: inline-flex;
    align-items: center;
    gap: calc(var(--g-space) * 2);
  }
  .count {
    display: inline-grid;
    place-items: center;
    min-inline-size: 1.6em;
    padding-inline: 0.4em;
    border-radius: 1em;
    background: var(--g-accent);
    color: var(--g-on-accent);
    font-size: var(--g-small);
    font-weight: var(--g-bold);
  }
  @container guichet (inline-size < 58em) {
    .two {
      grid-template-columns: minmax(0, 1fr);
      gap: calc(var(--g-space) * 6);
    }
    .summary {
      position: static;
    }
  }
  @container guichet (inline-size < 44em) {
    .title {
      font-size: 1.25em;
    }
    .line {
      grid-template-columns: 56px minmax(0, 1fr) var(--g-control);
    }
    .line-picture {
      inline-size: 56px;
      block-size: 56px;
    }
    .line > .line-remove {
      grid-area: 1 / 3;
      margin-block-start: calc(var(--g-space) * -2);
    }
    .line > .stepper-field {
      grid-area: 2 / 1 / 3 / 3;
    }
    .line > .line-price {
      grid-area: 2 / 2 / 3 / 4;
      pointer-events: none;
    }
    .line > .stepper-field:has(.field-error) {
      grid-area: 2 / 1 / 3 / 4;
    }
    .line:has(.field-error) > .line-price {
      grid-area: 3 / 1 / 4 / 4;
    }
    .summary {
      padding: calc(var(--g-space) * 4);
    }
  }
  @media (forced-colors: active) {
    .summary,
    .line-picture {
      border: 1px solid;
    }
  }
`
