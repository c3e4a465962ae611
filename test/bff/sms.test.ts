/** Text messages: only to mobile numbers of allowed countries, within limits that hold across processes, else by mail. */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, beforeEach, describe, test } from 'node:test'
import { logTo } from '../../bff/base/log.ts'
import type { SmsConfig } from '../../bff/config.ts'
import { CaptureBox } from '../../bff/mail/captured.ts'
import type { Message } from '../../bff/mail/message.ts'
import { postMessage } from '../../bff/mail/post.ts'
import { kindsOf } from '../../bff/outbox/kinds.ts'
import { countVerified } from '../../bff/sms/allowance.ts'
import type { SmsCarrier } from '../../bff/sms/carrier.ts'
import { signatureOf, smsGateway } from '../../bff/sms/gateway.ts'
import { mobileNumber } from '../../bff/sms/number.ts'
import { fixedClock, testConfig } from '../kit/counter.ts'
import { eachEngine, type TestVendor, testVendor } from '../kit/db.ts'
import { quickPasswords } from '../kit/db-demo.ts'
import { dueNow, relayOf } from '../kit/db-commands.ts'

const pk = 'pk_armoise_demodemodemodemo'

describe('numbers on file', () => {
  const cases: [string, string[], string | undefined][] = [
    ['06 39 98 00 12', ['FR'], '+33639980012'],
    ['06.39.98.00.12', ['FR'], '+33639980012'],
    ['+33 6 39 98 00 12', ['FR'], '+33639980012'],
    ['+33 (0)6 39 98 00 12', ['FR'], '+33639980012'],
    ['0033 639980012', ['FR'], '+33639980012'],
    ['06\u202f39\u00a098-00/12', ['FR'], '+33639980012'],
    // A fixed line, a dear one, one too short, one too long, words.
    ['02 61 91 00 12', ['FR'], undefined],
    ['08 99 12 34 56', ['FR'], undefined],
    ['+33 899123456', ['FR'], undefined],
    ['06 39 98 00', ['FR'], undefined],
    ['06 39 98 00 12 3', ['FR'], undefined],
    ['06 39 98 00 12 (Léa)', ['FR'], undefined],
    ['', ['FR'], undefined],
    // Another country, allowed and not.
    ['+32 470 12 34 56', ['FR'], undefined],
    ['+32 470 12 34 56', ['FR', 'BE'], '+32470123456'],
    ['0470 12 34 56', ['BE', 'FR'], '+32470123456'],
    ['+262 692 12 34 56', ['FR'], undefined],
    ['+262 692 12 34 56', ['FR', 'RE'], '+262692123456'],
    ['+39 347 123 4567', ['IT'], '+393471234567'],
    // Where pumping pays.
    ['+998 90 123 45 67', ['FR', 'BE', 'CH'], undefined],
    ['+882 16 12 34 56', ['FR'], undefined],
    ['+1 900 555 0100', ['FR'], undefined],
  ]
  for (const [written, allowed, expected] of cases)
    test(`"${written}" where ${allowed.join(', ')} may be written to: ${expected ?? 'no text message'}`, () =>
      assert.equal(mobileNumber(written, allowed), expected))
})

