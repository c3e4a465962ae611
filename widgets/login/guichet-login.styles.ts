import { css } from 'lit'
import { fieldStyles } from '../parts/field.ts'
import { noticeStyles } from '../parts/notice.ts'

export const loginStyles = [
  fieldStyles,
  noticeStyles,
  css`
    .form {
      display: grid;
      gap: calc(var(--g-space) * 4);
      max-inline-size: 28em;
      margin-inline: auto;
    }
    .title {
      font-family: var(--g-font-heading);
      font-size: var(--g-large);
      font-weight: var(--g-bold);
      line-height: 1.3;
      text-wrap: balance;
    }
    .wide {
      inline-size: 100%;
    }
    .hint {
      text-align: center;
    }
    .hint summary {
      display: grid;
      place-items: center;
      min-block-size: var(--g-control);
      color: var(--g-link);
      font-weight: var(--g-medium);
      cursor: pointer;
    }
    .hint p {
      color: var(--g-muted);
    }
    .hint a {
      display: inline-flex;
      align-items: center;
      min-block-size: var(--g-control);
    }
    .facts {
      display: grid;
      gap: calc(var(--g-space) * 2);
      padding-block: calc(var(--g-space) * 3);
      border-block: 1px solid var(--g-line);
    }
    .facts dt {
      font-size: var(--g-small);
      color: var(--g-muted);
    }
    .strength {
      display: block;
      font-weight: var(--g-medium);
    }
    .strength[data-level='0'],
    .strength[data-level='1'] {
      color: var(--g-warning);
    }
    .strength[data-level='2'],
    .strength[data-level='3'] {
      color: var(--g-success);
    }
  `,
]
