/**
 * docs/proof.md, written from docs/proof.json: the last result of each part, so that the run can be made in pieces and on
 * several days. What was not run says so.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { type Goal, goals, holds } from './goals.ts'
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

const git = (...words: string[]) => execFileSync('git', words, { encoding: 'utf8' }).trim()
export const commitOf = () => git('rev-parse', '--short=10', 'HEAD')

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

const shareOf = ({ size }: Result) => `${Math.round(size * 1000) / 10} %`

function verdict(result: Result): string {
  const share = result.size === 1 ? '' : `, ${shareOf(result)} of the long form`
  const state = result.failed.length > 0 ? `**${result.failed.length} failed**` : `${result.passed} passed`
  return `\`${result.part}\`: ${state}${share}`
}

/** A part's name, a link to what it said, and what keeps it from speaking for the whole. */
function partWords(name: string): string {
  const result = read(name)
  const state = !result
    ? ' not run'
    : result.failed.length > 0
      ? ` **${result.failed.length} failed**`
      : result.size === 1
        ? ''
        : ` ${shareOf(result)}`
  return `[${name}](#${name})${state}`
}

function goalRow(number: number): string {
  const goal = goals[number] as Goal
  const names = parts.filter((part) => part.goals.includes(number)).map(({ name }) => name)
  const figure = goal.figure(all())
  const holding = holds(goal, names.map(read), figure)
  return `| ${number} | ${goal.what} | ${cell(figure)} | ${holding === 'yes' ? holding : `**${holding}**`} | ${names.map(partWords).join(', ')} |`
}

/** What does not hold, and why. */
function causes(): string {
  const missed = Object.entries(goals).filter(([number, goal]) => {
    const names = parts.filter((part) => part.goals.includes(Number(number))).map(({ name }) => name)
    return goal.cause !== undefined && holds(goal, names.map(read), goal.figure(all())) !== 'yes'
  })
  return missed.map(([number, { cause }]) => `- Why ${number} is missed: ${cause}\n`).join('')
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

«Holds»: yes when every part ran whole and passed; **in part** when one failed, or ran smaller or not at all; **no** when none passed.

| | goal | reached | holds | parts |
|---|---|---|---|---|
${Object.keys(goals)
  .map((number) => goalRow(Number(number)))
  .join('\n')}

${causes()}
## Parts

${parts.map(({ name, about }) => section(name, about)).join('\n')}`
  writeFileSync('docs/proof.md', text)
}
