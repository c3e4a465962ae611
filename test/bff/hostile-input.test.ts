/** Bad input of every kind at every field of every endpoint: a typed refusal or a good answer, never a 500. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { SubReply } from '../../bff/api.ts'
import { patternOf, wordsOf } from '../../bff/base/search.ts'
import { type Counter, demoPassword, openCounter } from '../kit/counter.ts'
import { codeOf, type TestClient } from '../kit/client.ts'
import { eachEngine } from '../kit/db.ts'

const texts: Record<string, string> = {
  'a NUL': 'a\0b',
  'a lone high surrogate': 'a\ud800b',
  'a lone low surrogate': '\udfff',
  'a noncharacter': '\uffff\u{10ffff}',
  'a number beyond every range': '9'.repeat(100),
  'a negative number': '-1',
  'a number with an exponent': '1e400',
  'a path': '../../etc/passwd',
  'a name of the prototype': '__proto__',
  'a quote and a comment': `'; drop table portal.session; --`,
  'a template': '${7*7}{{7*7}}%s%n',
  'a control character': '\u0001\u001b[31m\r\nSet-Cookie: a=b',
  'wild cards': '%_\\*+?.()[]{}|^$',
  'a direction mark': '\u202e\u2066',
}

/** Texts that cannot be a login at all. */
const noLogin = ['a NUL', 'a lone high surrogate', 'a lone low surrogate', 'a control character', 'a direction mark']

const dates = ['2026-02-30', '0000-01-01', '10000-01-01', '-0001-01-01', '2026-13-01', '2026-1-1', 'infinity', 'today']
const odd: unknown[] = [0, -1, 1e9, 1.5, '10', null, true, [], {}, ['a'], { a: { b: 1 } }]

