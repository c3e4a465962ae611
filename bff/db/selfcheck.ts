/**
 * Before a vendor's database is used: can the feature role reach anything that is not generated, and are the guards
 * what they were when they were generated? A wall that has moved is a reason not to open.
 */
import { guardStatements, scriptOf } from './guard/generate.ts'
import { type Ask, ContractError, readFunctions, readNative } from './guard/native.ts'
import { type GuardState, readState } from './guard/state.ts'
import { readReach } from './reach.ts'

export class SelfCheckError extends Error {
  override readonly name = 'SelfCheckError'
  readonly findings: readonly string[]

  constructor(vendor: string, findings: readonly string[]) {
    super(`The database of "${vendor}" is not safe to open:\n${findings.map((text) => `- ${text}`).join('\n')}`)
    this.findings = findings
  }
}

const remedy = 'If you changed it on purpose, run `guichet migrate`.'

function compare(then: GuardState, now: GuardState): string[] {
  const findings: string[] = []
  for (const object of Object.keys({ ...then, ...now }).sort()) {
    if (now[object] === undefined) findings.push(`${object} is missing. Run \`guichet migrate\`.`)
    else if (then[object] === undefined) findings.push(`${object} was not generated. Remove it.`)
    else if (then[object] !== now[object]) findings.push(`${object} ${difference(then[object], now[object])} ${remedy}`)
  }
  return findings
}

/** Which part of the state differs, in its own words: owner, options, grants, definition, rules, triggers. */
function difference(then: string, now: string): string {
  const parts = (text: string) => text.split('; ')
  const [before, after] = [parts(then), parts(now)]
  const at = after.findIndex((part, index) => part !== before[index])
  const kind = /^(owner|options|column grants|grants|definition|rules|triggers|policies)/.exec(
    after[Math.max(at, 0)] ?? '',
  )?.[0]
  return `has another ${kind ?? 'definition'} than when it was generated.`
}

interface Fingerprint {
  name: string
  value: string
}

/**
 * All findings, a sentence each; empty = safe.
 * @param ask on one connection of the gate (or the owner), with `search_path` set to pg_catalog, pg_temp.
 */
export async function findFaults(ask: Ask): Promise<string[]> {
  const [{ exists } = { exists: false }] = await ask<{ exists: boolean }>(
    `select to_regclass('portal.fingerprint') is not null as exists`,
  )
  if (!exists) return ['Schema portal has not been made yet. Run `guichet migrate`.']
  const stored = await ask<Fingerprint>('select name, value from portal.fingerprint')
  const value = (name: string) => stored.find((row) => row.name === name)?.value
  const state = value('state')
  if (state === undefined) return ['The guards have not been made yet. Run `guichet migrate`.']

  const findings = [
    ...(await readReach(ask, 'guichet_app', ['guard'])),
    ...(await readReach(ask, 'guichet_gate', ['portal'])),
    ...compare(JSON.parse(state) as GuardState, await readState(ask)),
  ]
  try {
    const generated = scriptOf(guardStatements(await readNative(ask), await readFunctions(ask)))
    if (generated !== value('generated'))
      findings.push(
        'This version of Guichet, or schema management as it is now, asks for other guards than those in place. Run `guichet migrate`.',
      )
  } catch (error) {
    if (!(error instanceof ContractError)) throw error
    findings.push(...error.findings)
  }
  return findings
}
