/** What the counter writes to people: the closed list of messages, with what each of them says. */

export type Channel = 'mail' | 'sms'

/** Template -> its values, all texts. Instants are ISO; `minutes` and `days` whole numbers; links whole addresses. */
export interface MessageValues {
  /** Six digits to sign in with; `link` opens the same challenge in one click. */
  'one-time-code': { code: string; minutes: string; link?: string }
  /** The second proof that an old portal code asks for, or a delicate act. */
  'second-proof': { code: string; minutes: string }
  'password-reset': { link: string; minutes: string }
  /** The person sets the own password; `company` is the customer he will act for. */
  invitation: { link: string; days: string; name: string; company: string }
  /** Notice: no link leads in from here. */
  'password-changed': { when: string }
  /** Notice of a first sign-in; `network` is what the journal keeps of an address. */
  'new-device': { when: string; browser: string; network: string }
  /** To the new address, which a person has typed: it counts once confirmed. */
  'email-confirm': { link: string; minutes: string; name: string }
  /** Notice to the old address; `to` is what a stranger may see of the new one, `link` the way back. */
  'email-changed': { when: string; to: string; link: string; days: string }
  /** An old portal code was used: the fresh link. */
  'code-renewed': { link: string; days: string }
  'self-registration': { link: string; minutes: string; company: string }
  /** The vendor will look at it. */
  'self-registration-pending': { company: string }
  'export-ready': { link: string; what: string; days: string }
}

export type Template = keyof MessageValues

/** The messages that are short enough for a text message; the others are letters. */
export type SmsTemplate = 'one-time-code' | 'second-proof' | 'code-renewed'

export type Message = {
  [T in Template]: {
    channel: T extends SmsTemplate ? Channel : 'mail'
    template: T
    /**
     * Address or number as it stands on file, never one that a caller has just typed, but for `email-confirm`. Null = nobody: the same work is
     * done and nothing is sent, so that time does not tell whether there was somebody to write to.
     */
    to: string | null
    /** Where a text message goes as a letter when it may not go as one (budget, country, breaker). */
    elseTo?: string | null
    language: 'fr' | 'en'
    /** Key of the portal in whose name and colours it is written. */
    portal: string
    values: MessageValues[T]
  }
}[Template]
