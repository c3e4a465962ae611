/** Styles of the ways beside the password; they come with them. */
import { css } from 'lit'

export const wayStyles = css`
  .lead {
    color: var(--g-muted);
    text-wrap: pretty;
  }
  .doors > .quiet:disabled {
    border-color: transparent;
    background: transparent;
  }
  .digits .input {
    font-size: 1.5em;
    letter-spacing: 0.3em;
    text-align: center;
  }
  .typed .input {
    letter-spacing: 0.08em;
    text-transform: uppercase;
  }
  .help {
    display: grid;
    justify-items: center;
    padding-block-start: calc(var(--g-space) * 4);
    border-block-start: 1px solid var(--g-line);
    color: var(--g-muted);
    font-size: var(--g-small);
    text-align: center;
  }
  .help a {
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
`
