import type { Command } from './command.ts'

const column = (rows: readonly (readonly [string, string])[]) => {
  const width = Math.max(...rows.map(([left]) => left.length))
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join('\n')
}

export function helpOf(command: Command): string {
  const words = command.words.map((word) => ` <${word}>`).join('')
  const options = Object.entries(command.options).map(([name, { kind, help, required }]) => {
    const value = kind === 'flag' ? '' : ` <${kind === 'list' ? 'value, may be repeated' : 'value'}>`
    return [`--${name}${value}`, required ? `${help} (required)` : help] as const
  })
  return [
    `guichet ${command.name}${words}`,
    '',
    command.about,
    ...(options.length > 0 ? ['', column(options)] : []),
    '',
    `Example: ${command.example}`,
    '',
  ].join('\n')
}

export function helpOfAll(commands: readonly Command[]): string {
  return [
    'guichet: a company\u2019s customer counter, embedded in the website it already has',
    '',
    column(commands.map((command) => [command.name, command.about] as const)),
    '',
    'guichet <command> --help tells more. Configuration: DATABASE_URL or GUICHET_VENDORS, GUICHET_PORT, GUICHET_HOST,',
    'GUICHET_PUBLIC_URL, GUICHET_MAIL_URL, GUICHET_SMS_URL, GUICHET_PROCESSES and more (docs/operations.md).',
    '',
  ].join('\n')
}
