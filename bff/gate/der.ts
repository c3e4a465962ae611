/** An ECDSA signature as two integers (IEEE P1363, the form of JWS) in the form that `crypto.verify` takes by default. */

/** Writes one unsigned integer as DER at a place; where the next one goes. */
function putInteger(to: Uint8Array, at: number, from: Uint8Array): number {
  let start = 0
  while (start < from.length - 1 && from[start] === 0) start++
  // A leading bit would say that the number is negative.
  const sign = (from[start] ?? 0) >= 0x80 ? 1 : 0
  const length = from.length - start + sign
  to[at] = 0x02
  to[at + 1] = length
  to.set(from.subarray(start), at + 2 + sign)
  return at + 2 + length
}

/** @param signature r and s of P-256, 32 bytes each */
export function derSignature(signature: Uint8Array): Uint8Array {
  const der = new Uint8Array(72)
  der[0] = 0x30
  const end = putInteger(der, putInteger(der, 2, signature.subarray(0, 32)), signature.subarray(32))
  der[1] = end - 2
  return der.subarray(0, end)
}
