import { css } from 'lit'
import { filePickerStyles } from '../parts/file-picker.ts'

export const detailStyles = css`
  ${filePickerStyles}
  .detail {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--g-space) * 7);
  }
  .part-title {
    margin-block-end: calc(var(--g-space) * 2);
  }
  .words {
    white-space: pre-line;
    overflow-wrap: anywhere;
  }
  .headline {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: center;
    gap: calc(var(--g-space) * 2) calc(var(--g-space) * 3);
  }
  .headline > :is(.next-words, .notice) {
    grid-column: 1 / -1;
  }
  .badges {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--g-space) * 2);
  }
  .next-words {
    font-size: var(--g-large);
    text-wrap: pretty;
  }

  /* Steps: side by side, joined by a line that is strong as far as it has come. */
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
  .step.neutral,
  .step.next {
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

  .facts {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(14em, 100%), 1fr));
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

  .visit {
    padding-block: calc(var(--g-space) * 3);
    border-block-end: 1px solid var(--g-line);
  }
  .visit:first-child {
    border-block-start: 1px solid var(--g-line);
  }
  .visit-top {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: calc(var(--g-space) * 2);
  }
  .visit > .words {
    margin-block-start: calc(var(--g-space) * 2);
  }
  .works > summary {
    display: inline-flex;
    align-items: center;
    gap: calc(var(--g-space) * 1.5);
    min-block-size: var(--g-control);
    color: var(--g-link);
    font-weight: var(--g-medium);
    list-style: none;
    cursor: pointer;
  }
  .works > summary::-webkit-details-marker {
    display: none;
  }
  .works[open] > summary > .icon {
    rotate: 180deg;
  }
  .works li {
    display: flex;
    align-items: baseline;
    justify-content: space-between;
    gap: calc(var(--g-space) * 4);
    padding-block: calc(var(--g-space) * 1.5);
    padding-inline-start: calc(var(--g-space) * 6);
  }

  .documents {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(15em, 100%), 1fr));
    gap: calc(var(--g-space) * 2);
  }
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
    text-align: start;
    cursor: pointer;
  }
  .document:hover {
    background: var(--g-soft);
  }
  .document > img {
    inline-size: 56px;
    block-size: 56px;
    margin: calc(var(--g-space) * -1) 0 calc(var(--g-space) * -1) calc(var(--g-space) * -2);
    border-radius: calc(var(--g-radius) / 2);
    background: var(--g-soft);
    object-fit: cover;
  }
  .document-words {
    flex: 1;
    min-inline-size: 0;
  }
  .document-name {
    display: block;
    overflow: hidden;
    font-weight: var(--g-medium);
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .thread {
    display: grid;
    gap: calc(var(--g-space) * 3);
  }
  .message {
    display: grid;
    gap: calc(var(--g-space) * 2);
    justify-self: start;
    inline-size: min(100%, 36em);
    padding: calc(var(--g-space) * 3) calc(var(--g-space) * 4);
    border-radius: var(--g-radius-large);
    background: var(--g-soft);
  }
  .message.own {
    justify-self: end;
    background: color-mix(in oklab, var(--g-link) 10%, var(--g-surface));
  }
  .message:is(.received, .refused, .failed) {
    outline: 1px dashed var(--g-line-strong);
    outline-offset: -1px;
  }
  .message .document {
    border-color: transparent;
  }
  .message-head {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 calc(var(--g-space) * 3);
  }
  .reply {
    display: grid;
    gap: calc(var(--g-space) * 3);
    margin-block-start: calc(var(--g-space) * 5);
  }
  .reply textarea {
    display: block;
    resize: vertical;
    line-height: inherit;
  }
  .reply-end {
    display: flex;
    justify-content: end;
  }

  @container guichet-sheet (inline-size < 34em) {
    .headline {
      grid-template-columns: minmax(0, 1fr);
    }
    .headline > .no-print {
      order: 1;
      justify-self: start;
      margin-inline-start: calc(var(--g-space) * -4);
    }
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
    .reply-end > .button {
      flex: 1;
    }
  }
  @media (forced-colors: active) {
    .message {
      border: 1px solid;
    }
    .step.current > .step-mark {
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
  }
`
