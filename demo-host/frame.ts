/** The frame of every page: head, header with menu, footer. */
import { type Html, html } from './html.ts'
import type { Page, Site, Visit, Words } from './site.ts'

const skip: Words = { fr: 'Aller au contenu', en: 'Skip to content' }
const menuName: Words = { fr: 'Menu', en: 'Menu' }
const counterName: Words = { fr: 'Espace client', en: 'Customer area' }
const mailbox: Words = { fr: 'Courrier de la démonstration', en: 'The demo’s mail' }
const firstVisit: Words = { fr: 'Première visite ou mot de passe perdu ?', en: 'First visit, or lost your password?' }
const ownAccount = (name: string): Words => ({ fr: `Compte ${name}`, en: `${name} account` })
const otherLanguage: Words = { fr: 'English', en: 'Français' }

/** The tags that the README tells a web master to paste, with this counter's address and this portal's key. */
export function scriptTag({ counter, portal }: Visit): Html {
  return html`<script type="module" src="${counter}/${portal}/guichet.js"></script>`
}

export function frame(site: Site, page: Page, visit: Visit): Html {
  const say = (words: Words) => words[visit.language]
  const here = (path: string) => (path === page.path ? html` aria-current="page"` : '')
  const other = visit.language === 'fr' ? `/en${page.path === '/' ? '/' : page.path}` : page.path
  const menu = site.pages.filter((one) => one.menu)
  return html`<!doctype html>
<html lang="${visit.language}">
<head>
<meta charset="utf-8">
<title>${say(page.title)} · ${site.name}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/site.css">
<script type="module" src="/site.js"></script>
${
  page.widgets
    ? html`${scriptTag(visit)}${visit.account ? html`<script type="module" src="/account.js"></script>` : ''}
${Object.entries(site.places).map(
  ([widget, path]) => html`<link rel="guichet-${widget}" href="${visit.to(path)}">
`,
)}`
    : ''
}
</head>
<body>
<a class="skip" href="#content">${say(skip)}</a>
<header class="site-header">
  <div class="container bar">
    <a class="brand" href="${visit.to('/')}">${site.logo}<span>${site.name}</span></a>
    <button class="menu-button" type="button" aria-expanded="false" aria-controls="menu">${say(menuName)}</button>
    <nav id="menu" class="menu" aria-label="${say(menuName)}">
      ${menu.map((one) => html`<a href="${visit.to(one.path)}"${here(one.path)}>${one.menu && say(one.menu)}</a>`)}
      ${site.account && visit.account ? html`<a href="${visit.to(site.account.path)}"${here(site.account.path)}>${visit.account.person ?? say(ownAccount(site.name))}</a>` : ''}
      <a class="language" href="${other}" lang="${visit.language === 'fr' ? 'en' : 'fr'}" hreflang="${visit.language === 'fr' ? 'en' : 'fr'}">${say(otherLanguage)}</a>
      <a class="btn btn-primary" href="${visit.to('/espace-client')}"${here('/espace-client')}>${say(counterName)}</a>
    </nav>
  </div>
</header>
<main id="content">${page.body(visit, say)}</main>
<footer class="site-footer">
  <div class="container columns">
    <div><p class="brand">${site.logo}<span>${site.name}</span></p><p>${say(site.tagline)}</p></div>
    <address><p>${site.address}</p><p><a href="tel:${site.phone.replaceAll(' ', '')}">${site.phone}</a><br><a href="mailto:${site.email}">${site.email}</a></p></address>
    <p class="legal">${say(site.legal)}<br><a href="${visit.to(site.places.login ?? '/')}">${say(firstVisit)}</a>${visit.mailbox ? html`<br><a href="${visit.to('/mailbox')}">${say(mailbox)}</a>` : ''}</p>
  </div>
</footer>
</body>
</html>
`
}
