/** Armoise Bureautique: office equipment, consumables and telephones around Angers. */
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

const area: Page = {
  path: '/espace-client',
  title: { fr: 'Espace client', en: 'Customer area' },
  widgets: true,
  body: (visit, say) => html`
<section class="container section">
  <div class="title-bar"><h1>${say({ fr: 'Espace client', en: 'Customer area' })}</h1><guichet-account></guichet-account></div>
  <p class="lead">${say({
    fr: 'Vos factures et vos avoirs, à jour de notre gestion.',
    en: 'Your invoices and credit notes, straight from our books.',
  })}</p>
  <guichet-invoices heading-level="2"></guichet-invoices>
  <p class="hint"><a href="${visit.to('/connexion')}">${say({ fr: 'Première visite ou mot de passe perdu ?', en: 'First visit, or lost your password?' })}</a></p>
</section>`,
}

const invoices: Page = {
  path: '/factures',
  title: { fr: 'Factures', en: 'Invoices' },
  menu: { fr: 'Factures', en: 'Invoices' },
  widgets: true,
  body: (_, say) => html`
<section class="container section">
  <div class="title-bar"><h1>${say({ fr: 'Votre compte chez nous', en: 'Your account with us' })}</h1><guichet-account></guichet-account></div>
  <guichet-invoices heading-level="2"></guichet-invoices>
</section>`,
}

const help: Page = {
  path: '/depannage',
  title: { fr: 'Dépannage', en: 'Repairs' },
  menu: { fr: 'Dépannage', en: 'Repairs' },
  widgets: false,
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
    <li>${say({ fr: 'Relevez l’étiquette verte : elle commence par AB.', en: 'Read the green label: it begins with AB.' })}</li>
    <li>${say({ fr: 'Dites-nous ce que l’écran affiche.', en: 'Tell us what the screen says.' })}</li>
    <li>${say({ fr: 'Un technicien vous rappelle dans l’heure.', en: 'A technician calls you back within the hour.' })}</li>
  </ol>
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
  pages: [home, invoices, help, area, signIn],
}
