/** Which passwords are refused when one is set: short, common, built from a pattern, or from what everybody knows. */

export const shortestPassword = 12
export const longestPassword = 128

export type Weakness = 'too-short' | 'too-long' | 'common' | 'pattern' | 'context'

/** Stems of the passwords that head the published lists, French and English; digits and signs around them change nothing. */
const stems = new Set(
  `motdepasse password passphrase azerty azertyuiop qwerty qwertyuiop qwertz administrateur administrator admin root user
  bonjour bienvenue welcome hello letmein iloveyou jetaime soleil sunshine princess princesse dragon monkey football
  baseball basketball rugby marseille paris lyon nantes france doudou loulou chouchou chocolat nicolas camille julien
  michael jordan shadow master superman batman pokemon starwars secret changeme changezmoi temporaire temporary provisoire
  default defaut test testtest guest invite entreprise company societe client clients espaceclient customer portal portail
  facture factures invoice guichet counter trustno whatever computer ordinateur internet freedom liberte summer ete hiver
  winter printemps automne spring autumn january janvier february fevrier mars avril april juin juillet july aout
  august septembre september octobre october novembre november decembre december lundi mardi mercredi jeudi vendredi
  monday tuesday wednesday thursday friday correcthorsebatterystaple ilovemyfamily cheval vacances famille passw passwd`
    .split(/\s+/)
    .filter(Boolean),
)

const rows = ['abcdefghijklmnopqrstuvwxyz', '01234567890', 'azertyuiopqsdfghjklmwxcvbn', 'qwertyuiopasdfghjklzxcvbnm']
const lines = rows.flatMap((row) => [
  row + row,
  Array.from(row + row)
    .reverse()
    .join(''),
])

const look: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
}

/** Lower case, accents off: how people vary a word without making it another one. */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

const letters = (text: string) => text.replace(/[^a-z]/g, '')
const unmasked = (text: string) =>
  letters(
    Array.from(text)
      .map((sign) => look[sign] ?? sign)
      .join(''),
  )

/** Some unit repeated, e.g. `abcabcabcabc`, or a handful of signs in any order. */
function repeats(text: string): boolean {
  if (new Set(text).size < 5) return true
  for (let size = 1; size <= text.length / 2; size++) {
    const unit = text.slice(0, size)
    if (unit.repeat(Math.ceil(text.length / size)).slice(0, text.length) === text) return true
  }
  return false
}

/** Walks along the alphabet, the digits or a keyboard. */
function walks(text: string): boolean {
  let walked = 0
  for (let at = 0; at + 4 <= text.length; ) {
    let size = 0
    for (let next = 4; at + next <= text.length; next++) {
      if (!lines.some((line) => line.includes(text.slice(at, at + next)))) break
      size = next
    }
    walked += size
    at += size || 1
  }
  return walked >= text.length - 3
}

/** Takes every known word out; what is left is what the person thought of alone. */
function leftOver(text: string, words: readonly string[]): number {
  let rest = text
  for (const word of words) rest = rest.replaceAll(word, ' ')
  return new Set(rest.replace(/[\s\d\p{P}\p{S}]/gu, '')).size
}

/**
 * @param context words that everybody at this counter knows: names of the vendor, the customer, the person, the login
 * @returns undefined when the password is good enough
 */
export function weaknessOf(password: string, context: readonly string[] = []): Weakness | undefined {
  const { length } = Array.from(password)
  if (length < shortestPassword) return 'too-short'
  if (length > longestPassword) return 'too-long'
  const text = plain(password)
  if (repeats(text) || walks(text)) return 'pattern'
  const common = [...stems].sort((a, b) => b.length - a.length)
  if (repeats(letters(text)) && letters(text).length >= 4) return 'pattern'
  // Two letters more do not make another word of it.
  if (leftOver(text, common) < 3 || leftOver(unmasked(text), common) < 3) return 'common'
  const known = context
    .flatMap((phrase) => plain(phrase).split(/[^a-z0-9]+/))
    .filter((word) => word.length >= 4)
    .sort((a, b) => b.length - a.length)
  return leftOver(text, [...known, ...common]) < 4 && known.some((word) => text.includes(word)) ? 'context' : undefined
}
