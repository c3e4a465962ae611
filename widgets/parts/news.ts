/** "Something new – refresh": floats over the rows, so that nothing moves under the reader's eyes. */
import { css, html, nothing, type TemplateResult } from 'lit'
import { button } from './button.ts'
import { iconRetry } from './icons.ts'

/** Stands there empty before there is news, so that a screen reader hears it come. */
export function newsLine(words: { news: string; refresh: string } | undefined, refresh: () => void): TemplateResult {
  return html`<div class="news" role="status">
    ${
      words
        ? button({
            label: html`${words.news}<span class="news-act">${words.refresh}</span>`,
            icon: iconRetry,
            className: 'news-button',
            part: 'news',
            onClick: refresh,
          })
        : nothing
    }
  </div>`
}

export const newsStyles = css`
  .news {
    position: sticky;
    inset-block-start: calc(var(--g-control) + var(--g-space) * 2);
    z-index: 1;
    display: grid;
    justify-items: end;
    /* It takes no place of its own. */
    block-size: 0;
  }
  .news-button {
    border-radius: calc(var(--g-control) / 2);
    border-color: var(--g-line-strong);
    white-space: nowrap;
    translate: 0 calc(-100% - 8px);
  }
  .news-button > .icon,
  .news-act {
    color: var(--g-link);
  }
  .news-act {
    margin-inline-start: calc(var(--g-space) * 2);
    font-weight: var(--g-bold);
  }
  .sheet-body > .news {
    justify-items: center;
  }
  /* Between the count and the export at the end of the line. */
  .results:has(.leave) + div > .news {
    justify-items: start;
  }
  .results:has(.leave) + div > .news > .news-button {
    margin-inline-start: 10em;
  }
  /* Where the order stands at the end of the line, it takes the place of the count at its start. */
  @container guichet (inline-size < 64em) {
    .list > div > .news {
      justify-items: start;
    }
    .results:has(.leave) + div > .news > .news-button {
      margin-inline-start: 0;
    }
  }
  @container guichet (inline-size < 44em) {
    /* At the end of the count's line, which stands above that of the export. */
    .results:has(.leave) + div > .news {
      inset-block-start: calc(var(--g-control) * 2 + var(--g-space) * 4);
      justify-items: end;
    }
    .results:has(.leave) + div > .news > .news-button {
      translate: 0 calc(-100% - var(--g-control) - var(--g-space) * 2);
    }
    .news-act {
      position: absolute;
      clip-path: inset(50%);
    }
  }
  @media (prefers-reduced-motion: no-preference) {
    .news-button {
      animation: guichet-news var(--g-duration) var(--g-easing);
    }
  }
  @keyframes guichet-news {
    from {
      opacity: 0;
      translate: 0 calc(-100% - 16px);
    }
  }
`
