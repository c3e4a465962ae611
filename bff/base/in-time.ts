/** A body that must come in time: who trickles holds a socket, so a whole body has a deadline, which bytes may prolong. */
import { Problem } from './problem.ts'

export interface Pace {
  /** Milliseconds for the whole body. */
  patience: number
  /** So many bytes earn a second more; undefined = none do. */
  rate?: number
}

/** @throws Problem `body-too-slow` */
export async function* inTime(
  body: ReadableStream<Uint8Array>,
  { patience, rate }: Pace,
): AsyncGenerator<Uint8Array, void> {
  const reader = body.getReader()
  const started = performance.now()
  let received = 0
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    const look = () => {
      const earned = rate === undefined ? 0 : (received / rate) * 1000
      const left = started + patience + earned - performance.now()
      if (left <= 0) reject(new Problem('body-too-slow'))
      else timer = setTimeout(look, left)
    }
    timer = setTimeout(look, patience)
  })
  late.catch(() => {})
  try {
    for (;;) {
      const { done, value } = await Promise.race([reader.read(), late])
      if (done) return
      received += value.byteLength
      yield value
    }
  } finally {
    clearTimeout(timer)
    // Not cancelled: that would cut the line before the answer that says why.
    reader.releaseLock()
  }
}
