/**
 * A value as JSON, also on a page whose old library has given arrays a `toJSON` of their own (Prototype.js 1.6 and its
 * like), which would write each as text inside the text.
 */
export const toJson = (value: unknown): string => JSON.stringify('toJSON' in [] ? shielded(value) : value)

function shielded(value: unknown): unknown {
  if (Array.isArray(value)) return Object.assign(value.map(shielded), { toJSON: undefined })
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, shielded(one)]))
}
