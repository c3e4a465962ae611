/** A message as a letter: subject, text and HTML, in the vendor's name and colour. Pure; no picture, no font, no script. */
import { readable } from './colour.ts'
import type { MessageValues, SmsTemplate, Template } from './message.ts'
import { en } from './words-en.ts'
import { fr } from './words-fr.ts'
import type { LetterWords, Words } from './words-form.ts'

/** In whose name it is written. */
export interface Sender {
  name: string
  accent?: string | undefined
  phone?: string | undefined
  email?: string | undefined
  website?: string | undefined
  /** IANA name, for instants. */
  timeZone: string
}

export interface Letter {
  subject: string
  text: string
  html: string
}

const languages: Record<'fr' | 'en', Words> = { fr, en }

const escaped = (text: string) =>
  text.replace(/[&<>"']/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[c] ?? c)

/** One line, whatever a name on file may hold. */
const oneLine = (text: string) => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()

/** « le 21 novembre 2026 à 14:05 »: the instant as a part of the sentence. */
function sentenceOf(iso: string, language: 'fr' | 'en', timeZone: string): string {
  const at = new Date(iso)
  if (Number.isNaN(at.getTime())) return iso
  const { locale } = languages[language]
  const day = new Intl.DateTimeFormat(locale, { timeZone, dateStyle: 'long' }).format(at)
  const time = new Intl.DateTimeFormat(locale, { timeZone, hour: '2-digit', minute: '2-digit' }).format(at)
  // Whoever reads it elsewhere must not be wrong by an hour.
  const zone = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'longGeneric' })
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName')?.value
  // French counts the first day only, and Intl does not know it.
  return language === 'fr' ? `le ${day.replace(/^1 /, '1er ')} à ${time} (${zone})` : `on ${day} at ${time} (${zone})`
}

function prepared<T extends Template>(values: MessageValues[T], language: 'fr' | 'en', timeZone: string) {
  const lines = Object.entries(values as Record<string, string | undefined>).flatMap(([name, value]) =>
    value === undefined
      ? []
      : [[name, name === 'when' ? sentenceOf(value, language, timeZone) : oneLine(value)] as const],
  )
  return Object.fromEntries(lines) as unknown as MessageValues[T]
}

/** Only what a browser may open from a letter. */
function safeLink(link: string): string {
  const url = URL.canParse(link) ? new URL(link) : undefined
  const local = url?.hostname === 'localhost' || url?.hostname === '127.0.0.1'
  if (!url || !(url.protocol === 'https:' || (url.protocol === 'http:' && local)))
    throw new Error('A letter carries links by https only')
  return url.href
}

export function letterOf<T extends Template>(
  template: T,
  values: MessageValues[T],
  language: 'fr' | 'en',
  sender: Sender,
): Letter {
  const words = languages[language]
  const write = words.letters[template] as (values: MessageValues[T], portal: string) => LetterWords
  const name = oneLine(sender.name)
  const said = write(prepared(values, language, sender.timeZone), name)
  const safe = said.action ? { ...said, action: { ...said.action, link: safeLink(said.action.link) } } : said
  return {
    subject: oneLine(safe.subject),
    text: textOf(safe, words, { ...sender, name }),
    html: htmlOf(safe, words, language, { ...sender, name }),
  }
}

/** A text message. @param sender only the name is used */
export function textMessageOf<T extends SmsTemplate>(
  template: T,
  values: MessageValues[T],
  language: 'fr' | 'en',
  sender: Pick<Sender, 'name'>,
): string {
  const write = languages[language].texts[template] as (values: MessageValues[T], portal: string) => string
  return write(prepared(values, language, 'UTC'), oneLine(sender.name))
}

const imprint = ({ phone, email, website }: Sender) =>
  [phone, email, website].filter((part): part is string => part !== undefined && part !== '').map(oneLine)

function textOf(said: LetterWords, words: Words, sender: Sender): string {
  const parts = [
    said.title,
    ...said.body,
    ...(said.code === undefined ? [] : [`    ${said.code}`]),
    ...(said.action ? [`${said.action.label}${words.locale === 'fr-FR' ? '\u00a0' : ''}:\n${said.action.link}`] : []),
    ...said.notes,
    ['-- ', sender.name, ...imprint(sender), words.sentBy(sender.name)].join('\n'),
  ]
  return `${parts.join('\n\n')}\n`
}

