import { css } from 'lit'
import { fieldStyles } from '../parts/field.ts'
import { noticeStyles } from '../parts/notice.ts'

export const accountStyles = [
  fieldStyles,
  noticeStyles,
  css`
    :host {
      display: inline-block;
      max-inline-size: 100%;
      vertical-align: middle;
    }
    /* As wide as its button: a size container would have no width of its own. */
    .root {
      container-type: normal;
    }
    .opener {
      max-inline-size: 100%;
      padding-inline: calc(var(--g-space) * 2) calc(var(--g-space) * 3);
      font-weight: inherit;
      text-align: start;
      white-space: nowrap;
    }
    .opener > span:last-child {
      display: flex;
      align-items: center;
      gap: calc(var(--g-space) * 2);
      min-inline-size: 0;
    }
    .opener-text + .icon {
      color: var(--g-muted);
    }
    .opener-text {
      display: grid;
      min-inline-size: 0;
      line-height: 1.25;
    }
    .opener-text > * {
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
      max-inline-size: 14em;
    }
    .waiting {
      inline-size: 10em;
    }
    .avatar {
      flex: none;
      display: grid;
      place-items: center;
      inline-size: 2.15em;
      block-size: 2.15em;
      border-radius: 50%;
      background: var(--g-accent);
      color: var(--g-on-accent);
      font-size: var(--g-small);
      font-weight: var(--g-bold);
      line-height: 1;
    }
    .panel {
      position: fixed;
      inset: auto;
      box-sizing: border-box;
      inline-size: min(22em, calc(100% - 16px));
      max-block-size: calc(100% - 16px);
      margin: 0;
      padding: calc(var(--g-space) * 4);
      overflow: auto;
      overscroll-behavior: contain;
      border: 1px solid var(--g-line);
      border-radius: var(--g-radius-large);
      background: var(--g-surface);
      color: var(--g-text);
      box-shadow: var(--g-shadow);
    }
    .panel:popover-open {
      display: grid;
      gap: calc(var(--g-space) * 4);
    }
    .who {
      display: flex;
      align-items: center;
      gap: calc(var(--g-space) * 3);
    }
    .name,
    .label {
      font-weight: var(--g-bold);
    }
    .label {
      font-size: var(--g-small);
      margin-block-end: calc(var(--g-space) * 1.5);
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
    .choices {
      max-block-size: 240px;
      overflow: auto;
    }
    .choice {
      display: flex;
      align-items: center;
      justify-content: space-between;
      gap: calc(var(--g-space) * 2);
      inline-size: 100%;
      min-block-size: var(--g-control);
      padding: calc(var(--g-space) * 1.5) calc(var(--g-space) * 2);
      border: 0;
      border-radius: var(--g-radius);
      background: transparent;
      text-align: start;
      cursor: pointer;
    }
    .choice:hover {
      background: var(--g-soft);
    }
    .choice:focus-visible {
      outline-offset: -2px;
    }
    .choice[aria-current] {
      font-weight: var(--g-bold);
    }
    .choice > .icon {
      flex: none;
      color: var(--g-link);
    }
    .row {
      display: flex;
      flex-wrap: wrap;
      gap: calc(var(--g-space) * 2);
    }
    .chosen {
      border-color: var(--g-link);
      box-shadow: inset 0 0 0 1px var(--g-link);
    }
    .wide {
      inline-size: 100%;
    }
    @media (forced-colors: active) {
      .avatar {
        border: 1px solid;
      }
      .chosen {
        border-color: Highlight;
        outline: 1px solid Highlight;
      }
    }
  `,
]
