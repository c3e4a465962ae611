/** Queries that leave in one flush. */

/**
 * Waits for all of them even when one fails, so that none is still running when the transaction ends; the first failure
 * is the cause of the others.
 */
export async function together<const T extends readonly Promise<unknown>[]>(
  ...queries: T
): Promise<{ -readonly [I in keyof T]: Awaited<T[I]> }> {
  const outcomes = await Promise.allSettled(queries)
  const failed = outcomes.find((outcome) => outcome.status === 'rejected')
  if (failed) throw failed.reason
  return outcomes.map((outcome) => (outcome as PromiseFulfilledResult<unknown>).value) as never
}
