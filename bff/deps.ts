/** Everything that one process stands on, in one record: what tests replace. */
import { randomBytes } from 'node:crypto'
import type { Clock } from './base/clock.ts'
import { systemClock } from './base/clock.ts'
import { type Log, logTo } from './base/log.ts'
import type { Config } from './config.ts'
import type { Vendors } from './db/types.ts'
import type { UploadScan } from './files/uploads.ts'

export interface Deps {
  config: Config
  vendors: Vendors
  clock: Clock
  log: Log
  /** Cryptographically strong random bytes. */
  random: (size: number) => Uint8Array
  /** Looks for harm in files that customers join; absent = only their form is checked. */
  scan?: UploadScan
}

export function productionDeps(config: Config, vendors: Vendors): Deps {
  return { config, vendors, clock: systemClock, log: logTo(process.stdout), random: randomBytes }
}
