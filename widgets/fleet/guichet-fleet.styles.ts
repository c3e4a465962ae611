import { css } from 'lit'

export const fleetStyles = css`
  .tiles {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(20em, 100%), 1fr));
    gap: calc(var(--g-space) * 3);
  }
  .tile {
    gap: calc(var(--g-space) * 3);
    padding: calc(var(--g-space) * 4);
  }
  .tile-head {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: calc(var(--g-space) * 3);
    align-items: start;
  }
  .tile-name {
    display: grid;
    justify-items: start;
    gap: var(--g-space);
    min-inline-size: 0;
  }
  .tile-name > .opener,
  .wrapping {
    white-space: normal;
    overflow-wrap: anywhere;
  }
  .tile-name > .opener {
    margin-block: calc(var(--g-space) * -2.5) calc(var(--g-space) * -3.5);
    line-height: 1.3;
  }
  .picture {
    display: grid;
    place-items: center;
    inline-size: 64px;
    block-size: 64px;
    border-radius: var(--g-radius);
    background: color-mix(in oklab, var(--g-link) 7%, var(--g-surface));
    color: var(--g-muted);
    font-size: 1.5em;
    overflow: hidden;
  }
  /* Pictures of articles are made for white paper. */
  .picture:has(img) {
    border: 1px solid var(--g-line);
    background: #fff;
  }
  .picture > img {
    inline-size: 100%;
    block-size: 100%;
    object-fit: contain;
  }
  .picture.small {
    inline-size: 44px;
    block-size: 44px;
    font-size: 1em;
  }
  .picture.large {
    inline-size: 96px;
    block-size: 96px;
    font-size: 2em;
  }
  .tile-facts {
    display: grid;
    gap: var(--g-space);
    font-size: var(--g-small);
  }
  .tile-facts > div {
    display: grid;
    grid-template-columns: 7em minmax(0, 1fr);
    gap: calc(var(--g-space) * 2);
  }
  .tile-facts dt {
    color: var(--g-muted);
  }
  .tile-facts dd {
    overflow-wrap: anywhere;
    font-variant-numeric: tabular-nums;
  }
  .tile-marks {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(var(--g-space) * 2) calc(var(--g-space) * 4);
    margin-block-start: auto;
  }
  .tile-marks:empty {
    display: none;
  }
  .under-way {
    display: grid;
    justify-items: start;
    gap: var(--g-space);
  }
  .cover,
  .counter {
    display: inline-flex;
    align-items: center;
    gap: calc(var(--g-space) * 1.5);
    font-size: var(--g-small);
  }
  .cover {
    color: var(--g-success);
  }
  .counter {
    position: relative;
    font-weight: var(--g-medium);
    color: var(--g-text);
  }
  a.counter {
    /* Easy to hit without making tiles higher. */
    margin-block: calc(var(--g-space) * -3);
    padding-block: calc(var(--g-space) * 3);
    color: var(--g-link);
    text-decoration: none;
  }
  a.counter:hover {
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }
  .site-ways {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--g-space) * 2) calc(var(--g-space) * 6);
  }
  .acts {
    position: relative;
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--g-space) * 2);
  }
  .tile > .acts {
    gap: 0;
    margin: 0 calc(var(--g-space) * -4) calc(var(--g-space) * -4);
    border-block-start: 1px solid var(--g-line);
  }
  .tile > .acts > .button {
    flex: 1 1 auto;
    border-radius: 0;
    font-size: var(--g-small);
  }
  .tile > .acts > .button + .button {
    box-shadow: -1px 0 var(--g-line);
  }
  td > .acts {
    flex-wrap: nowrap;
    justify-content: end;
    gap: 0;
    margin-block: calc(var(--g-space) * -2);
  }
  .named {
    display: flex;
    align-items: center;
    gap: calc(var(--g-space) * 3);
    inline-size: 17em;
    white-space: normal;
  }
  .named .picture {
    flex: none;
  }
  .muted {
    color: var(--g-muted);
  }

  /* Somebody with one site has no field for it beside the search. */
  .bar:not(:has(.bar-period)) {
    grid-template-columns: minmax(0, 1fr) auto;
  }

  /* Order and look */
  .arrange {
    display: flex;
    flex: 0 1 auto;
    align-items: center;
    gap: calc(var(--g-space) * 2);
    min-inline-size: 0;
  }
  .arrange.always > .sort-field {
    display: block;
  }
  .looks {
    display: flex;
    flex: none;
  }
  .looks > .button {
    color: var(--g-muted);
  }
  .looks > [aria-pressed='true'] {
    background: color-mix(in oklab, var(--g-link) 10%, transparent);
    color: var(--g-link);
  }
  @container guichet (inline-size < 64em) {
    .looks {
      display: none;
    }
  }
  @media (forced-colors: active) {
    .picture {
      border: 1px solid;
    }
    .looks > [aria-pressed='true'] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`
