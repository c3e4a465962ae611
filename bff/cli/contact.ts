/** Addresses, numbers and spans of days as options of commands. Absent stays absent. */
import { phoneOf } from '../base/phone.ts'
import { Refusal } from './command.ts'

/** @throws Refusal */
export function readEmail(text: string | undefined): string | null {
  if (text === undefined) return null
  const email = text.trim()
  if (!/^[^\s@<>,;"]{1,100}@[^\s@<>,;"]+\.[^\s@<>,;"]{2,}$/.test(email)) {
    throw new Refusal(`"${text}" is no e-mail address.`)
  }
  return email
}

/** E.164; a number without its country is French. @throws Refusal */
export function readPhone(text: string | undefined): string | null {
  if (text === undefined) return null
  const phone = phoneOf(text)
  if (phone === undefined) throw new Refusal(`"${text}" is no telephone number.`)
  return phone
}

/** @throws Refusal */
export function readDays(text: string | undefined, option: string): number | null {
  if (text === undefined) return null
  if (!/^\d{1,4}$/.test(text) || Number(text) > 3650) throw new Refusal(`--${option} is a number of days up to 3650.`)
  return Number(text)
}
