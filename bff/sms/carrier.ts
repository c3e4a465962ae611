/** Who takes text messages away. */

export interface TextMessage {
  /** UUID: the same message sent again keeps it, so that the gateway can tell. */
  id: string
  /** E.164. */
  to: string
  text: string
  portal: string
}

export interface SmsCarrier {
  /** Rejects when it cannot be handed over now. */
  send(message: TextMessage): Promise<void>
  close(): Promise<void>
}
