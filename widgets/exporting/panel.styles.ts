/** The look of an export's panel. */
import { css } from 'lit'

export const panelStyles = css`
  .export {
    display: grid;
    gap: calc(var(--g-space) * 3);
    padding: calc(var(--g-space) * 4);
    border-radius: var(--g-radius-large);
    /* A tint of whatever the page's ground is. */
    background: color-mix(in oklab, var(--g-text) 4%, transparent);
  }
  /* What floats over the rows' upper edge, once something is new, needs room beneath the panel. */
  .export + div {
    margin-block-start: calc(var(--g-control) - var(--g-space) * 2);
  }
  .export-head {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: calc(var(--g-space) * 3);
    margin-block: calc(var(--g-space) * -2);
    margin-inline-end: calc(var(--g-space) * -2);
  }
  .export-title {
    font-weight: var(--g-bold);
  }
  .export-hint {
    color: var(--g-muted);
  }
  .export-formats {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--g-space) * 2);
  }
  .export-course {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: center;
    gap: calc(var(--g-space) * 2) calc(var(--g-space) * 4);
  }
  .export-course > p {
    font-variant-numeric: tabular-nums;
  }
  .export-course > progress {
    grid-row: 2;
    inline-size: 100%;
    block-size: calc(var(--g-space) * 2);
    accent-color: var(--g-accent);
  }
  .export-course > .button {
    grid-row: 1 / span 2;
    grid-column: 2;
  }
  @container guichet (inline-size < 30em) {
    .export-formats > .button {
      flex: 1 1 auto;
      padding-inline: calc(var(--g-space) * 2.5);
    }
    .export-course {
      grid-template-columns: minmax(0, 1fr);
    }
    .export-course > .button {
      grid-area: auto;
      justify-self: start;
    }
  }
`
