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
    .or {
      display: flex;
      align-items: center;
      gap: calc(var(--g-space) * 3);
      color: var(--g-muted);
      font-size: var(--g-small);
    }
    .or::before,
    .or::after {
      content: '';
      flex: 1;
      border-block-start: 1px solid var(--g-line);
    }
    .doors {
      display: grid;
      gap: var(--g-space);
      padding-block-start: calc(var(--g-space) * 4);
      border-block-start: 1px solid var(--g-line);
    }
  `,
]
