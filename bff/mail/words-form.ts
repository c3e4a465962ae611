/** The form that both languages of every message have: what is missing in one does not compile. */
import type { MessageValues, SmsTemplate, Template } from './message.ts'

/** What a letter says, before it is drawn. Plain texts: whoever draws them escapes them. */
export interface LetterWords {
  subject: string
  title: string
  /** Paragraphs above the code or the button. */
  body: readonly string[]
  /** Shown large, to be typed. */
  code?: string
  action?: { label: string; link: string }
  /** Small print below. */
  notes: readonly string[]
}

export interface Words {
  locale: string
  /** @param when already written in this language and the vendor's time zone */
  letters: { [T in Template]: (values: MessageValues[T], portal: string) => LetterWords }
  /** Letters of the GSM alphabet only, so that 160 of them are one message. */
  texts: { [T in SmsTemplate]: (values: MessageValues[T], portal: string) => string }
  /** Above the address of a button, in full. */
  linkInFull: string
  /** Why this letter came. */
  sentBy: (portal: string) => string
  phone: string
}
