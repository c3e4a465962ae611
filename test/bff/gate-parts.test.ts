/** The gate's parts that need no database: configuration, networks, origins, nonces, replays, codes, passwords. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { randomBytes } from 'node:crypto'
import { describe, test } from 'node:test'
import { z } from 'zod'
import { errorFields, logTo } from '../../bff/base/log.ts'
import { ConfigError, readConfig } from '../../bff/config.ts'
import { productionDeps } from '../../bff/deps.ts'
import { originAllowed } from '../../bff/gate/cors.ts'
import { hashHandle, makeHandle } from '../../bff/gate/handle.ts'
import { callerAddress, networkOf } from '../../bff/gate/network.ts'
import { currentNonce, judgeNonce } from '../../bff/gate/nonce.ts'
import { Replay } from '../../bff/gate/replay.ts'
import { queryOf } from '../../bff/gate/rest.ts'
import { Passwords } from '../../bff/gate/sign-in/hash.ts'
import { weaknessOf } from '../../bff/gate/sign-in/password-rules.ts'
import { checkCharacter, makePortalCode, readPortalCode } from '../../bff/gate/sign-in/portal-code.ts'
import { demoCode } from '../../bff/management/demo/portal-rows.ts'

describe('configuration', () => {
  test('without anything it is one embedded vendor on localhost', () => {
    const config = readConfig({})
    assert.equal(config.publicUrl, 'http://localhost:8787')
    assert.deepEqual(
      config.vendors.map(({ name, url }) => [name, url]),
      [['main', null]],
    )
    assert.ok(Object.isFrozen(config))
  })

  test('several vendors, embedded and on servers', () => {
    const config = readConfig({
      GUICHET_VENDORS: 'armoise=postgres://u:p@db.example/armoise, brumaire=pglite',
      GUICHET_PUBLIC_URL: 'https://counter.example.com/',
    })
    assert.equal(config.publicUrl, 'https://counter.example.com')
    assert.deepEqual(
      config.vendors.map(({ name, url }) => [name, url]),
      [
        ['armoise', 'postgres://u:p@db.example/armoise'],
        ['brumaire', null],
      ],
    )
  })

  test('a secret may stand in a file, as containers hand it on', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'guichet-')), 'url')
    writeFileSync(file, 'postgres://u:p@db.example/armoise\n')
    assert.equal(readConfig({ DATABASE_URL_FILE: file }).vendors[0]?.url, 'postgres://u:p@db.example/armoise')
    rmSync(dirname(file), { recursive: true })
  })

  test('so many connections for each vendor, or the usual number', () => {
    const of = (environment: Record<string, string>) =>
      readConfig({ GUICHET_VENDORS: 'a=postgres://u:p@h/a,b=pglite', ...environment }).vendors.map(
        (one) => one.connections,
      )
    assert.deepEqual(of({ GUICHET_CONNECTIONS: '12' }), [12, 12])
    assert.deepEqual(of({}), [undefined, undefined])
  })

  const mistakes: [string, Record<string, string>, RegExp][] = [
    ['a port that is no number', { GUICHET_PORT: 'http' }, /GUICHET_PORT must be a whole number/],
    ['a port out of range', { GUICHET_PORT: '70000' }, /GUICHET_PORT must be from 0 to 65535/],
    [
      'an address that is not https',
      { GUICHET_PUBLIC_URL: 'http://counter.example.com' },
      /GUICHET_PUBLIC_URL must be the https/,
    ],
    ['no connection at all', { GUICHET_CONNECTIONS: '0' }, /GUICHET_CONNECTIONS must be from 1 to 100/],
    ['an address that is none', { GUICHET_PUBLIC_URL: 'counter' }, /GUICHET_PUBLIC_URL/],
    ['a database URL of another kind', { DATABASE_URL: 'mysql://u@h/d' }, /DATABASE_URL must look like postgres:/],
    ['two ways to name databases', { DATABASE_URL: 'postgres://u:p@h/d', GUICHET_VENDORS: 'a=pglite' }, /both set/],
    ['a vendor named twice', { GUICHET_VENDORS: 'a=pglite,a=pglite' }, /names the vendor "a" twice/],
    ['a vendor name that no key can carry', { GUICHET_VENDORS: 'Ar_moise=pglite' }, /lower-case letters/],
    ['mail from nobody', { GUICHET_MAIL_URL: 'smtps://u:p@mail.example.com' }, /GUICHET_MAIL_FROM must be the address/],
    [
      'mail by another protocol',
      { GUICHET_MAIL_URL: 'https://mail.example.com', GUICHET_MAIL_FROM: 'a@example.com' },
      /GUICHET_MAIL_URL must look like smtps:/,
    ],
    [
      'a mail address with a second header',
      { GUICHET_MAIL_URL: 'smtps://mail.example.com', GUICHET_MAIL_FROM: 'a@example.com\r\nBcc: b@example.com' },
      /GUICHET_MAIL_FROM/,
    ],
    ['a gateway inside', { GUICHET_SMS_URL: 'http://10.0.0.1/', GUICHET_SMS_TOKEN: 't' }, /GUICHET_SMS_URL must be/],
    ['a gateway that knows nobody', { GUICHET_SMS_URL: 'https://sms.example.com/' }, /needs GUICHET_SMS_TOKEN or/],
    ['a token without a gateway', { GUICHET_SMS_TOKEN: 't' }, /need GUICHET_SMS_URL/],
    ['a weak signing key', { GUICHET_SMS_SECRET: 'whsec_c2hvcnQ=' }, /at least 24 bytes/],
    ['a country without a number plan', { GUICHET_SMS_COUNTRIES: 'FR,UZ' }, /knows FR, .*"UZ" is not/],
    ['a secret that is said twice', { DATABASE_URL: 'postgres://u:p@h/d', DATABASE_URL_FILE: '/x' }, /keep one/],
    ['a secret’s file that is not there', { DATABASE_URL_FILE: '/no/such/file' }, /DATABASE_URL_FILE cannot be read/],
    ['a short role password', { GUICHET_APP_PASSWORD: 'short' }, /at least 16 characters/],
  ]
  for (const [name, environment, sentence] of mistakes) {
    test(`refuses ${name} in one sentence that names the variable`, () => {
      assert.throws(
        () => readConfig(environment),
        (error) => error instanceof ConfigError && sentence.test(error.message) && !error.message.includes('\n'),
      )
    })
  }
})

test('networks are cut to /24 and /48, whatever the spelling', () => {
  assert.equal(networkOf('192.0.2.77'), '192.0.2.0/24')
  assert.equal(networkOf('::ffff:192.0.2.77'), '192.0.2.0/24')
  for (const mapped of ['::FFFF:c000:24d', '0:0:0:0:0:ffff:192.0.2.77', '::ffff:c000:024d', '[::ffff:192.0.2.77]:443'])
    assert.equal(networkOf(mapped), '192.0.2.0/24', mapped)
  assert.equal(networkOf('192.0.2.77:51234'), '192.0.2.0/24')
  assert.equal(networkOf('[2001:db8:1::9]:443'), '2001:db8:1::/48')
  assert.equal(networkOf('2001:DB8:0001:2::3'), '2001:db8:1::/48')
  assert.equal(networkOf('[2001:db8:1::9]'), '2001:db8:1::/48')
  assert.equal(networkOf('fe80::1%eth0'), 'fe80:0:0::/48')
  assert.equal(networkOf('::1'), '0:0:0::/48')
  for (const odd of ['', undefined, 'unknown', '300.1.1.1', 'a'.repeat(10_000)]) assert.equal(networkOf(odd), 'unknown')
})

test('a forwarded address counts only as far as proxies are trusted', () => {
  assert.equal(callerAddress('203.0.113.9', '192.0.2.1', 0), '192.0.2.1')
  assert.equal(callerAddress('6.6.6.6, 203.0.113.9', '192.0.2.1', 1)?.trim(), '203.0.113.9')
  assert.equal(callerAddress('6.6.6.6, 203.0.113.9, 10.0.0.1', '192.0.2.1', 2)?.trim(), '203.0.113.9')
  assert.equal(callerAddress('203.0.113.9', '192.0.2.1', 2), '192.0.2.1')
})

test('an origin is in the list letter by letter or it is refused', () => {
  const allowed = ['https://www.example.com', 'http://localhost:8801']
  assert.ok(originAllowed('https://www.example.com', allowed))
  assert.ok(originAllowed('http://localhost:8801', allowed))
  const refused = [
    null,
    '',
    'null',
    'NULL',
    '*',
    'https://example.com',
    'http://www.example.com',
    'https://www.example.com/',
    'https://www.example.com:443',
    'https://www.example.com:8443',
    'https://www.example.com.evil.example',
    'https://evil.example/?https://www.example.com',
    'https://www.example.com@evil.example',
    'https://wwwXexample.com',
    'https://WWW.example.com',
    'HTTPS://www.example.com',
    ' https://www.example.com',
    'https://www.example.com ',
    'https://www.example.com,https://evil.example',
    'https://www.example.com https://evil.example',
    'www.example.com',
    '//www.example.com',
    'https:www.example.com',
    'https://www.example.com#',
    'https://www.example.com?',
    'file://',
    'data:text/html,x',
    'chrome-extension://abcdef',
    'moz-extension://abcdef',
    'blob:https://www.example.com',
    'about:blank',
    'http://localhost',
    'http://localhost:8802',
    'http://127.0.0.1:8801',
    'http://[::1]:8801',
    'https://localhost:8801',
    'http://localhost:88011',
    'https://sub.www.example.com',
    'https://www.example.co',
    'https://www.example.com\u0000',
    'https://www.exаmple.com',
    'undefined',
  ]
  assert.ok(refused.length >= 40)
  for (const origin of refused) assert.ok(!originAllowed(origin, allowed), `${origin} was let in`)
  assert.ok(!originAllowed('*', ['*']), 'a star in the list is no pattern')
  assert.ok(!originAllowed('null', ['null']), 'a sandboxed page is never one of ours')
})

test('a nonce is good for its subject, this minute and the next', () => {
  const key = randomBytes(32)
  const other = randomBytes(32)
  const at = (seconds: number) => new Date(Date.UTC(2026, 10, 21, 10, 0, seconds))
  const nonce = currentNonce(key, at(5), 'sign-in')
  assert.equal(judgeNonce(key, at(5), 'sign-in', nonce), 'current')
  assert.equal(judgeNonce(key, at(65), 'sign-in', nonce), 'previous')
  assert.equal(judgeNonce(key, at(120), 'sign-in', nonce), 'stale')
  assert.equal(judgeNonce(key, at(-10), 'sign-in', nonce), 'stale')
  assert.equal(judgeNonce(key, at(5), randomBytes(32), nonce), 'stale')
  assert.equal(judgeNonce(other, at(5), 'sign-in', nonce), 'stale')
  for (const odd of ['', 'x', `${nonce}A`, nonce.toLowerCase(), 'é'.repeat(22)]) {
    if (odd !== nonce) assert.equal(judgeNonce(key, at(5), 'sign-in', odd), 'stale')
  }
})

test('a proof is seen once within its life, and a full memory refuses rather than forgets', () => {
  const replay = new Replay(0, 1000, 3)
  assert.ok(replay.first('a', 0))
  assert.ok(!replay.first('a', 500))
  assert.ok(replay.first('b', 900))
  assert.ok(!replay.first('b', 1800), 'still remembered after the buffers changed places')
  assert.ok(replay.first('a', 4000), 'long dead')
  assert.ok(replay.first('c', 4000))
  assert.ok(replay.first('d', 4000))
  assert.throws(() => replay.first('e', 4000), { code: 'overloaded' })
})

test('a handle has one spelling', () => {
  const handle = makeHandle(randomBytes(32))
  assert.match(handle, /^cps_[A-Za-z0-9_-]{43}$/)
  assert.equal(hashHandle(handle)?.length, 32)
  const last = handle.at(-1) as string
  // The last character carries four bits: its neighbour in the alphabet decodes to the same bytes.
  const twin = handle.slice(0, -1) + String.fromCharCode(last.charCodeAt(0) + 1)
  for (const odd of [
    '',
    'cps_',
    handle.slice(1),
    `${handle}A`,
    handle.replace('cps_', 'CPS_'),
    twin,
    `${handle.slice(0, -1)}=`,
  ]) {
    assert.equal(hashHandle(odd), undefined, odd)
  }
})

describe('portal codes', () => {
  test('are read as people write them', () => {
    for (let n = 0; n < 200; n++) {
      const code = makePortalCode(randomBytes(26))
      const body = code.slice(3)
      assert.equal(readPortalCode(code), code)
      assert.equal(readPortalCode(code.toLowerCase()), code)
      assert.equal(readPortalCode(` ${body.replace(/(.{5})/g, '$1-')} `), code)
      assert.equal(readPortalCode(body.replaceAll('0', 'o').replaceAll('1', 'l')), code)
    }
  })

  test('of the demo are of the same form', () => {
    const code = demoCode({ vendor: 'armoise', label: 'x' })
    assert.equal(readPortalCode(code), code)
  })

  test('with one wrong character or two swapped ones are told from codes that open nothing', () => {
    const code = makePortalCode(randomBytes(26))
    const body = code.slice(3)
    let swapped = 0
    for (let at = 0; at < 26; at++) {
      const wrong = body.slice(0, at) + (body[at] === '7' ? '8' : '7') + body.slice(at + 1)
      assert.equal(readPortalCode(wrong), undefined)
      const pair = body.slice(0, at) + (body[at + 1] ?? '') + (body[at] ?? '') + body.slice(at + 2)
      if (at < 25 && pair !== body && ++swapped) assert.equal(readPortalCode(pair), undefined)
    }
    assert.ok(swapped > 10)
    assert.equal(checkCharacter('0'.repeat(26)), '0')
    for (const odd of ['', 'cp_', 'x'.repeat(10_000), `${code}\u0000`, `cp_${'U'.repeat(27)}`]) {
      assert.equal(readPortalCode(odd), undefined)
    }
  })
})

describe('hashes of passwords', () => {
  test('are argon2id at 64 MiB and three passes in every process that is started', async () => {
    const { passwords } = productionDeps(readConfig({}), { names: [], get: () => undefined, close: async () => {} })
    const stored = await passwords.hash('quatre petits chats noirs')
    assert.match(stored, /^\$argon2id\$v=19\$m=65536,t=3,p=1\$/)
    assert.equal(await passwords.fit(stored, 'quatre petits chats noirs'), true)
    assert.equal(await passwords.fit(stored, 'quatre petits chats noirs '), false)
    assert.equal(await passwords.fit(null, 'quatre petits chats noirs'), false)
    assert.equal(passwords.isOutdated(stored), false)
    assert.equal(passwords.isOutdated(stored.replace('t=3', 't=2')), true)
  })

  test('two at a time and forty in line, then nobody else', async () => {
    const passwords = new Passwords({ memoryCost: 8, timeCost: 1, parallelism: 1 })
    const all = Array.from({ length: 45 }, (_, n) =>
      passwords.hash(`password ${n}`).then(String, (error) => error.code),
    )
    assert.deepEqual(passwords.queue, { running: 2, waiting: 40 })
    const ended = await Promise.all(all)
    assert.equal(ended.filter((one) => one === 'overloaded').length, 3)
    assert.equal(new Set(ended.filter((one) => one.startsWith('$argon2id$'))).size, 42)
    assert.deepEqual(passwords.queue, { running: 0, waiting: 0 })
  })
})

describe('passwords', () => {
  const weak: [string, string][] = [
    ['short', 'too-short'],
    ['abcdefghijk', 'too-short'],
    ['x'.repeat(129), 'too-long'],
    ['aaaaaaaaaaaa', 'pattern'],
    ['abcabcabcabc', 'pattern'],
    ['123456789012', 'pattern'],
    ['azertyuiop123', 'pattern'],
    ['qwertyuiop[]', 'pattern'],
    ['motdepasse2026', 'common'],
    ['Password12345!', 'common'],
    ['M0td3p@sse!!!!', 'common'],
    ['soleilsoleil1', 'pattern'],
    ['soleil-2026-xy', 'common'],
    ['motdepassemotdepasse', 'pattern'],
    ['Armoise-2026!', 'context'],
    ['dupond.dupond7', 'pattern'],
    ['claire.dupond7', 'context'],
    ['ateliers-marchand', 'context'],
  ]
  const context = ['Armoise Bureautique', 'dupond', 'Claire Dupond', 'Ateliers Marchand']
  for (const [password, why] of weak) {
    test(`refuses ${password.slice(0, 24)} as ${why}`, () => assert.equal(weaknessOf(password, context), why))
  }
  test('takes what somebody thought of', () => {
    for (const good of [
      'guichet-demo-2026',
      'correct cheval pile agrafe',
      'trois petits chats gris',
      'K7#vLq9!zRw2',
      'çà et là, l’été 🌻',
      '  espaces  gardés  ',
    ]) {
      assert.equal(weaknessOf(good, context), undefined, good)
    }
  })
})

test('a query string becomes what the batch would have said', () => {
  const schema = z.strictObject({
    state: z.array(z.string()).optional(),
    limit: z.number().int().default(20),
    deep: z.boolean().optional(),
    q: z.string().max(5).optional(),
  })
  const query = (text: string) => queryOf(new URLSearchParams(text), schema)
  assert.deepEqual(query('state=open&limit=5&deep=true&q=7'), { state: ['open'], limit: 5, deep: true, q: '7' })
  assert.deepEqual(query('state=open&state=paid'), { state: ['open', 'paid'] })
  assert.deepEqual(query('limit=ten&q=a&q=b&__proto__=x'), JSON.parse('{"limit":"ten","q":["a","b"],"__proto__":"x"}'))
})

test('the log has one line per event, and of an error its causes but none of its values', () => {
  const lines: string[] = []
  const log = logTo({ write: (text) => lines.push(text) }, () => new Date(0))
  log.write('info', 'request', { status: 200, words: 'a\nb' })
  assert.deepEqual(lines, [
    '{"at":"1970-01-01T00:00:00.000Z","level":"info","event":"request","status":200,"words":"a\\nb"}\n',
  ])
  const cause = Object.assign(new Error('inner'), { parameters: ['secret-canary'] })
  const fields = errorFields(new Error('outer', { cause }))
  assert.deepEqual(fields.error, ['Error: outer', 'Error: inner'])
  assert.ok(!JSON.stringify(fields).includes('secret-canary'))
})
