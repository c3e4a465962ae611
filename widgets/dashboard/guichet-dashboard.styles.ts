import { css } from 'lit'

export const dashboardStyles = css`
  .dashboard,
  .main,
  .aside,
  .part {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    align-content: start;
  }
  .dashboard {
    gap: calc(var(--g-space) * 6);
  }
  .title {
    font-size: var(--g-title);
  }
  .welcome {
    display: grid;
    gap: calc(var(--g-space) * 2);
  }
  .text {
    max-inline-size: 70ch;
    white-space: pre-line;
  }
  .columns {
    display: grid;
    grid-template-columns: minmax(0, 1.9fr) minmax(16em, 1fr);
    gap: calc(var(--g-space) * 8) calc(var(--g-space) * 10);
  }
  .main,
  .aside {
    gap: calc(var(--g-space) * 8);
  }
  .part {
    gap: calc(var(--g-space) * 3);
  }
  .part-top {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: var(--g-space) calc(var(--g-space) * 4);
  }
  .part-title {
    font-size: var(--g-large);
  }
  ul,
  dl,
  dd {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .second {
    display: block;
    color: var(--g-muted);
    font-size: var(--g-small);
  }
  .way {
    color: inherit;
    text-decoration: none;
  }

  /* Tasks and the latest rows */
  .rows {
    border: 1px solid var(--g-line);
    border-radius: var(--g-radius-large);
    background: var(--g-surface);
    overflow: clip;
  }
  .rows > li + li {
    border-block-start: 1px solid var(--g-line);
  }
  .task,
  .recent-row {
    display: flex;
    align-items: center;
    gap: calc(var(--g-space) * 3);
    min-block-size: var(--g-control);
    padding: calc(var(--g-space) * 2) calc(var(--g-space) * 4);
  }
  .way:is(.task, .recent-row):hover {
    background: var(--g-soft);
  }
  .rows .way:focus-visible {
    outline-offset: -2px;
    border-radius: var(--g-radius-large);
  }
  .task-words,
  .recent-words {
    flex: 1;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  .task-words {
    font-weight: var(--g-medium);
  }
  .task > .icon:last-child {
    color: var(--g-muted);
  }
  .task.danger > .icon:first-child,
  .task.danger .task-amount {
    color: var(--g-danger);
  }
  .task.attention > .icon:first-child {
    color: var(--g-warning);
  }
  .task-amount,
  .recent-day {
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .recent-number {
    white-space: nowrap;
  }
  .recent-row > .icon {
    color: var(--g-muted);
  }
  .recent-day {
    color: var(--g-muted);
    font-size: var(--g-small);
  }
  .done {
    display: flex;
    align-items: center;
    gap: calc(var(--g-space) * 3);
    padding: calc(var(--g-space) * 4);
    border-radius: var(--g-radius-large);
    background: color-mix(in oklab, var(--g-success) 9%, transparent);
  }
  .done > .icon {
    color: var(--g-success);
  }

  /* Quick actions */
  .action-list {
    display: grid;
    gap: calc(var(--g-space) * 2);
  }
  .action {
    display: flex;
    align-items: center;
    gap: calc(var(--g-space) * 3);
    min-block-size: calc(var(--g-control) + var(--g-space) * 3);
    padding: calc(var(--g-space) * 2) calc(var(--g-space) * 3);
    border: 1px solid var(--g-line);
    border-radius: var(--g-radius-large);
    background: var(--g-surface);
  }
  .action:hover {
    border-color: var(--g-link);
  }
  .action-icon {
    --tone: var(--g-link);
    display: grid;
    place-items: center;
    inline-size: calc(var(--g-space) * 9);
    block-size: calc(var(--g-space) * 9);
    border-radius: var(--g-radius);
    background: color-mix(in oklab, var(--tone) 12%, transparent);
    color: var(--tone);
  }
  .action-icon.info {
    --tone: var(--g-info);
  }
  .action-icon.success {
    --tone: var(--g-success);
  }
  .action-icon.warning {
    --tone: var(--g-warning);
  }
  .action-icon.danger {
    --tone: var(--g-danger);
  }
  .action-label {
    font-weight: var(--g-medium);
  }

  /* Figures */
  .figure-list {
    display: flex;
    flex-wrap: wrap;
    gap: 1px;
    border: 1px solid var(--g-line);
    border-radius: var(--g-radius-large);
    background: var(--g-surface);
    overflow: clip;
  }
  .figure-list > li {
    display: grid;
    flex: 1 1 10.5em;
    /* Hairlines between figures, however they wrap. */
    box-shadow: 0 0 0 1px var(--g-line);
  }
  /* Five are three and two, not four and a lonely one. */
  .figure-list:where(:has(> :nth-child(5):last-child)) > li {
    flex-basis: 30%;
  }
  .figure {
    display: grid;
    align-content: start;
    gap: var(--g-space);
    padding: calc(var(--g-space) * 4);
  }
  .way.figure:hover {
    background: var(--g-soft);
  }
  .way.figure:focus-visible {
    outline-offset: -2px;
    border-radius: var(--g-radius-large);
  }
  .figure-label {
    color: var(--g-muted);
    font-size: var(--g-small);
  }
  .figure-value {
    font-size: 1.35em;
    font-variant-numeric: tabular-nums;
    line-height: 1.2;
    white-space: nowrap;
  }

  /* Charts */
  .charts {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(20em, 100%), 1fr));
    gap: calc(var(--g-space) * 8) calc(var(--g-space) * 6);
  }
  /* Beneath the drawing, so that two charts side by side stand on one line. */
  .chart > .legend {
    grid-row: 3;
  }
  .chart > .as-table {
    grid-row: 4;
  }
  .canvas {
    position: relative;
    block-size: 14em;
    min-inline-size: 0;
    color: var(--g-muted);
    /* No outline: its colour is what the drawing reads as the lines'. */
    outline: 0 solid var(--g-line);
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: var(--g-space) calc(var(--g-space) * 4);
    color: var(--g-muted);
    font-size: var(--g-small);
  }
  .legend > li {
    display: flex;
    align-items: center;
    gap: calc(var(--g-space) * 1.5);
  }
  .swatch {
    inline-size: 0.8em;
    block-size: 0.8em;
    border-radius: 2px;
    background: currentColor;
  }
  .swatch:is(.money, .repair) {
    color: var(--g-link);
  }
  .swatch.preventive {
    color: color-mix(in oklab, var(--g-link) 45%, var(--g-surface));
  }
  .swatch.other {
    color: var(--g-line-strong);
  }
  .as-table {
    font-size: var(--g-small);
  }
  .as-table > summary {
    display: inline-flex;
    align-items: center;
    min-block-size: var(--g-control);
    color: var(--g-link);
    cursor: pointer;
  }
  table {
    inline-size: 100%;
    border-collapse: collapse;
  }
  th,
  td {
    padding: calc(var(--g-space) * 1.5) 0;
    border-block-end: 1px solid var(--g-line);
    font-weight: 400;
    text-align: start;
  }
  thead th {
    color: var(--g-muted);
  }
  .numeric {
    font-variant-numeric: tabular-nums;
    text-align: end;
  }

  /* The company */
  .facts {
    display: grid;
    gap: calc(var(--g-space) * 4);
    padding: calc(var(--g-space) * 4);
    border-radius: var(--g-radius-large);
    background: color-mix(in oklab, var(--g-text) 4%, transparent);
  }
  .fact {
    display: grid;
    gap: var(--g-space);
  }
  dt {
    color: var(--g-muted);
    font-size: var(--g-small);
  }
  dd {
    display: grid;
    justify-items: start;
    overflow-wrap: anywhere;
  }
  dd a {
    display: inline-flex;
    align-items: center;
    min-block-size: var(--g-control);
    color: var(--g-link);
  }

  @container guichet (inline-size < 54em) {
    .columns {
      grid-template-columns: minmax(0, 1fr);
    }
    .aside {
      grid-template-columns: repeat(auto-fit, minmax(min(18em, 100%), 1fr));
    }
    .action-list {
      grid-template-columns: repeat(auto-fit, minmax(min(15em, 100%), 1fr));
    }
    .part.actions {
      grid-column: 1 / -1;
    }
  }
  @container guichet (inline-size < 30em) {
    .title {
      font-size: 1.25em;
    }
    .figure-list > li {
      flex-basis: 40%;
    }
    .figure-value {
      font-size: 1.15em;
    }
  }
`
