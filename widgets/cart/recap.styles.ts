import { css } from 'lit'
import { selectStyles } from '../parts/select.ts'
import { textAreaStyles } from '../parts/textarea.ts'

export const recapStyles = css`
  ${selectStyles}
  ${textAreaStyles}
  .recap {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--g-space) * 7);
  }
  .recap-title {
    margin-block-end: calc(var(--g-space) * 3);
  }
  .recap-head {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: 0 calc(var(--g-space) * 4);
  }
  .fields {
    display: grid;
    gap: calc(var(--g-space) * 4);
  }
  .recap-lines > li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: calc(var(--g-space) * 4);
    padding-block: calc(var(--g-space) * 3);
    border-block-start: 1px solid var(--g-line);
  }
  .recap-price {
    text-align: end;
  }
  .changes {
    margin-block-start: calc(var(--g-space) * 2);
  }
  .changes > .changes-total {
    font-weight: var(--g-bold);
  }
  .changes > li {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 calc(var(--g-space) * 4);
    padding-block: calc(var(--g-space) * 1.5);
    border-block-start: 1px solid var(--g-line);
  }
`
