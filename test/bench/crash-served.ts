/** One serving process that will be killed: the real counter over the crash test's database, on a port that it is told. */
import { silentLog } from '../../bff/base/log.ts'
import type { VendorPlace } from '../../bff/db/place.ts'
import { openVendors } from '../../bff/db/vendors.ts'
import { productionDeps } from '../../bff/deps.ts'
import { serve } from '../../bff/main.ts'
import { benchConfig } from './place.ts'

export interface CrashWish {
  place: VendorPlace
  port: number
}

process.once('message', (wish: CrashWish) => {
  const vendors = openVendors([wish.place])
  const deps = { ...productionDeps({ ...benchConfig, port: wish.port }, vendors), log: silentLog }
  serve(deps).catch((error: unknown) => {
    console.error(error)
    process.exit(1)
  })
})
process.once('disconnect', () => process.exit(0))
