/** What the mailbox shows: a list, and the chosen message beside it (on a phone: in its place). */
import { type Captured, idOf } from '../../bff/mail/captured.ts'
import { type Html, html } from '../html.ts'
import type { Language } from '../site.ts'
import { type MailboxWords, mailboxWords } from './words.ts'

/** A line of the list and what opens when it is chosen; of received messages and of templates alike. */
export interface Entry {
  id: string
  channel: 'mail' | 'sms'
  from: string
  to: string
  subject: string
  /** ISO instant; templates have none. */
  at?: string | undefined
  text: string
  /** Address of the letter as HTML; text messages have none. */
  letter?: string | undefined
}

export interface Shown {
  language: Language
  site: string
  /** Path without language: `/mailbox` or `/mailbox/preview`. */
  path: string
  entries: readonly Entry[]
  chosen: Entry | undefined
  asText: boolean
}

const prefix = (language: Language) => (language === 'en' ? '/en' : '')

export function entryOf(one: Captured): Entry {
  const id = idOf(one)
  const at = one.at.toISOString()
  if (one.channel === 'sms')
    return { id, channel: 'sms', from: '', to: one.text.to, subject: one.text.text, at, text: one.text.text }
  const { fromName, to, subject, text } = one.letter
  return { id, channel: 'mail', from: fromName, to, subject, at, text, letter: `/mailbox/letter/${id}.html` }
}

function timeOf(at: string, { locale }: MailboxWords): string {
  const date = new Date(at)
  const today = new Date().toDateString() === date.toDateString()
  return new Intl.DateTimeFormat(locale, today ? { timeStyle: 'short' } : { day: 'numeric', month: 'short' }).format(
    date,
  )
}

/** An address in a text message or letter can be followed; everything around it stays text. */
function linked(text: string): Html[] {
  return text
    .split(/(https?:\/\/[^\s]+)/)
    .map((part, n) => (n % 2 ? html`<a href="${part}">${part}</a>` : html`${part}`))
}

function listOf({ language, path, entries, chosen }: Shown, words: MailboxWords): Html {
  if (entries.length === 0)
    return html`<div class="empty"><p class="strong">${words.emptyTitle}</p><p>${words.empty}</p></div>`
  return html`<ol class="list">${entries.map(
    (
      one,
    ) => html`<li><a href="${prefix(language)}${path}?letter=${one.id}"${one.id === chosen?.id ? html` aria-current="true"` : ''}>
  <span class="line"><span class="who">${one.channel === 'sms' ? one.to : one.from}</span>${one.at === undefined ? '' : html`<time datetime="${one.at}">${timeOf(one.at, words)}</time>`}</span>
  <span class="subject">${one.subject}</span>
  <span class="line"><span class="kind ${one.channel}">${one.channel === 'sms' ? words.sms : words.mail}</span><span class="to">${one.channel === 'sms' ? '' : one.to}</span></span>
</a></li>`,
  )}</ol>`
}

function messageOf({ language, path, chosen, asText }: Shown, words: MailboxWords): Html {
  if (!chosen) return html`<div class="empty"><p>${words.choose}</p></div>`
  const here = `${prefix(language)}${path}?letter=${chosen.id}`
  const back = html`<p class="back"><a href="${prefix(language)}${path}">← ${words.back}</a></p>`
  if (chosen.channel === 'sms')
    return html`${back}<article class="phone" aria-label="${words.message}"><p class="phone-from">${chosen.to}</p>
<p class="bubble">${linked(chosen.text)}</p>${
      chosen.at === undefined
        ? ''
        : html`<p class="phone-time"><time datetime="${chosen.at}">${timeOf(chosen.at, words)}</time></p>`
    }</article>`
  return html`${back}<article class="letter" aria-label="${words.message}">
<header><h2>${chosen.subject}</h2>
<dl><div><dt>${words.from}</dt><dd>${chosen.from}</dd></div><div><dt>${words.to}</dt><dd>${chosen.to}</dd></div></dl>
<nav class="views" aria-label="${words.message}"><a href="${here}"${asText ? '' : html` aria-current="true"`}>${words.asLetter}</a><a href="${here}&amp;as=text"${asText ? html` aria-current="true"` : ''}>${words.asText}</a></nav></header>
${
  asText
    ? html`<pre class="text">${linked(chosen.text)}</pre>`
    : html`<iframe class="paper" title="${chosen.subject}" src="${chosen.letter ?? ''}" sandbox="allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation"></iframe>`
}</article>`
}

export function mailboxPage(shown: Shown): Html {
  const { language, site, path, chosen, asText } = shown
  const words = mailboxWords[language]
  const preview = path.endsWith('/preview')
  const title = preview ? words.preview : words.title
  const query = chosen ? `?letter=${chosen.id}${asText ? '&as=text' : ''}` : ''
  const other = language === 'fr' ? 'en' : 'fr'
  const start = prefix(language)
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<title>${title} · ${site}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/mailbox.css">
${preview ? '' : html`<script type="module" src="/mailbox.js"></script>`}
</head>
<body${chosen ? html` class="chosen"` : ''}>
<header class="bar">
  <div><p class="site">${site}</p><h1>${title}</h1></div>
  <nav aria-label="${words.mailbox}">
    ${preview ? html`<a href="${start}/mailbox">${words.mailbox}</a>` : html`<a href="${start}/mailbox/preview">${words.templates}</a>`}
    <a href="${language === 'en' ? '/en/' : '/'}">${words.site}</a>
    <a href="${prefix(other)}${path}${query}" lang="${other}" hreflang="${other}">${words.other}</a>
  </nav>
</header>
<main>
  <section class="side" aria-label="${preview ? words.preview : words.letters}"><p class="about">${preview ? words.previewAbout : words.about}</p>${listOf(shown, words)}</section>
  <section class="view" aria-label="${words.message}">${messageOf(shown, words)}</section>
</main>
</body>
</html>
`
}
