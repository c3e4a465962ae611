import { css } from 'lit'
import { frameStyles } from '../parts/detail-sheets.ts'

export const detailStyles = css`
  ${frameStyles}
  .headline {
    display: grid;
    grid-template-columns: minmax(0, 15em) minmax(0, 1fr);
    gap: calc(var(--g-space) * 6);
    align-items: start;
  }
  .headline-text {
    display: grid;
    justify-items: start;
    gap: calc(var(--g-space) * 3);
  }
  .headline-text > .buy {
    inline-size: 100%;
  }
  .headline .price-now {
    font-size: 1.75em;
    line-height: 1.2;
  }
  .total {
    font-weight: var(--g-medium);
  }
  .pictures {
    display: grid;
    gap: calc(var(--g-space) * 2);
  }
  .picture.large {
    font-size: 3em;
    border: 1px solid var(--g-line);
  }
  .thumbs {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--g-space) * 2);
  }
  .thumb {
    display: grid;
    inline-size: 52px;
    block-size: 52px;
    padding: 2px;
    border: 1px solid var(--g-line);
    border-radius: var(--g-radius);
    background: #fff;
    cursor: pointer;
    overflow: hidden;
  }
  .thumb > img {
    inline-size: 100%;
    block-size: 100%;
    object-fit: contain;
  }
  .thumb[aria-pressed='true'] {
    border-color: var(--g-link);
    box-shadow: inset 0 0 0 1px var(--g-link);
  }

  .steps {
    inline-size: min(24em, 100%);
    border-collapse: collapse;
  }
  .steps :is(th, td) {
    padding: calc(var(--g-space) * 2.5) calc(var(--g-space) * 3);
    border-block-end: 1px solid var(--g-line);
    font-weight: 400;
    text-align: start;
    font-variant-numeric: tabular-nums;
  }
  .steps :is(td, th:last-child) {
    text-align: end;
  }
  .steps thead th {
    font-size: var(--g-small);
    color: var(--g-muted);
  }
  .steps .reached > * {
    background: color-mix(in oklab, var(--g-link) 10%, transparent);
    font-weight: var(--g-bold);
  }
  .steps .reached > th {
    box-shadow: inset 3px 0 var(--g-link);
  }
  .nudge {
    margin-block-start: calc(var(--g-space) * 2);
    color: var(--g-link);
    font-weight: var(--g-medium);
  }

  .part {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: calc(var(--g-space) * 4);
    min-block-size: var(--g-control);
    padding-block: var(--g-space);
    border-block-end: 1px solid var(--g-line);
  }
  .description {
    max-inline-size: 60ch;
    margin-block-end: calc(var(--g-space) * 4);
    white-space: pre-line;
  }
  .facts {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(11em, 100%), 1fr));
    gap: calc(var(--g-space) * 4) calc(var(--g-space) * 6);
  }
  .facts dt {
    font-size: var(--g-small);
    color: var(--g-muted);
  }
  .facts dd {
    overflow-wrap: anywhere;
  }
  .link {
    display: flex;
    align-items: center;
    gap: calc(var(--g-space) * 3);
    inline-size: 100%;
    min-block-size: var(--g-control);
    padding: calc(var(--g-space) * 2) 0;
    border: 0;
    border-block-end: 1px solid var(--g-line);
    background: none;
    color: var(--g-link);
    font-weight: var(--g-medium);
    text-align: start;
    text-decoration: none;
    cursor: pointer;
  }
  .link:hover .link-text {
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }
  .link-text {
    flex: 1;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  .contact > .link {
    display: inline-flex;
    inline-size: auto;
    border: 0;
  }
  @container guichet-sheet (inline-size < 34em) {
    .headline {
      grid-template-columns: minmax(0, 1fr);
    }
    .picture.large {
      max-block-size: 16em;
    }
  }
  @media (forced-colors: active) {
    .steps .reached > * {
      outline: 1px solid Highlight;
    }
    .thumb[aria-pressed='true'] {
      outline: 2px solid Highlight;
    }
  }
`
