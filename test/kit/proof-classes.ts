/** Classes of proofs: those that must pass, and every way known to us in which one must not. */
import { createHash, sign } from 'node:crypto'
import { anotherCurve, bender, type Knock, mirrored, type Parties, raw, secp, strayBits } from './proof-bender.ts'

export type Judged = readonly [name: string, makes: readonly (() => Knock | Promise<Knock>)[]]

type Tools = ReturnType<typeof bender>

function passingOf({ client, hashes }: Parties, { signed, good, nonceOf, wayIn }: Tools): readonly Judged[] {
  return [
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
}

function refusedOf(
  { client, other, stranger, hashes }: Parties,
  { signed, good, withHeader, withClaims, withUrl, withoutClaim, word, resigned, nonceOf, wayIn }: Tools,
  pass: (knock: Knock) => Promise<void>,
): readonly Judged[] {
  return [
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
        // As text they would be of the right form.
        () => withClaims({ jti: [word(20)] }),
        () => withClaims({ jti: 1_234_567_890_123_456 }),
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
              proof: signed(
                header,
                `${JSON.stringify(claims).slice(0, -1)},"${name}":${JSON.stringify(claims[name])}}`,
              ),
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
          await pass({ proof })
          return { proof }
        },
        async () => {
          const { proof, head, body, tail } = good()
          await pass({ proof })
          return { proof: `${head}.${body}.${mirrored(tail)}` }
        },
        async () => {
          const { proof, claims } = good()
          await pass({ proof })
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
        // The same point in another spelling would be another key by its thumbprint.
        () => wayIn({ header: { jwk: { ...stranger.jwk, x: `${stranger.jwk.x}=` } } }),
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
}

/** @param pass knocks with a proof that must get in, for the classes that use one twice */
export function proofClasses(parties: Parties, pass: (knock: Knock) => Promise<void>) {
  const tools = bender(parties)
  return { passing: passingOf(parties, tools), refused: refusedOf(parties, tools, pass) }
}
