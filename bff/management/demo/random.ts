/** Repeatable chance: the same seed text gives the same sequence on every machine, which `Math.random` cannot. */
export class Random {
  private state: number

  constructor(seed: string) {
    // FNV-1a spreads the seed text over 32 bits.
    let hash = 0x811c9dc5
    for (let i = 0; i < seed.length; i++) hash = Math.imul(hash ^ seed.charCodeAt(i), 0x01000193)
    this.state = hash >>> 0
    this.next()
  }

  /** In [0, 1): mulberry32. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0
    let t = this.state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 0x100000000
  }

  /** Whole number between both bounds, inclusive. */
  int(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1))
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }

  pick<T>(list: readonly T[]): T {
    const item = list[this.int(0, list.length - 1)]
    if (item === undefined) throw new RangeError('nothing to pick from')
    return item
  }

  /** `n` decimal digits. */
  digits(n: number): string {
    let text = ''
    for (let i = 0; i < n; i++) text += this.int(0, 9)
    return text
  }

  /** `[value, weight]` pairs. */
  weighted<T>(choices: readonly (readonly [T, number])[]): T {
    let left = this.next() * choices.reduce((total, [, weight]) => total + weight, 0)
    for (const [value, weight] of choices) {
      left -= weight
      if (left < 0) return value
    }
    const last = choices.at(-1)
    if (!last) throw new RangeError('nothing to choose from')
    return last[0]
  }
}
