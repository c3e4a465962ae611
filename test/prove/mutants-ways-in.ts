/** The checks that are taken out in turn, of the ways in: throttles, one-time codes, portal codes, links, passwords. */
import { type Mutant, of } from './mutant.ts'

const ways = (name: string) => `test/bff/ways-${name}.test.ts`
const throttles = 'test/bff/throttle.test.ts'
const session = 'test/bff/session.test.ts'
const races = 'test/bff/session-races.test.ts'

const sign = (name: string, ...tests: string[]) => of(`bff/gate/sign-in/${name}.ts`, ...tests)
const attempt = sign('attempt', throttles)
const asking = sign('ask', ways('links'), ways('one-time-code'))
const challenge = sign('challenge', ways('one-time-code'), ways('account'))
const code = sign('code', session, ways('codes'))
const typed = sign('typed-code', ways('codes'))
const link = sign('password-link', session, ways('links'))
const email = sign('email-change', ways('links'))
const stepUp = sign('step-up', ways('account'))
const registration = sign('registration', ways('registration'))
const password = sign('password', session)

/**
 * Not here, because another line says the same: a challenge or a link used or expired is refused when it is looked for
 * and once more by the update that uses it, and a disabled account both before and while it is held. The proof of a
 * step-up is good for one handle, and the row of that ends with the first. The token
 * of a registration leaves its row with the answer, so that asking for the state beside it says the same.
 */
