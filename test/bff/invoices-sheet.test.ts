import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { clockFrom } from '../../bff/base/clock.ts'
import { type Counter, clock, openCounter, type Person, today } from '../kit/ask.ts'
import { refused } from '../kit/client.ts'
import { eachEngine } from '../kit/db.ts'
import { cents, listOracle } from '../kit/invoice-list.ts'
import { pagesOf } from '../kit/pdf-text.ts'
import { redeemed } from '../kit/redeemed.ts'

const ticketOf = (url: string) => url.split('/').at(-1) ?? ''

eachEngine((engine, rule) => {
  // What differs between the vendors is their rows: PostgreSQL reads both.
  for (const vendor of engine === 'pglite' ? (['armoise'] as const) : (['armoise', 'brumaire'] as const)) {
    let counter: Counter
    let oracle: ReturnType<typeof listOracle>
    let customer: string
    let person: Person
    const redeem = (url: string, portal = counter.portal) => {
      const vendors = { names: [vendor], get: async () => counter.db, close: async () => {} }
      return redeemed({ vendors, clock }, portal, ticketOf(url))
    }
    const ticketFor = (who: Person, id: string, language?: 'fr' | 'en') =>
      counter.ask(who, 'POST /invoices/:id/ticket', { params: { id }, body: language ? { language } : {} })
    const documentOf = (id: string) =>
      counter.model.rows.document.find((one) => one.subject_kind === 'invoice' && one.subject_id === id)
    const ownInvoices = () => counter.model.rows.invoice.filter((invoice) => invoice.customer_id === customer)

    before(async () => {
      counter = await openCounter(engine, vendor)
      oracle = listOracle(counter.model, today)
      const counts = Map.groupBy(counter.model.rows.invoice, (invoice) => invoice.customer_id)
      customer = [...counts].toSorted((a, b) => b[1].length - a[1].length)[0]?.[0] ?? ''
      person = await counter.enter({ customer })
    })
    after(() => counter?.close())

    test(`[CO-27] [EX-24] ${vendor}: a sheet is the invoice whole, as the rows in memory say`, async () => {
      const { rows } = counter.model
      for (const invoice of ownInvoices().slice(0, 25)) {
        const of = <T extends { invoice_id: string }>(list: T[]) => list.filter((one) => one.invoice_id === invoice.id)
        const sheet = await counter.ask(person, 'GET /invoices/:id', { params: { id: invoice.id } })
        assert.equal(sheet.number, invoice.number)
        assert.equal(sheet.state, oracle.stateOf(invoice, true))
        assert.equal(sheet.dueOn, invoice.due_on)
        assert.equal(cents(sheet.totalInclTax ?? ''), cents(invoice.total_incl_tax))
        const lines = of(rows.invoice_line).toSorted((a, b) => Number(a.position) - Number(b.position))
        assert.deepEqual(
          sheet.lines.map((line) => [line.id, line.label]),
          lines.map((line) => [line.id, line.label]),
        )
        assert.equal(sheet.taxes.length, of(rows.invoice_tax).length)
        const tax = sheet.taxes.reduce((sum, row) => sum + cents(row.amount ?? ''), 0)
        assert.equal(tax, cents(invoice.total_tax))
        assert.deepEqual(
          sheet.dues.map((due) => [due.dueOn, cents(due.amount ?? ''), due.settled]),
          of(rows.invoice_due)
            .toSorted((a, b) => (a.due_on < b.due_on ? -1 : 1))
            .map((due) => [due.due_on, cents(due.amount), due.settled]),
        )
        assert.deepEqual(
          sheet.payments.map((payment) => payment.id).toSorted(),
          of(rows.invoice_payment)
            .map((payment) => payment.id)
            .toSorted(),
        )
        assert.equal(sheet.pdf, documentOf(invoice.id) ? 'original' : 'copy')
        assert.ok(sheet.billing?.name)
      }
    })

    rule(`[L-08] ${vendor}: a credit note and its invoice know each other`, async () => {
      const note = counter.model.rows.invoice.find((one) => one.original_id !== null)
      assert.ok(note?.original_id)
      const other = await counter.enter({ customer: note.customer_id })
      const sheet = await counter.ask(other, 'GET /invoices/:id', { params: { id: note.id } })
      assert.equal(sheet.original?.id, note.original_id)
      assert.equal(sheet.kind, 'credit_note')
      const back = await counter.ask(other, 'GET /invoices/:id', { params: { id: note.original_id } })
      assert.ok(back.creditNotes.some((one) => one.id === note.id && one.number === note.number))
      assert.equal(back.original, null)
    })

    rule(`[L-15] ${vendor}: VAT that the vendor has not booked is computed from the lines`, async () => {
      const twin = await openCounter(engine, vendor)
      try {
        await twin.admin.script('delete from management.invoice_tax')
        const who = await twin.enter({ customer })
        let compared = 0
        for (const invoice of ownInvoices().slice(0, 12)) {
          const sheet = await twin.ask(who, 'GET /invoices/:id', { params: { id: invoice.id } })
          const tax = sheet.taxes.reduce((sum, row) => sum + cents(row.amount ?? ''), 0)
          assert.equal(tax, cents(invoice.total_tax), invoice.number)
          if (sheet.taxes.length > 0) compared++
        }
        assert.ok(compared > 5)
      } finally {
        await twin.close()
      }
    })

    rule(`${vendor}: foreign, malformed and absent ids are one and the same 404`, async () => {
      const foreign = counter.model.rows.invoice.find((invoice) => invoice.customer_id !== customer)?.id ?? ''
      const own = ownInvoices()[0]?.id ?? ''
      const ids = [foreign, 'x', '0', '-1', '1.5', '9'.repeat(60), "1' or true --", `0${own}`, ` ${own}`, 'null', 'é']
      ids.push('00000000-0000-4000-8000-000000000000', own.toUpperCase() === own ? `${own}x` : own.toUpperCase())
      for (const id of ids) {
        await assert.rejects(counter.ask(person, 'GET /invoices/:id', { params: { id } }), refused('not-found'), id)
        await assert.rejects(ticketFor(person, id), refused('not-found'), id)
      }
      await assert.rejects(
        counter.ask(person, 'GET /invoices/:id', { params: { id: 'x'.repeat(10_000) } }),
        refused('input-invalid'),
      )
    })

    test(`[EX-29] ${vendor}: without amounts a sheet shows none, and gives no file`, async () => {
      const technician = await counter.enter({ customer, profile: 'technical' })
      const invoice = ownInvoices().find((one) => one.state === 'open') ?? ownInvoices()[0]
      const sheet = await counter.ask(technician, 'GET /invoices/:id', { params: { id: invoice?.id ?? '' } })
      assert.ok(sheet.lines.length > 0)
      const amounts = [
        ...[sheet.totalExclTax, sheet.totalTax, sheet.totalInclTax, sheet.remaining],
        ...sheet.lines.flatMap((line) => [line.unitPrice, line.amountExclTax]),
        ...sheet.taxes.flatMap((tax) => [tax.base, tax.amount]),
        ...[...sheet.dues, ...sheet.payments].map((one) => one.amount),
        ...sheet.creditNotes.map((note) => note.totalInclTax),
      ]
      assert.ok(amounts.length > 6 && amounts.every((amount) => amount === null))
      assert.equal(sheet.pdf, null)
      await assert.rejects(ticketFor(technician, invoice?.id ?? ''), refused('right-missing'))
    })

    rule(`${vendor}: a session of one site sees the invoices of that site alone`, async () => {
      const [site, other] = counter.model.rows.site.filter((one) => one.customer_id === customer)
      assert.ok(site && other)
      const guest = await counter.enter({ customer, sites: [site.id], code: true })
      const visible = new Set(oracle.visible(guest, 'invoice'))
      assert.ok(visible.size > 0 && visible.size < ownInvoices().length)
      for (const { id } of ownInvoices()) {
        const asked = counter.ask(guest, 'GET /invoices/:id', { params: { id } })
        if (visible.has(id)) assert.equal((await asked).id, id)
        else await assert.rejects(asked, refused('not-found'), id)
      }
    })

    rule(`[CO-08] [CO-29] ${vendor}: without the vendor's bytes the ticket gives a copy, once`, async () => {
      const invoice = ownInvoices().find((one) => !documentOf(one.id))
      assert.ok(invoice)
      const { url, fileName, expiresAt } = await ticketFor(person, invoice.id, 'en')
      assert.match(url, /^https:\/\/counter\.example\/v1\/pk_armoise_demodemodemodemo\/files\/[\w-]{43}$/)
      assert.match(fileName, /-copy\.pdf$/)
      const life = new Date(expiresAt).getTime() - Date.now()
      assert.ok(life > 0 && life < 90_000)
      const { headers, body } = await redeem(url)
      assert.equal(headers['Content-Type'], 'application/pdf')
      assert.equal(headers['Content-Length'], String(body.byteLength))
      assert.ok(headers['Content-Disposition']?.startsWith(`attachment; filename="${fileName}"`))
      assert.equal(headers['Cache-Control'], 'no-store')
      assert.equal(headers['X-Content-Type-Options'], 'nosniff')
      assert.equal(headers['Referrer-Policy'], 'no-referrer')
      assert.equal(headers['Content-Security-Policy'], "default-src 'none'; sandbox")
      const text = (await pagesOf(body)).join('\n')
      assert.ok(text.includes(invoice.number) && text.includes('COPY'))
      assert.ok(
        text.includes(
          new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'EUR' }).format(Number(invoice.total_incl_tax)),
        ),
      )
      await assert.rejects(redeem(url), refused('not-found'))
    })

    rule(`${vendor}: of twenty requests with one ticket one gets the file`, async () => {
      const { url } = await ticketFor(person, ownInvoices()[0]?.id ?? '')
      const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => redeem(url)))
      assert.equal(outcomes.filter((one) => one.status === 'fulfilled').length, 1)
    })

    rule(
      `${vendor}: a ticket that is wrong, expired, of another portal or of an ended session gives nothing`,
      async () => {
        const id = ownInvoices()[0]?.id ?? ''
        for (const ticket of [
          '',
          'x',
          '../../etc/passwd',
          'A'.repeat(43),
          'A'.repeat(42),
          'A'.repeat(9999),
          'é'.repeat(43),
        ]) {
          await assert.rejects(redeem(`/files/${ticket}`), refused('not-found'), ticket.slice(0, 20))
        }
        const late = await ticketFor(person, id)
        await counter.admin.query(
          "update portal.ticket set expires_at = now() - interval '1 second' where used_at is null",
        )
        await assert.rejects(redeem(late.url), refused('not-found'))

        const elsewhere = await ticketFor(person, id)
        const other = { ...counter.portal, key: 'pk_armoise_otherotherother0' }
        await assert.rejects(redeem(elsewhere.url, other), refused('not-found'))
        assert.ok((await redeem(elsewhere.url)).body.byteLength > 100, 'and its own portal still takes it')

        const guest = await counter.enter({ customer })
        const revoked = await ticketFor(guest, id)
        await counter.admin.query(
          "update portal.session set ended_at = now(), end_reason = 'revoked' where hash = $1",
          [guest.hash],
        )
        await assert.rejects(redeem(revoked.url), refused('not-found'))

        const demoted = await counter.enter({ customer })
        const lost = await ticketFor(demoted, id)
        await counter.admin.query("update portal.account_customer set profile_id = 'technical' where account_id = $1", [
          demoted.accountId,
        ])
        await assert.rejects(redeem(lost.url), refused('not-found'))
      },
    )

    test(`[CO-29] ${vendor}: where the vendor's PDF is kept, its exact bytes come, whatever it is called`, async () => {
      const twin = await openCounter(engine, vendor)
      try {
        const invoice = ownInvoices()[1]?.id ?? ''
        const bytes = Buffer.concat([
          Buffer.from('%PDF-1.7 '),
          Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7) % 256)),
        ])
        await twin.admin.query("delete from management.document where subject_kind = 'invoice' and subject_id = $1", [
          invoice,
        ])
        const document = vendor === 'armoise' ? '987654321' : '00000000-0000-4000-8000-987654321000'
        const insert = `insert into management.document (id, customer_id, subject_kind, subject_id, role, file_name, media_type, content, changed_at, site_id)
          select $1, $2, 'invoice', $3, $4, $5, $6, $7, now(), site_id from management.invoice where id = $8`
        const row = [customer, invoice, 'original', 'Facture "été"\r\n n° 12.pdf', 'application/pdf', bytes, invoice]
        await twin.admin.query(insert, [document, ...row])
        const who = await twin.enter({ customer })
        const sheet = await twin.ask(who, 'GET /invoices/:id', { params: { id: invoice } })
        assert.equal(sheet.pdf, 'original')
        const { url } = await twin.ask(who, 'POST /invoices/:id/ticket', { params: { id: invoice }, body: {} })
        const vendors = { names: [vendor], get: async () => twin.db, close: async () => {} }
        const file = await redeemed({ vendors, clock: clockFrom(() => new Date()) }, twin.portal, ticketOf(url))
        assert.deepEqual(Buffer.from(file.body), bytes)
        const header = file.headers['Content-Disposition'] ?? ''
        assert.equal(decodeURIComponent(header.split("UTF-8''")[1] ?? ''), 'Facture -été- n° 12.pdf')
        assert.doesNotMatch(header, /[\r\n]/)
      } finally {
        await twin.close()
      }
    })
  }
})
