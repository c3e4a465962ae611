import { css } from 'lit'
import { factsStyles, frameStyles, linesStyles } from '../parts/detail-sheets.ts'

export const detailStyles = css`
  ${factsStyles}
  ${frameStyles}
  ${linesStyles}
  .hero {
    display: grid;
    grid-template: 'picture marks' auto 'picture acts' auto / auto minmax(0, 1fr);
    align-content: center;
    align-items: center;
    gap: calc(var(--g-space) * 3) calc(var(--g-space) * 5);
  }
  .hero > .picture {
    grid-area: picture;
  }
  .hero > .acts {
    grid-area: acts;
  }
  .hero-marks {
    grid-area: marks;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(var(--g-space) * 3);
  }
  .facts {
    --g-fact: 10em;
  }
  .section-head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: calc(var(--g-space) * 2) calc(var(--g-space) * 4);
    min-block-size: var(--g-control);
  }
  .lines :is(th, td):first-child {
    white-space: nowrap;
  }
  .lines .wide {
    inline-size: auto;
  }
  .when {
    margin-inline-end: calc(var(--g-space) * 1.5);
    white-space: nowrap;
  }
  .narrow {
    display: none;
  }
  .order-line {
    display: block;
  }
  .urgent {
    display: block;
    color: var(--g-danger);
    font-size: var(--g-small);
  }
  .reach {
    display: inline-block;
    padding-block: calc(var(--g-space) * 3);
    margin-block: calc(var(--g-space) * -3);
    color: var(--g-link);
    font-weight: var(--g-medium);
    text-decoration: none;
    overflow-wrap: anywhere;
  }
  .reach:hover {
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }
  dd > .reach {
    display: block;
    margin-block: 0;
    padding-block: calc(var(--g-space) * 2.5) calc(var(--g-space) * 3);
  }
  .see-all {
    margin-block-start: calc(var(--g-space) * 4);
  }
  .rows > li {
    display: flex;
    align-items: center;
    gap: calc(var(--g-space) * 3);
    padding-block: calc(var(--g-space) * 1.5);
    border-block-end: 1px solid var(--g-line);
  }
  .rows > li > .icon {
    color: var(--g-muted);
  }
  .paper {
    flex: 1;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  @container guichet-sheet (inline-size < 38em) {
    .facts > .long {
      grid-column: 1 / -1;
    }
    .lines :is(th, td):first-child {
    white-space: nowrap;
  }
  .lines .wide {
      display: none;
    }
    .narrow {
      display: block;
      margin-block-start: var(--g-space);
    }
    .hero {
      grid-template: 'picture marks' auto 'acts acts' auto / auto minmax(0, 1fr);
    }
    .hero > .acts > .button {
      flex: 1 1 100%;
    }
  }
`
