/** The checks that are taken out in turn: of the proof, of the door where it is asked for, of the hand-off. */
import { checksOfWaysIn } from './mutants-ways-in.ts'
import { type Mutant, of } from './mutant.ts'

const classes = 'test/bff/proof-classes.test.ts'
const wire = 'test/bff/gate-wire.test.ts'
const handOff = 'test/bff/hand-off.test.ts'

const proof = of('bff/gate/proof.ts', classes)
const door = of('bff/gate/identify.ts', classes)
const assertion = of('bff/gate/hand-off/assertion.ts', handOff)
const entry = of('bff/gate/hand-off/sign-in.ts', handOff)

const parts = 'test/bff/gate-parts.test.ts'
const life = 'test/bff/session-life.test.ts'
const account = 'test/bff/ways-account.test.ts'
const call = of('bff/gate/call.ts', wire, account, life)

/** The proof, the door behind which it is asked for, the hand-off. */
const checksOfProof: readonly Mutant[] = [
  proof('proof: algorithm', ` || header.alg !== 'ES256'`, ''),
  proof('proof: type', ` || header.typ !== 'dpop+jwt'`, ''),
  proof('proof: members of the header', `if (!onlyNames(header, ['typ', 'alg', 'jwk'])) return undefined`, ''),
  proof(
    'proof: members of the key',
    `if (!onlyNames(jwk as Record<string, unknown>, ['kty', 'crv', 'x', 'y'])) return undefined`,
    '',
  ),
  proof('proof: curve of the key', `kty !== 'EC' || crv !== 'P-256' || `, ''),
  proof(
    'proof: members of the claims',
    `!onlyNames(value, ['htm', 'htu', 'iat', 'jti', 'ath', 'bh', 'nonce'])`,
    'false',
  ),
  proof(
    'proof: coordinates of the key',
    `typeof value === 'string' && fromBase64url(value)?.length === 32`,
    `typeof value === 'string'`,
  ),
  proof('proof: type of the id', `typeof id !== 'string' || `, ''),
  proof('proof: type of the nonce', `if (nonce !== undefined && typeof nonce !== 'string') return undefined`, ''),
  proof('proof: instant', ` || !Number.isSafeInteger(iat)`, ''),
  proof('proof: form of the id', ` || !jti.test(id)`, ''),
  proof('proof: one way to write JSON', ` || JSON.stringify(value) !== text`, ''),
  proof('proof: three segments', `if (segments.length !== 3) return undefined`, ''),
  proof('proof: length of the signature', `signature?.length !== 64`, '!signature'),
  proof('proof: method', `claims.htm !== expected.method || `, ''),
  proof('proof: address', ` || claims.htu !== expected.url`, ''),
  proof('proof: embedded key', `if (proof.key && proof.key.thumbprint !== expected.thumbprint) return false`, ''),
  proof('proof: hash of the handle', `if (claims.ath !== expected.ath) return false`, ''),
  proof('proof: signature', `return verify('sha256'`, `return true || verify('sha256'`),
  of('bff/gate/base64url.ts', classes)('proof: one way to write bytes', ` && bytes.toString('base64url') === text`, ''),
  door(
    'door: scheme of the handle',
    `authorization.startsWith('DPoP ') ? authorization.slice(5) : ''`,
    `authorization.replace(/^\\w+ /, '')`,
  ),
  door('door: portal of the session', `live.portalKey !== visit.portal.key || `, '', 'test/bff/portals-apart.test.ts'),
  door('door: website of the session', ` || live.origin !== visit.origin`, ''),
  door('door: nonce', `if (verdict === 'stale')`, `if (false)`),
  door(
    'door: replay',
    `if (!visit.gate.replay.first(\`\${signer.thumbprint}.\${jti}\`, performance.now())) throw refused()`,
    '',
  ),
  door(
    'door: a proof beside the handle',
    `if (text === null || text.length > longestProof) throw refused()`,
    `if (text === null) return { session: await visit.gate.sessions.get(hashHandle(authorization!.slice(5))!), key: undefined, jti: 'x'.repeat(16), bodyHash: undefined, nonceFor: undefined }`,
  ),
  of('bff/gate/nonce.ts', classes)('nonce: whom it is for', `.update(subject)`, ''),
  of('bff/gate/nonce.ts', classes)('nonce: its minute', 'update(`${slot}.`)', `update('.')`),
  of('bff/gate/handle.ts', parts)('handle: its length', `handle.length !== 47 || `, ''),
  of('bff/gate/handle.ts', parts)('handle: its beginning', `!handle.startsWith(prefix) || `, ''),
  of('bff/gate/replay.ts', parts)('replay: across the turn of its memory', ` || this.#old.has(id)`, ''),
  of('bff/gate/replay.ts', parts)('replay: a full memory refuses', `if (this.#young.size >= this.#cap)`, `if (false)`),
  of('bff/gate/network.ts', parts)('network: trusted proxies only', `trustedHops === 0 || `, ''),
  of('bff/gate/cors.ts', parts)(
    'website: no website',
    `origin !== null && origin !== 'null' && `,
    `origin !== null && `,
  ),
  of('bff/gate/cors.ts', parts)('website: every website', `origin !== '*' && `, ''),
  of('bff/gate/visit.ts', wire)(
    'website: looked at',
    `if (!originAllowed(origin, portal.origins))`,
    `if (origin === null)`,
  ),
  of('bff/gate/visit.ts', 'test/bff/hostile-input.test.ts', wire)(
    'portal: one way to write it',
    'if (!exchange.url.pathname.startsWith(`/v1/${key}/`))',
    'if (false)',
  ),
  of('bff/gate/cors.ts', wire)('website: exact list', `allowed.includes(origin)`, 'true'),
  of('bff/gate/limits.ts', classes)(
    'body: the proof names it',
    `createHash('sha256').update(bytes).digest('base64url') !== hash`,
    'false',
  ),
  of('bff/gate/batch.ts', classes)(
    'body: a write must be named',
    `if (writes.length > 0 && jti !== undefined && bodyHash === undefined) throw new Problem('proof-invalid')`,
    '',
  ),
  of('bff/gate/batch.ts', wire)('batch: one write', `if (writes.length > 1)`, `if (false)`),
  of('bff/gate/batch.ts', wire)('batch: at most twenty', `.min(1).max(20)`, `.min(1)`),
  of('bff/gate/limits.ts', wire)('body: bytes as they come', `if (size > largestBody)`, `if (false)`),
  of('bff/gate/limits.ts', wire)(
    'body: media type',
    `if (!jsonType.test(request.headers.get('content-type') ?? ''))`,
    `if (false)`,
  ),
  call('call: right', `requireRight(session.live, endpoint.needs)`, ''),
  call(
    'call: a fresh session, features',
    `if (endpoint.fresh && !isFresh(session)) throw new Problem('step-up-required')`,
    '',
    account,
  ),
  call(
    'call: a fresh session, gate',
    `if (endpoint.fresh && !(session && isFresh(session))) throw new Problem('step-up-required')`,
    '',
    account,
  ),
  call(
    'call: the customer that the page shows, gate',
    `if (session && call.customer !== undefined && call.customer !== session.live.customerId)`,
    `if (false)`,
    life,
    'test/bff/session-races.test.ts',
  ),
  call(
    'call: unknown parts',
    `if (given !== undefined && Object.keys(Object(given)).length > 0) fields[part] = 'unknown-field'`,
    '',
  ),
  call(
    'call: features that are switched off',
    `(feature !== undefined && !visit.portal.features.includes(feature))`,
    'false',
    wire,
    'test/bff/portals-apart.test.ts',
  ),
  of('bff/gate/session.ts', life)(
    'session: ends by itself while it is remembered',
    `if (performance.now() >= found.session.deadline) throw new Problem('session-ended')`,
    '',
  ),
  of('bff/gate/sign-in/claim.ts', classes)(
    'write: one effect for one proof',
    `if (claimed.rows.length === 0) throw new Problem('proof-invalid')`,
    '',
  ),
  assertion('hand-off: algorithm', `algorithms: [key.algorithm],`, ''),
  assertion('hand-off: type', `typ: assertionType,`, ''),
  assertion('hand-off: issuer', `issuer: key.issuer,`, ''),
  assertion('hand-off: portal', `      audience,\n`, ''),
  assertion('hand-off: longest life', `if (exp - iat > longestLife) throw new RefusedAssertion('too-long')`, ''),
  assertion(
    'hand-off: not before it was made',
    `if (iat > expected.now.getTime() / 1000 + skew) throw new RefusedAssertion('too-early')`,
    '',
  ),
  assertion(
    'hand-off: the browser’s key',
    `if (cnf.jkt !== expected.thumbprint) throw new RefusedAssertion('another-key')`,
    '',
  ),
  assertion('hand-off: clock', 'currentDate: now,', 'currentDate: new Date(now.getTime() - 3600_000),'),
  entry('hand-off: once', `if (used.rows.length === 0) throw new RefusedPerson('used')`, ''),
  entry(
    'hand-off: disabled accounts',
    `if (!(await lockAccount(trx, account))) throw new RefusedPerson('disabled', account)`,
    '',
  ),
  of('bff/gate/hand-off/people.ts', handOff)('hand-off: revoked keys', `.where('revoked_at', 'is', null)`, ''),
  of('bff/gate/hand-off/people.ts', handOff)(
    'hand-off: the customer is the person’s',
    `.where('account_id', '=', account)\n`,
    '',
  ),
]

export const mutants: readonly Mutant[] = [...checksOfProof, ...checksOfWaysIn]
