import { css, type CSSResult } from 'lit'
import { filePickerStyles } from '../parts/file-picker.ts'
import { selectStyles } from '../parts/select.ts'
import { textAreaStyles } from '../parts/textarea.ts'

/** Of the steps behind the first, and of what comes after sending. */
export const laterStyles: readonly CSSResult[] = [
  selectStyles,
  textAreaStyles,
  filePickerStyles,
  css`
    .pick {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: calc(var(--g-space) * 3);
    }
    .pick .option-list {
      grid-template-columns: minmax(0, 1fr);
    }
    .open-list {
      display: grid;
      gap: var(--g-space);
      margin-block-start: var(--g-space);
    }
    .open-list a {
      display: inline-flex;
      align-items: center;
      min-block-size: var(--g-control);
    }
    .urgent > p {
      margin-inline-start: calc(1.25em + var(--g-space) * 2.5);
      margin-block-start: calc(var(--g-space) * -2);
    }
    .wish > legend {
      margin-block-end: calc(var(--g-space) * 2);
      font-size: 1em;
      font-weight: var(--g-bold);
    }
    .wish-fields,
    .pair {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(13em, 100%), 1fr));
      align-items: start;
      gap: calc(var(--g-space) * 4);
    }

    /* Once more, all of it */
    .recap {
      display: grid;
      border: 1px solid var(--g-line);
      border-radius: var(--g-radius-large);
      background: var(--g-surface);
    }
    .recap-part {
      display: flex;
      align-items: start;
      gap: calc(var(--g-space) * 2);
      padding: calc(var(--g-space) * 3) calc(var(--g-space) * 2) calc(var(--g-space) * 3) calc(var(--g-space) * 4);
    }
    .recap-part + .recap-part {
      border-block-start: 1px solid var(--g-line);
    }
    .recap-part > dl {
      display: grid;
      flex: 1;
      min-inline-size: 0;
      gap: calc(var(--g-space) * 2);
      margin: 0;
      padding-block: calc(var(--g-space) * 2.5);
    }
    .recap-line {
      display: grid;
      grid-template-columns: 10em minmax(0, 1fr);
      gap: 0 calc(var(--g-space) * 4);
    }
    .recap-line > dt {
      font-size: var(--g-small);
      line-height: 1.7;
      color: var(--g-muted);
    }
    .said {
      white-space: pre-line;
    }
    .is-urgent {
      display: inline-flex;
      align-items: center;
      gap: var(--g-space);
      font-weight: var(--g-bold);
      color: var(--g-warning);
    }
    @container guichet (inline-size < 32em) {
      .recap-line {
        grid-template-columns: minmax(0, 1fr);
      }
    }

    .done {
      display: grid;
      justify-items: center;
      gap: calc(var(--g-space) * 3);
      padding: calc(var(--g-space) * 10) calc(var(--g-space) * 4);
      border: 1px solid var(--g-line);
      border-radius: var(--g-radius-large);
      background: var(--g-surface);
      text-align: center;
    }
    .done-icon {
      display: grid;
      place-items: center;
      inline-size: 64px;
      block-size: 64px;
      border-radius: 50%;
      background: color-mix(in oklab, var(--g-success) 12%, transparent);
      color: var(--g-success);
      font-size: 1.5em;
    }
    .done-title {
      font-size: var(--g-title);
    }
    .done-text {
      max-inline-size: 46ch;
      color: var(--g-muted);
      text-wrap: pretty;
    }
    .receipt {
      display: grid;
    }
    .receipt-number {
      font-size: var(--g-title);
      letter-spacing: 0.06em;
    }
    .done-actions {
      display: flex;
      flex-wrap: wrap;
      justify-content: center;
      gap: calc(var(--g-space) * 2);
      margin-block-start: calc(var(--g-space) * 2);
    }
  `,
]
