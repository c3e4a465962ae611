/** The last wall before the log: whatever looks like a secret is blacked out, even where nobody should have put one. */

const black = '[redacted]'

/** Names of fields whose values never belong into a log. */
const secretName =
  /^(password|passphrase|secret|token|authorization|proxy-authorization|dpop|cookie|set-cookie|handle|otp|one_?time_?code|link)$/i

/** Values by their look: handles, portal codes, signed tokens, schemes of authorisation, passwords in addresses, keys. */
const secretLook: readonly [RegExp, string][] = [
  [/\bcps_[A-Za-z0-9_-]{16,}/g, black],
  [/\bcp_[0-9A-Za-z*~$=]{16,}/g, black],
  [/\bwhsec_[A-Za-z0-9+/=]{8,}/g, black],
  [/\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{4,}\.[A-Za-z0-9_-]*/g, black],
  [/\b(Bearer|DPoP|Basic) +[A-Za-z0-9._~+/=-]{8,}/gi, `$1 ${black}`],
  [/\b([a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/]{0,100}):[^\s@/]{1,200}@/gi, `$1:${black}@`],
  [/(#guichet\.[a-z]+=)[^\s"'&]+/g, `$1${black}`],
  [/\$argon2(?:id?|d)\$[^\s"]+/g, black],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, black],
]

export function redactText(text: string): string {
  return secretLook.reduce((clean, [look, instead]) => clean.replace(look, instead), text)
}

/** For `JSON.stringify`. */
export function redactField(name: string, value: unknown): unknown {
  if (secretName.test(name) && value !== undefined && value !== null) return black
  return typeof value === 'string' ? redactText(value) : value
}
