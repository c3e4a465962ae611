/** The caller's network, never the whole address: /24 of IPv4, /48 of IPv6. */
import { isIP } from 'node:net'

function groupsOf(address: string): string[] {
  const [left = '', right] = address.split('::')
  const groups = (part: string) => (part === '' ? [] : part.split(':'))
  if (right === undefined) return groups(left)
  const head = groups(left)
  const tail = groups(right)
  return [...head, ...Array<string>(Math.max(0, 8 - head.length - tail.length)).fill('0'), ...tail]
}

/** The IPv4 address inside `::ffff:192.0.2.77`, in whatever spelling of IPv6. */
function mappedOf(address: string): string | undefined {
  if (isIP(address) !== 6) return undefined
  // A URL prints every spelling in one way, the last 32 bits as two groups.
  const [, high, low] =
    /^\[::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})\]$/.exec(new URL(`http://[${address}]`).hostname) ?? []
  if (high === undefined || low === undefined) return undefined
  const [first, second] = [Number.parseInt(high, 16), Number.parseInt(low, 16)]
  return [first >> 8, first & 255, second >> 8, second & 255].join('.')
}

/** `192.0.2.77` -> `192.0.2.0/24`, `2001:db8:1:2::3` -> `2001:db8:1::/48`, anything else -> `unknown`. */
export function networkOf(address: string | undefined): string {
  const plain = (address ?? '')
    .trim()
    // Some proxies add the port.
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
    .replace(/^\[([^\]]*)\](?::\d+)?$/, '$1')
    .replace(/%.*$/, '')
    .toLowerCase()
  const known = mappedOf(plain) ?? plain
  switch (isIP(known)) {
    case 4:
      return `${known.split('.').slice(0, 3).join('.')}.0/24`
    case 6:
      return `${groupsOf(known)
        .slice(0, 3)
        .map((group) => Number.parseInt(group, 16).toString(16))
        .join(':')}::/48`
    default:
      return 'unknown'
  }
}

/**
 * The address that the outermost trusted proxy saw. With no trusted proxy the header is ignored: anybody can write it.
 * A header shorter than the trusted hops counts for nothing either.
 */
export function callerAddress(
  forwarded: string | undefined,
  peer: string | undefined,
  trustedHops: number,
): string | undefined {
  if (trustedHops === 0 || forwarded === undefined) return peer
  const hops = forwarded.split(',')
  return hops.length >= trustedHops ? hops[hops.length - trustedHops] : peer
}
