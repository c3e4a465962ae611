/**
 * Ten thousand proofs, bent on purpose class by class, at the real door: exactly the ones that must pass do. (Random
 * damage, and the words of each refusal, are in `proof.test.ts`.) GUICHET_PROOFS = how many, GUICHET_PROOF_SEED = which.
 */
import assert from 'node:assert/strict'
import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { after, before, it } from 'node:test'
import { currentNonce } from '../../bff/gate/nonce.ts'
import { loadSecrets } from '../../bff/gate/secrets.ts'
import { Random } from '../../bff/management/demo/random.ts'
import type { ProofOptions, TestClient } from '../kit/client.ts'
import { type Counter, fixedClock, openCounter, today } from '../kit/counter.ts'
import { enter } from '../kit/enter.ts'
import { demoModel } from '../kit/model.ts'

const seed = process.env.GUICHET_PROOF_SEED ?? '2026-11-21'
const wanted = Number(process.env.GUICHET_PROOFS ?? 10_000)
const random = new Random(`proofs ${seed}`)

let counter: Counter
/** Signed in; another device of the same customer; one that only has a key. */
let client: TestClient
let other: TestClient
let stranger: TestClient
let nonceKey: Uint8Array
let hashes: { client: Buffer; other: Buffer }

before(async () => {
  counter = await openCounter('pglite')
  const [customer = ''] = demoModel({ vendor: 'armoise', today, size: 'small' }).rows.customer.map((row) => row.id)
  client = counter.client()
  other = counter.client()
  stranger = counter.client()
  hashes = {
    client: await enter(counter.admin, client, { customer }),
    other: await enter(counter.admin, other, { customer }),
  }
  await client.call('GET /session')
  await other.call('GET /session')
  await stranger.raw('/batch', { headers: { 'content-type': 'application/json' }, body: '[{"key":"GET /portal"}]' })
  nonceKey = (await loadSecrets(counter.vendor.db.gate)).nonce
})
after(() => counter.close())

interface Knock {
  proof: string | null
  authorization?: string | null
  origin?: string | null
  path?: string
}

/** An empty batch is refused as such (400) behind the door; a proof that is refused never gets there. */
async function knock({ proof, authorization, origin, path = '/batch' }: Knock): Promise<string> {
  const nonce = client.nonce
  const response = await client.raw(path, {
    headers: {
      'content-type': 'application/json',
      dpop: proof,
      authorization: authorization === undefined ? `DPoP ${client.handle}` : authorization,
      ...(origin !== undefined && { origin }),
    },
    body: '[]',
  })
  // What a refused knock is told must not change what the next good proof says.
  client.nonce = nonce
  assert.equal(response.headers.get('set-cookie'), null)
  const { code } = (await response.json()) as { code: string }
  return response.status === 400 && code === 'input-invalid' ? 'passed' : code
}

const encode = (value: unknown) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')
const signed = (header: unknown, claims: unknown, by = client) => by.sign(`${encode(header)}.${encode(claims)}`)
const read = (segment: string | undefined) =>
  JSON.parse(Buffer.from(segment ?? '', 'base64url').toString()) as Record<string, unknown>

/** A good proof with its parsed halves. */
function good(options: ProofOptions = {}) {
  const proof = client.proof(options)
  const [head = '', body = '', tail = ''] = proof.split('.')
  return { proof, head, body, tail, header: read(head), claims: read(body) }
}

const withHeader = (change: Record<string, unknown>): Knock => {
  const { header, claims } = good()
  return { proof: signed({ ...header, ...change }, claims) }
}
const withClaims = (change: Record<string, unknown>): Knock => {
  const { header, claims } = good()
  return { proof: signed(header, { ...claims, ...change }) }
}
const withUrl = (change: (url: string) => string): Knock => ({
  proof: client.proof({ url: change(client.url('/batch')) }),
})
const withoutClaim = (name: string): Knock => withClaims({ [name]: undefined })

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const word = (length: number) => Array.from({ length }, () => random.pick([...alphabet])).join('')

/** The same bytes with stray bits in the last character, where base64url has room for them. */
function strayBits(segment: string): string {
  const last = alphabet.indexOf(segment.at(-1) ?? '')
  return segment.length % 4 === 0 ? `${segment}A` : segment.slice(0, -1) + alphabet[last ^ 1]
}

const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n

