/** What is told of a command. Pure. */

const longest = 120

/** One line that tells a person which one it was. */
export function titleOf({ reference, body }: { reference: string | null; body: string | null }): string | null {
  const line = (reference?.trim() || body || '').trim().split('\n', 1)[0]?.trim() ?? ''
  if (line === '') return null
  const letters = Array.from(line)
  return letters.length <= longest
    ? line
    : `${letters
        .slice(0, longest - 1)
        .join('')
        .trimEnd()}…`
}
