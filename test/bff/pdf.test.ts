import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PDFDocument } from 'pdf-lib'
import { figuresOf } from '../../bff/pdf/figures.ts'
import { invoiceCopy } from '../../bff/pdf/invoice-copy.ts'
import { words } from '../../bff/pdf/words.ts'
import { billOf, lineOf } from '../kit/bill.ts'
import { pagesOf } from '../kit/pdf-text.ts'

const french = { language: 'fr', madeOn: '2026-11-21', accent: '#1f6f5c' } as const
const english = { ...french, language: 'en' } as const

const flat = (text: string) => text.replace(/[\u00a0\u202f\s]+/g, ' ')
const textOf = async (bytes: Uint8Array) => flat((await pagesOf(bytes)).join('\n'))

test('days are written as each language writes them', () => {
  const [fr, en] = [figuresOf(words.fr, 'EUR'), figuresOf(words.en, 'EUR')]
  assert.equal(fr.longDate('2026-07-01'), '1er juillet 2026')
  assert.equal(fr.longDate('2026-07-11'), '11 juillet 2026')
  assert.equal(fr.date('2026-07-01'), '01/07/2026')
  assert.equal(en.longDate('2026-07-01'), '1 July 2026')
})

test('[CO-29] [L-13] a copy carries every mention of an invoice', async () => {
  const text = await textOf(await invoiceCopy(billOf(), french))
  const mentions = [
    'Facture',
    'N° FA-2026-00042',
    'Armoise Bureautique',
    '12 rue des Lices',
    '49000 Angers',
    'SAS au capital de 50 000 €',
    'RCS Angers 732 829 320',
    'SIREN 732 829 320',
    'N° TVA FR44732829320',
    'Mairie de Saint-Œlin',
    'Place de l’Hôtel de Ville',
    'SIREN 214 900 999',
    'N° TVA FR12214900999',
    'Code client C00017',
    '15/10/2026',
    '12/10/2026',
    '30/11/2026',
    'BC-7781',
    'Copies noir et blanc',
    '12 450',
    'par page',
    '0,0045',
    '56,03',
    'Sous-total copies',
    'Intervention du 12 octobre',
    '442,89',
    '88,58',
    '562,89 €',
    '100,58 €',
    '663,47 €',
    '363,47 €',
    '31/10/2026 (réglée)',
    '30/10/2026 · Virement',
    '45 jours fin de mois',
    'IBAN FR76 3000 6000 0112 3456 7890 189',
    'Pénalités de retard : trois fois le taux d’intérêt légal.',
    'Pas d’escompte pour paiement anticipé.',
  ]
  for (const mention of mentions) assert.ok(text.includes(flat(mention)), mention)
})

test('[L-06] operation, VAT on debits and the place of delivery are told', async () => {
  const text = await textOf(await invoiceCopy(billOf(), french))
  for (const mention of ['Biens et services', 'd’après les débits', 'École Jules-Ferry', '4 rue de la Paix']) {
    assert.ok(text.includes(mention), mention)
  }
})

test('[L-14] the 40 € indemnity is an amount for a business and nothing for a consumer', async () => {
  const business = await textOf(await invoiceCopy(billOf(), french))
  assert.match(business, /frais de recouvrement due en cas de retard de paiement : 40 €/)
  const person = { ...billOf().buyer, kind: 'person' as const }
  const consumer = await textOf(await invoiceCopy(billOf({ buyer: person }), french))
  assert.doesNotMatch(consumer, /recouvrement/)
})

test('[L-01] [L-08] every page says that it is a copy and not the original', async () => {
  for (const [options, mark, sentence] of [
    [french, 'COPIE', 'Copie établie le 21 novembre 2026 pour consultation. Ce document n’est pas l’original'],
    [english, 'COPY', 'Copy made on 21 November 2026 for reference. This document is not the original'],
  ] as const) {
    const lines = Array.from({ length: 60 }, (_, index) => lineOf(index))
    const pages = await pagesOf(await invoiceCopy(billOf({ lines }), options))
    assert.ok(pages.length >= 3)
    pages.forEach((page, index) => {
      assert.ok(flat(page).includes(mark))
      assert.ok(flat(page).includes(sentence))
      assert.ok(flat(page).includes(`Page ${index + 1} ${options === french ? 'sur' : 'of'} ${pages.length}`))
    })
  }
})

test('[L-08] a credit note names the invoice that it corrects, and what is left in favour', async () => {
  const bill = billOf({
    kind: 'credit_note',
    number: 'AV-2026-0007',
    dueOn: null,
    original: { number: 'FA-2026-00042', issuedOn: '2026-10-15' },
    lines: [lineOf(1, { amount: '-83.00', quantity: '-2' })],
    taxes: [{ rate: '0.2', label: null, base: '-83.00', amount: '-16.60' }],
    totalExclTax: '-83.00',
    totalTax: '-16.60',
    totalInclTax: '-99.60',
    remaining: '-99.60',
    dues: [],
    payments: [],
  })
  const text = await textOf(await invoiceCopy(bill, french))
  assert.match(text, /Avoir N° AV-2026-0007/)
  assert.match(text, /FA-2026-00042 du 15\/10\/2026/)
  assert.match(text, /Reste à votre crédit 99,60 €/)
  assert.match(text, /\u221299,60 €/)
  assert.doesNotMatch(text, /-\d+,\d\d/)
  assert.doesNotMatch(text, /IBAN|recouvrement|Reste à payer/)
})

