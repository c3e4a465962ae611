/** The command line: finds the command, reads its words, runs it, tells failures in sentences. */
import { environment, readConfig } from '../config.ts'
import { accountCommands } from './account.ts'
import { codeCommands } from './code.ts'
import { invitationCommands } from './invitation.ts'
import { type Command, readArguments, type Terminal, UsageError } from './command.ts'
import { demo } from './demo.ts'
import { explain } from './explain.ts'
import { handOffCommands } from './hand-off.ts'
import { helpOf, helpOfAll } from './help.ts'
import { outboxCommands } from './outbox.ts'
import { portalCommands } from './portal.ts'
import { referenceCommands } from './reference.ts'
import { startCommands } from './start.ts'

export const commands: readonly Command[] = [
  ...startCommands,
  demo,
  ...portalCommands,
  ...accountCommands,
  ...invitationCommands,
  ...codeCommands,
  ...handOffCommands,
  ...outboxCommands,
  ...referenceCommands,
]

const console: Terminal = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  environment,
}

function find(argv: readonly string[]): { command: Command; rest: readonly string[] } | undefined {
  const named = commands.find(({ name }) => argv.slice(0, name.split(' ').length).join(' ') === name)
  return named && { command: named, rest: argv.slice(named.name.split(' ').length) }
}

/** Exit codes: 0 done, 1 could not be done, 2 not understood. */
export async function run(argv: readonly string[], terminal: Terminal = console): Promise<number> {
  const found = find(argv)
  const asksHelp = argv.includes('--help') || argv.includes('-h') || argv[0] === 'help' || argv.length === 0
  if (!found) {
    const group = commands.filter(({ name }) => name.startsWith(`${argv[0]} `))
    const help = helpOfAll(group.length > 0 ? group : commands)
    if (asksHelp) terminal.out(help)
    else terminal.err(`There is no command "${argv.slice(0, 2).join(' ')}".\n\n${help}`)
    return asksHelp ? 0 : 2
  }
  const { command, rest } = found
  if (asksHelp) {
    terminal.out(helpOf(command))
    return 0
  }
  try {
    return await command.run(terminal, () => readConfig(terminal.environment), readArguments(command, rest))
  } catch (error) {
    if (error instanceof UsageError) {
      terminal.err(`${error.message}\n\n${helpOf(command)}`)
      return 2
    }
    const words = explain(error)
    terminal.err(words === undefined ? `${error instanceof Error ? error.stack : String(error)}\n` : `${words}\n`)
    return 1
  }
}
