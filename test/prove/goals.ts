/**
 * The goals of the threat model, each with the one figure that answers it. The figure is picked out of what the tests of
 * its parts said; what it cannot be picked from shows as a dash, and the goal then does not hold.
 */
import { readFileSync } from 'node:fs'
import type { Result } from './page.ts'

export type Results = Readonly<Record<string, Result | undefined>>

export interface Goal {
  what: string
  /** One line. */
  figure: (of: Results) => string
  /** Where no part of the proof run measures it: reached or not. */
  reached?: () => boolean
  /** Why it is missed, while it is: a sentence. */
  cause?: string
}

/** Whole numbers as people read them. */
const plain = (value: string | number | undefined) =>
  value === undefined ? '–' : Number(value).toLocaleString('en').replace('NaN', '–')

/** The groups of the first thing said that fits; dashes when there is none. */
function said(result: Result | undefined, form: RegExp): string[] {
  const found = result?.says.map((line) => form.exec(line)).find((match) => match !== null)
  return found ? found.slice(1) : Array.from({ length: 9 }, () => '–')
}

const every = (result: Result | undefined, form: RegExp) =>
  (result?.says ?? []).map((line) => form.exec(line)).filter((match) => match !== null)

const sum = (values: readonly (string | undefined)[]) => values.reduce((total, value) => total + Number(value ?? 0), 0)

function probes({ probes: result }: Results): string {
  const runs = every(result, /^seed ".*?": (\d+) probes, \d+ must-allow.*?, (\d+) leaks, (\d+) false denials/)
  const [asked, leaks, denials] = [1, 2, 3].map((at) => sum(runs.map((run) => run[at])))
  return runs.length === 0 ? '–' : `${plain(asked)} probes: ${leaks} leaks, ${denials} false denials`
}

function drill({ drill: result, start }: Results): string {
  const [rows = ''] = said(result, /injection by hand: .*, (\d+) rows of others/)
  const [requests, more = ''] = said(result, /sqlmap on the drill: (\d+) requests, .*, (\d+) rows of others/)
  return `by hand and ${plain(requests)} requests of sqlmap: ${sum([rows, more])} rows of others; ${start?.passed ?? '–'} tests of the start`
}

function rights({ matrix, guards, mutants }: Results): string {
  const [cases, wrong] = said(matrix, /rights matrix: (\d+) cases .*?, (\d+) wrong/)
  const [unnoticed] = said(matrix, /what they need: .*?, (\d+) not noticed/)
  const [found, lines] = said(guards, /guard lines taken out: (\d+) of (\d+) found/)
  const [noticed, checks] = said(mutants, /checks taken out of the source: (\d+) of (\d+) noticed/)
  return `${plain(cases)} cases, ${wrong} wrong; found: ${found} of ${lines} guard lines, ${noticed} of ${checks} checks; needs not noticed: ${unnoticed}`
}

function proofs({ proofs: result }: Results): string {
  const kinds = result?.says.find((line) => line.startsWith('good ')) ?? ''
  const bent = [...kinds.matchAll(/ (\d+)\/(\d+)(?= ·|$)/g)].filter(([, accepted]) => accepted === '0')
  const [replays, accepted] = said(result, /^(\d+) replays, (\d+) accepted/)
  return `${plain(sum(bent.map(([, , asked]) => asked)))} bent proofs: 0 accepted; ${plain(replays)} replays: ${accepted}; nonce 60 to 120 s`
}

function revocation({ revocation: result }: Results): string {
  const p99 = (what: string) => said(result, new RegExp(`${what}: .*p99 ([\\d.]+ ms)`))[0]
  return `p99: session revoked ${p99('a session revoked')}, right taken ${p99('a right taken')}`
}

const bench = () => readFileSync('docs/bench.md', 'utf8').split('\n## PostgreSQL')[1]?.split('\n## ')[0] ?? ''
const benched = (what: string) => new RegExp(`^\\| ${what}[^|]*\\| ([^|]*?) *\\|`, 'm').exec(bench())?.[1] ?? '–'

function crash({ crash: result }: Results): string {
  const [kills, , commands, fate, slowest] = said(
    result,
    /^figure crash: (\d+) kills .*? · (\d+) commands\/s .*? · (\d+) commands, .*? · (lost .*?) · slowest delivery ([\d.]+ s)/,
  )
  return `${kills} kills, ${plain(commands)} commands: ${fate}; slowest delivery ${slowest}`
}

function rolling({ rolling: result }: Results): string {
  const [restarts, answered, failed] = said(
    result,
    /rolling restarts: (\d+) of .*?, (\d+) requests answered, (\d+) failed/,
  )
  return `${restarts} restarts, ${plain(answered)} requests: ${failed} failed`
}

function cookies({ cookies: result }: Results): string {
  const of = (engine: string) =>
    said(result, new RegExp(`${engine}, third-party cookies blocked: (\\d+ of \\d+) signed in`))[0]
  return `signed in: ${of('chromium')} in Chromium, ${of('firefox')} in Firefox`
}

function timing({ timing: result }: Results): string {
  const ways = every(result, /^figure (.*?): AUC ([\d.]+) \(n = (\d+) and (\d+)\), (\d+) kinds/)
  const least = Math.min(...ways.flatMap((way) => [Number(way[3]), Number(way[4])]))
  const areas = ways.map((way) => `${way[1]} ${way[2]}`).join(', ')
  return ways.length === 0 ? '–' : `AUC: ${areas} (n ≥ ${plain(least)}); answers the same bytes`
}

