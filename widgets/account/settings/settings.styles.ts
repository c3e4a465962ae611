/** Styles of the account's sheet; they come with it. */
import { css } from 'lit'

export const settingsStyles = css`
  .settings {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--g-space) * 8);
  }
  .settings-part,
  .settings-form {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    justify-items: start;
    gap: calc(var(--g-space) * 3);
  }
  .settings-form {
    gap: calc(var(--g-space) * 4);
    max-inline-size: 28em;
    inline-size: 100%;
    justify-items: stretch;
  }
  .settings-facts {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(13em, 100%), 1fr));
    gap: calc(var(--g-space) * 3) calc(var(--g-space) * 6);
    inline-size: 100%;
  }
  .settings-facts dt {
    font-size: var(--g-small);
    color: var(--g-muted);
  }
  .rights {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(17em, 100%), 1fr));
    gap: calc(var(--g-space) * 1.5) calc(var(--g-space) * 6);
    inline-size: 100%;
  }
  .rights > li {
    display: flex;
    gap: calc(var(--g-space) * 2);
  }
  .rights .icon {
    margin-block-start: 0.125em;
    color: var(--g-success);
  }
  .settings-label {
    font-size: var(--g-small);
    font-weight: var(--g-medium);
  }
  .devices {
    inline-size: 100%;
    border-block: 1px solid var(--g-line);
  }
  .device {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    align-items: center;
    gap: calc(var(--g-space) * 2) calc(var(--g-space) * 4);
    padding-block: calc(var(--g-space) * 3);
  }
  .device + .device {
    border-block-start: 1px solid var(--g-line);
  }
  .device > .icon {
    color: var(--g-muted);
  }
  .device-fact {
    display: inline-block;
    max-inline-size: 100%;
    overflow-wrap: anywhere;
  }
  @container guichet-sheet (inline-size < 32em) {
    .device > .icon {
      align-self: start;
      margin-block-start: 0.15em;
    }
    .device > .button {
      grid-column: 2;
      justify-self: start;
    }
  }
  .device-name {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 calc(var(--g-space) * 2);
    font-weight: var(--g-medium);
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
  .settings .row {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--g-space) * 2);
  }
`
