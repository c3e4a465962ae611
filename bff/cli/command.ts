/** The form of a command, and how its words are read. */
import { parseArgs } from 'node:util'
import type { Config, Environment } from '../config.ts'

/** What a command has to do with the outside. */
export interface Terminal {
  out: (text: string) => void
  err: (text: string) => void
  environment: Environment
}

export interface Option {
  /** `text` takes a value, `list` may be given several times, `flag` takes none. */
  kind: 'text' | 'list' | 'flag'
  help: string
  required?: boolean
}

export type Options = Readonly<Record<string, Option>>

type Value<O extends Option> = O['kind'] extends 'flag'
  ? boolean
  : O['kind'] extends 'list'
    ? string[]
    : O extends { required: true }
      ? string
      : string | undefined

export interface Given<O extends Options> {
  values: { [K in keyof O]: Value<O[K]> }
  /** Words that are no options, as many as `words` names. */
  words: string[]
}

export interface Command<O extends Options = Options> {
  /** `portal create` */
  name: string
  /** What it does, one sentence. */
  about: string
  /** Names of the words after the command. */
  words: readonly string[]
  options: O
  example: string
  run(terminal: Terminal, config: () => Config, given: Given<O>): Promise<number>
}

/** Types a command's values by its options. */
export function command<const O extends Options>(spec: Command<O>): Command {
  return spec as unknown as Command
}

/** A command that was not written as it should be: exit code 2, with its help. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** Something that the person can mend; the message says how. Exit code 1, no stack. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
}

/** @throws UsageError */
export function readArguments(spec: Command, argv: readonly string[]): Given<Options> {
  const options = Object.fromEntries(
    Object.entries(spec.options).map(([name, { kind }]) => [
      name,
      { type: kind === 'flag' ? ('boolean' as const) : ('string' as const), multiple: kind === 'list' },
    ]),
  )
  let parsed: ReturnType<typeof parseArgs>
  try {
    parsed = parseArgs({ args: [...argv], options, allowPositionals: true, strict: true })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
  const words = parsed.positionals
  if (words.length !== spec.words.length) {
    const wanted = spec.words.map((word) => `<${word}>`).join(' ') || 'no further word'
    throw new UsageError(`"guichet ${spec.name}" needs ${wanted}.`)
  }
  const values: Record<string, unknown> = {}
  for (const [name, { kind, required }] of Object.entries(spec.options)) {
    const value = parsed.values[name]
    if (required && (value === undefined || value === '')) throw new UsageError(`--${name} is missing.`)
    values[name] = value ?? (kind === 'flag' ? false : kind === 'list' ? [] : undefined)
  }
  return { values: values as never, words }
}
