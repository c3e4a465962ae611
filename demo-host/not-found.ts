import { type Html, html } from './html.ts'
import type { Visit, Words } from './site.ts'

/** What a wrong address shows. */
export function notFound(visit: Visit, say: (words: Words) => string): Html {
  return html`<section class="container section narrow">
    <h1>${say({ fr: 'Cette page n’existe pas', en: 'There is no such page' })}</h1>
    <p>${say({ fr: 'Elle a pu changer d’adresse.', en: 'It may have moved.' })}</p>
    <p><a class="btn" href="${visit.to('/')}">${say({ fr: 'Retour à l’accueil', en: 'Back to the home page' })}</a></p>
  </section>`
}