/** (r, n - s): the other signature that the same key accepts for the same text. */
function mirrored(tail: string): string {
  const bytes = Buffer.from(tail, 'base64url')
  const s = (order - BigInt(`0x${bytes.subarray(32).toString('hex')}`)).toString(16).padStart(64, '0')
  return Buffer.concat([bytes.subarray(0, 32), Buffer.from(s, 'hex')]).toString('base64url')
}

const resigned = (make: (text: string) => Buffer): Knock => {
  const { head, body } = good()
  return { proof: `${head}.${body}.${make(`${head}.${body}`).toString('base64url')}` }
}
const raw = (text: string, key: KeyObject) => sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' })
const anotherCurve = generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey
const secp = generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).privateKey
const slot = (minutesAgo: number) => new Date(fixedClock.now().getTime() - minutesAgo * 60_000)
const nonceOf = (minutesAgo: number, subject: Uint8Array | 'sign-in', key = nonceKey) =>
  currentNonce(key, slot(minutesAgo), subject)
/** A proof of a way in: no handle, the key in the header. */
const wayIn = (options: ProofOptions = {}): Knock => ({
  proof: stranger.proof({ handle: null, ...options }),
  authorization: null,
})

type Judged = readonly [name: string, makes: readonly (() => Knock | Promise<Knock>)[]]

const passing: readonly Judged[] = [
  ['good', [() => ({ proof: client.proof() }), () => ({ proof: client.proof({ embed: true }) })]],
  [
    'a clock wrong by hours',
    [-72, -6, -1, 1, 6, 72].map((hours) => () => ({
      proof: client.proof({ iat: Math.floor(Date.now() / 1000) + hours * 3600 }),
    })),
  ],
  ['the nonce of the minute before', [() => ({ proof: client.proof({ nonce: nonceOf(1, hashes.client) }) })]],
  [
    'members in another order',
    [
      () => {
        const { header, claims } = good()
        return {
          proof: signed(
            Object.fromEntries(Object.entries(header).reverse()),
            Object.fromEntries(Object.entries(claims).reverse()),
          ),
        }
      },
    ],
  ],
  // The text is the owner's and has not been used; the mirrored twin is stopped by the jti, not by its bytes.
  [
    'a mirrored signature of an unused proof',
    [
      () => {
        const { head, body, tail } = good()
        return { proof: `${head}.${body}.${mirrored(tail)}` }
      },
    ],
  ],
  ['a way in with its key', [() => wayIn(), () => wayIn({ iat: 0 })]],
]

