/**
 * The page's hash, shared by several widgets, the host page and secret links.
 *
 * Grammar: the hash is segments joined by `&`. `guichet.<name>=<encoded route>` belongs to the widget of that name
 * (`guichet.invoices=%2F42`); `guichet.code=` and `guichet.password=` carry a secret. Every other segment is the
 * page's own and stays byte for byte.
 */
const prefix = 'guichet.'

const segmentsOf = (hash: string): string[] => (hash.length > 1 ? hash.slice(1).split('&') : [])

/** The route of a widget in a hash; null when there is none, or when it is not decodable. */
export function readRoute(name: string, hash = location.hash): string | null {
  const start = `${prefix}${name}=`
  const segment = segmentsOf(hash).find((candidate) => candidate.startsWith(start))
  if (segment === undefined) return null
  try {
    return decodeURIComponent(segment.slice(start.length))
  } catch {
    return null
  }
}

/** The hash with a widget's route put in, replaced (null = taken out). Foreign segments stay, in order, byte for byte. */
export function writeRoute(name: string, route: string | null, hash = location.hash): string {
  const start = `${prefix}${name}=`
  const written = route === null ? [] : [start + encodeURIComponent(route)]
  const kept: string[] = []
  let placed = false
  for (const segment of segmentsOf(hash)) {
    if (!segment.startsWith(start)) kept.push(segment)
    else if (!placed) {
      kept.push(...written)
      placed = true
    }
  }
  if (!placed) kept.push(...written)
  return kept.length > 0 ? `#${kept.join('&')}` : ''
}
