/** Base64url in its one canonical spelling (RFC 4648 section 5, no padding, no stray bits). */

/**
 * The bytes, or undefined when the text is empty or any other spelling of them. Node's decoder skips what it does not
 * know; written again, the bytes show it.
 */
export function fromBase64url(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64url')
  return text !== '' && bytes.toString('base64url') === text ? bytes : undefined
}

export function toBase64url(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64url')
}
