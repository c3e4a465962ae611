/** French business identifiers: invented, yet with valid keys, so that forms and checkers take them. */
import type { Random } from './random.ts'

/** Luhn sum of a digit string, its last digit being the key: 0 modulo 10 when valid. */
export function luhn(digits: string): number {
  let total = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i])
    const doubled = i % 2 === 1 ? digit * 2 : digit
    total += doubled > 9 ? doubled - 9 : doubled
  }
  return total % 10
}

const withLuhnKey = (digits: string) => digits + String((10 - luhn(`${digits}0`)) % 10)

/** Starts with 14, a block that is not given to companies: nobody's real number. */
export const siren = (random: Random) => withLuhnKey(`14${random.digits(6)}`)

/** Establishment `n` (1, 2, …) of a SIREN. */
export const siret = (sirenNumber: string, n: number) => withLuhnKey(sirenNumber + String(n).padStart(4, '0'))

/** `732829320` -> `FR44732829320`. */
export function vatNumber(sirenNumber: string): string {
  const key = (12 + 3 * (Number(sirenNumber) % 97)) % 97
  return `FR${String(key).padStart(2, '0')}${sirenNumber}`
}

/** IBAN and BBAN keys both right. Bank, branch: 5 digits; account: 11 digits. */
export function iban(bank: string, branch: string, account: string): string {
  const key = 97n - ((89n * BigInt(bank) + 15n * BigInt(branch) + 3n * BigInt(account)) % 97n)
  const bban = bank + branch + account + String(key).padStart(2, '0')
  // F = 15, R = 27, then the two places of the check digits.
  const check = 98n - (BigInt(`${bban}152700`) % 97n)
  return `FR${String(check).padStart(2, '0')}${bban}`
}

/** Numbers that Arcep keeps for fiction: they never ring. */
export const landline = (random: Random) => spaced(`026191${random.digits(4)}`)
export const mobile = (random: Random) => spaced(`063998${random.digits(4)}`)

const spaced = (digits: string) => digits.replace(/(\d\d)(?=\d)/g, '$1 ')