export const checksOfWaysIn: readonly Mutant[] = [
  of('bff/gate/throttle.ts', throttles)(
    'throttle: the burst',
    'where t.tat <= clock_timestamp() + ${seconds(interval(limit) * (limit.burst - 1))}\n    returning',
    'returning',
  ),
  attempt('attempt: of one login', `if (keys.login) await take(gate, keys.login, limits.login)`, ''),
  attempt('attempt: of one network', `await take(gate, keys.network, limits.network)`, ''),
  attempt('attempt: of a portal', `if (wait > 0 && !(await marked(gate, keys.trusted)))`, `if (false)`),
  attempt(
    'attempt: failures of a portal are counted',
    `await take(gate, keys.portal, limits.portal)`,
    'await Promise.resolve()',
  ),
  asking(
    'asking: of one network',
    `await take(gate, key('asking'), limits.asking)`,
    '',
    ways('links'),
    ways('one-time-code'),
  ),
  asking('asking: for one subject', `await take(gate, key('asking for', subject), limits.askingFor)`, ''),
  asking('asking: the proof is used', `await claimProof(trx, key.thumbprint, call.proof)`, '', ways('one-time-code')),
  challenge('one-time code: for what it was asked', ` and purpose = \${of.purpose}`, '', ways('account')),
  challenge('one-time code: the key that asked', ` and thumbprint = \${of.thumbprint}`, '', ways('one-time-code')),
  challenge('one-time code: the portal that was asked', ` and portal_key = \${of.portal}`, ''),
  challenge('one-time code: five tries', ` and tries < \${sql.lit(oneTime.tries)}`, '', ways('one-time-code')),
  challenge(
    'one-time code: it fits',
    `(await call.tools.passwords.fit(taken.code_hash, code.replace(/\\s/g, '')))`,
    'taken.code_hash !== null',
    ways('one-time-code'),
  ),
  challenge(
    'one-time code: once',
    `if (used.rows.length === 0) throw over()`,
    '',
    ways('one-time-code'),
    ways('account'),
  ),
  code('portal code: revoked', ` and c.revoked_at is null`, '', session),
  code('portal code: expired', ` && !code.expired`, '', session, ways('codes')),
  code('portal code: where it is offered', `if (code && offered &&`, `if (code &&`, ways('codes')),
  code(
    'portal code: second proof',
    `if (!proof) throw new Problem('second-proof-required')`,
    'if (!proof) return undefined',
    ways('codes'),
  ),
  code('portal code: second proof of this code', `if (answered.code !== code.id)`, 'if (false)', ways('codes')),
  code('portal code: the proof is used', `await claimProof(trx, key.thumbprint, call.proof)`, '', ways('codes')),
  code('portal code: its sites', `sites: code.site_ids,`, 'sites: null,', ways('codes')),
  code('portal code: its intervention', `intervention: code.intervention_id,`, 'intervention: null,', ways('codes')),
  typed('typed code: its delay', `if (wait > 0)`, 'if (false)'),
  typed('typed code: the customer beside it', `.where('customer_code', '=', customer)`, ''),
  typed('typed code: all of it', `if (row && fits)`, 'if (row)'),
  link('link: disabled accounts', `.where('a.disabled_at', 'is', null)`, ''),
  link('link: once', `if (used.rows.length === 0) throw new Problem('link-refused')`, '', races),
  link('link: expired, at its preview', `.where('l.expires_at', '>', (eb) => eb.fn<string>('now'))`, '', ways('links')),
  link('link: used, at its preview', `.where('l.used_at', 'is', null)`, '', ways('links')),
  link('link: weak passwords', `if (weakness) throw`, 'if (false) throw'),
  link(
    'link: ends every session',
    `where account_id = \${account.id} and ended_at is null`,
    'where false',
    session,
    ways('links'),
  ),
  sign('links', ways('links'))(
    'link: the newest only',
    `where account_id = \${account}::uuid and used_at is null and purpose = \${purpose}`,
    'where false',
  ),
  email('address: this portal’s link', `.where('e.portal_key', '=', call.portal.key)`, ''),
  email('address: not when it has become another', `and (\${undo} or email is not distinct from \${former})`, ''),
  stepUp('step-up: one’s own code', `if (answered.account !== accountId)`, 'if (false)'),
  stepUp(
    'step-up: the password fits',
    `if ((await call.tools.passwords.fit(stored, password)) && stored !== null)`,
    `if (stored !== null)`,
  ),
  sign('rotate', ways('account'), 'test/bff/session-life.test.ts')(
    'session: moves once',
    `if (!(await endSession(trx, session.hash, 'rotated'))) throw new Problem('session-rotated')`,
    `await endSession(trx, session.hash, 'rotated')`,
    'test/bff/session-life.test.ts',
  ),
  sign('rotate', ways('account'))(
    'session: not prolonged by moving',
    `notAfter: row.expires_at,`,
    '',
    ways('account'),
    'test/bff/session-life.test.ts',
  ),
  sign('own-sessions', ways('account'))(
    'sessions: one’s own, to see',
    `where \${own(session)} and \${live} \${beyond}`,
    'where ${live} ${beyond}',
  ),
  sign('own-sessions', ways('account'))(
    'sessions: one’s own, to end',
    `where \${own(session)} and \${live} and \${which}`,
    'where ${live} and ${which}',
  ),
  registration(
    'registration: of one network',
    `await take(gate, tools.fingerprint('registrations', portal.vendor, network), limits.registrations)`,
    '',
  ),
  registration(
    'registration: for one customer',
    `await take(gate, tools.fingerprint('registrations for', portal.vendor, customerCode), limits.registrationsFor)`,
    '',
  ),
  registration('registration: its hour', `.where('expires_at', '>', (eb) => eb.fn<string>('now'))`, ''),
  password('password: it fits', `if (!account || !fits ||`, 'if (!account ||'),
  password(
    'password: where it is offered',
    `offered ? (account?.password_hash ?? null) : null`,
    `account?.password_hash ?? null`,
  ),
  password(
    'password: changed meanwhile',
    `if (now?.passwordHash !== account.password_hash) return undefined`,
    '',
    races,
  ),
  sign('account-lock', session, 'test/bff/hand-off.test.ts')(
    'account: disabled',
    ` and disabled_at is null for no key update`,
    ' for no key update',
    'test/bff/hand-off.test.ts',
  ),
  sign('enter', session)('way in: the proof is used', `await claimProof(trx, key.thumbprint, call.proof)`, ''),
]
