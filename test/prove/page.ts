/**
 * docs/proof.md, written from docs/proof.json: the last result of each part, so that the run can be made in pieces and on
 * several days. What was not run says so.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { parts } from './parts.ts'

const kept = 'docs/proof.json'

export interface Result {
  part: string
  /** ISO instant. */
  date: string
  commit: string
  /** Share of the long form. */
  size: number
  seconds: number
  passed: number
  failed: string[]
  skipped: string[]
  /** Figures as `figure name: value`, and whatever else the tests said. */
  says: string[]
}

/** Goals of the threat model: number -> what, and where the figure stands when no part measures it. */
const goals: Readonly<Record<number, { what: string; elsewhere?: () => string }>> = {
  1: { what: '10⁶ random probes across customers: 0 leaks, 0 false denials' },
  2: { what: 'injectable drill: 0 rows out of scope; no start with an unguarded relation' },
  3: { what: 'rights matrix of at least 5,000 generated cases; every removed guard line, right and check detected' },
  4: { what: '10⁵ mutated proofs: 0 accepted; 10⁴ replays: 0; nonce at most 120 s' },
  5: { what: 'revocation and changed rights hold within 1 s (p99) at every process' },
  6: {
    what: 'authentication at most 100 µs CPU; secured list of 20 at most 250 µs of Node’s CPU, one round trip',
    elsewhere: () => benchWords(),
  },
  7: { what: 'kills under load and a crash of the database: 0 lost, 0 double, delivered within 60 s' },
  8: { what: '100 rolling restarts under load: 0 failed requests' },
  9: { what: 'sign-in with third-party cookies blocked: Chromium and Firefox' },
  10: { what: 'timing of existing against missing accounts: AUC 0.50 ± 0.03 (n ≥ 2,000), identical bytes' },
  11: { what: 'throttles exact across 4 processes: 0 extra passes in 10⁴ bursts' },
  12: { what: 'one-time codes: at most 2.5·10⁻⁵ per account and day; 0 messages to unknown addresses' },
  13: {
    what: '5,000 slow connections: `/live` within 50 ms; 10× overload: accepted p99 at most 2× nominal, refused within 50 ms, back within 5 s',
  },
  14: { what: 'strict CSP and Trusted Types on the host: no unsafe-*, 0 globals, 0 message listeners' },
}

const git = (...words: string[]) => execFileSync('git', words, { encoding: 'utf8' }).trim()
export const commitOf = () => git('rev-parse', '--short=10', 'HEAD')

/** Rows of docs/bench.md: this goal is its. */
function benchWords(): string {
  const rows = readFileSync('docs/bench.md', 'utf8')
    .split('\n## ')
    .find((section) => section.startsWith('PostgreSQL'))
    ?.matchAll(/^\| (authentication, [^|]*?|… of it, [^|]*?|… and all the rest) *\| ([^|]*?) *\|/gm)
  const told = [...(rows ?? [])].map(([, what, figure]) => `${what?.replace('… ', '')} ${figure}`)
  return `measured by \`npm run bench\` ([bench.md](bench.md)): ${told.join('; ')}. The check of one ECDSA signature alone takes nearly the goal on this machine`
}

const all = (): Record<string, Result> =>
  existsSync(kept) ? (JSON.parse(readFileSync(kept, 'utf8')) as Record<string, Result>) : {}

const read = (part: string): Result | undefined => all()[part]

/** Keeps the result of a part in place of its last one. */
export function keep(result: Result): void {
  const sorted = Object.entries({ ...all(), [result.part]: result }).sort(([a], [b]) => (a < b ? -1 : 1))
  writeFileSync(kept, `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`)
}

/** What a table's cell may hold. */
const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ')

function figuresOf(result: Result): string[] {
  const figures = result.says.filter((line) => line.startsWith('figure ')).map((line) => line.slice('figure '.length))
  // How often each kind of question was asked stands beneath, not in the table of goals.
  const short = result.says.filter((line) => line.split(' · ').length < 10)
  return figures.length > 0 ? figures : short.slice(0, 4)
}

function verdict(result: Result): string {
  const share = result.size === 1 ? '' : `, ${Math.round(result.size * 1000) / 10} % of the long form`
  const state = result.failed.length > 0 ? `**${result.failed.length} failed**` : `${result.passed} passed`
  return `\`${result.part}\`: ${state}${share}`
}

function goalRow(number: number): string {
  const { what, elsewhere } = goals[number] as (typeof goals)[number]
  const of = parts.filter((part) => part.goals.includes(number))
  const told = of.map(({ name }) => {
    const result = read(name)
    return result ? `${verdict(result)}; ${figuresOf(result).join('; ')}` : `\`${name}\`: **not run**`
  })
  return `| ${number} | ${what} | ${cell([...told, ...(elsewhere ? [elsewhere()] : [])].join(' · ') || '**no part**')} |`
}

function section(name: string, about: string): string {
  const result = read(name)
  if (!result) return `### ${name}\n\n${about}.\n\nNot run.\n`
  const { date, commit, seconds, failed, skipped, says } = result
  const lines = [
    `${verdict(result)} in ${seconds} s, ${date.slice(0, 16).replace('T', ' ')} UTC, on ${commit}.`,
    ...failed.map((test) => `- failed: ${cell(test)}`),
    ...skipped.map((test) => `- skipped: ${cell(test)}`),
    ...says.map((line) => `- ${cell(line.replace(/^figure /, ''))}`),
  ]
  return `### ${name}\n\n${about}.\n\n${lines[0]}\n\n${lines.slice(1).join('\n')}\n`
}

export function writePage(): void {
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim()} · Node ${process.versions.node}`
  const text = `# Proof

${machine}

Written by \`npm run prove\`; \`-- --list\` names the parts, \`-- --only probes,proofs\` runs some, \`-- --size 0.1\` a tenth of them. A part that has not run says so. Times come from a machine that does other work at the same moment: they are upper bounds.

## Goals

| | goal | reached |
|---|---|---|
${Object.keys(goals)
  .map((number) => goalRow(Number(number)))
  .join('\n')}

## Parts

${parts.map(({ name, about }) => section(name, about)).join('\n')}`
  writeFileSync('docs/proof.md', text)
}