const refused: readonly Judged[] = [
  [
    'alg',
    ['none', 'HS256', 'ES384', 'ES256K', 'RS256', 'EdDSA', 'es256', '', null, 256].map(
      (alg) => () => withHeader({ alg }),
    ),
  ],
  ['typ', ['JWT', 'DPoP+jwt', 'dpop', 'application/dpop+jwt', '', null].map((typ) => () => withHeader({ typ }))],
  [
    'header with more than it may have',
    [
      ...['kid', 'jku', 'x5u', 'x5c', 'crit', 'b64', 'cty', 'zip', '__proto__x'].map(
        (name) => () => withHeader({ [name]: 'x' }),
      ),
      () => withHeader({ crit: ['b64'], b64: false }),
      () => withHeader({ x: 'A'.repeat(600) }),
      () => withHeader({ x: 'A'.repeat(60_000) }),
    ],
  ],
  [
    'jwk',
    [
      () => withHeader({ jwk: other.jwk }),
      () => withHeader({ jwk: null }),
      () => withHeader({ jwk: 'x' }),
      () => withHeader({ jwk: [] }),
      () => withHeader({ jwk: { ...client.jwk, d: word(43) } }),
      () => withHeader({ jwk: { ...client.jwk, crv: 'P-384' } }),
      () => withHeader({ jwk: { ...client.jwk, kty: 'RSA' } }),
      () => withHeader({ jwk: { ...client.jwk, y: word(43) } }),
      () => withHeader({ jwk: { ...client.jwk, x: `${client.jwk.x}=` } }),
      () => withHeader({ jwk: { kty: 'oct', k: word(43) } }),
    ],
  ],
  [
    'htm',
    ['GET', 'post', 'Post', 'PUT', ' POST', 'POST ', '', null, ['POST'], 'OPTIONS'].map(
      (htm) => () => withClaims({ htm }),
    ),
  ],
  [
    'htu',
    [
      () => withUrl((url) => `${url}/`),
      () => withUrl((url) => `${url}?`),
      () => withUrl((url) => `${url}?a=1`),
      () => withUrl((url) => `${url}#`),
      () => withUrl((url) => url.toUpperCase()),
      () => withUrl((url) => url.replace('http:', 'https:')),
      () => withUrl((url) => url.replace('8787', '8788')),
      () => withUrl((url) => url.replace('localhost', 'localhost.')),
      () => withUrl((url) => url.replace('localhost', '127.0.0.1')),
      () => withUrl((url) => url.replace('//localhost', '//a@localhost')),
      () => withUrl((url) => url.replace('/batch', '//batch')),
      () => withUrl((url) => url.replace('/batch', '/./batch')),
      () => withUrl((url) => url.replace('/batch', '/%62atch')),
      () => withUrl((url) => url.replace('armoise', 'brumaire')),
      () => withUrl((url) => new URL(url).pathname),
      () => withUrl(() => client.url('/session')),
      () => withUrl(() => client.url('/invoices')),
      () => withUrl(() => ''),
      () => withClaims({ htu: null }),
    ],
  ],
  [
    'another endpoint',
    [() => ({ proof: client.proof(), path: '/session' }), () => ({ proof: client.proof(), path: '/session/code' })],
  ],
  [
    'ath',
    [
      () => withoutClaim('ath'),
      () => withClaims({ ath: null }),
      () => withClaims({ ath: '' }),
      () => withClaims({ ath: word(43) }),
      () => withClaims({ ath: createHash('sha256').update(`${client.handle}`).digest('hex') }),
      () => withClaims({ ath: createHash('sha256').update(`${other.handle}`).digest('base64url') }),
      () => withClaims({ ath: `${createHash('sha256').update(`${client.handle}`).digest('base64url')}=` }),
    ],
  ],
  ['iat', [NaN, '1', 1.5, null, true, [], 1e300].map((iat) => () => withClaims({ iat }))],
  [
    'jti',
    [
      () => withoutClaim('jti'),
      ...['', 'short', word(15), word(33), 'A'.repeat(500), 'white space in it', 'é'.repeat(16), 7, null, {}].map(
        (jti) => () => withClaims({ jti }),
      ),
    ],
  ],
  [
    'nonce',
    [
      () => withoutClaim('nonce'),
      ...['', word(22), 'A'.repeat(22), 'A'.repeat(300)].map((nonce) => () => withClaims({ nonce })),
      () => withClaims({ nonce: null }),
      () => withClaims({ nonce: nonceOf(2, hashes.client) }),
      () => withClaims({ nonce: nonceOf(60, hashes.client) }),
      () => withClaims({ nonce: nonceOf(-1, hashes.client) }),
      () => withClaims({ nonce: nonceOf(0, hashes.other) }),
      () => withClaims({ nonce: nonceOf(0, 'sign-in') }),
      () => withClaims({ nonce: nonceOf(0, hashes.client, Buffer.alloc(32, 7)) }),
      () => withClaims({ nonce: `${nonceOf(0, hashes.client)}=` }),
    ],
  ],
  [
    'claims with more than they may have',
    ['exp', 'nbf', 'sub', 'aud', 'htb', '__proto__x'].map((name) => () => withClaims({ [name]: 1 })),
  ],
  [
    'written in another way',
    [
      ...['htm', 'htu', 'jti', 'nonce', 'ath', 'iat'].flatMap((name) => [
        () => {
          const { header, claims } = good()
          return { proof: signed(header, `{"${name}":"x",${JSON.stringify(claims).slice(1)}`) }
        },
        () => {
          const { header, claims } = good()
          return {
            proof: signed(header, `${JSON.stringify(claims).slice(0, -1)},"${name}":${JSON.stringify(claims[name])}}`),
          }
        },
      ]),
      () => ({ proof: signed(good().header, JSON.stringify(good().claims, null, 1)) }),
      () => ({ proof: signed(good().header, `${JSON.stringify(good().claims)} `) }),
      () => ({ proof: signed(good().header, `\ufeff${JSON.stringify(good().claims)}`) }),
      () => ({ proof: signed(good().header, JSON.stringify(good().claims).replace('POST', '\\u0050OST')) }),
      () => ({ proof: signed(good().header, [good().claims]) }),
      () => ({ proof: signed(good().header, 'null') }),
      () => ({ proof: signed(`${JSON.stringify(good().header)}\n`, good().claims) }),
    ],
  ],
  [
    'base64',
    [
      ...[0, 1, 2].flatMap((at) => {
        const bend = (change: (segment: string) => string) => () => ({
          proof: client
            .proof()
            .split('.')
            .map((segment, index) => (index === at ? change(segment) : segment))
            .join('.'),
        })
        return [
          bend((segment) => `${segment}=`),
          bend((segment) => `${segment}==`),
          bend((segment) => `${segment.slice(0, 8)} ${segment.slice(8)}`),
          bend((segment) => `${segment.slice(0, 8)}%20${segment.slice(8)}`),
          bend((segment) => `${segment.slice(0, 8)}+/${segment.slice(8)}`),
          bend(strayBits),
          bend((segment) => Buffer.from(segment, 'base64url').toString('hex')),
          bend(() => ''),
        ]
      }),
    ],
  ],
  [
    'segments',
    [
      () => ({ proof: client.proof().split('.').slice(0, 2).join('.') }),
      () => ({ proof: `${client.proof()}.` }),
      () => ({ proof: `${client.proof()}.${word(8)}` }),
      () => ({ proof: `.${client.proof()}` }),
      () => ({ proof: `${client.proof()}, ${client.proof()}` }),
      () => ({ proof: `DPoP ${client.proof()}` }),
      () => ({ proof: '' }),
      () => ({ proof: '..' }),
      () => ({ proof: word(20_000) }),
      () => ({ proof: null }),
    ],
  ],
  [
    'signature',
    [
      () => resigned((text) => sign('sha256', Buffer.from(text), client.privateKey)),
      () => resigned((text) => raw(text, client.privateKey).subarray(0, 63)),
      () => resigned((text) => Buffer.concat([raw(text, client.privateKey), Buffer.alloc(1)])),
      () => resigned((text) => raw(text, other.privateKey)),
      () => resigned((text) => raw(text, secp)),
      () => resigned((text) => raw(text, anotherCurve)),
      () => resigned((text) => raw(`${text} `, client.privateKey)),
      () =>
        resigned((text) => sign('sha512', Buffer.from(text), { key: client.privateKey, dsaEncoding: 'ieee-p1363' })),
      () => resigned(() => Buffer.alloc(64)),
      () => resigned(() => Buffer.alloc(64, 0xff)),
      () => resigned(() => Buffer.concat([Buffer.alloc(31), Buffer.from([1]), Buffer.alloc(31), Buffer.from([1])])),
      () => ({ proof: `${good().head}.${good().body}.${good().tail}` }),
    ],
  ],
  [
    'scheme and handle',
    [
      ...['Bearer ', 'dpop ', 'DPOP ', 'DPoP', 'DPoP  ', 'Basic ', ''].map((scheme) => () => ({
        proof: client.proof(),
        authorization: `${scheme}${client.handle}`,
      })),
      () => ({ proof: client.proof(), authorization: `DPoP ${client.handle}A` }),
      () => ({ proof: client.proof(), authorization: `DPoP ${client.handle?.slice(0, -1)}` }),
      () => ({ proof: client.proof(), authorization: `DPoP ${client.handle?.toUpperCase()}` }),
      () => ({ proof: client.proof(), authorization: `DPoP cps_${word(42)}A` }),
      () => ({ proof: client.proof(), authorization: `DPoP ${other.handle}` }),
      () => ({ proof: client.proof(), authorization: `DPoP ${client.handle}, DPoP ${client.handle}` }),
      () => ({ proof: client.proof(), authorization: 'DPoP ' }),
      () => ({ proof: client.proof(), authorization: null }),
      () => ({ proof: client.proof({ embed: true }), authorization: null }),
    ],
  ],
  [
    'origin',
    [
      ...[
        null,
        'null',
        '*',
        'http://localhost:8802',
        'http://localhost:8801/',
        'HTTP://LOCALHOST:8801',
        'https://localhost:8801',
        'http://localhost:8801.evil.example',
      ].map((origin) => () => ({ proof: client.proof(), origin })),
      // Another website of the same portal: not where this session was opened.
      () => ({ proof: client.proof(), origin: 'http://127.0.0.1:8801' }),
    ],
  ],
  [
    'replayed',
    [
      async () => {
        const { proof } = good()
        assert.equal(await knock({ proof }), 'passed')
        return { proof }
      },
      async () => {
        const { proof, head, body, tail } = good()
        assert.equal(await knock({ proof }), 'passed')
        return { proof: `${head}.${body}.${mirrored(tail)}` }
      },
      async () => {
        const { proof, claims } = good()
        assert.equal(await knock({ proof }), 'passed')
        return { proof: client.proof({ jti: String(claims.jti) }) }
      },
    ],
  ],
  [
    'way in',
    [
      () => wayIn({ embed: false }),
      () => wayIn({ header: { jwk: client.jwk } }),
      () => wayIn({ header: { jwk: { ...stranger.jwk, y: stranger.jwk.x } } }),
      () => wayIn({ header: { jwk: { ...stranger.jwk, d: word(43) } } }),
      () => wayIn({ header: { jwk: { ...stranger.jwk, use: 'sig' } } }),
      () => wayIn({ header: { jwk: { ...stranger.jwk, crv: 'secp256k1' } } }),
      () => wayIn({ claims: { ath: word(43) } }),
      () => wayIn({ nonce: null }),
      () => wayIn({ nonce: nonceOf(2, 'sign-in') }),
      () => wayIn({ nonce: nonceOf(0, hashes.client) }),
      () => wayIn({ method: 'GET' }),
      () => wayIn({ url: client.url('/session') }),
      () => wayIn({ header: { alg: 'none' } }),
      () => ({ ...wayIn(), origin: 'null' }),
      () => ({ ...wayIn(), authorization: `DPoP ${client.handle}` }),
    ],
  ],
]

