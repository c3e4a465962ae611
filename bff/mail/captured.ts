/** Where letters and text messages go when nothing is configured to take them: kept in memory, for the demo to show. */
import type { TextMessage, SmsCarrier } from '../sms/carrier.ts'
import type { MailCarrier, OutgoingLetter } from './carrier.ts'

export type Captured = { at: Date } & (
  | { channel: 'mail'; letter: OutgoingLetter }
  | { channel: 'sms'; text: TextMessage }
)

const most = 200

/** Keeps the last two hundred, the newest first; what comes twice is kept once, as a receiver would. */
export class CaptureBox {
  readonly #kept: Captured[] = []
  readonly #watchers = new Set<() => void>()

  readonly mail: MailCarrier = {
    send: async (letter) => this.#keep({ at: new Date(), channel: 'mail', letter }, letter.id),
    close() {},
  }

  readonly sms: SmsCarrier = {
    send: async (text) => this.#keep({ at: new Date(), channel: 'sms', text }, text.id),
    close: async () => {},
  }

  get all(): readonly Captured[] {
    return this.#kept
  }

  /** @returns stops watching */
  watch(onChange: () => void): () => void {
    this.#watchers.add(onChange)
    return () => void this.#watchers.delete(onChange)
  }

  #keep(one: Captured, id: string): void {
    if (this.#kept.some((other) => idOf(other) === id)) return
    this.#kept.unshift(one)
    this.#kept.length = Math.min(this.#kept.length, most)
    for (const watcher of this.#watchers) watcher()
  }
}

export const idOf = (one: Captured): string => (one.channel === 'mail' ? one.letter.id : one.text.id)
