/** A ticket is worth what its session may do when it is redeemed, not when it was made. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type Counter, demoPassword, openCounter } from '../kit/counter.ts'
import { eachEngine } from '../kit/db.ts'

eachEngine((engine, rule) => {
  let counter: Counter
  before(async () => {
    counter = await openCounter(engine)
  })
  after(() => counter.close())

  const redeem = async (url: string) =>
    (await counter.app.fetch(new Request(url), { incoming: { socket: { remoteAddress: '192.0.2.1' } } })).status

  /** Tickets of one invoice with the vendor's own PDF and of one without, where there are both. */
  const tickets = async () => {
    const client = counter.client()
    await client.signIn('dupond', demoPassword)
    const { rows } = await client.call('GET /invoices', { query: { limit: 20 } })
    const found = new Map<string, string>()
    for (const { id } of rows) {
      const { pdf } = await client.call('GET /invoices/:id', { params: { id } })
      if (pdf === null || found.has(pdf)) continue
      found.set(pdf, (await client.call('POST /invoices/:id/ticket', { params: { id }, body: {} })).url)
    }
    assert.ok(found.size > 0)
    return { client, urls: [...found] }
  }

  const without = async (right: string, work: () => Promise<void>) => {
    const [row] = await counter.admin.query<{ rights: string[] }>(
      `select rights from portal.profile where id = 'buyer'`,
    )
    await counter.admin.query(`update portal.profile set rights = array_remove(rights, $1) where id = 'buyer'`, [right])
    try {
      await work()
    } finally {
      await counter.admin.query(`update portal.profile set rights = $1 where id = 'buyer'`, [row?.rights])
    }
  }

  describe('[CO-29] a ticket', () => {
    test('gives its file once', async () => {
      for (const [kind, url] of (await tickets()).urls) {
        assert.equal(await redeem(url), 200, kind)
        assert.equal(await redeem(url), 404, kind)
      }
    })

    for (const right of ['invoices.download', 'invoices.amounts', 'invoices.read']) {
      rule(`gives nothing once ${right} is gone`, async () => {
        const { urls } = await tickets()
        await without(right, async () => {
          for (const [kind, url] of urls) assert.equal(await redeem(url), 404, kind)
        })
      })
    }

    test('gives nothing once its session has ended', async () => {
      const { client, urls } = await tickets()
      await client.call('DELETE /session')
      for (const [kind, url] of urls) assert.equal(await redeem(url), 404, kind)
    })
  })
})
