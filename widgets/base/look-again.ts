/** A second look at what is on screen, in the background: what has arrived of it, and what else has changed. */
import type { Call } from './counter.ts'

/** What was sent from here, with what has become of it. */
export interface Sent {
  id: string
  state: string
}

/** What is still on its way, as one text. */
export const underWay = (...all: readonly ({ pending?: readonly Sent[] } | undefined)[]): string =>
  all
    .flatMap((each) => each?.pending ?? [])
    .filter(({ state }) => state === 'received')
    .map(({ id }) => id)
    .join()

interface Holds {
  pending?: readonly Sent[]
}

type Found<P, T> =
  | { arrived: true; page: P; sheet: T | undefined }
  /** `sheet`: only when it is not as it was. */
  | { arrived: false; page?: undefined; sheet: T | undefined }

/** The rows are asked for only when something is on its way: otherwise that they have changed is known. */
export async function lookAgain<P extends Holds, T extends Holds>(
  call: Call,
  { listing, row }: { listing: P; row: T | undefined },
  [rows, one]: readonly [(call: Call) => Promise<P>, (call: Call) => Promise<T> | undefined],
): Promise<Found<P, T>> {
  const quiet: Call = (key, ...[parts, options]) => call(key, parts as never, { background: true, ...options })
  const before = underWay(listing, row)
  const asked = [before ? rows(quiet) : undefined, one(quiet)] as const
  const failed = () => undefined
  const [page, sheet] = await Promise.all([asked[0]?.catch(failed), asked[1]?.catch(failed)])
  if (page && before !== underWay(page, sheet ?? row)) return { arrived: true, page, sheet }
  return { arrived: false, sheet: JSON.stringify(sheet) === JSON.stringify(row) ? undefined : sheet }
}
