/** A file that suite.ts runs alone says that from now on it only waits: others may go on beside it. */
export const onlyWaits = (): void => void process.send?.({ calm: true })
