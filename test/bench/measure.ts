/** Figures of a run: interleaved rounds, so that a machine that is busy for a while is busy for both sides. */

export interface Row {
  what: string
  figure: string
  goal?: string
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2
}

/** The median, and between which values the middle half lies. */
export function spread(values: readonly number[]): string {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number) => (sorted[Math.round((sorted.length - 1) * share)] ?? Number.NaN).toFixed(2)
  return `**${median(values).toFixed(2)}** (${at(0.25)} to ${at(0.75)})`
}

export interface Contest {
  /** Median microseconds per call. */
  a: number
  b: number
  /** Throughput of A as a share of B's, round by round. */
  ratios: number[]
}

async function time(work: () => Promise<unknown>, calls: number): Promise<number> {
  const started = performance.now()
  for (let n = 0; n < calls; n++) await work()
  return ((performance.now() - started) / calls) * 1000
}

/** A and B by turns, the one that begins changing places; the first round is thrown away. */
export async function contest(
  a: () => Promise<unknown>,
  b: () => Promise<unknown>,
  { rounds, calls }: { rounds: number; calls: number },
): Promise<Contest> {
  const taken = { a: [] as number[], b: [] as number[] }
  for (let round = 0; round <= rounds; round++) {
    let one: number
    let two: number
    if (round % 2 === 0) {
      one = await time(a, calls)
      two = await time(b, calls)
    } else {
      two = await time(b, calls)
      one = await time(a, calls)
    }
    if (round === 0) continue
    taken.a.push(one)
    taken.b.push(two)
  }
  const ratios = taken.a.map((one, at) => (taken.b[at] ?? 0) / one)
  return { a: median(taken.a), b: median(taken.b), ratios }
}

export interface Load {
  /** Answers per second. */
  rate: number
  /** Milliseconds. */
  p50: number
  p99: number
}

/** So many calls by `width` askers at once. @throws what an asker throws */
export async function load(ask: (number: number) => Promise<void>, width: number, calls: number): Promise<Load> {
  const taken: number[] = []
  const started = performance.now()
  let next = 0
  const asker = async () => {
    for (let number = next++; number < calls; number = next++) {
      const since = performance.now()
      await ask(number)
      taken.push(performance.now() - since)
    }
  }
  await Promise.all(Array.from({ length: width }, asker))
  const spent = (performance.now() - started) / 1000
  const sorted = taken.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
  return { rate: calls / spent, p50: at(0.5), p99: at(0.99) }
}

export const micro = (value: number) => `${value.toFixed(0)} µs`
export const milli = (value: number) => `${value.toFixed(1)} ms`

/** Markdown, aligned so that a terminal reads it too. */
export function table(rows: readonly Row[]): string {
  const cells = [['what', 'figure', 'goal'], ...rows.map((row) => [row.what, row.figure, row.goal ?? ''])]
  const widths = [0, 1, 2].map((at) => Math.max(...cells.map((row) => row[at]?.length ?? 0)))
  const line = (row: readonly string[]) => `| ${row.map((text, at) => text.padEnd(widths[at] ?? 0)).join(' | ')} |`
  const [head = [], ...rest] = cells
  return [line(head), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...rest.map(line)].join('\n')
}
