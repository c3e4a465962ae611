/** Instants as a clock in the vendor's zone shows them. */

/** Local time. */
export interface Moment {
  /** `YYYY-MM-DD` */
  day: string
  /** `HH:MM` */
  time: string
}

/** Of each zone one: making it takes as long as twenty answers from it. Zones come from vendors' settings: few. */
const clocks = new Map<string, Intl.DateTimeFormat>()

function clockOf(timeZone: string): Intl.DateTimeFormat {
  let clock = clocks.get(timeZone)
  if (!clock) {
    // Swedish writes `2026-11-21 10:05`.
    clock = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })
    clocks.set(timeZone, clock)
  }
  return clock
}

/** Date and time of day in a time zone. @throws RangeError for an instant or a zone that is none */
export function momentAt(instant: Date, timeZone: string): Moment {
  const [day = '', time = ''] = clockOf(timeZone).format(instant).split(' ')
  return { day, time }
}
