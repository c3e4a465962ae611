/** The customer area of a vendor's website: one page a widget, and the tabs between them. */
import { type Html, html } from './html.ts'
import type { Page, Visit, Words } from './site.ts'

export interface Tab {
  path: string
  /** In the row of tabs. */
  tab: Words
  title: Words
  /** Stands in the site's own menu too. */
  menu?: Words
  lead?: Words
  tags(visit: Visit, say: (words: Words) => string): Html
}

interface Looks {
  /** Name of the row of tabs, for who does not see it. */
  name: Words
  /** What this website puts around a widget. */
  around(widget: Html): Html
}

export function areaPages(tabs: readonly Tab[], { name, around }: Looks): Page[] {
  return tabs.map(
    ({ path, title, menu, lead, tags }): Page => ({
      path,
      title,
      ...(menu && { menu }),
      widgets: true,
      body: (visit, say) => html`
<section class="container section">
  <div class="title-bar"><h1>${say(title)}</h1><guichet-account></guichet-account></div>
  <nav class="tabs" aria-label="${say(name)}">${tabs.map(
    (one) =>
      html`<a href="${visit.to(one.path)}"${one.path === path ? html` aria-current="page"` : ''}>${say(one.tab)}</a>`,
  )}</nav>
  ${lead ? html`<p class="lead">${say(lead)}</p>` : ''}
  ${around(tags(visit, say))}
</section>`,
    }),
  )
}
