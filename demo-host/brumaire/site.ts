/** Brumaire: heating and air conditioning between Saint-Malo and Granville. */
import { areaPages } from '../area.ts'
import { type Html, html } from '../html.ts'
import { accountPage } from '../own-sign-in/page.ts'
import type { Page, Site } from '../site.ts'
import { icon, logo, roofs } from './art.ts'

const home: Page = {
  path: '/',
  title: { fr: 'Chauffage et climatisation à Saint-Malo', en: 'Heating and air conditioning in Saint-Malo' },
  menu: { fr: 'Accueil', en: 'Home' },
  widgets: false,
  body: (visit, say) => html`
<section class="hero">${roofs}<div class="container hero-text">
  <h1>${say({ fr: 'Chaud quand il faut, frais quand il faut.', en: 'Warm when it must be, cool when it must be.' })}</h1>
  <p>${say({
    fr: 'Chaudières, pompes à chaleur et climatiseurs : pose, entretien annuel et dépannage sur la Côte d’Émeraude.',
    en: 'Boilers, heat pumps and air conditioners: installation, yearly maintenance and repair on the Emerald Coast.',
  })}</p>
  <a class="btn btn-primary" href="${visit.to('/espace-client')}">${say({ fr: 'Accéder à mon espace', en: 'Open my area' })}</a>
  <a class="btn" href="${visit.to('/contact')}">${say({ fr: 'Nous appeler', en: 'Call us' })}</a>
</div></section>
<section class="container section tiles">
  <article><h2>${say({ fr: 'Entretien', en: 'Maintenance' })}</h2><p>${say({
    fr: 'La visite annuelle obligatoire, planifiée avant l’hiver, attestation remise le jour même.',
    en: 'The compulsory yearly visit, planned before winter, with the certificate on the same day.',
  })}</p></article>
  <article><h2>${say({ fr: 'Dépannage', en: 'Repairs' })}</h2><p>${say({
    fr: 'Sans chauffage, nous passons dans la journée. Sept jours sur sept de novembre à mars.',
    en: 'No heating? We come the same day. Seven days a week from November to March.',
  })}</p></article>
  <article><h2>${say({ fr: 'Installation', en: 'Installation' })}</h2><p>${say({
    fr: 'Pompes à chaleur et chaudières à condensation, dimensionnées après visite, jamais sur catalogue.',
    en: 'Heat pumps and condensing boilers, sized after a visit, never from a catalogue.',
  })}</p></article>
  <article><h2>${say({ fr: 'Copropriétés', en: 'Apartment blocks' })}</h2><p>${say({
    fr: 'Un interlocuteur par résidence, un carnet de chaufferie à jour, des factures par site.',
    en: 'One contact per residence, an up-to-date boiler-room log, invoices by site.',
  })}</p></article>
</section>`,
}

const panel = (widget: Html) => html`<div class="panel">${widget}</div>`

const place = areaPages(
  [
    {
      path: '/espace-client',
      tab: { fr: 'Aujourd’hui', en: 'Today' },
      title: { fr: 'Mon espace', en: 'My area' },
      tags: () => html`<guichet-dashboard heading-level="2"></guichet-dashboard>`,
    },
    {
      path: '/installations',
      tab: { fr: 'Installations', en: 'Installations' },
      title: { fr: 'Mes installations', en: 'My installations' },
      tags: () => html`<guichet-fleet heading-level="2"></guichet-fleet>`,
    },
    {
      path: '/visites',
      tab: { fr: 'Visites et dépannages', en: 'Visits and repairs' },
      title: { fr: 'Visites et dépannages', en: 'Visits and repairs' },
      tags: () => html`<guichet-interventions heading-level="2"></guichet-interventions>`,
    },
    {
      path: '/commandes',
      tab: { fr: 'Commandes', en: 'Orders' },
      title: { fr: 'Mes commandes', en: 'My orders' },
      tags: () => html`<guichet-orders heading-level="2"></guichet-orders>`,
    },
    {
      path: '/factures',
      tab: { fr: 'Factures', en: 'Invoices' },
      title: { fr: 'Mes règlements', en: 'My payments' },
      tags: () => html`<guichet-invoices heading-level="2"></guichet-invoices>`,
    },
  ],
  {
    name: { fr: 'Mon espace', en: 'My area' },
    around: panel,
  },
)

