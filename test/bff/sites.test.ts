import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Site } from '../../bff/api.ts'
import { encodeCursor } from '../../bff/base/page.ts'
import { type Counter, openCounter, type Person } from '../kit/ask.ts'
import { refused } from '../kit/client.ts'
import { eachEngine } from '../kit/db.ts'
import { oracleOf } from '../kit/model.ts'

eachEngine((engine, rule) => {
  for (const vendor of ['armoise', 'brumaire'] as const) {
    let counter: Counter
    let customer: string

    before(async () => {
      counter = await openCounter(engine, vendor)
      const counts = Map.groupBy(counter.model.rows.site, (site) => site.customer_id)
      customer = [...counts].toSorted((a, b) => b[1].length - a[1].length)[0]?.[0] ?? ''
    })
    after(() => counter?.close())

    async function walk(person: Person, limit: number): Promise<Site[]> {
      const rows: Site[] = []
      let after: string | undefined
      do {
        const reply = await counter.ask(person, 'GET /sites', { query: { limit, ...(after && { after }) } })
        rows.push(...reply.rows)
        after = reply.next ?? undefined
      } while (after)
      return rows
    }

    test(`${vendor}: the sites that the session may see, by name, in pages of any length`, async () => {
      const oracle = oracleOf(counter.model)
      const own = counter.model.rows.site.filter((site) => site.customer_id === customer)
      assert.ok(own.length >= 3)
      const people = [
        await counter.enter({ customer }),
        await counter.enter({ customer, profile: 'technical' }),
        await counter.enter({ customer, sites: own.slice(0, 2).map((site) => site.id), code: true }),
        await counter.enter({ customer, sites: [] }),
        await counter.enter({ customer, intervention: '1' }),
      ]
      const counts: number[] = []
      for (const person of people) {
        const visible = oracle.visible(person, 'site')
        for (const limit of [1, 2, 200]) {
          const rows = await walk(person, limit)
          assert.deepEqual(rows.map((site) => site.id).toSorted(), visible.toSorted())
          const names = rows.map((site) => site.name)
          assert.deepEqual(names, names.toSorted())
        }
        counts.push(visible.length)
      }
      assert.deepEqual(counts.slice(2), [2, 0, 0])
    })

    test(`${vendor}: a search finds name, street, postcode and city in any spelling`, async () => {
      const person = await counter.enter({ customer })
      const site = counter.model.rows.site.find((one) => one.customer_id === customer && one.city && one.postal_code)
      assert.ok(site)
      for (const q of [site.name, site.city ?? '', site.postal_code ?? '', `${site.city} ${site.postal_code}`]) {
        for (const spelling of [q, q.toUpperCase(), q.normalize('NFD').replace(/[\u0300-\u036f]/g, '')]) {
          const { rows } = await counter.ask(person, 'GET /sites', { query: { q: spelling } })
          assert.ok(
            rows.some((one) => one.id === site.id),
            spelling,
          )
        }
      }
      for (const q of ['%', '_', 'zzzz', "' or true --"]) {
        const { rows } = await counter.ask(person, 'GET /sites', { query: { q } })
        assert.deepEqual(rows, [], q)
      }
    })

    rule(`${vendor}: a search too long, a page too long and a forged cursor are refused`, async () => {
      const person = await counter.enter({ customer })
      const forged = [
        encodeCursor({ sort: 'name desc', values: ['a', '1'] }),
        encodeCursor({ sort: 'name asc', values: ['a', 'no id'] }),
        encodeCursor({ sort: 'name asc', values: [null, '1'] }),
        encodeCursor({ sort: 'name asc', values: ['\u0000', '1'] }),
      ]
      const wrong = [{ q: 'x'.repeat(10_000) }, { limit: 201 }, { limit: 0 }, ...forged.map((after) => ({ after }))]
      for (const query of wrong) {
        await assert.rejects(counter.ask(person, 'GET /sites', { query }), refused('input-invalid'))
      }
    })
  }
})
