/** `/widgets`: an index, and a page per widget that shows every state of it. */
import { html } from '../html.ts'
import type { Page } from '../site.ts'
import { gallery } from './states.ts'
import { stubKey } from './stub.ts'

const shortName = (tag: string) => tag.replace('guichet-', '')

const index: Page = {
  path: '/widgets',
  title: { fr: 'Les composants', en: 'The widgets' },
  widgets: false,
  body: (visit, say) => html`
<section class="container section">
  <h1>${say({ fr: 'Les composants et leurs états', en: 'The widgets and their states' })}</h1>
  <p class="lead">${say({
    fr: 'Pour qui intègre : chaque état, sur une page de cette entreprise, avec sa propre feuille de style.',
    en: 'For whoever embeds: every state, on a page of this firm, under its own style sheet.',
  })}</p>
  <p><a href="${visit.to('/playground')}">${say({ fr: 'Ouvrir l’atelier', en: 'Open the playground' })}</a></p>
  <ul>${Object.entries(gallery).map(
    ([tag, states]) =>
      html`<li><a href="${visit.to(`/widgets/${shortName(tag)}`)}"><code>&lt;${tag}&gt;</code></a> · ${states.length} ${say({ fr: 'états', en: 'states' })}</li>`,
  )}</ul>
</section>`,
}

export const galleryPages: readonly Page[] = [
  index,
  ...Object.entries(gallery).map(
    ([tag, states]): Page => ({
      path: `/widgets/${shortName(tag)}`,
      title: { fr: `États de ${tag}`, en: `States of ${tag}` },
      widgets: true,
      body: (visit, say) => html`
<section class="container section gallery">
  <p><a href="${visit.to('/widgets')}">${say({ fr: 'Tous les composants', en: 'All widgets' })}</a></p>
  <h1><code>&lt;${tag}&gt;</code></h1>
  ${states.map(
    (state) => html`<section><h2>${say(state.title)}</h2>
  <div class="stage" data-tag="${tag}" data-portal="${stubKey(state)}" data-signed-in="${state.signedIn ? 'yes' : 'no'}" data-day="${state.insecure ? 'insecure' : (state.network ?? '')}" data-cart="${state.cart ? JSON.stringify(state.cart) : ''}"></div></section>`,
  )}
</section>
<script type="module" src="/gallery.js"></script>`,
    }),
  ),
]