test('a cancelled invoice says so and asks for no money', async () => {
  const text = await textOf(await invoiceCopy(billOf({ cancelled: true, remaining: '0.00' }), french))
  assert.match(text, /COPIE · ANNULÉE/)
  assert.doesNotMatch(text, /Reste à payer|Déjà réglé/)
})

test('[L-19] reverse charge is said in words', async () => {
  const lines = [lineOf(1, { rate: '0', category: 'AE' })]
  assert.match(await textOf(await invoiceCopy(billOf({ lines }), french)), /Autoliquidation de la TVA/)
  assert.doesNotMatch(await textOf(await invoiceCopy(billOf(), french)), /Autoliquidation/)
})

test('300 lines run over pages in order, none lost, heads repeat, nothing stands alone', async () => {
  const lines = Array.from({ length: 300 }, (_, index) => {
    if (index % 10 === 0) return lineOf(index, { kind: 'title', label: `Titre ${index}`, amount: null, quantity: null })
    if (index % 10 === 9) return lineOf(index, { kind: 'subtotal', label: `Somme ${index}`, amount: '664.00' })
    const long = ` ${'avec une désignation longue qui passe à la ligne '.repeat(index % 4)}`
    return lineOf(index, { reference: null, label: `Article-${index}${long}` })
  })
  const pages = (await pagesOf(await invoiceCopy(billOf({ lines }), french))).map(flat)
  const all = pages.join(' ')
  const found = [...all.matchAll(/(?:Titre |Somme |Article-)(\d+)/g)].map((match) => Number(match[1]))
  assert.deepEqual(
    found,
    lines.map((_, index) => index),
  )
  for (const page of pages) {
    const inTable = [...page.matchAll(/(Titre|Somme|Article)[ -]\d+/g)].map((match) => match[1])
    if (inTable.length > 0) assert.match(page, /Désignation/)
    assert.notEqual(inTable.at(-1), 'Titre', 'a title at the foot of a page')
    assert.notEqual(inTable[0], 'Somme', 'a subtotal at the head of a page')
  }
  const last = pages.findIndex((page) => page.includes('Total TTC'))
  assert.match(pages[last] ?? '', /Somme 299/, 'the totals have at least the last row beside them')
})

test('every length of table keeps its totals with a row', async () => {
  for (let count = 1; count <= 40; count += 3) {
    const lines = Array.from({ length: count }, (_, index) => lineOf(index, { label: `Article-${index}` }))
    const pages = (await pagesOf(await invoiceCopy(billOf({ lines }), french))).map(flat)
    const total = pages.find((page) => page.includes('Total TTC')) ?? ''
    assert.ok(total.includes(`Article-${count - 1}`), `${count} lines`)
  }
})

test('a text longer than a page, a word wider than its column and characters without a shape end well', async () => {
  const label = `${'x'.repeat(3000)} ${'mot '.repeat(3000)}`
  const lines = [lineOf(1, { label }), lineOf(2, { label: 'a\u0000\u0007\tb \u{1f389} 漢字 \ud800' })]
  const pages = await pagesOf(await invoiceCopy(billOf({ lines }), french))
  assert.ok(pages.length > 3)
  assert.equal([...pages.join(' ').matchAll(/\bmot\b/g)].length, 3000)
})

test('the same bill on the same day gives the same bytes', async () => {
  const [first, second] = [await invoiceCopy(billOf(), french), await invoiceCopy(billOf(), french)]
  assert.deepEqual(Buffer.from(first), Buffer.from(second))
  const tomorrow = await invoiceCopy(billOf(), { ...french, madeOn: '2026-11-22' })
  assert.notDeepEqual(Buffer.from(first), Buffer.from(tomorrow))
})

test('the file tells its title and its language', async () => {
  for (const [options, title, language] of [
    [french, 'Facture FA-2026-00042 (copie)', 'fr-FR'],
    [english, 'Invoice FA-2026-00042 (copy)', 'en-GB'],
  ] as const) {
    const doc = await PDFDocument.load(await invoiceCopy(billOf(), options), { updateMetadata: false })
    assert.equal(doc.getTitle(), title)
    assert.equal(doc.getAuthor(), 'Armoise Bureautique')
    assert.equal(doc.getCreationDate()?.toISOString(), '2026-11-21T00:00:00.000Z')
    assert.ok(String(doc.catalog.get(doc.catalog.context.obj('Lang') as never) ?? doc.catalog).includes(language))
  }
})

test('amounts, quantities and rates are formatted from their digits, not from floats', async () => {
  const lines = [
    lineOf(1, { quantity: '0.1', unitPrice: '90071992547.4099', amount: '900719925474099.37', rate: '0.055' }),
  ]
  const text = await textOf(await invoiceCopy(billOf({ lines }), french))
  assert.match(text, /900 719 925 474 099,37/)
  assert.match(text, /90 071 992 547,4099/)
  assert.match(text, /5,5 %/)
})
