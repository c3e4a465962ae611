import { Refusal } from './command.ts'

const units: Readonly<Record<string, number>> = { m: 60, h: 3600, d: 86_400 }

/** `15m`, `24h`, `7d` in seconds. @throws Refusal outside the bounds */
export function readLife(text: string, bounds: { least: number; most: number; words: string }): number {
  const match = /^(\d{1,5})([mhd])$/.exec(text)
  const seconds = match ? Number(match[1]) * (units[match[2] ?? ''] ?? 0) : 0
  if (seconds < bounds.least || seconds > bounds.most) {
    throw new Refusal(`--life must be ${bounds.words}, with m, h or d after the number; "${text}" is not.`)
  }
  return seconds
}
