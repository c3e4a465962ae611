import { momentAt } from './zone.ts'

/** Time as the business means it. Tests fix it; a database's own `now()` still decides about sessions. */
export interface Clock {
  now(): Date
  /** Today's date in a time zone, `YYYY-MM-DD`. */
  today(timeZone: string): string
}

export function clockFrom(now: () => Date): Clock {
  return {
    now,
    today: (timeZone) => momentAt(now(), timeZone).day,
  }
}

export const systemClock = clockFrom(() => new Date())
