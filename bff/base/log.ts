/** One line per event. JSON for machines; on a terminal a short readable line. Never a secret, never a payload. */

import { redactField, redactText } from './redact.ts'

export type Level = 'info' | 'warn' | 'error'

export type LogFields = Readonly<Record<string, unknown>>

export interface Log {
  write(level: Level, event: string, fields?: LogFields): void
}

/** The part of a stream that the log needs. */
export interface Sink {
  write(text: string): unknown
  isTTY?: boolean
}

/** An error as the log keeps it: its chain of causes with the first stack, no properties (they may hold values). */
export function errorFields(error: unknown): LogFields {
  const chain: string[] = []
  let at: unknown = error
  for (let depth = 0; at instanceof Error && depth < 5; depth++) {
    chain.push(`${at.name}: ${at.message}`)
    at = at.cause
  }
  if (chain.length === 0) chain.push(String(error))
  return { error: chain, ...(error instanceof Error && error.stack && { stack: error.stack.split('\n').slice(1, 8) }) }
}

const colours: Record<Level, string> = { info: '\u001b[2m', warn: '\u001b[33m', error: '\u001b[31m' }

const pretext = (name: string, value: unknown) => {
  const clean = redactField(name, value)
  return typeof clean === 'string' ? clean : redactText(JSON.stringify(clean, redactField))
}

function pretty(level: Level, event: string, fields: LogFields): string {
  const rest = Object.entries(fields)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => `${name}=${pretext(name, value)}`)
    .join(' ')
  return `${colours[level]}${event}\u001b[0m ${rest}\n`
}

export function logTo(sink: Sink, now: () => Date = () => new Date()): Log {
  return {
    write(level, event, fields = {}) {
      sink.write(
        sink.isTTY
          ? pretty(level, event, fields)
          : `${JSON.stringify({ at: now().toISOString(), level, event, ...fields }, redactField)}\n`,
      )
    },
  }
}

/** For tests, and for tools whose screen belongs to somebody else. */
export const silentLog: Log = { write() {} }
