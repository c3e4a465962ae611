import { css } from 'lit'
import { documentsStyles, factsStyles, frameStyles, stepsStyles } from '../parts/detail-sheets.ts'
import { filePickerStyles } from '../parts/file-picker.ts'

export const detailStyles = css`
  ${filePickerStyles}
  ${documentsStyles}
  ${factsStyles}
  ${frameStyles}
  ${stepsStyles}
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
  .headline > .no-print {
    margin-inline-end: calc(var(--g-space) * -4);
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
    .reply-end > .button {
      flex: 1;
    }
  }
  @media (forced-colors: active) {
    .message {
      border: 1px solid;
    }
  }
`