/** Tables and inline styles, because mail programs know little else; the style sheet only turns the lights down. */
function htmlOf(said: LetterWords, words: Words, language: string, sender: Sender): string {
  const light = readable(sender.accent, '#ffffff')
  const dark = readable(sender.accent, '#1c1f22')
  const font = `font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif`
  const paragraph = (text: string, style: string, kind: string) =>
    `<p class="${kind}" style="margin:0 0 16px;${font};${style}">${escaped(text)}</p>`
  const body = said.body.map((text) => paragraph(text, 'font-size:16px;line-height:24px;color:#22272b', 'ink'))
  const notes = said.notes.map((text) => paragraph(text, 'font-size:14px;line-height:21px;color:#56606a', 'soft'))
  const code =
    said.code === undefined
      ? ''
      : `<p class="code" style="margin:8px 0 24px;padding:16px;border-radius:8px;background:#f1f3f5;text-align:center;font-family:ui-monospace,Menlo,Consolas,monospace;font-size:32px;line-height:40px;letter-spacing:6px;font-weight:600;color:#16191c">${escaped(said.code)}</p>`
  const action = said.action
    ? `<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:8px 0 24px"><tr><td class="button" bgcolor="${light}" style="border-radius:8px;background:${light}"><a class="button-label" href="${escaped(said.action.link)}" style="display:inline-block;padding:14px 24px;${font};font-size:16px;line-height:20px;font-weight:600;color:#ffffff;text-decoration:none">${escaped(said.action.label)}</a></td></tr></table>`
    : ''
  const inFull = said.action
    ? `<p class="soft" style="margin:0 0 16px;${font};font-size:13px;line-height:19px;color:#56606a">${escaped(words.linkInFull)}<br><a class="accent" href="${escaped(said.action.link)}" style="color:${light};word-break:break-all">${escaped(said.action.link)}</a></p>`
    : ''
  const lines = [...imprint(sender), words.sentBy(sender.name)].map(escaped).join('<br>')
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no">
<title>${escaped(said.subject)}</title>
<style>
:root { color-scheme: light dark; }
@media (prefers-color-scheme: dark) {
  .paper { background: #121416 !important; }
  .sheet { background: #1c1f22 !important; border-color: #343a40 !important; }
  .ink, .title { color: #e9ecef !important; }
  .soft { color: #b3bcc4 !important; }
  .rule { border-color: #343a40 !important; }
  .accent { color: ${dark} !important; }
  .band { background: ${dark} !important; }
  .button { background: ${dark} !important; }
  .button-label { color: #14171a !important; }
  .code { background: #2a2f34 !important; color: #f8f9fa !important; }
}
</style>
</head>
<body class="paper" style="margin:0;padding:0;background:#f1f3f5">
<div style="display:none;max-height:0;overflow:hidden">${escaped(said.code === undefined ? (said.body[0] ?? '') : said.title)}</div>
<table role="presentation" class="paper" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:#f1f3f5"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" class="sheet" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:560px;background:#ffffff;border:1px solid #dee2e6;border-radius:12px">
<tr><td class="band" bgcolor="${light}" height="4" style="height:4px;line-height:4px;font-size:4px;background:${light};border-radius:12px 12px 0 0">&nbsp;</td></tr>
<tr><td style="padding:28px 28px 4px">
<p class="accent" style="margin:0 0 20px;${font};font-size:15px;line-height:20px;font-weight:700;color:${light}">${escaped(sender.name)}</p>
<h1 class="title" style="margin:0 0 16px;${font};font-size:24px;line-height:30px;font-weight:700;color:#16191c">${escaped(said.title)}</h1>
${[...body, code, action, ...notes, inFull].filter(Boolean).join('\n')}
</td></tr>
<tr><td style="padding:0 28px 24px"><p class="soft rule" style="margin:0;padding-top:16px;border-top:1px solid #dee2e6;${font};font-size:13px;line-height:20px;color:#56606a">${lines}</p></td></tr>
</table>
</td></tr></table>
</body>
</html>
`
}
