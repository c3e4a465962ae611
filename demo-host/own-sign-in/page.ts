/** The account page of a website with a sign-in of its own. */
import { type Html, html } from '../html.ts'
import type { Page, Visit, Words } from '../site.ts'
import { sitePassword } from './people.ts'

const title: Words = { fr: 'Mon compte Brumaire', en: 'My Brumaire account' }

const signInForm = ({ account, to }: Visit, say: (words: Words) => string): Html => html`
<section class="container section narrow">
  <h1>${say(title)}</h1>
  <form class="panel own-form" method="post" action="${to('/compte')}${account?.back ? `?retour=${encodeURIComponent(account.back)}` : ''}" data-changes-person>
    ${account?.refused ? html`<p class="own-error" role="alert">${say({ fr: 'Identifiant ou mot de passe incorrect.', en: 'Wrong name or password.' })}</p>` : ''}
    <label>${say({ fr: 'Identifiant Brumaire', en: 'Brumaire user name' })}<input name="login" autocomplete="username" autocapitalize="none" spellcheck="false" required></label>
    <label>${say({ fr: 'Mot de passe Brumaire', en: 'Brumaire password' })}<input name="password" type="password" autocomplete="current-password" required></label>
    <button class="btn btn-primary" type="submit">${say({ fr: 'Me connecter à Brumaire', en: 'Sign in to Brumaire' })}</button>
  </form>
  <p class="hint">${say({
    fr: 'Ce formulaire est celui du site, pas du guichet : une fois connecté ici, l’espace client s’ouvre sans autre mot de passe. Pour essayer : moreau, ',
    en: 'This form is the website’s own, not the counter’s: once signed in here, the customer area opens without another password. To try: moreau, ',
  })}<code>${sitePassword}</code></p>
</section>`

const welcome = ({ to }: Visit, say: (words: Words) => string): Html => html`
<section class="container section">
  <div class="title-bar"><h1>${say(title)}</h1><div class="title-end"><guichet-account></guichet-account>
  <form method="post" action="${to('/compte/sortie')}" data-changes-person><button class="btn" type="submit">${say({ fr: 'Quitter Brumaire', en: 'Sign out of Brumaire' })}</button></form></div></div>
  <p class="lead">${say({
    fr: 'Votre compte du site ouvre aussi l’espace client : visites, installations et factures.',
    en: 'Your account here opens the customer area, too: visits, installations and invoices.',
  })}</p>
  <div class="panel"><guichet-dashboard heading-level="2"></guichet-dashboard></div>
</section>`

export const accountPage: Page = {
  path: '/compte',
  title,
  widgets: true,
  body: (visit, say) => (visit.account?.person ? welcome(visit, say) : signInForm(visit, say)),
}
