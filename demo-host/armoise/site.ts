/** Armoise Bureautique: office equipment, consumables and telephones around Angers. */
import { areaPages } from '../area.ts'
import { html } from '../html.ts'
import type { Page, Site } from '../site.ts'
import { copier, drop, icon, logo, office, phone } from './art.ts'

const home: Page = {
  path: '/',
  title: { fr: 'Bureautique et téléphonie à Angers', en: 'Office equipment and telephony in Angers' },
  menu: { fr: 'Accueil', en: 'Home' },
  widgets: false,
  body: (visit, say) => html`
<section class="hero"><div class="container row">
  <div class="col">
    <p class="eyebrow">${say({ fr: 'Depuis 1987, en Anjou', en: 'Since 1987, in Anjou' })}</p>
    <h1>${say({ fr: 'Le bureau qui marche, tout simplement.', en: 'An office that simply works.' })}</h1>
    <p class="lead">${say({
      fr: 'Copieurs, consommables, téléphonie : nous installons, nous entretenons, nous répondons. Vos machines sont suivies par les mêmes douze personnes, d’Angers à Saumur.',
      en: 'Copiers, consumables, telephones: we install, we maintain, we answer. The same twelve people look after your machines, from Angers to Saumur.',
    })}</p>
    <p><a class="btn btn-primary" href="${visit.to('/espace-client')}">${say({ fr: 'Mon espace client', en: 'My customer area' })}</a>
    <a class="btn" href="${visit.to('/depannage')}">${say({ fr: 'Une panne ?', en: 'Something broken?' })}</a></p>
  </div>
  <div class="col">${office}</div>
</div></section>
<section class="container section row thirds">
  <article class="card"><h2>${copier}${say({ fr: 'Copieurs et imprimantes', en: 'Copiers and printers' })}</h2><p>${say(
    {
      fr: 'Du petit multifonction au copieur de production, loués ou achetés, livrés et réglés chez vous.',
      en: 'From a small multifunction printer to a production copier, rented or bought, delivered and set up.',
    },
  )}</p></article>
  <article class="card"><h2>${drop}${say({ fr: 'Consommables', en: 'Consumables' })}</h2><p>${say({
    fr: 'Le bon toner pour la bonne machine, livré avant que l’ancien soit vide. Les cartouches usées repartent avec nous.',
    en: 'The right toner for the right machine, delivered before the old one is empty. We take used cartridges back.',
  })}</p></article>
  <article class="card"><h2>${phone}${say({ fr: 'Téléphonie', en: 'Telephony' })}</h2><p>${say({
    fr: 'Lignes, standards et mobiles sur une seule facture, lisible, que vous retrouvez dans votre espace client.',
    en: 'Lines, switchboards and mobiles on one readable invoice, waiting in your customer area.',
  })}</p></article>
</section>
<section class="band"><div class="container row">
  <blockquote class="col"><p>${say({
    fr: '« Quand le copieur s’arrête, quelqu’un décroche. C’est tout ce que nous demandions. »',
    en: '“When the copier stops, somebody picks up the phone. That is all we asked for.”',
  })}</p><footer>${say({ fr: 'La directrice de l’école des Coteaux', en: 'The head of Les Coteaux school' })}</footer></blockquote>
  <dl class="col figures"><div><dt>4 h</dt><dd>${say({ fr: 'pour intervenir, en moyenne', en: 'to be on site, on average' })}</dd></div>
  <div><dt>900</dt><dd>${say({ fr: 'machines suivies', en: 'machines looked after' })}</dd></div></dl>
</div></section>`,
}

const place = areaPages(
  [
    {
      path: '/espace-client',
      tab: { fr: 'Tableau de bord', en: 'Dashboard' },
      title: { fr: 'Espace client', en: 'Customer area' },
      tags: () => html`<guichet-dashboard heading-level="2"></guichet-dashboard>`,
    },
    {
      path: '/parc',
      tab: { fr: 'Parc', en: 'Machines' },
      title: { fr: 'Votre parc', en: 'Your machines' },
      tags: () => html`<guichet-fleet heading-level="2"></guichet-fleet>`,
    },
    {
      path: '/interventions',
      tab: { fr: 'Interventions', en: 'Service calls' },
      title: { fr: 'Vos interventions', en: 'Your service calls' },
      tags: () => html`<guichet-interventions heading-level="2"></guichet-interventions>`,
    },
    {
      path: '/commandes',
      tab: { fr: 'Commandes', en: 'Orders' },
      title: { fr: 'Vos commandes', en: 'Your orders' },
      tags: () => html`<guichet-orders heading-level="2"></guichet-orders>`,
    },
    {
      path: '/factures',
      tab: { fr: 'Factures', en: 'Invoices' },
      title: { fr: 'Votre compte chez nous', en: 'Your account with us' },
      tags: () => html`<guichet-invoices heading-level="2"></guichet-invoices>`,
    },
  ],
  {
    name: { fr: 'Espace client', en: 'Customer area' },
    around: (widget) => widget,
  },
)

