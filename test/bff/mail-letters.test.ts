/** What letters and text messages say: complete, escaped, in one line where it must be, readable in the dark. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { isAddress } from '../../bff/mail/carrier.ts'
import { contrast, readable } from '../../bff/mail/colour.ts'
import { letterOf, type Sender, textMessageOf } from '../../bff/mail/letter.ts'
import type { SmsTemplate } from '../../bff/mail/message.ts'
import { samples, templates } from '../../bff/mail/samples.ts'

const sender: Sender = {
  name: 'Armoise Bureautique',
  accent: '#2f6b4f',
  phone: '02 61 91 00 00',
  email: 'contact@armoise.example',
  timeZone: 'Europe/Paris',
}
const languages = ['fr', 'en'] as const
const one = (template: (typeof templates)[number], language: 'fr' | 'en' = 'fr', from = sender) =>
  letterOf(template, samples[template] as never, language, from)

describe('letters', () => {
  test('every template has both languages, the same links and codes in text and HTML, and no remote part', () => {
    for (const template of templates) {
      const subjects = languages.map((language) => {
        const { subject, text, html } = one(template, language)
        const { code, link } = samples[template] as { code?: string; link?: string }
        for (const part of [code, link]) {
          if (part === undefined) continue
          assert.ok(text.includes(part), `${template} ${language}: text lacks ${part}`)
          assert.ok(html.includes(part.replaceAll('&', '&amp;')), `${template} ${language}: HTML lacks ${part}`)
        }
        assert.match(html, new RegExp(`<html lang="${language}">`))
        assert.doesNotMatch(html, /<img|<script|<link|@import|url\(|src=/i)
        assert.doesNotMatch(`${subject}${text}`, /undefined|\[object/)
        assert.ok(subject.length > 5 && subject.length < 78, `${template} ${language}: "${subject}"`)
        return subject
      })
      assert.notEqual(subjects[0], subjects[1])
    }
  })

  test('a name from the database is text: no tag, no second line, no header', () => {
    const values = {
      link: 'https://www.armoise.example/?a=1&b=2#guichet.invite=x',
      days: '7',
      name: '<img src=x onerror=alert(1)>\r\nBcc: everybody@example.com',
      company: 'A & B "Frères"\u2028',
    }
    const evil = { ...sender, name: 'Armoise\r\nBcc: all@example.com <b>' }
    const { subject, text, html } = letterOf('invitation', values, 'fr', evil)
    assert.doesNotMatch(subject, /[\r\n]/)
    assert.ok(!html.includes('<img') && !html.includes('<b>'))
    assert.ok(html.includes('&lt;img src=x onerror=alert(1)&gt;'))
    assert.ok(html.includes('href="https://www.armoise.example/?a=1&amp;b=2#guichet.invite=x"'))
    assert.doesNotMatch(text, /^Bcc:/m)
  })

  test('a letter carries links by https only, http on this machine excepted', () => {
    for (const link of ['javascript:alert(1)', 'http://www.example.com/', 'data:text/html,x', 'no address'])
      assert.throws(() => letterOf('password-reset', { link, minutes: '15' }, 'fr', sender), /https only/, link)
    assert.ok(letterOf('password-reset', { link: 'http://localhost:8801/a', minutes: '15' }, 'fr', sender))
  })

  test('an instant is told in the vendor’s time zone, and names it', () => {
    const when = '2026-07-01T12:05:00Z'
    assert.match(
      letterOf('password-changed', { when }, 'fr', sender).text,
      /le 1er juillet 2026 à 14:05 \(heure d’Europe centrale\)/,
    )
    assert.match(
      letterOf('password-changed', { when }, 'en', sender).text,
      /on 1 July 2026 at 14:05 \(Central European Time\)/,
    )
  })

  test('any accent can be read on light and on dark paper; what is no colour is the default', () => {
    for (const accent of ['#ffff00', '#000000', '#ffffff', '#2f6b4f', 'red; background: url(x)', undefined]) {
      for (const paper of ['#ffffff', '#1c1f22'] as const) {
        const colour = readable(accent, paper)
        assert.match(colour, /^#[0-9a-f]{6}$/)
        assert.ok(contrast(colour, paper) >= 4.5, `${accent} on ${paper}: ${colour}`)
      }
    }
    assert.doesNotMatch(one('invitation', 'fr', { ...sender, accent: 'red"><script>' }).html, /<script/)
  })

  test('an address is one address', () => {
    for (const good of ['lea.dupond@example.com', 'a+b@sub.example.co', 'françois@société.example'])
      assert.ok(isAddress(good), good)
    for (const bad of [
      '',
      'nobody',
      'a@b',
      'a@example.com, b@example.com',
      'Léa <lea@example.com>',
      'a@example.com\r\nBcc: b@example.com',
      '"a b"@example.com',
      'group: a@example.com;',
      'a@exa mple.com',
      'a@-example.com',
      'a@example..com',
      `${'a'.repeat(65)}@example.com`,
      `a@${'b'.repeat(260)}.com`,
    ])
      assert.ok(!isAddress(bad), bad)
  })
})

/** The basic set of GSM 03.38: one letter outside it makes a message twice as dear. */
const gsm = /^[@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,\-./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà]*$/

test('a code by text message is one message of the GSM alphabet, with the code first', () => {
  for (const template of ['one-time-code', 'second-proof'] satisfies SmsTemplate[]) {
    for (const language of languages) {
      const text = textMessageOf(template, samples[template] as never, language, sender)
      assert.match(text, gsm)
      assert.ok(text.length <= 160, `${text.length}`)
      assert.match(text, /^\d{6}\b/)
    }
  }
})
