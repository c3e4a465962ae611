import assert from 'node:assert/strict'
import { test } from 'node:test'
import { attachment } from '../../bff/files/disposition.ts'

const realName = (header: string) => decodeURIComponent(/filename\*=UTF-8''([^;]*)$/.exec(header)?.[1] ?? '')

test('[CO-29] a file name with accents arrives whole, with a plain one beside it', () => {
  const header = attachment('Facture été n° 12 — œuvre.pdf')
  assert.match(header, /^attachment; filename="Facture ete n_ 12 _ oeuvre\.pdf"; filename\*=UTF-8''/)
  assert.equal(realName(header), 'Facture été n° 12 — œuvre.pdf')
})

test('[CO-29] quotes, paths and line breaks in a file name stay inside the header', () => {
  const names = [
    'a"; filename="evil.html',
    '../../etc/passwd',
    'C:\\Windows\\x.pdf',
    'a\r\nSet-Cookie: x=1\r\n.pdf',
    'a\u0000b.pdf',
    'a\u202efdp.exe',
    '100%41.pdf',
    "o'neil (1)*.pdf",
    '\ud800.pdf',
    '...hidden',
    '\n\r',
    'é'.repeat(5000),
  ]
  for (const name of names) {
    const header = attachment(name)
    assert.match(header, /^attachment; filename="[^"%\\/\r\n]*"; filename\*=UTF-8''[\w.~%-]+$/, name.slice(0, 40))
    const real = realName(header)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what must not be there.
    assert.doesNotMatch(real, /["\\/\u0000-\u001f\u202e]/)
    assert.ok(real.length > 0 && real.length <= 150)
    assert.ok(!real.startsWith('.'))
    // Node refuses a header value that would break out of its line.
    assert.doesNotThrow(() => new Headers({ 'Content-Disposition': header }))
  }
})
