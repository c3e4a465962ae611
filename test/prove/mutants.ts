/** The checks that are taken out in turn: where each stands, what is left without it, and the cheapest test that must notice. */
export interface Mutant {
  what: string
  file: string
  /** Stands there exactly once. */
  text: string
  instead: string
  /** A file, perhaps ` @ ` and a pattern of test names. */
  test: string
}

const classes = 'test/bff/proof-classes.test.ts'
const wire = 'test/bff/gate-wire.test.ts @ on pglite origins'
const handOff = 'test/bff/hand-off.test.ts @ pglite|assertion'

const of =
  (file: string, test: string) =>
  (what: string, text: string, instead: string): Mutant => ({ what, file, text, instead, test })

const proof = of('bff/gate/proof.ts', classes)
const door = of('bff/gate/identify.ts', classes)
const assertion = of('bff/gate/hand-off/assertion.ts', handOff)
const entry = of('bff/gate/hand-off/sign-in.ts', handOff)

export const mutants: readonly Mutant[] = [
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
