import { css } from 'lit'
import { pendingStyles } from '../parts/pending.ts'

export const ordersStyles = css`
  ${pendingStyles}
  .figure.sum {
    cursor: default;
  }
  .figure.sum:hover {
    background: none;
    box-shadow: none;
  }
`
