import { css } from 'lit'

export const catalogueStyles = css`
  .tiles {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(16em, 100%), 1fr));
    gap: calc(var(--g-space) * 4);
  }
  .tiles > li {
    border: 1px solid var(--g-line);
    border-radius: var(--g-radius-large);
    background: var(--g-surface);
  }
  .tile {
    gap: calc(var(--g-space) * 3);
    padding: calc(var(--g-space) * 4);
  }
  .tile-text {
    display: grid;
    align-content: start;
    justify-items: start;
    gap: calc(var(--g-space) * 1.5);
    min-inline-size: 0;
  }
  .tile .opener {
    margin-block: calc(var(--g-space) * -2.5);
    line-height: 1.35;
    white-space: normal;
    overflow-wrap: anywhere;
  }
  .tile-end {
    display: grid;
    gap: calc(var(--g-space) * 3);
    margin-block-start: auto;
  }
  .picture {
    position: relative;
    display: grid;
    place-items: center;
    aspect-ratio: 4 / 3;
    border-radius: var(--g-radius);
    background: color-mix(in oklab, var(--g-link) 7%, var(--g-surface));
    color: var(--g-muted);
    font-size: 2em;
    overflow: hidden;
  }
  .picture:has(> img) {
    /* Pictures of articles are drawn for white paper. */
    background: #fff;
  }
  .picture > img {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    object-fit: contain;
  }
  .picture.small {
    flex: none;
    inline-size: 44px;
    block-size: 44px;
    font-size: 1em;
  }

  /* Price */
  .price {
    display: grid;
    gap: calc(var(--g-space) * 0.5);
  }
  .price-now {
    font-size: 1.25em;
    font-weight: var(--g-bold);
    white-space: nowrap;
  }
  .price-note {
    font-size: var(--g-small);
    color: var(--g-muted);
  }
  .promotion {
    justify-self: start;
    padding: 0 calc(var(--g-space) * 1.5);
    border-radius: var(--g-space);
    background: color-mix(in oklab, var(--g-danger) 10%, var(--g-surface));
    color: var(--g-danger);
    font-size: var(--g-small);
    font-weight: var(--g-medium);
  }
  .contact > a {
    /* Above the opener that covers the tile. */
    position: relative;
    display: inline-flex;
    align-items: center;
    min-block-size: var(--g-control);
    margin-block: calc(var(--g-space) * -2.5);
    color: var(--g-link);
    font-weight: var(--g-bold);
    text-underline-offset: 0.2em;
  }
  .badge {
    white-space: normal;
  }
  .stock {
    display: grid;
    justify-items: start;
    gap: var(--g-space);
  }
  .numeric {
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }

  /* How many */
  .buy {
    position: relative;
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--g-space) * 2);
  }
  .buy > :is(.field-error, .second) {
    flex-basis: 100%;
    margin: 0;
  }
  .buy > .add {
    flex: 1 1 auto;
    gap: calc(var(--g-space) * 1.5);
    padding-inline: calc(var(--g-space) * 1.5);
  }
  .buy > .stepper {
    display: grid;
    grid-template-columns: var(--g-control) minmax(2.5em, 3em) var(--g-control);
  }

  /* Families */
  .families {
    display: grid;
    gap: calc(var(--g-space) * 2);
  }
  .family-row {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--g-space) * 2);
  }
  .family-row.below {
    padding-inline-start: calc(var(--g-space) * 4);
    border-inline-start: 2px solid var(--g-line);
  }
  .family {
    display: inline-flex;
    align-items: center;
    gap: calc(var(--g-space) * 1.5);
    min-block-size: var(--g-control);
    padding-inline: calc(var(--g-space) * 3.5);
    border: 1px solid var(--g-line);
    border-radius: calc(var(--g-control) / 2);
    background: var(--g-surface);
    color: var(--g-text);
    font-size: var(--g-small);
    font-weight: var(--g-medium);
    cursor: pointer;
  }
  .family:hover {
    background: var(--g-soft);
  }
  .family[aria-pressed='true'] {
    border-color: var(--g-link);
    background: color-mix(in oklab, var(--g-link) 10%, var(--g-surface));
    box-shadow: inset 0 0 0 1px var(--g-link);
  }
  .results > .sort-field {
    display: block;
  }
  .bar {
    grid-template-columns: minmax(0, 1fr) minmax(11em, 15em);
  }
  .bar:not(:has(> :nth-child(2))) {
    grid-template-columns: minmax(0, 1fr);
  }
  @container guichet (inline-size < 34em) {
    .bar {
      grid-template-columns: minmax(0, 1fr);
    }
    .tile {
      display: grid;
      grid-template-columns: 88px minmax(0, 1fr);
      align-content: start;
    }
    .tile > .picture {
      aspect-ratio: 4 / 3;
      align-self: start;
    }
    .tile-end {
      grid-column: 1 / -1;
    }
    /* One line to swipe instead of a wall of buttons. */
    .family-row {
      flex-wrap: nowrap;
      /* Room for focus rings, without moving the first from the edge. */
      margin-inline-start: calc(var(--g-space) * -1);
      padding: var(--g-space);
      overflow-x: auto;
      scrollbar-width: thin;
    }
    .family {
      flex: none;
      white-space: nowrap;
    }
  }
  @media (forced-colors: active) {
    .picture,
    .promotion {
      border: 1px solid;
    }
    .family[aria-pressed='true'] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`
