/** The frame of a list: title and figures, filters, what is in force, rows as cards, the opener of a row. */
import { css } from 'lit'

export const listStyles = css`
  .list {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--g-space) * 5);
  }
  .top {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: calc(var(--g-space) * 3) calc(var(--g-space) * 8);
  }
  .title {
    font-size: var(--g-title);
  }

  /* Figures */
  .figures {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--g-space) * 8);
  }
  /* Nothing at the sides, so that the text stands on the widget's edges: the tint reaches beyond. */
  .figure {
    position: relative;
    display: grid;
    align-content: start;
    padding: calc(var(--g-space) * 2) 0;
    border: solid transparent;
    border-width: 0 0 2px;
    border-radius: var(--g-space);
    background: none;
    color: var(--g-text);
    line-height: 1.35;
    text-align: start;
    cursor: pointer;
  }
  .figure + .figure::before {
    content: '';
    position: absolute;
    inset-block: calc(var(--g-space) * 2);
    inset-inline-start: calc(var(--g-space) * -4);
    border-inline-start: 1px solid var(--g-line);
  }
  .figure:is(:hover, [aria-pressed='true']) {
    background: color-mix(in oklab, var(--g-link) 9%, transparent);
    box-shadow: 0 0 0 calc(var(--g-space) * 2) color-mix(in oklab, var(--g-link) 9%, transparent);
  }
  .figure[aria-pressed='true'] {
    border-color: var(--g-link);
  }
  .figure-amount {
    display: flex;
    align-items: center;
    gap: var(--g-space);
    font-size: var(--g-title);
    font-weight: var(--g-bold);
    white-space: nowrap;
  }
  .figure-amount > .icon {
    inline-size: 0.9em;
    block-size: 0.9em;
  }

  /* Filters */
  .filters {
    display: grid;
    gap: calc(var(--g-space) * 3);
  }
  .bar {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(11em, 15em) auto;
    gap: calc(var(--g-space) * 3);
  }
  .dates,
  .amounts {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--g-space) * 3);
  }
  .dates > .field {
    flex: 1 1 9em;
    max-inline-size: 14em;
  }
  .amounts > .field {
    flex: 1 1 8em;
  }
  .more-filters {
    display: flex;
    flex-wrap: wrap;
    align-items: start;
    gap: calc(var(--g-space) * 4);
    padding: calc(var(--g-space) * 5);
    border-radius: var(--g-radius-large);
    /* A tint of whatever the page's ground is. */
    background: color-mix(in oklab, var(--g-text) 4%, transparent);
  }
  .more-filters[hidden] {
    display: none;
  }
  .more-filters > * {
    flex: 1 1 15em;
    min-inline-size: 0;
  }
  .more-filters > .states {
    flex-basis: 100%;
  }
  .pills {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--g-space) * 2);
  }
  .in-force {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(var(--g-space) * 2);
  }
  .results {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: calc(var(--g-space) * 3);
    margin-block-end: calc(var(--g-space) * -3);
    color: var(--g-muted);
  }
  .results > p {
    white-space: nowrap;
    font-size: var(--g-small);
  }
  .leave {
    margin-block: calc(var(--g-space) * -2);
    margin-inline-start: auto;
  }
  /* Last in its line: its words end where the rows do. */
  .leave:has(+ .sort-field) {
    padding-inline-end: 0;
  }
  .sort-field {
    display: none;
    flex: 0 1 15em;
  }

  /* Rows */
  .second {
    display: block;
    font-size: var(--g-small);
    font-weight: 400;
    color: var(--g-muted);
  }
  .late {
    color: var(--g-danger);
    white-space: normal;
  }
  .opener {
    /* Easy to hit without making rows higher. */
    margin-block: calc(var(--g-space) * -2.5);
    padding-block: calc(var(--g-space) * 2.5);
    padding-inline: 0;
    border: 0;
    background: none;
    color: var(--g-link);
    font-weight: var(--g-medium);
    text-align: start;
    white-space: nowrap;
    cursor: pointer;
  }
  .opener:hover,
  .pressable:hover .opener {
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }
  .row-card {
    position: relative;
    display: flex;
    flex-direction: column;
    block-size: 100%;
    padding: calc(var(--g-space) * 2) calc(var(--g-space) * 4) calc(var(--g-space) * 4);
  }
  .card-top {
    min-block-size: var(--g-control);
  }
  .card-top,
  .card-end {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0 calc(var(--g-space) * 3);
  }
  .card-end {
    align-items: end;
    margin-block-start: auto;
  }
  .stretched::after {
    content: '';
    position: absolute;
    inset: 0;
    border-radius: var(--g-radius-large);
  }
  .stretched:focus-visible {
    outline: none;
  }
  .stretched:focus-visible::after {
    outline: 2px solid var(--g-focus);
    outline-offset: -3px;
  }
  .card-end > .button {
    position: relative;
    margin: calc(var(--g-space) * -2) calc(var(--g-space) * -3);
    margin-inline-start: auto;
  }
  .card-subject {
    overflow-wrap: anywhere;
  }
  .card-amount {
    margin-block-start: calc(var(--g-space) * 2);
    font-size: var(--g-large);
    white-space: nowrap;
  }

  @container guichet (inline-size >= 72em) {
    .late {
      white-space: nowrap;
    }
  }
  @container guichet (inline-size < 64em) {
    .sort-field {
      display: block;
    }
    .leave:has(+ .sort-field) {
      padding-inline-end: calc(var(--g-space) * 4);
    }
  }
  @container guichet (inline-size < 44em) {
    .title,
    .figure-amount {
      font-size: 1.25em;
    }
    .top,
    .figures {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
    }
    .figures {
      grid-template-columns: repeat(auto-fit, minmax(min(9em, 100%), 1fr));
    }
    /* Three stand beside each other rather than one of them alone below. */
    .figures:where(:has(> :nth-child(3):last-child)) {
      grid-template-columns: repeat(3, minmax(0, 1fr));
      gap: calc(var(--g-space) * 5);
    }
    /* Names may wrap; the figures stand on one line. */
    .figures > .figure {
      align-content: space-between;
    }
    .figures:where(:has(> :nth-child(3):last-child)) > .figure + .figure::before {
      inset-inline-start: calc(var(--g-space) * -2.5);
    }
    .bar {
      grid-template-columns: minmax(0, 1fr) auto;
    }
    .bar-search,
    .bar > .button:nth-child(2) {
      grid-column: 1 / -1;
    }
    .sort-field {
      flex-basis: 12em;
    }
    /* The count has a line of its own, the order the rest of the next. */
    .results:has(.leave) {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr);
      gap: calc(var(--g-space) * 2) calc(var(--g-space) * 3);
      margin-block-start: calc(var(--g-space) * -2);
    }
    .results:has(.leave) > p {
      grid-column: 1 / -1;
    }
    .results:has(.leave) .sort-field {
      flex: 1 1 0;
    }
    .results > .leave {
      margin: 0;
      border-color: var(--g-line-strong);
      background: var(--g-surface);
    }
    .more-filters {
      padding: calc(var(--g-space) * 4);
    }
  }
  @container guichet (inline-size < 21em) {
    .figures:is(.figures) {
      grid-template-columns: minmax(0, 1fr);
      gap: 0;
    }
    .figures > .figure {
      grid-template-columns: minmax(0, 1fr) auto;
      align-content: center;
      align-items: center;
      column-gap: calc(var(--g-space) * 3);
      min-block-size: var(--g-control);
      padding-block: 0;
    }
    .figure-amount {
      grid-area: 1 / 2 / span 2;
    }
    .figure:not(:has(> :nth-child(3))) > .figure-amount {
      grid-row: 1;
    }
    .figure + .figure::before {
      content: none;
    }
  }
  @container guichet (inline-size < 15em) {
    .figure,
    .bar {
      grid-template-columns: minmax(0, 1fr);
    }
    .figure-amount {
      grid-area: auto;
    }
    .results {
      flex-wrap: wrap;
    }
  }
  @media (forced-colors: active) {
    .figure[aria-pressed='true'] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`
