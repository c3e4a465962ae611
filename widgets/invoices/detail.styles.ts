import { css } from 'lit'

export const detailStyles = css`
  .detail {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--g-space) * 7);
  }
  .part-title {
    margin-block-end: calc(var(--g-space) * 2);
  }
  .headline {
    display: flex;
    flex-wrap: wrap;
    align-items: start;
    justify-content: space-between;
    gap: calc(var(--g-space) * 3);
  }
  .headline .figure-amount {
    font-size: 2em;
    line-height: 1.2;
  }
  .download {
    display: grid;
    justify-items: start;
    gap: calc(var(--g-space) * 3);
    margin-block-start: calc(var(--g-space) * -2);
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
  .facts dd,
  .label {
    white-space: pre-line;
    overflow-wrap: anywhere;
  }
  .label {
    display: block;
  }
  td.label {
    display: table-cell;
  }
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
  .lines :is(th, td).numeric {
    text-align: end;
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
    vertical-align: bottom;
  }
  .lines .line-title td,
  .lines .line-subtotal td {
    font-weight: var(--g-bold);
  }
  .lines .line-comment td {
    color: var(--g-muted);
  }
  .lines .numeric {
    white-space: nowrap;
  }
  .narrow {
    display: none;
  }
  .money {
    inline-size: min(100%, 26em);
    margin-block-start: calc(var(--g-space) * 4);
    margin-inline-start: auto;
  }
  .money > div {
    display: flex;
    align-items: baseline;
    justify-content: space-between;
    gap: calc(var(--g-space) * 4);
    padding-block: var(--g-space);
  }
  .money .second {
    display: inline;
  }
  .money > .sum {
    margin-block-start: var(--g-space);
    padding-block-start: calc(var(--g-space) * 3);
    border-block-start: 1px solid var(--g-line-strong);
    font-size: var(--g-large);
    font-weight: var(--g-bold);
  }
  .money > .due {
    font-weight: var(--g-medium);
  }
  .moves {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(17em, 100%), 1fr));
    gap: calc(var(--g-space) * 7);
  }
  .rows > li {
    display: flex;
    align-items: baseline;
    justify-content: space-between;
    gap: calc(var(--g-space) * 3);
    padding-block: calc(var(--g-space) * 2);
    border-block-end: 1px solid var(--g-line);
  }
  .links {
    margin-block-start: calc(var(--g-space) * 2);
  }
  .link {
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
  .link:hover {
    background: var(--g-soft);
  }
  .link-text {
    flex: 1;
  }
  .link .icon:last-child:dir(rtl) {
    scale: -1 1;
  }
  @container guichet-sheet (inline-size < 38em) {
    .apart {
      display: none;
    }
    .narrow {
      display: block;
    }
  }
`
