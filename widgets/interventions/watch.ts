/** Looks again while something is on its way: a moment after it was sent, then less and less often, then not at all. */

const waits = [2_000, 4_000, 10_000, 30_000]

type Sent = readonly { id: string; state: string }[]

export class Watch {
  readonly #running = new Map<string, { timer: ReturnType<typeof setTimeout>; turn: number; of: string }>()

  /** `again` is called once, unless nothing is on its way; what it finds is to be given here again. */
  look(name: string, sent: Sent, again: () => void): void {
    const former = this.#running.get(name)
    clearTimeout(former?.timer)
    const of = sent
      .filter(({ state }) => state === 'received')
      .map(({ id }) => id)
      .join()
    // Something new is on its way: from the beginning.
    const turn = former?.of === of ? former.turn + 1 : 0
    const wait = waits[turn]
    if (of === '' || wait === undefined) {
      this.#running.delete(name)
      return
    }
    this.#running.set(name, { timer: setTimeout(again, wait), turn, of })
  }

  stop(): void {
    for (const { timer } of this.#running.values()) clearTimeout(timer)
    this.#running.clear()
  }
}
