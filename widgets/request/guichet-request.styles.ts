import { css } from 'lit'

export const requestStyles = css`
  .request {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--g-space) * 5);
    max-inline-size: 46em;
  }
  .title {
    font-size: var(--g-title);
  }

  /* Where one is */
  .steps {
    display: none;
    gap: calc(var(--g-space) * 2);
  }
  .step {
    flex: 1;
    min-inline-size: 0;
    border-block-start: 3px solid var(--g-line);
    color: var(--g-muted);
    font-size: var(--g-small);
  }
  .step > * {
    display: flex;
    align-items: start;
    inline-size: 100%;
    min-block-size: var(--g-control);
    padding: calc(var(--g-space) * 2) 0 0;
    border: 0;
    background: none;
    text-align: start;
  }
  .step.past {
    border-color: color-mix(in oklab, var(--g-link) 50%, var(--g-line));
    color: var(--g-link);
  }
  .step.past > button {
    cursor: pointer;
  }
  .step.past > button:hover {
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }
  .step.now {
    border-color: var(--g-link);
    color: var(--g-text);
    font-weight: var(--g-bold);
  }
  .progress {
    display: grid;
    gap: calc(var(--g-space) * 1.5);
    font-size: var(--g-small);
    color: var(--g-muted);
  }
  .track {
    appearance: none;
    display: block;
    inline-size: 100%;
    block-size: 4px;
    border: 0;
    border-radius: 2px;
    background: var(--g-line);
    overflow: hidden;
  }
  .track::-webkit-progress-bar {
    background: var(--g-line);
  }
  .track::-webkit-progress-value {
    background: var(--g-link);
  }
  .track::-moz-progress-bar {
    background: var(--g-link);
  }
  @container guichet (inline-size >= 38em) {
    .steps {
      display: flex;
    }
    .progress {
      display: none;
    }
  }

  .panel {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--g-space) * 5);
  }
  .panel-title {
    font-size: var(--g-large);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: calc(var(--g-space) * 3);
    padding-block-start: calc(var(--g-space) * 4);
    border-block-start: 1px solid var(--g-line);
  }
  .actions > .forward {
    margin-inline-start: auto;
  }
  @container guichet (inline-size < 26em) {
    .actions {
      flex-direction: column-reverse;
    }
    .actions > .forward {
      margin: 0;
    }
  }

  /* Choices drawn as cards */
  .options > legend {
    margin-block-end: calc(var(--g-space) * 2);
  }
  .option-list {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(17em, 100%), 1fr));
    gap: calc(var(--g-space) * 2);
  }
  .option {
    position: relative;
    display: flex;
    gap: calc(var(--g-space) * 3);
    min-block-size: var(--g-control);
    padding: calc(var(--g-space) * 2.5) calc(var(--g-space) * 3);
    border: 1px solid var(--g-line);
    border-radius: var(--g-radius);
    background: var(--g-surface);
    line-height: 1.4;
    cursor: pointer;
  }
  .option:hover {
    border-color: var(--g-line-strong);
  }
  .option:has(:checked) {
    border-color: var(--g-link);
    background: color-mix(in oklab, var(--g-link) 7%, var(--g-surface));
    box-shadow: inset 0 0 0 1px var(--g-link);
  }
  .option:has(:focus-visible) {
    outline: 2px solid var(--g-focus);
    outline-offset: 2px;
  }
  .option > input {
    flex: none;
    inline-size: 1.25em;
    block-size: 1.25em;
    margin-block-start: 0.1em;
    accent-color: var(--g-link);
  }
  .option > input:focus-visible {
    outline: none;
  }
  .option-text {
    display: grid;
    min-inline-size: 0;
    align-content: start;
  }
  .option-label {
    font-weight: var(--g-medium);
  }
  .option-hint {
    font-size: var(--g-small);
    color: var(--g-muted);
  }
  .option-fact {
    display: inline-block;
    max-inline-size: 100%;
  }
  @media (forced-colors: active) {
    .option:has(:checked) {
      border-color: Highlight;
      outline: 1px solid Highlight;
    }
  }
`