const shop: Page = {
  path: '/commander',
  title: { fr: 'Commander', en: 'Order' },
  menu: { fr: 'Commander', en: 'Order' },
  widgets: true,
  body: (_, say) => html`
<section class="container section">
  <div class="title-bar"><h1>${say({ fr: 'Commander', en: 'Order' })}</h1><div class="title-end"><guichet-cart mode="button"></guichet-cart><guichet-account></guichet-account></div></div>
  <p class="lead">${say({
    fr: 'Vos prix, nos stocks, livré à l’adresse que vous choisissez.',
    en: 'Your prices, our stock, delivered to the address of your choice.',
  })}</p>
  <guichet-catalogue heading-level="2"></guichet-catalogue>
</section>`,
}

const basket: Page = {
  path: '/panier',
  title: { fr: 'Panier', en: 'Cart' },
  widgets: true,
  body: (visit, say) => html`
<section class="container section">
  <div class="title-bar"><h1>${say({ fr: 'Commander', en: 'Order' })}</h1><guichet-account></guichet-account></div>
  <guichet-cart heading-level="2"></guichet-cart>
  <p class="hint"><a href="${visit.to('/commander')}">${say({ fr: 'Revenir au catalogue', en: 'Back to the catalogue' })}</a></p>
</section>`,
}

const help: Page = {
  path: '/depannage',
  title: { fr: 'Dépannage', en: 'Repairs' },
  menu: { fr: 'Dépannage', en: 'Repairs' },
  widgets: true,
  body: (_, say) => html`
<section class="container section row">
  <div class="col">
    <h1>${say({ fr: 'Une machine en panne ?', en: 'A machine has stopped?' })}</h1>
    <p class="lead">${say({
      fr: 'Du lundi au vendredi, de 8 h à 18 h. Munissez-vous du numéro collé sur la machine.',
      en: 'Monday to Friday, 8 a.m. to 6 p.m. Have the number on the machine’s label at hand.',
    })}</p>
    <p><a class="btn btn-primary" href="tel:0261914000">02 61 91 40 00</a></p>
  </div>
  <ol class="col steps">
    <li>${say({ fr: 'Relevez l’étiquette verte : elle commence par ARM.', en: 'Read the green label: it begins with ARM.' })}</li>
    <li>${say({ fr: 'Dites-nous ce que l’écran affiche.', en: 'Tell us what the screen says.' })}</li>
    <li>${say({ fr: 'Un technicien vous rappelle dans l’heure.', en: 'A technician calls you back within the hour.' })}</li>
  </ol>
</section>
<section class="container section">
  <div class="title-bar"><h2>${say({ fr: 'Ou demandez en ligne, jour et nuit', en: 'Or ask online, day and night' })}</h2><guichet-account></guichet-account></div>
  <guichet-request heading-level="3"></guichet-request>
</section>`,
}

const signIn: Page = {
  path: '/connexion',
  title: { fr: 'Connexion', en: 'Sign in' },
  widgets: true,
  body: (visit, say) => html`
<section class="container section narrow">
  <h1>${say({ fr: 'Se connecter', en: 'Sign in' })}</h1>
  <guichet-login></guichet-login>
  <p class="hint"><a href="${visit.to('/espace-client')}">${say({ fr: 'Vers l’espace client', en: 'To the customer area' })}</a></p>
</section>`,
}

export const armoise: Site = {
  name: 'Armoise Bureautique',
  tagline: {
    fr: 'Copieurs, consommables et téléphonie en Maine-et-Loire.',
    en: 'Copiers, consumables and telephony in Maine-et-Loire.',
  },
  phone: '02 61 91 40 00',
  email: 'clients@armoise.example',
  address: '18 rue des Tanneurs, 49000 Angers',
  legal: {
    fr: 'SAS au capital de 120 000 €. Entreprise fictive, pour la démonstration de Guichet.',
    en: 'SAS with a capital of €120,000. A fictitious firm, made to demonstrate Guichet.',
  },
  style: 'armoise/site.css',
  logo,
  icon,
  places: {
    dashboard: '/espace-client',
    fleet: '/parc',
    interventions: '/interventions',
    orders: '/commandes',
    invoices: '/factures',
    catalogue: '/commander',
    cart: '/panier',
    request: '/depannage',
    login: '/connexion',
  },
  pages: [home, shop, help, basket, ...place, signIn],
}