describe('the gateway', () => {
  let server: Server
  let status: number
  const got: { headers: Record<string, unknown>; body: string }[] = []
  before(async () => {
    server = createServer((request, response) => {
      let body = ''
      request.setEncoding('utf8').on('data', (part: string) => (body += part))
      request.on('end', () => {
        got.push({ headers: request.headers, body })
        response.writeHead(status, { Location: 'https://elsewhere.example/' }).end('{"to":"+33639980012"}')
      })
    })
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  })
  after(() => server.close())
  beforeEach(() => {
    got.length = 0
    status = 202
  })
  const secret = `whsec_${Buffer.from('a key of thirty-two bytes, or so').toString('base64')}`
  const message = { id: '0b54a1c2', to: '+33639980012', text: '314159 : code é', portal: pk }
  const gateway = () =>
    smsGateway(
      { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/send`, token: 'jeton', secret },
      { allowed: () => true, strict: false },
    )

  test('[CA-11] gets one signed JSON, with the same id when it comes again', async () => {
    const sms = gateway()
    await sms.send(message)
    await sms.send(message)
    await sms.close()
    assert.equal(got.length, 2)
    const [{ headers, body } = { headers: {}, body: '' }] = got
    assert.deepEqual(JSON.parse(body), message)
    assert.equal(headers.authorization, 'Bearer jeton')
    assert.equal(headers['content-type'], 'application/json')
    assert.deepEqual(
      got.map((one) => [one.headers['webhook-id'], one.headers['idempotency-key']]),
      [
        [message.id, message.id],
        [message.id, message.id],
      ],
    )
    const at = Number(headers['webhook-timestamp'])
    assert.equal(headers['webhook-signature'], signatureOf(secret, message.id, at, body))
  })

  test('the example of Standard Webhooks signs as they say', () => {
    assert.equal(
      signatureOf(
        'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
        'msg_p5jXN8AQM9LWM0D4loKWxJek',
        1614265330,
        '{"test": 2432232314}',
      ),
      'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    )
  })

  test('anything but 2xx is no delivery, and its words are not repeated', async () => {
    const sms = gateway()
    for (status of [302, 400, 500])
      await assert.rejects(sms.send(message), (error) => {
        assert.equal(String(error), `Error: The SMS gateway answered ${status}`)
        return true
      })
    await sms.close()
  })
})

eachEngine((engine, rule) => {
  let vendor: TestVendor
  let box: CaptureBox
  let told: { level: string; event: string; reason?: string }[]
  const log = logTo({ write: (text: string) => void told.push(JSON.parse(text) as (typeof told)[number]) })
  before(async () => {
    vendor = await testVendor(engine)
    await vendor.admin.query(
      `insert into portal.portal (key, name, origins, languages, features, branding, sign_in) values
        ($1, 'Armoise', '{https://www.armoise.example}', '{fr,en}', '{}', '{}', '{password}')`,
      [pk],
    )
  })
  after(() => vendor.close())
  beforeEach(async () => {
    for (const table of ['outbox', 'throttle', 'sms_day']) await vendor.admin.script(`delete from portal.${table}`)
    box = new CaptureBox()
    told = []
  })

  const number = (n: number) => `06 39 98 ${String(n).padStart(4, '0')}`
  const post = (to: string | null, change: Partial<Message> = {}) =>
    postMessage(vendor.db.gate, {
      channel: 'sms',
      template: 'one-time-code',
      to,
      language: 'fr',
      portal: pk,
      values: { code: '314159', minutes: '10' },
      ...change,
    } as Message)
  const relay = (sms: Partial<SmsConfig> = {}, carrier: SmsCarrier | null = box.sms) =>
    relayOf(vendor.db, {
      log,
      kinds: kindsOf(vendor.db, {
        config: { ...testConfig, sms: { ...testConfig.sms, ...sms } },
        clock: fixedClock,
        log,
        mail: box.mail,
        random: randomBytes,
        passwords: quickPasswords,
        ...(carrier && { sms: carrier }),
      }),
    })
  const sent = () => box.all.map((one) => (one.channel === 'sms' ? one.text.to : one.letter.to)).reverse()
  const reasons = () =>
    told.filter(({ event }) => event === 'sms-refused').map(({ level, reason }) => `${level} ${reason}`)

  describe('limits', () => {
    test('a code goes out, sealed until then and wiped after', async () => {
      await post(number(1))
      await relay().drain()
      const [one] = box.all
      assert.equal(
        one?.channel === 'sms' && one.text.text,
        '314159 : votre code de connexion Armoise, valable 10 min. Ne le donnez à personne.',
      )
      const all = JSON.stringify(await vendor.admin.query('select payload from portal.outbox')) + JSON.stringify(told)
      assert.doesNotMatch(all, /314159|39980001|box/)
    })

    test('three an hour and number; what is too much goes as a letter where there is an address', async () => {
      const one = relay()
      for (let n = 0; n < 3; n++) await post(number(1))
      await one.drain()
      await post(number(1), { elseTo: 'lea@example.com' } as Partial<Message>)
      await post(number(1))
      await one.drain()
      assert.deepEqual(sent(), ['+33639980001', '+33639980001', '+33639980001', 'lea@example.com'])
      assert.deepEqual(reasons(), ['warn number', 'warn number'])
    })

    rule('exact across processes: of thirty at once to one number, three pass', async () => {
      for (let n = 0; n < 30; n++) await post(number(7))
      await Promise.all([relay().drain(), relay().drain(), relay().drain()])
      assert.equal(sent().length, 3)
    })

    rule('six a day and number', async () => {
      for (let n = 0; n < 3; n++) {
        await vendor.admin.script(`update portal.throttle set tat = tat - interval '1 hour'`)
        for (let m = 0; m < 3; m++) await post(number(1))
        await relay().drain()
      }
      // The day's bucket gives one back every four hours; two hours are over.
      assert.equal(sent().length, 6)
    })

    rule('many numbers of one block are somebody’s business model: the twenty-first is an alarm', async () => {
      for (let n = 0; n < 22; n++) await post(number(1000 + n))
      await relay().drain()
      assert.equal(sent().length, 20)
      assert.deepEqual(reasons(), ['error block', 'error block'])
    })

    test('the day’s budget is exact across processes, and its end is an alarm', async () => {
      for (let n = 0; n < 12; n++) await post(`+33 6 ${10 + n} 98 00 12`)
      await Promise.all([relay({ daily: 5 }).drain(), relay({ daily: 5 }).drain()])
      assert.equal(sent().length, 5)
      assert.deepEqual(new Set(reasons()), new Set(['error budget']))
      assert.equal(reasons().length, 7)
    })

    rule('too few codes come back: letters only, until two days have passed', async () => {
      const day = (ago: number, out: number, back: number) =>
        vendor.admin.query(
          `insert into portal.sms_day values ($1, (now() at time zone 'utc')::date - $2::int, $3, $4)`,
          [pk, ago, out, back],
        )
      await day(1, 50, 19)
      await post(number(1), { elseTo: 'lea@example.com' } as Partial<Message>)
      await relay().drain()
      assert.deepEqual(sent(), ['lea@example.com'])
      assert.deepEqual(reasons(), ['error breaker'])
      await countVerified(vendor.db.gate, pk)
      await post(number(1))
      await relay().drain()
      assert.deepEqual(sent(), ['lea@example.com', '+33639980001'])
      await vendor.admin.script('delete from portal.sms_day')
      await day(2, 100, 0)
      await post(number(2))
      await relay().drain()
      assert.equal(sent().length, 3)
    })

    rule('a number of another country, a fixed line and nobody get nothing', async () => {
      for (const to of ['+32 470 12 34 56', '02 61 91 00 12', 'demander Léa', null]) await post(to)
      await relay().drain()
      assert.deepEqual(sent(), [])
      assert.deepEqual(reasons(), ['warn country', 'warn country', 'warn country'])
      assert.deepEqual(await vendor.admin.query('select from portal.sms_day'), [])
    })

    rule('without a gateway who asks for a text message gets a letter', async () => {
      await post(number(1), { elseTo: 'lea@example.com' } as Partial<Message>)
      await relay({}, null).drain()
      assert.deepEqual(sent(), ['lea@example.com'])
    })

    rule('a gateway that is down is asked three times, counted once, and then it is a letter', async () => {
      let asked = 0
      const down: SmsCarrier = {
        send: async () => {
          asked++
          throw new Error('The SMS gateway answered 503')
        },
        close: async () => {},
      }
      await post(number(1), { elseTo: 'lea@example.com' } as Partial<Message>)
      const one = relay({}, down)
      for (let n = 0; n < 4; n++) {
        await one.drain()
        await dueNow(vendor.admin)
      }
      assert.equal(asked, 3)
      assert.deepEqual(sent(), ['lea@example.com'])
      assert.deepEqual(await vendor.admin.query('select sent::text from portal.sms_day'), [{ sent: '1' }])
      assert.ok(told.some(({ event, level }) => event === 'sms-gateway-down' && level === 'error'))
    })
  })
})
