/** Base64url in its one canonical spelling (RFC 4648 section 5, no padding, no stray bits). */

const alphabet = /^[A-Za-z0-9_-]+$/

/** The bytes, or undefined when the text is any other spelling of them. */
export function fromBase64url(text: string): Buffer | undefined {
  if (!alphabet.test(text)) return undefined
  const bytes = Buffer.from(text, 'base64url')
  return bytes.toString('base64url') === text ? bytes : undefined
}

export function toBase64url(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64url')
}
