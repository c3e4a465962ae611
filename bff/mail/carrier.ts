/** Who takes letters away: a mail server, or the mailbox of a demo or test. One small interface. */
import type { Letter } from './letter.ts'

export interface OutgoingLetter extends Letter {
  /** UUID; the same letter sent again keeps it, and so its Message-ID. */
  id: string
  to: string
  /** Shown as the sender; the address itself is the configuration's. */
  fromName: string
  replyTo?: string | undefined
  language: 'fr' | 'en'
  portal: string
}

/** The receiving side will never take this letter. */
export class Undeliverable extends Error {
  override readonly name = 'Undeliverable'
}

export interface MailCarrier {
  /** Rejects when it cannot be handed over now. @throws Undeliverable for good */
  send(letter: OutgoingLetter): Promise<void>
  close(): void
}

const address =
  /^[^\s@<>()[\]\\,;:"\p{Cc}]{1,64}@(?=.{3,253}$)[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?(?:\.[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?)+$/u

/** One plain address, as it may stand in a header: no list, no group, no comment, no line break. */
export const isAddress = (text: string): boolean => text.length <= 254 && address.test(text)
