/** Styles that the sheets of several rows share. They come with the first sheet: a list alone does not need them. */
import { css } from 'lit'

/** The parts of a sheet under each other, each with its title. */
export const frameStyles = css`
  .detail {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--g-space) * 7);
  }
  .part-title {
    margin-block-end: calc(var(--g-space) * 2);
  }
`

/** Names and values; `--g-fact`: how narrow one may become. */
export const factsStyles = css`
  .facts {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(var(--g-fact, 14em), 100%), 1fr));
    gap: calc(var(--g-space) * 4) calc(var(--g-space) * 6);
    padding-block: calc(var(--g-space) * 5);
    border-block: 1px solid var(--g-line);
  }
  .facts dt {
    font-size: var(--g-small);
    color: var(--g-muted);
  }
  .facts dd {
    white-space: pre-line;
    overflow-wrap: anywhere;
  }
`

/** Steps: side by side, joined by a line that is strong as far as it has come; on a phone under each other. */
export const stepsStyles = css`
  .steps {
    display: grid;
    grid-auto-columns: minmax(0, 1fr);
    grid-auto-flow: column;
  }
  .step {
    --tone: var(--g-link);
    position: relative;
    display: grid;
    align-content: start;
    gap: calc(var(--g-space) * 2);
    padding-inline-end: calc(var(--g-space) * 2);
  }
  .step.warning {
    --tone: var(--g-warning);
  }
  .step.success {
    --tone: var(--g-success);
  }
  .step.danger {
    --tone: var(--g-danger);
  }
  .step:is(.neutral, .next) {
    --tone: var(--g-muted);
  }
  .step-mark {
    position: relative;
    display: grid;
    place-items: center;
    inline-size: 32px;
    block-size: 32px;
    border: 2px solid var(--tone);
    border-radius: 50%;
    background: var(--g-surface);
    color: var(--tone);
  }
  .step.current > .step-mark {
    background: var(--tone);
    color: var(--g-surface);
  }
  .step.next > .step-mark {
    border-color: var(--g-line-strong);
    border-style: dashed;
  }
  .step-mark > .icon {
    inline-size: 1.05em;
    block-size: 1.05em;
  }
  .step:not(:last-child)::before {
    content: '';
    position: absolute;
    inset-block-start: 15px;
    inset-inline: 32px 0;
    border-block-start: 2px solid var(--g-link);
  }
  .step:is(.current, .next):not(:last-child)::before {
    border-color: var(--g-line);
  }
  .step-name {
    display: block;
    font-weight: var(--g-medium);
    line-height: 1.3;
  }
  .step.current .step-name {
    color: var(--tone);
    font-weight: var(--g-bold);
  }
  .step.next .step-name {
    color: var(--g-muted);
    font-weight: 400;
  }
  @container guichet-sheet (inline-size < 34em) {
    .steps {
      grid-auto-flow: row;
      grid-auto-columns: auto;
    }
    .step {
      grid-template-columns: 32px minmax(0, 1fr);
      column-gap: calc(var(--g-space) * 3);
      padding: 0 0 calc(var(--g-space) * 5);
    }
    .step:last-child {
      padding-block-end: 0;
    }
    .step-words {
      padding-block-start: 3px;
    }
    .step:not(:last-child)::before {
      inset-block: 32px 0;
      inset-inline: 15px auto;
      border-block-start: 0;
      border-inline-start: 2px solid var(--g-link);
    }
    .step:is(.current, .next):not(:last-child)::before {
      border-color: var(--g-line);
    }
  }
  @media (forced-colors: active) {
    .step.current > .step-mark {
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
  }
`

/** A document as a tile to press: an own file, or another sheet. */
export const documentStyles = css`
  .document {
    display: flex;
    align-items: center;
    gap: calc(var(--g-space) * 3);
    inline-size: 100%;
    min-block-size: 56px;
    padding: calc(var(--g-space) * 2) calc(var(--g-space) * 3);
    border: 1px solid var(--g-line);
    border-radius: var(--g-radius);
    background: var(--g-surface);
    color: var(--g-link);
    font-weight: var(--g-medium);
    text-align: start;
    cursor: pointer;
  }
  .document:hover {
    background: var(--g-soft);
  }
`

/** Files as such tiles, side by side. */
export const documentsStyles = css`
  ${documentStyles}
  .documents {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(15em, 100%), 1fr));
    gap: calc(var(--g-space) * 2);
  }
  .document-name {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
`

/** A table of lines inside a sheet. */
export const linesStyles = css`
  .lines {
    inline-size: 100%;
    border-collapse: collapse;
  }
  .lines :is(th, td) {
    padding: calc(var(--g-space) * 2.5) calc(var(--g-space) * 2);
    border-block-end: 1px solid var(--g-line);
    font-weight: 400;
    text-align: start;
    vertical-align: top;
  }
  .lines :is(th, td):first-child {
    padding-inline-start: 0;
  }
  .lines :is(th, td):last-child {
    padding-inline-end: 0;
  }
  .lines thead th {
    border-block-end-color: var(--g-line-strong);
    font-size: var(--g-small);
    font-weight: var(--g-medium);
    color: var(--g-muted);
  }
`