const repair: Page = {
  path: '/depannage',
  title: { fr: 'Dépannage', en: 'Repairs' },
  menu: { fr: 'Dépannage', en: 'Repairs' },
  widgets: true,
  body: (_, say) => html`
<section class="container section">
  <div class="title-bar"><h1>${say({ fr: 'Demander un passage', en: 'Ask for a visit' })}</h1><guichet-account></guichet-account></div>
  <p class="lead">${say({
    fr: 'Sans chauffage en hiver, appelez : nous passons dans la journée. Pour le reste, dites-nous tout ici.',
    en: 'No heating in winter? Call: we come the same day. For anything else, tell us here.',
  })}</p>
  ${panel(html`<guichet-request heading-level="2"></guichet-request>`)}
</section>`,
}

const shop: Page = {
  path: '/pieces',
  title: { fr: 'Pièces et filtres', en: 'Parts and filters' },
  menu: { fr: 'Pièces et filtres', en: 'Parts and filters' },
  widgets: true,
  body: (_, say) => html`
<section class="container section">
  <div class="title-bar"><h1>${say({ fr: 'Pièces et filtres', en: 'Parts and filters' })}</h1><div class="title-end"><guichet-cart mode="button"></guichet-cart><guichet-account></guichet-account></div></div>
  ${panel(html`<guichet-catalogue heading-level="2"></guichet-catalogue>`)}
</section>`,
}

const basket: Page = {
  path: '/panier',
  title: { fr: 'Panier', en: 'Cart' },
  widgets: true,
  body: (visit, say) => html`
<section class="container section">
  <div class="title-bar"><h1>${say({ fr: 'Mon panier', en: 'My cart' })}</h1><guichet-account></guichet-account></div>
  ${panel(html`<guichet-cart heading-level="2"></guichet-cart>`)}
  <p class="hint"><a href="${visit.to('/pieces')}">${say({ fr: 'Revenir aux pièces', en: 'Back to the parts' })}</a></p>
</section>`,
}

const contact: Page = {
  path: '/contact',
  title: { fr: 'Contact', en: 'Contact' },
  menu: { fr: 'Contact', en: 'Contact' },
  widgets: false,
  body: (_, say) => html`
<section class="container section">
  <h1>${say({ fr: 'Nous joindre', en: 'Reach us' })}</h1>
  <table><caption>${say({ fr: 'Horaires de l’accueil', en: 'Opening hours' })}</caption><tbody>
    <tr><th scope="row">${say({ fr: 'Lundi au vendredi', en: 'Monday to Friday' })}</th><td>7 h 30 – 18 h</td></tr>
    <tr><th scope="row">${say({ fr: 'Samedi', en: 'Saturday' })}</th><td>9 h – 12 h</td></tr>
    <tr><th scope="row">${say({ fr: 'Astreinte de novembre à mars', en: 'On call, November to March' })}</th><td>24 h / 24</td></tr>
  </tbody></table>
  <p><a class="btn btn-primary" href="tel:0261915500">02 61 91 55 00</a></p>
</section>`,
}

const signIn: Page = {
  path: '/connexion',
  title: { fr: 'Connexion', en: 'Sign in' },
  widgets: true,
  body: (_, say) => html`
<section class="container section narrow">
  <h1>${say({ fr: 'Connexion', en: 'Sign in' })}</h1>
  <div class="panel"><guichet-login></guichet-login></div>
</section>`,
}

export const brumaire: Site = {
  name: 'Brumaire',
  tagline: { fr: 'Chauffage & climatisation', en: 'Heating & air conditioning' },
  phone: '02 61 91 55 00',
  email: 'service@brumaire.example',
  address: '7 quai des Carmes, 35400 Saint-Malo',
  legal: {
    fr: 'SARL au capital de 40 000 €. Entreprise fictive, pour la démonstration de Guichet.',
    en: 'SARL with a capital of €40,000. A fictitious firm, made to demonstrate Guichet.',
  },
  style: 'brumaire/site.css',
  logo,
  icon,
  places: {
    dashboard: '/espace-client',
    fleet: '/installations',
    interventions: '/visites',
    orders: '/commandes',
    invoices: '/factures',
    catalogue: '/pieces',
    cart: '/panier',
    request: '/depannage',
    login: '/connexion',
  },
  pages: [home, shop, repair, contact, basket, ...place, signIn],
  account: accountPage,
}