function throttles({ throttles: result }: Results): string {
  const [bursts, more, less] = said(result, /bursts: (\d+) of .*?, (\d+) with one too many, (\d+) with one too few/)
  return `${plain(bursts)} bursts: ${more} with one too many, ${less} with one too few`
}

function guessing({ guessing: result, registration }: Results): string {
  const [odds] = said(result, /a day: ([\d.·⁻⁵]+)/)
  const [codes, right] = said(result, /portal codes without throttles: (\d+) guesses, (\d+) right/)
  const pairs = sum(every(registration, /registration \(.*?\): (\d+) pairs/).map((one) => one[1]))
  return `${odds} a day; ${plain(codes)} codes guessed: ${right} right; ${plain(pairs)} pairs tried: 0 accounts, one answer`
}

function crowds({ slow, overload }: Results): string {
  const [connections, p99] = said(slow, /slow connections: (\d+) at once.*?p99 ([\d.]+ ms)/)
  const [nominal] = said(overload, /nominal: .*?p99 ([\d.]+ ms)/)
  const [accepted, refused, back] = said(
    overload,
    /accepted [^,]*, p99 ([\d.]+ ms), refused [^,]*, p99 ([\d.]+ ms); back after ([\d.]+ s)/,
  )
  return `${plain(connections)} slow connections: /live p99 ${p99}; overload: accepted p99 ${accepted} (nominal ${nominal}), refused ${refused}, back ${back}`
}

function pages({ xss, pages: result }: Results): string {
  const [globals, listeners] = said(xss, /globals (\d+), message listeners (\d+)/)
  return `${globals} globals, ${listeners} message listeners; ${result?.passed ?? '–'} tests of pages`
}

export const goals: Readonly<Record<number, Goal>> = {
  1: { what: '10⁶ random probes across customers: 0 leaks, 0 false denials', figure: probes },
  2: { what: 'injectable drill: 0 rows out of scope; no start with an unguarded relation', figure: drill },
  3: {
    what: 'rights matrix of at least 5,000 generated cases; every removed guard line, right and check detected',
    figure: rights,
  },
  4: { what: '10⁵ mutated proofs: 0 accepted; 10⁴ replays: 0; nonce at most 120 s', figure: proofs },
  5: { what: 'revocation and changed rights hold within 1 s (p99) at every process', figure: revocation },
  6: {
    what: 'authentication at most 100 µs CPU; secured list of 20 at most 250 µs of Node’s CPU, one round trip',
    figure: () =>
      `${benched('authentication, CPU')} per batch (one signature ${benched('… of it')}), ${benched('authentication, statements')} statements per 1,000 ([bench.md](bench.md))`,
    reached: () => Number.parseFloat(benched('authentication, CPU')) <= 100,
    cause:
      'one check of an ES256 signature takes most of the 100 µs, in OpenSSL; a list costs Node about 5 ms ([0014](decisions/0014-refusing-early.md)), spread over its proof, the building, sending and reading of its statements, its answer and its line in the log, of which none stands out in a profile.',
  },
  7: { what: 'kills under load and a crash of the database: 0 lost, 0 double, delivered within 60 s', figure: crash },
  8: { what: '100 rolling restarts under load: 0 failed requests', figure: rolling },
  9: { what: 'sign-in with third-party cookies blocked: Chromium and Firefox', figure: cookies },
  10: {
    what: 'timing of existing against missing accounts: AUC 0.50 ± 0.03 (n ≥ 2,000), identical bytes',
    figure: timing,
  },
  11: { what: 'throttles exact across 4 processes: 0 extra passes in 10⁴ bursts', figure: throttles },
  12: {
    what: 'one-time codes: at most 2.5·10⁻⁵ per account and day; 0 messages to unknown addresses',
    figure: guessing,
  },
  13: {
    what: '5,000 slow connections: `/live` within 50 ms; 10× overload: accepted p99 at most 2× nominal, refused within 50 ms, back within 5 s',
    figure: crowds,
    cause:
      'the refused wait where a turn of the event loop takes 30 ms and more, about half of which the process waits for a processor that the crowd and PostgreSQL have: all three share two ([0014](decisions/0014-refusing-early.md)).',
  },
  14: { what: 'strict CSP and Trusted Types on the host: no unsafe-*, 0 globals, 0 message listeners', figure: pages },
}

/**
 * `yes`: every part ran whole and passed. `no`: none of them did. `in part`: some failed, ran smaller or not at all.
 * A figure that is missing is no proof.
 */
export function holds(
  goal: Goal,
  results: readonly (Result | undefined)[],
  figure: string,
): 'yes' | 'no' | 'in part' | 'not run' {
  if (goal.reached) return goal.reached() ? 'yes' : 'no'
  if (results.every((one) => one === undefined)) return 'not run'
  const good = results.filter((one) => one !== undefined && one.failed.length === 0)
  if (good.length === 0) return 'no'
  return good.length === results.length && good.every((one) => one?.size === 1) && !figure.includes('–')
    ? 'yes'
    : 'in part'
}
