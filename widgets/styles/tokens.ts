/**
 * The theming API: semantic custom properties that a page may set on any ancestor of a widget, on the tag itself, or
 * on `:root`. `--guichet-*` is what a page writes; `--g-*` is what our style sheets read, and is private.
 *
 * Colours follow the page's own `color-scheme`: a page that declares `light dark` gets both, a page that declares
 * nothing gets light. `theme="light | dark | auto"` on a tag decides otherwise. Whatever accent a page chooses, the
 * text on it and the links made from it keep their contrast: both are derived from the accent's lightness.
 *
 * Lengths are px (space, hairlines) or em (type): never rem, which belongs to the page.
 */
import { css } from 'lit'

export const tokens = css`
  :host([theme='light']) .root {
    color-scheme: light;
  }
  :host([theme='dark']) .root {
    color-scheme: dark;
  }
  :host([theme='auto']) .root {
    color-scheme: light dark;
  }
  .root {
    /* --guichet-accent: colour of the main action and of what is chosen. Default: the portal's brand, else a deep blue. */
    --g-accent: var(--guichet-accent, var(--g-brand, light-dark(#17597f, #8cc4ea)));
    /* --guichet-on-accent: text on the accent. Default: white below the luminance where black begins to read better. */
    --g-dark-accent: clamp(0, (0.179 - y) * 10000, 1);
    --g-on-accent: var(
      --guichet-on-accent,
      color(
        from var(--g-accent) xyz-d65 calc(0.9505 * var(--g-dark-accent)) calc(var(--g-dark-accent)) calc(1.089 * var(--g-dark-accent))
      )
    );
    /* --guichet-link: text links and quiet buttons. Default: the accent, moved until it reads on the surface. */
    --g-link: var(
      --guichet-link,
      light-dark(oklch(from var(--g-accent) min(l, 0.48) c h), oklch(from var(--g-accent) max(l, 0.78) c h))
    );
    /* --guichet-text: main text. */
    --g-text: var(--guichet-text, light-dark(#1b232d, #e9edf2));
    /* --guichet-text-muted: labels, dates, second lines; at least 4.5:1 on the surface. */
    --g-muted: var(--guichet-text-muted, light-dark(#535f6d, #a9b4c1));
    /* --guichet-background: behind a whole widget. Default: none, the page shows through. */
    --g-background: var(--guichet-background, transparent);
    /* --guichet-surface: behind cards, fields, panels. */
    --g-surface: var(--guichet-surface, light-dark(#ffffff, #181d24));
    /* --guichet-surface-soft: behind what is hovered, disabled or set apart. */
    --g-soft: var(--guichet-surface-soft, light-dark(#f3f5f8, #222932));
    /* --guichet-line: hairlines between rows and around cards. */
    --g-line: var(--guichet-line, light-dark(#dde2e8, #343d48));
    /* --guichet-line-strong: borders of fields and buttons; at least 3:1 on the surface. */
    --g-line-strong: var(--guichet-line-strong, light-dark(#808c99, #7d8997));
    /* --guichet-focus: ring around what has the keyboard. Default: the link colour. */
    --g-focus: var(--guichet-focus, var(--g-link));
    /* --guichet-info: texts and icons that inform. */
    --g-info: var(--guichet-info, light-dark(#1c5a86, #8cc4ea));
    /* --guichet-success: texts and icons of what went well or is settled. */
    --g-success: var(--guichet-success, light-dark(#1d6a3c, #86d3a3));
    /* --guichet-warning: texts and icons of what needs attention. */
    --g-warning: var(--guichet-warning, light-dark(#855000, #f0bd70));
    /* --guichet-danger: texts and icons of what is late or wrong. */
    --g-danger: var(--guichet-danger, light-dark(#ad271c, #ffa097));
    /* --guichet-shadow: shadow of panels above the page. */
    --g-shadow: var(--guichet-shadow, 0 12px 40px rgb(15 25 40 / 0.22));
    /* --guichet-backdrop: veil over the page behind a panel. */
    --g-backdrop: var(--guichet-backdrop, rgb(15 22 32 / 0.45));

    /* --guichet-font: family. Default: the system's; inherit="font" on the tag takes the page's. */
    --g-font: var(
      --guichet-font,
      system-ui,
      -apple-system,
      'Segoe UI',
      Roboto,
      'Noto Sans',
      'Liberation Sans',
      Arial,
      sans-serif
    );
    /* --guichet-font-heading: family of titles. Default: the same. */
    --g-font-heading: var(--guichet-font-heading, var(--g-font));
    /* --guichet-font-size: base size; everything scales with it. Default: the reader's own setting (16 px). */
    --g-font-size: var(--guichet-font-size, medium);
    /* --guichet-line-height: of running text. */
    --g-line-height: var(--guichet-line-height, 1.5);
    /* --guichet-text-small: size of second lines and labels. */
    --g-small: var(--guichet-text-small, 0.875em);
    /* --guichet-text-large: size of titles inside a widget. */
    --g-large: var(--guichet-text-large, 1.125em);
    /* --guichet-text-title: size of a widget's title and of key figures. */
    --g-title: var(--guichet-text-title, 1.5em);
    /* --guichet-weight-medium: weight of labels and column heads. */
    --g-medium: var(--guichet-weight-medium, 500);
    /* --guichet-weight-bold: weight of titles, figures and actions. */
    --g-bold: var(--guichet-weight-bold, 600);

    /* --guichet-space: the grid; every distance is a multiple of it. */
    --g-space: var(--guichet-space, 4px);
    /* --guichet-control-size: height of what can be pressed; below 44px it gets hard to hit. */
    --g-control: var(--guichet-control-size, 44px);
    /* --guichet-radius: corners of fields and buttons. */
    --g-radius: var(--guichet-radius, 8px);
    /* --guichet-radius-large: corners of cards and panels. */
    --g-radius-large: var(--guichet-radius-large, 12px);
    /* --guichet-duration: of a movement; none is longer. */
    --g-duration: var(--guichet-duration, 160ms);
    /* --guichet-easing: of a movement. */
    --g-easing: var(--guichet-easing, cubic-bezier(0.2, 0, 0, 1));
  }
  @media (prefers-contrast: more) {
    .root {
      --g-muted: var(--guichet-text-muted, var(--g-text));
      --g-line: var(--guichet-line, var(--g-line-strong));
      --g-line-strong: var(--guichet-line-strong, var(--g-text));
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .root {
      --g-duration: 0s;
    }
  }
`