eachEngine((engine, rule) => {
  let counter: Counter
  let client: TestClient
  let invoice: string

  before(async () => {
    counter = await openCounter(engine)
    client = counter.client()
    await client.signIn('dupond', demoPassword)
    invoice = (await client.call('GET /invoices', { query: { limit: 1 } })).rows[0]?.id ?? ''
  })
  after(() => counter.close())

  const ask = async (call: Record<string, unknown>): Promise<SubReply> => {
    const response = await client.send('/batch', { body: [call] })
    const body: unknown = await response.json()
    return Array.isArray(body) ? (body[0] as SubReply) : { status: response.status, body }
  }

  const typed = (reply: SubReply, what: string) =>
    assert.ok([200, 400, 401, 403, 404, 409].includes(reply.status), `${what}: ${reply.status} ${codeOf(reply)}`)

  describe('text of any kind', () => {
    for (const [name, text] of Object.entries(texts)) {
      test(`${name} is answered at every field`, async () => {
        const calls: Record<string, unknown>[] = [
          { key: 'GET /invoices', query: { q: text } },
          { key: 'GET /invoices', query: { site: text } },
          { key: 'GET /invoices', query: { after: text } },
          { key: 'GET /invoices', query: { min: text } },
          { key: 'GET /invoices', query: { from: text } },
          { key: 'GET /invoices', query: { state: [text] } },
          { key: 'GET /invoices', query: { [text]: 'x' } },
          { key: 'GET /invoices/:id', params: { id: text } },
          { key: 'GET /invoices/:id', params: { id: invoice, [text]: 'x' } },
          { key: 'POST /invoices/:id/ticket', params: { id: text }, body: {} },
          { key: 'POST /invoices/:id/ticket', params: { id: invoice }, body: { language: text } },
          { key: 'GET /sites', query: { q: text } },
          { key: 'GET /sites', query: { after: text } },
          { key: 'PUT /session/customer', body: { customer: text } },
          { key: 'PATCH /session', body: { language: text } },
          { key: text },
        ]
        for (const call of calls) typed(await ask(call), `${name} in ${JSON.stringify(call)}`)
      })

      rule(`${name} as the customer that the page shows is a refusal, never an empty list`, async () => {
        const reply = await ask({ key: 'GET /invoices', query: {}, customer: text })
        assert.ok([400, 409].includes(reply.status), `${reply.status} ${codeOf(reply)}`)
      })
    }

    rule('at the ways in it is refused as anything unknown is', async () => {
      let peer = 0
      for (const [name, text] of Object.entries(texts)) {
        const stranger = counter.client({ peer: `198.51.${++peer}.1` })
        const replies = [
          await stranger.send('/session', { body: { login: text, password: text } }),
          await stranger.send('/session/code', { body: { code: text } }),
          await stranger.send('/session/code/preview', { body: { code: text } }),
          await stranger.send('/session/password-link', { body: { token: text, password: text } }),
        ]
        const [login, ...others] = await Promise.all(
          replies.map(async (reply) => ((await reply.json()) as { code: string }).code),
        )
        assert.equal(login, noLogin.includes(name) ? 'input-invalid' : 'sign-in-refused', name)
        assert.deepEqual(others, ['code-refused', 'code-refused', 'link-refused'], name)
      }
    })

    rule('a cursor of any content is refused', async () => {
      const cursors = ['issued desc', 'due asc'].flatMap((sort) =>
        [...Object.values(texts), ...dates, null, 'x'.repeat(201)].flatMap((value) =>
          [...Object.values(texts), null].map((id) => ({ sort, value, id })),
        ),
      )
      for (let at = 0; at < cursors.length; at += 20) {
        const calls = cursors.slice(at, at + 20).map(({ sort, value, id }) => ({
          key: 'GET /invoices',
          query: {
            sort: sort.split(' ')[0],
            order: sort.split(' ')[1],
            after: Buffer.from(JSON.stringify([sort, value, id])).toString('base64url'),
          },
        }))
        const replies = await client.batch(calls)
        replies.forEach((reply, n) => {
          assert.ok([200, 400].includes(reply.status), `${JSON.stringify(calls[n])}: ${reply.status} ${codeOf(reply)}`)
        })
      }
    })
  })

  describe('values of other kinds', () => {
    for (const value of odd) {
      rule(`${JSON.stringify(value)} is answered at every field`, async () => {
        for (const field of ['q', 'from', 'state', 'kind', 'site', 'min', 'sort', 'order', 'after', 'limit']) {
          const reply = await ask({ key: 'GET /invoices', query: { [field]: value } })
          typed(reply, field)
        }
        typed(await ask({ key: 'PUT /session/customer', body: { customer: value } }), 'customer')
        typed(await ask({ key: 'PATCH /session', body: value }), 'body')
        for (const part of ['params', 'query', 'body', 'customer', 'background', 'key'])
          typed(await ask({ key: 'GET /session', [part]: value }), part)
      })
    }

    rule('limits outside of 1 to 100 and text are refused', async () => {
      for (const limit of [0, -1, 101, 1e9, 1.5, '10', '1e9'])
        assert.equal(codeOf(await ask({ key: 'GET /invoices', query: { limit } })), 'input-invalid', String(limit))
      for (const limit of ['0', '-1', '101', '1e9', '1.5', '9999999999', ''])
        assert.equal((await client.rest('GET', `/invoices?limit=${limit}`)).status, 400, limit)
    })

    rule('days that are no days are refused, the first and the last are taken', async () => {
      for (const day of dates)
        assert.equal(codeOf(await ask({ key: 'GET /invoices', query: { from: day } })), 'input-invalid', day)
      const all = await client.call('GET /invoices', { query: { from: '0001-01-01', to: '9999-12-31', limit: 1 } })
      const none = await client.call('GET /invoices', { query: { limit: 1 } })
      assert.equal(all.totals.count, none.totals.count)
    })

    rule('amounts have one form', async () => {
      for (const min of ['1e3', '+1', ' 1', '1 ', '1,5', '1.234', '1234567890123', '0x10', 'NaN', 'Infinity', '', '-'])
        assert.equal(codeOf(await ask({ key: 'GET /invoices', query: { min } })), 'input-invalid', min)
      for (const min of ['0', '-0', '000', '-999999999999.99', '999999999999.99'])
        assert.equal((await ask({ key: 'GET /invoices', query: { min } })).status, 200, min)
    })
  })

  test('every character there is may be searched for', async () => {
    const characters = Array.from({ length: 0x110000 / 64 }, (_, block) => block * 64)
    const failed: string[] = []
    for (const start of characters) {
      if (start >= 0xd800 && start < 0xe000) continue
      if (start >= 0x30000 && start < 0xe0000) continue
      if (start >= 0x3400 && start < 0xd7a0 && start % 0x400 !== 0) continue
      if (start >= 0x20000 && start % 0x1000 !== 0) continue
      const patterns = Array.from({ length: 64 }, (_, n) => String.fromCodePoint(start + n))
        .filter((character) => character !== '\0')
        .flatMap((character) => wordsOf(`a${character}b`))
        .map(patternOf)
      // One statement a block, one character at a time only where the block fails.
      const run = (list: string[]) =>
        counter.admin.query(`select count(*) from unnest($1::text[]) p where 'x' ~ p`, [list])
      const whole = await run(patterns).catch((error: Error) => error)
      if (!(whole instanceof Error)) continue
      for (const pattern of patterns) {
        const one = await run([pattern]).catch((error: Error) => error)
        if (one instanceof Error) failed.push(`${JSON.stringify(pattern)}: ${one.message}`)
      }
    }
    assert.deepEqual(failed.slice(0, 5), [], `${failed.length} characters`)
  })

  describe('bodies', () => {
    const post = async (body: BodyInit, headers: Record<string, string> = {}) => {
      const proof = client.headers(typeof body === 'string' ? { body } : {})
      const response = await client.raw('/batch', { headers: { ...proof, ...headers }, body })
      return { status: response.status, code: codeOf({ body: await response.json() }) }
    }

    rule('nested 100,000 deep', async () => {
      for (const [open, close] of [
        ['[', ']'],
        ['{"a":', '}'],
      ] as const) {
        const deep = open.repeat(30_000) + '1' + close.repeat(30_000)
        assert.equal((await post(deep)).status, 400)
        const inside = await post(`[{"key":"PATCH /session","body":${deep}}]`)
        assert.ok(inside.status === 200 || inside.status === 400)
        const asked = await post(`[{"key":"GET /invoices","query":{"q":${deep}}}]`)
        assert.ok(asked.status === 200 || asked.status === 400)
      }
      assert.equal((await ask({ key: 'GET /session' })).status, 200)
    })

    rule('cut off in the middle: refused, and no failure of ours', async () => {
      const before = counter.lines.length
      const cut = new ReadableStream({
        start(controller) {
          controller.enqueue(new TextEncoder().encode('[{"key":'))
          controller.error(new Error('the line went dead'))
        },
      })
      const response = await client.raw('/batch', { headers: client.headers(), body: cut })
      assert.equal(response.status, 400)
      assert.deepEqual(
        counter.lines.slice(before).filter((line) => /unexpected/.test(JSON.stringify(line))),
        [],
      )
    })

    rule('a name twice, a prototype’s name, a constructor’s name change nothing', async () => {
      const whole = await client.call('GET /invoices', { query: {} })
      for (const text of [
        '[{"key":"GET /session","key":"GET /nothing"}]',
        '[{"key":"GET /invoices","query":{"__proto__":{"limit":1}}}]',
        '[{"key":"GET /invoices","query":{"constructor":{"prototype":{"limit":1}}}}]',
        '[{"key":"GET /invoices","__proto__":{"customer":"1"},"query":{}}]',
        '[{"key":"GET /invoices/:id","params":{"__proto__":"1"}}]',
        '{"__proto__":[],"length":1,"0":{"key":"GET /session"}}',
      ]) {
        const response = await client.raw('/batch', { headers: client.headers(), body: text })
        const body: unknown = await response.json()
        const reply = Array.isArray(body) ? (body[0] as SubReply) : { status: response.status, body }
        assert.ok([200, 400, 404].includes(reply.status), `${text}: ${reply.status}`)
        assert.deepEqual(reply.status === 200 ? reply.body : whole, whole, text)
        assert.equal(({} as Record<string, unknown>).limit, undefined)
      }
    })

    rule('bytes that are no UTF-8, another character set, a byte order mark', async () => {
      assert.equal((await post(new Uint8Array([0x5b, 0xff, 0x5d]))).code, 'input-invalid')
      assert.equal((await post(new Uint8Array([0xed, 0xa0, 0x80]))).code, 'input-invalid')
      assert.equal((await post('[]', { 'content-type': 'application/json; charset=utf-16' })).code, 'input-invalid')
      assert.equal((await post('[]', { 'content-type': 'text/plain' })).code, 'input-invalid')
    })
  })
})
