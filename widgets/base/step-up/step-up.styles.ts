/** Styles of the dialog that asks once more who it is. */
import { css } from 'lit'

export const stepUpStyles = css`
  .step-up {
    inline-size: min(27em, calc(100% - 32px));
    max-block-size: calc(100% - 32px);
    margin: auto;
    padding: calc(var(--g-space) * 6);
    border: 1px solid var(--g-line);
    border-radius: var(--g-radius-large);
    background: var(--g-surface);
    color: var(--g-text);
    box-shadow: var(--g-shadow);
    overflow: auto;
  }
  .step-up::backdrop {
    background: var(--g-backdrop);
  }
  .step-up-form {
    display: grid;
    gap: calc(var(--g-space) * 4);
  }
  .step-up-title {
    font-family: var(--g-font-heading);
    font-size: var(--g-large);
    font-weight: var(--g-bold);
    line-height: 1.3;
    text-wrap: balance;
  }
  .step-up-doors {
    display: grid;
    gap: calc(var(--g-space) * 2);
  }
  .step-up-digits .input {
    font-size: 1.5em;
    letter-spacing: 0.3em;
    text-align: center;
  }
`
