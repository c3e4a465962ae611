/** Every template in both languages, as this website's customers would get it. */
import { letterOf, type Letter, type Sender, textMessageOf } from '../../bff/mail/letter.ts'
import type { SmsTemplate, Template } from '../../bff/mail/message.ts'
import { samples, templates } from '../../bff/mail/samples.ts'
import type { Language, Site } from '../site.ts'
import type { Entry } from './page.ts'

const texts: readonly SmsTemplate[] = ['one-time-code', 'second-proof', 'code-renewed']

const senderOf = (site: Site, accent: string): Sender => ({
  name: site.name,
  accent,
  phone: site.phone,
  email: site.email,
  timeZone: 'Europe/Paris',
})

const sampleLetter = (template: Template, language: Language, sender: Sender): Letter =>
  letterOf(template, samples[template] as never, language, sender)

export function sampleHtml(name: string, site: Site, accent: string): string | undefined {
  const [, template, language] = /^([a-z-]+)\.(fr|en)$/.exec(name) ?? []
  const known = templates.find((one) => one === template)
  return known && sampleLetter(known, language as Language, senderOf(site, accent)).html
}

export function sampleEntries(site: Site, accent: string): Entry[] {
  const sender = senderOf(site, accent)
  const languages: readonly Language[] = ['fr', 'en']
  return [
    ...templates.flatMap((template) =>
      languages.map((language): Entry => {
        const { subject, text } = sampleLetter(template, language, sender)
        const id = `${template}.${language}`
        const to = `${template} · ${language}`
        return { id, channel: 'mail', from: site.name, to, subject, text, letter: `/mailbox/preview/${id}.html` }
      }),
    ),
    ...texts.flatMap((template) =>
      languages.map((language): Entry => {
        const text = textMessageOf(template, samples[template] as never, language, sender)
        return { id: `sms.${template}.${language}`, channel: 'sms', from: '', to: site.name, subject: text, text }
      }),
    ),
  ]
}