const refusals = new Set(['proof-invalid', 'use-dpop-nonce', 'session-ended', 'origin-refused', 'session-required'])

it(`${wanted} proofs by class: exactly the valid ones are accepted`, async (t) => {
  const table = new Map<string, { asked: number; accepted: number }>()
  const one = async (name: string, makes: Judged[1], at: number, pass: boolean) => {
    const make = makes[at % makes.length]
    assert.ok(make)
    const answer = await knock(await make())
    const row = table.get(name) ?? { asked: 0, accepted: 0 }
    table.set(name, row)
    row.asked++
    if (answer === 'passed') row.accepted++
    const words = `${name}, variant ${at % makes.length}: ${answer}`
    if (pass) assert.equal(answer, 'passed', words)
    else assert.ok(refusals.has(answer), words)
  }
  // Every variant once, then by chance; one in five must pass, so that a door that opens to nobody is noticed.
  let asked = 0
  for (const [list, pass] of [
    [passing, true],
    [refused, false],
  ] as const) {
    for (const [name, makes] of list)
      for (let at = 0; at < makes.length; at++, asked++) await one(name, makes, at, pass)
  }
  for (; asked < wanted; asked++) {
    const pass = random.chance(0.2)
    const [name, makes] = random.pick(pass ? passing : refused)
    await one(name, makes, random.int(0, makes.length - 1), pass)
  }
  const total = [...table.values()].reduce((sum, row) => sum + row.accepted, 0)
  t.diagnostic(`seed "${seed}": ${asked} proofs in ${table.size} classes, ${total} accepted`)
  t.diagnostic([...table].map(([name, row]) => `${name} ${row.accepted}/${row.asked}`).join(' · '))
  for (const [name] of passing) assert.equal(table.get(name)?.accepted, table.get(name)?.asked)
  for (const [name] of refused) assert.equal(table.get(name)?.accepted, 0)
  assert.equal(asked, Math.max(asked, wanted))
})

it('one proof a thousand times: never again', async () => {
  const proof = client.proof()
  assert.equal(await knock({ proof }), 'passed')
  let accepted = 0
  for (let n = 0; n < 1_000; n++) if ((await knock({ proof })) === 'passed') accepted++
  assert.equal(accepted, 0)
})

it('a write at another process with a proof that has had its effect: refused, nothing written', async () => {
  const elsewhere = client.sameThrough((await counter.another()).app.fetch)
  const ask = (language: string) => JSON.stringify([{ key: 'PATCH /session', body: { language } }])
  for (let n = 0; n < 20; n++) {
    const headers = client.headers()
    const first = await client.raw('/batch', { headers, body: ask('fr') })
    assert.equal(((await first.json()) as { status: number }[])[0]?.status, 200)
    const again = await elsewhere.raw('/batch', { headers, body: ask('en') })
    const text = await again.text()
    assert.match(text, /"code":"proof-invalid"/)
    const { language } = await client.call('GET /session')
    assert.equal(language, 'fr')
  }
})
