/** Figures of one process, and Prometheus's text form of them (version 0.0.4). */

export type Labels = Readonly<Record<string, string>>

export interface Sample {
  /** After the family's name: `_bucket`, `_sum`, `_count`. */
  suffix?: string
  labels: Labels
  value: number
}

export interface Family {
  name: string
  help: string
  type: 'counter' | 'gauge' | 'histogram'
  samples: Sample[]
}

type Read = () => Sample[] | Promise<Sample[]>

/** Upper bounds in seconds. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

const keyOf = (labels: Labels) => JSON.stringify(labels)

export class Counter {
  readonly #values = new Map<string, { labels: Labels; value: number }>()

  /** Labels come from closed lists only: each set of values is a line for ever. */
  add(labels: Labels = {}, by = 1): void {
    const key = keyOf(labels)
    const known = this.#values.get(key)
    if (known) known.value += by
    else this.#values.set(key, { labels, value: by })
  }

  readonly samples = (): Sample[] => [...this.#values.values()].map((one) => ({ ...one }))
}

export class Histogram {
  readonly #series = new Map<string, { labels: Labels; counts: number[]; sum: number; count: number }>()

  /** @param seconds that one of them took */
  observe(labels: Labels, seconds: number): void {
    const key = keyOf(labels)
    const known = this.#series.get(key) ?? { labels, counts: buckets.map(() => 0), sum: 0, count: 0 }
    this.#series.set(key, known)
    known.count++
    known.sum += seconds
    const first = buckets.findIndex((bound) => seconds <= bound)
    if (first >= 0) known.counts[first] = (known.counts[first] ?? 0) + 1
  }

  readonly samples = (): Sample[] =>
    [...this.#series.values()].flatMap(({ labels, counts, sum, count }) => {
      let below = 0
      const lines: Sample[] = buckets.map((bound, n) => {
        below += counts[n] ?? 0
        return { suffix: '_bucket', labels: { ...labels, le: String(bound) }, value: below }
      })
      lines.push({ suffix: '_bucket', labels: { ...labels, le: '+Inf' }, value: count })
      lines.push({ suffix: '_sum', labels, value: sum }, { suffix: '_count', labels, value: count })
      return lines
    })
}

export class Metrics {
  readonly #families: (Omit<Family, 'samples'> & { read: Read })[] = []

  counter(name: string, help: string): Counter {
    const counter = new Counter()
    this.#families.push({ name, help, type: 'counter', read: counter.samples })
    return counter
  }

  histogram(name: string, help: string): Histogram {
    const histogram = new Histogram()
    this.#families.push({ name, help, type: 'histogram', read: histogram.samples })
    return histogram
  }

  /** Read when somebody asks. What cannot be read at that moment has no line. */
  gauge(name: string, help: string, read: Read): void {
    this.#families.push({ name, help, type: 'gauge', read })
  }

  async families(): Promise<Family[]> {
    return Promise.all(
      this.#families.map(async ({ name, help, type, read }) => {
        const samples = await Promise.resolve()
          .then(read)
          .catch(() => [])
        return { name, help, type, samples }
      }),
    )
  }
}

/** The families of several processes as one list: each sample says whose it is. */
export function together(processes: ReadonlyMap<string, readonly Family[]>): Family[] {
  const merged = new Map<string, Family>()
  for (const [process, families] of processes) {
    for (const { samples, ...family } of families) {
      const known = merged.get(family.name) ?? { ...family, samples: [] }
      merged.set(family.name, known)
      for (const sample of samples) known.samples.push({ ...sample, labels: { ...sample.labels, process } })
    }
  }
  return [...merged.values()]
}

const escapedLabel = (text: string) => text.replace(/[\\"\n]/g, (c) => (c === '\n' ? '\\n' : `\\${c}`))
const escapedHelp = (text: string) => text.replace(/[\\\n]/g, (c) => (c === '\n' ? '\\n' : '\\\\'))

export function textOf(families: readonly Family[]): string {
  const lines = families
    .filter(({ samples }) => samples.length > 0)
    .flatMap(({ name, help, type, samples }) => [
      `# HELP ${name} ${escapedHelp(help)}`,
      `# TYPE ${name} ${type}`,
      ...samples.map(({ suffix = '', labels, value }) => {
        const inside = Object.entries(labels).map(([label, text]) => `${label}="${escapedLabel(text)}"`)
        return `${name}${suffix}${inside.length > 0 ? `{${inside.join(',')}}` : ''} ${value}`
      }),
    ])
  return lines.map((line) => `${line}\n`).join('')
}
